"""What a group of messages will change, while its turns are taken."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from bot.conversation.session import Session
from bot.store.citizens import Circle
from bot.store.protocol import Admission, Admitted, OutboxEntry, Unfound


@dataclass(slots=True)
class Draft:
    """A group under way: who its citizens are, their sessions as moved so far, what was seen."""

    circle: Circle
    sessions: dict[bytes, Session]
    seen: set[tuple[bytes, bytes]]
    changed: dict[bytes, Session] = field(default_factory=dict)
    messages: list[Admitted] = field(default_factory=list)
    facts: defaultdict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    unfound: list[Unfound] = field(default_factory=list)
    forgotten: list[tuple[bytes, int]] = field(default_factory=list)
    superseded: list[tuple[bytes, int]] = field(default_factory=list)
    replies: defaultdict[bytes, int] = field(default_factory=lambda: defaultdict(int))

    def session_of(self, citizen: bytes) -> Session:
        """The session as the group has moved it so far; a fresh one for a newcomer."""
        return self.sessions.get(citizen) or Session()

    def move(self, citizen: bytes, session: Session) -> None:
        """Put a session in its new place."""
        self.sessions[citizen] = self.changed[citizen] = session

    def as_admission(self) -> Admission:
        """All of it, to be committed."""
        circle = self.circle
        return Admission(
            messages=self.messages,
            sessions=self.changed,
            links=circle.links,
            merges=circle.merges,
            facts=self.facts,
            forgotten=self.forgotten,
            superseded=self.superseded,
            outdated=circle.outdated,
            unfound=[replace(at, citizen=circle.root(at.citizen)) for at in self.unfound],
        )

    def entries_but(self, ended: set[tuple[bytes, int]]) -> list[OutboxEntry]:
        """The replies to send, without those that ended with this very group."""
        entries = [message.entry for message in self.messages if message.entry]
        return [entry for entry in entries if (entry.citizen, entry.number) not in ended]
