"""What the simulator's phones show: bounded chats in memory, with whoever watches them."""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Literal

from bot.messages.inbound import Identity

MAX_CHATS = 100
MAX_ENTRIES = 300  # of one chat; the oldest are forgotten
MAX_UNSEEN = 200  # events a page may lag behind before it has to begin again

Speaker = Literal["citizen", "bot"]
Tick = Literal["waiting", "sent", "delivered", "read", "failed"]
KnownBy = Literal["both", "phone", "user_id"]
_RANK: Mapping[Tick, int] = {"waiting": 0, "sent": 1, "failed": 2, "delivered": 3, "read": 4}


@dataclass(frozen=True, slots=True)
class Entry:
    """One bubble. `content` is what the page draws; ticks belong to the citizen's own."""

    number: int
    speaker: Speaker
    at: float
    wamid: str
    content: Mapping[str, Any]
    tick: Tick | None = None

    def as_event(self) -> dict[str, Any]:
        """The bubble as the page gets it."""
        return {
            "event": "entry",
            "number": self.number,
            "speaker": self.speaker,
            "at": self.at,
            "wamid": self.wamid,
            "content": self.content,
            "tick": self.tick,
        }


Events = asyncio.Queue[Mapping[str, Any] | None]  # None: begin again with a new connection


@dataclass(slots=True)
class Chat:
    """One citizen's phone."""

    identity: Identity
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=MAX_ENTRIES))
    watchers: set[Events] = field(default_factory=set)
    numbers: "count[int]" = field(default_factory=count)

    @property
    def name(self) -> str:
        """By which the page calls this phone: the number, or else the user id."""
        return self.identity.phone or self.identity.user_id or ""

    def add(self, speaker: Speaker, at: float, wamid: str, content: Mapping[str, Any]) -> Entry:
        """Draw a bubble on every page that shows this phone."""
        tick: Tick | None = "waiting" if speaker == "citizen" else None
        entry = Entry(next(self.numbers), speaker, at, wamid, content, tick)
        self.entries.append(entry)
        self._tell(entry.as_event())
        return entry

    def mark(self, number: int, tick: Tick) -> None:
        """Raise the tick of one bubble; a tick never goes down."""
        for index, entry in enumerate(self.entries):
            if entry.number == number and entry.tick and _RANK[entry.tick] < _RANK[tick]:
                self.entries[index] = replace(entry, tick=tick)
                self._tell({"event": "tick", "number": number, "tick": tick})

    def mark_read(self) -> None:
        """Everything the citizen said so far was read."""
        for entry in list(self.entries):
            if entry.speaker == "citizen":
                self.mark(entry.number, "read")

    def watch(self) -> Events:
        """A queue with the whole chat in it, and from now on whatever happens."""
        events: Events = asyncio.Queue(MAX_ENTRIES + MAX_UNSEEN)
        for entry in self.entries:
            events.put_nowait(entry.as_event())
        self.watchers.add(events)
        return events

    def leave(self, events: Events) -> None:
        """A page that watched is gone."""
        self.watchers.discard(events)

    def end(self) -> None:
        """Let every page go; those that still want to look connect again."""
        for events in self.watchers:
            _let_go(events)
        self.watchers.clear()

    def _tell(self, event: Mapping[str, Any]) -> None:
        for events in list(self.watchers):
            try:
                events.put_nowait(event)
            except asyncio.QueueFull:
                self.watchers.discard(events)
                _let_go(events)


def _let_go(events: Events) -> None:
    while not events.empty():
        events.get_nowait()
    events.put_nowait(None)


class Chats:
    """All phones of the simulator, the longest unused forgotten first."""

    def __init__(self) -> None:
        """Start with no phone."""
        self._chats: OrderedDict[str, Chat] = OrderedDict()

    def __iter__(self) -> Iterator[Chat]:
        """The phones, latest used first."""
        return iter(list(reversed(self._chats.values())))

    def find(self, name: str) -> Chat | None:
        """The phone with a number or user id."""
        chat = self._chats.get(name)
        if chat is None:
            chat = next((c for c in self._chats.values() if c.identity.user_id == name), None)
        if chat is not None:
            self._chats.move_to_end(chat.name)
        return chat

    def open(self, known_by: KnownBy) -> Chat:
        """A new citizen, made up, with a number, a user id or both."""
        phone = f"96279{secrets.randbelow(10**7):07}" if known_by != "user_id" else None
        user_id = f"JO.{secrets.randbelow(10**20):020}" if known_by != "phone" else None
        chat = Chat(Identity(phone, user_id))
        self._chats[chat.name] = chat
        if len(self._chats) > MAX_CHATS:
            _name, oldest = self._chats.popitem(last=False)
            oldest.end()
        return chat

    def end(self) -> None:
        """Let every page of every phone go."""
        for chat in self._chats.values():
            chat.end()
