"""What a serial run without any fault shows: the same pure turns, in the order of acceptance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bot.conversation.courtesies import ask_to_wait
from bot.conversation.engine import take_turn
from bot.conversation.release import Release, load_release
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.messages.inbound import Identity
from bot.whatsapp.payloads import content_of
from bot.whatsapp.updates import ReceivedMessage, read_delivery
from tests.chaos.script.citizens import Saying
from tests.support.bots import ROOT
from tests.support.webhooks import PHONE_NUMBER_ID, notification

_CALM_S = 6.0  # a flood's next answer after the notice comes no sooner


@dataclass(frozen=True, slots=True)
class Row:
    """An accepted message as the store has it; rows come in the order of acceptance."""

    key: tuple[bytes, int | None]  # lane and number
    saying: Saying
    fate: str
    detail: str
    received_at: float


@dataclass(slots=True)
class _Person:
    """A conversation of the serial run; `lanes` are the keys its replies went out under."""

    session: Session = field(default_factory=Session)
    lanes: set[bytes] = field(default_factory=set)
    accepted: int = 0
    noticed_at: float | None = None  # the notice of a flood that lasts


@dataclass(frozen=True, slots=True)
class Expected:
    """The reply to one message; it comes after everything that went out `after` these lanes."""

    row: Row
    content: Mapping[str, Any]
    after: frozenset[bytes]


def load_small_release(flows: Path) -> Release:
    """The release that the process serves."""
    zone = ZoneInfo("Asia/Amman")
    return load_release(flows, ROOT / "locales", session_timeout_s=1800, timezone=zone)


class SerialRun:
    """Takes the turns of rows one after the other; who is who follows from their names alone."""

    def __init__(self, release: Release, shown: Callable[[Row], Mapping[str, Any] | None]) -> None:
        """`shown` tells what was seen as the reply to a row: only floods ask for it."""
        self.faults: list[str] = []
        self._release = release
        self._shown = shown
        self._people: dict[str, _Person] = {}  # by phone number and by user id

    def replies(self, rows: Iterable[Row]) -> list[Expected]:
        """The reply to every row that has one."""
        return [expected for row in rows if (expected := self._reply(row))]

    def _reply(self, row: Row) -> Expected | None:
        received = _read(row.saying)
        person = self._meet(received.identity)
        person.lanes.add(row.key[0])
        person.accepted += 1
        if received.said is None:
            self._expect_fate(row, "ignored")
            return None
        if row.fate == "ignored" and row.detail == "flood":
            self._note_silence(row, person)
            return None
        self._expect_fate(row, "replied", "failed")
        turn = take_turn(self._release, person.session, received.said, row.received_at)
        content = _content(turn)
        notice = ask_to_wait(self._release, person.session)
        if (shown := self._shown(row)) != content and shown == _content(notice):
            turn, content = notice, shown
            self._note_notice(row, person)
        elif person.noticed_at is not None and row.received_at - person.noticed_at < _CALM_S:
            self.faults.append(f"{row.saying.wamid}: answered in the middle of a flood")
        else:
            person.noticed_at = None
        person.session = replace(turn.session, seen_at=row.received_at)
        return Expected(row, content, frozenset(person.lanes))

    def _note_silence(self, row: Row, person: _Person) -> None:
        """Only after the one notice."""
        if person.noticed_at is None:
            self.faults.append(f"{row.saying.wamid}: left in silence without a notice")
        person.noticed_at = row.received_at

    def _note_notice(self, row: Row, person: _Person) -> None:
        """Only once in a flood, and not before forty messages."""
        if person.noticed_at is not None and row.received_at - person.noticed_at < _CALM_S:
            self.faults.append(f"{row.saying.wamid}: a second notice of one flood")
        if person.accepted <= 40:
            self.faults.append(f"{row.saying.wamid}: a notice after {person.accepted} messages")
        person.noticed_at = row.received_at

    def _expect_fate(self, row: Row, *fates: str) -> None:
        if row.fate not in fates:
            self.faults.append(
                f"{row.saying.wamid} ended {row.fate} ({row.detail}), not {' or '.join(fates)}"
            )

    def _meet(self, identity: Identity) -> _Person:
        """Whoever bears these names; two people found to be one go on where they were last."""
        names = [name for name in (identity.phone, identity.user_id) if name]
        found = list({id(p): p for n in names if (p := self._people.get(n))}.values())
        found.sort(key=lambda person: person.session.seen_at)
        person = found[-1] if found else _Person()
        for other in found[:-1]:
            person.lanes |= other.lanes
            person.accepted += other.accepted
            for name, bearer in self._people.items():
                if bearer is other:
                    self._people[name] = person
        self._people.update(dict.fromkeys(names, person))
        return person


def first_difference(
    expected: Sequence[Expected], shown: Sequence[tuple[bytes, int]], doubles: bool
) -> str:
    """How what one human saw differs in order or number from the serial run; empty if it does not.

    `shown` are the keys of what the platform took for them, in its order. Replies of two
    conversations that were not yet known to be of one human may come in either order.
    """
    first_at: dict[tuple[bytes, int | None], int] = {}
    for place, key in enumerate(shown):
        if key in first_at and not doubles:
            return f"reply {key[1]} came twice"
        first_at.setdefault(key, place)
    for number, later in enumerate(expected):
        if later.row.key not in first_at:
            return f"no reply to {later.row.saying.wamid}"
        for earlier in expected[:number]:
            is_known = earlier.row.key[0] in later.after
            if is_known and first_at[earlier.row.key] > first_at[later.row.key]:
                return f"{later.row.saying.wamid} was answered before {earlier.row.saying.wamid}"
    return ""


def _content(turn: Turn) -> Mapping[str, Any]:
    content: Mapping[str, Any] = orjson.loads(content_of(turn.reply))
    return content


def _read(saying: Saying) -> ReceivedMessage:
    """A message as the bot reads it."""
    body = notification([saying.message(1.0)], contacts=[saying.contact])
    return read_delivery(body, PHONE_NUMBER_ID).messages[0]
