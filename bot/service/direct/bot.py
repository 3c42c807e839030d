"""A whole bot in one thread: real webhooks, rules, turns and payloads; no server, no store.

What needs a store, a sender or a network (crashes, retries, outages) is not here. Everything a
citizen can tell apart is, by the very code that serves them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.scripts.playing.outcomes import (
    PHONE_NUMBER_ID,
    Delivered,
    Fate,
    Outcome,
    Way,
)
from bot.conversation.addresses import page_id
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.settling import question_of
from bot.conversation.turn import Turn
from bot.errors import UnreadableDelivery
from bot.failpoints import Failpoints
from bot.messages.inbound import Identity
from bot.service.direct.payloads import Payloads
from bot.service.receiving.draft import Draft
from bot.service.receiving.guests import Guests
from bot.service.receiving.turns import TurnTaker
from bot.store.citizens import Circle
from bot.store.protocol import Admitted
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.updates import IdentityChange, ReceivedMessage, read_delivery

_Item = ReceivedMessage | IdentityChange


class _Names(Pseudonyms):
    """Of the few citizens of scripts: hashed once each; all else as it is, for nothing is kept."""

    def __init__(self) -> None:
        super().__init__(["5c" * 32])
        self._known: dict[tuple[str | None, str | None], tuple[tuple[bytes, ...], ...]] = {}

    def aliases_of(self, identity: Identity) -> tuple[tuple[bytes, ...], ...]:
        names = (identity.phone, identity.user_id)
        known = self._known.get(names)
        if known is None:
            known = self._known[names] = super().aliases_of(identity)
            if len(self._known) > _MOST_NAMES:
                self._known.clear()
        return known

    def wamids_of(self, wamid: str) -> tuple[bytes, ...]:
        return (wamid.encode("utf-8", "surrogatepass"),)

    def seal(self, identity: Identity, citizen: bytes) -> bytes:
        return b""


_MOST_NAMES = 1000
_PSEUDONYMS = _Names()


@dataclass(frozen=True, slots=True)
class Rules:
    """What settings say of how citizens are served."""

    stale_after_s: float = 3600.0


class DirectBot:
    """Serves the citizens of one conversation; remembers them while it lives.

    `load` reads a folder of flows. A reply that the sender would hold back for a moment is held
    back here until the clock of the webhooks has passed it.
    """

    def __init__(
        self,
        release: Release,
        payloads: Payloads,
        *,
        rules: Rules = Rules(),
        invited: Sequence[str] = (),
        load: Callable[[Path], Release],
    ) -> None:
        """Begin with nobody known. Raises SettingsError for an invited who cannot be one."""
        self._release = release
        self._payloads = payloads
        self._load = load
        self._now = 0.0
        self._aliases: dict[bytes, bytes] = {}
        self._sessions: dict[bytes, Session] = {}
        self._seen: set[tuple[bytes, bytes]] = set()
        self._held: list[_Held] = []
        self._turn: Turn | None = None
        self._turns = TurnTaker(
            _PSEUDONYMS,
            self,
            release.timezone,
            stale_after_s=rules.stale_after_s,
            release=lambda: self._release,
            waiting_of=lambda citizen: sum(held.citizen == citizen for held in self._held),
            clock_off_s=lambda: 0.0,
            failpoints=Failpoints(),
            guests=Guests(_PSEUDONYMS, invited),
            on_turn=self._note_turn,
        )

    def now(self) -> float:
        """The moment of the webhook that is being served."""
        return self._now

    def monotonic(self) -> float:
        """The same: time only goes on."""
        return self._now

    def take_up(self, flows: Path) -> None:
        """Serve a changed folder of flows from now on."""
        self._release = self._load(flows)

    def deliver(self, body: bytes, now: float) -> Delivered:
        """Serve one webhook: 200 with what became of its messages, or 400 for what is no JSON."""
        self._now = now
        if self._held:
            self._held = [held for held in self._held if held.due_at > now]
        try:
            delivery = read_delivery(body, PHONE_NUMBER_ID)
        except UnreadableDelivery:
            return Delivered(400)
        outcomes: list[Outcome] = []
        withdrawn: set[str] = set()
        self._serve([*delivery.changes, *delivery.messages], outcomes, withdrawn)
        if withdrawn:
            outcomes = [_withdrawn(each) if each.wamid in withdrawn else each for each in outcomes]
        return Delivered(200, tuple(outcomes), frozenset(withdrawn))

    def _serve(self, items: Sequence[_Item], outcomes: list[Outcome], withdrawn: set[str]) -> None:
        """As a group of messages is committed: two citizens found to be one split it."""
        circle = Circle(_PSEUDONYMS, dict(self._aliases))
        for item in items:
            known = (item.old, item.new) if isinstance(item, IdentityChange) else (item.identity,)
            circle.add(*known)
        if cut := circle.cut:
            self._serve(items[:cut], outcomes, withdrawn)
            self._serve(items[cut:], outcomes, withdrawn)
            return
        circle.settle_merges(self._sessions)
        if circle.merges:
            self._seen = {(circle.root(citizen), wamid) for citizen, wamid in self._seen}
        draft = Draft(circle, self._sessions, self._seen)
        outcomes += [
            self._deal_with(draft, item) for item in items if isinstance(item, ReceivedMessage)
        ]
        withdrawn |= self._keep(draft)

    def _deal_with(self, draft: Draft, message: ReceivedMessage) -> Outcome:
        self._turn = None
        if not self._turns.deal_with(draft, message):
            return Outcome(message.wamid, "duplicate")
        admitted, turn = draft.messages[-1], self._turn
        if admitted.entry is None or turn is None:
            return Outcome(message.wamid, _fate_of(admitted), admitted.detail)
        if admitted.entry.due_at > self._now:
            self._held.append(
                _Held(admitted.citizen, admitted.entry.number, message.wamid, admitted.entry.due_at)
            )
        content, broken = self._payloads.read(admitted.entry.content, message.identity)
        return Outcome(
            message.wamid,
            "failed" if admitted.detail else "replied",
            admitted.detail,
            content=content,
            to=message.identity,
            way=_way_of(turn),
            broken=broken,
        )

    def _keep(self, draft: Draft) -> set[str]:
        """Remember what the group changed; the messages whose held replies it took back."""
        self._aliases.update(draft.circle.links)
        root = draft.circle.root
        if draft.circle.merges:
            self._aliases = {alias: root(citizen) for alias, citizen in self._aliases.items()}
        for citizen, number in draft.forgotten:
            if self._sessions[citizen].sequence == number:  # else they have come back since
                self._forget(citizen)
        if not draft.superseded:
            return set()
        ended = {(root(citizen), number) for citizen, number in draft.superseded}
        taken_back = {h.wamid for h in self._held if (root(h.citizen), h.number) in ended}
        self._held = [held for held in self._held if held.wamid not in taken_back]
        return taken_back

    def _forget(self, citizen: bytes) -> None:
        """As the store does once the goodbye has gone out."""
        self._sessions.pop(citizen, None)
        self._aliases = {name: whose for name, whose in self._aliases.items() if whose != citizen}
        self._seen = {key for key in self._seen if key[0] != citizen}

    def _note_turn(self, _message: ReceivedMessage, turn: Turn) -> None:
        self._turn = turn


@dataclass(frozen=True, slots=True)
class _Held:
    """A reply that waits a moment and may be taken back meanwhile."""

    citizen: bytes
    number: int
    wamid: str
    due_at: float


def _withdrawn(outcome: Outcome) -> Outcome:
    return Outcome(outcome.wamid, "expired", "superseded", way=outcome.way)


def _fate_of(admitted: Admitted) -> Fate:
    fates: dict[str, Fate] = {"ignored": "ignored", "expired": "expired"}
    return fates.get(admitted.fate, "failed")


def _way_of(turn: Turn) -> Way:
    session = turn.session
    screen = page_id(session.state, session.page)
    facts = tuple([(fact.name, fact.subject) for fact in turn.facts])
    answers = tuple([(question_of(key), answer) for key, answer in session.answers])
    return Way(screen, session.language, turn.path, facts, answers)
