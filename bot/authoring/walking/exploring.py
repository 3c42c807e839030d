"""One standing explored: everything is said to it, and each turn is held to the proofs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from bot.authoring.walking.proving.case import Case, Proof, is_cry
from bot.authoring.walking.proving.proofs import ALWAYS, BY_KIND, OF_REPLIES
from bot.authoring.walking.saying.tries import SILENT_S, Kind, Try, tries_at
from bot.authoring.walking.searching import with_memory
from bot.authoring.walking.standings.depth import WHOLE, Depth
from bot.authoring.walking.standings.standing import (
    Seen,
    Standing,
    language_of,
    seen_in,
    session_of,
    standing_of,
)
from bot.authoring.walking.standings.worlds import TakeTurn, World
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.settling import Answers, question_of
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import Turn
from bot.flows.when.conditions import Circumstances
from bot.flows.when.sight import Sight
from bot.messages.inbound import Identity, Inbound
from bot.messages.reply import Reply
from bot.texts.languages import Language
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.validation import find_violations

_CITIZEN = Identity(phone="962790000000")
_LENGTH = re.compile(r"is \d+ long")
_NUMBER = re.compile(r"\[\d+\]")
_LIMITS = "every reply is within the limits"
_EQUAL = "equal turns are equal"
_OFFERED: frozenset[Kind] = frozenset(("tap", "number", "answer"))


@dataclass(frozen=True, slots=True)
class Task:
    """A standing to be explored, and the rows of the reply that led there.

    With `tries` those alone are made; else as many of all there are as `depth` says.
    """

    at: Standing
    shown: tuple[Seen, ...]
    tries: tuple[Try, ...] | None = None
    depth: Depth = WHOLE


@dataclass(frozen=True, slots=True)
class Lead:
    """A standing that this explorer had not met before: how it is reached, and what it shows."""

    at: Standing
    shown: tuple[Seen, ...]
    said: Try
    step: int


@dataclass(frozen=True, slots=True)
class Failure:
    """What does not hold after the messages of a try up to a step; `proof` is its name."""

    proof: str
    cause: str
    said: Try | None = None
    step: int = 0


@dataclass(slots=True)
class Explored:
    """What came of exploring one standing; `leads_to` and `back_to` are digests of standings."""

    turns: Counter[Kind] = field(default_factory=Counter)
    leads: list[Lead] = field(default_factory=list)
    leads_to: set[int] = field(default_factory=set)
    back_to: int | None = None
    goes_on: bool = False  # something that the screen offers leads to another
    failures: list[Failure] = field(default_factory=list)


class Explorer:
    """Explores standings of one release in one world; remembers which it has told of."""

    def __init__(self, release: Release, world: World, take: TakeTurn) -> None:
        """Nothing met yet; every message is answered by `take`."""
        self._release = with_memory(release)
        self._world = world
        self._take = take
        self._local = datetime.fromtimestamp(world.now, release.timezone)
        self._is_invited = world.is_invited or release.library.shows_drafts
        self._told: set[int] = set()  # digests of standings
        self._outcomes: set[tuple[int, int]] = set()
        self._sights: dict[tuple[Language, Answers], Sight] = {}
        self._checked: dict[int, tuple[str, ...]] = {}

    def explore(self, task: Task) -> Explored:
        """Make the tries of a task."""
        explored = Explored()
        tapped: dict[str, Case] = {}
        silence = self._release.session_timeout_s + SILENT_S
        spoken, silent = (session_of(task.at, self._world.now, at) for at in (0.0, silence))
        for said in self._tries(task):
            self._say(said, task.at, silent if said.is_silent else spoken, explored, tapped)
        if (spoken, silent) != (
            session_of(task.at, self._world.now),
            session_of(task.at, self._world.now, silence),
        ):
            explored.failures.append(Failure(_EQUAL, "a turn changes the session it is given"))
        return explored

    def _tries(self, task: Task) -> Iterator[Try]:
        if task.tries is not None:
            yield from task.tries
            return
        session = session_of(task.at, self._world.now)
        walk = Walk(self._release, session, self._world.now, is_invited=self._world.is_invited)
        entries, kinds = walk.screen.entries, task.depth.kinds
        tries = tries_at(self._release, task.at, task.shown, entries, kinds)
        yield from task.depth.chosen(tries)

    def _say(
        self,
        said: Try,
        at: Standing,
        session: Session,
        explored: Explored,
        tapped: dict[str, Case],
    ) -> None:
        """Say the messages of a try one after the other, beginning at a standing."""
        before = at
        for step, message in enumerate(said.said):
            turn = self._turn(session, message)
            after = standing_of(turn.session)
            sight = self._sight(before if step or not said.is_silent else after, after)
            case = Case(
                self._release, sight, said.kind, step, message, said.means, before, turn, after,
                tapped.get(said.means),
            )  # fmt: skip
            if said.kind == "tap":
                tapped[said.means] = case
            explored.turns[said.kind] += 1
            digest = hash(after)
            for proof, cause in self._faults(case, session, digest):
                explored.failures.append(Failure(proof, cause, said, step))
            self._follow(case, said, explored, digest)
            session, before = turn.session, case.after

    def _sight(self, before: Standing, after: Standing) -> Sight:
        """What may be seen by who stood so and now speaks as after."""
        language = language_of(after) or language_of(before) or "ar"
        known = (*before.answers, *after.answers)
        sight = self._sights.get((language, known))
        if sight is None:
            answers = {question_of(key): answer for key, answer in known}
            now = Circumstances(self._local, language, answers, self._is_invited)
            sight = self._sights[language, known] = Sight(self._release.library, now)
        return sight

    def _turn(self, session: Session, message: Inbound) -> Turn:
        return self._take(
            self._release, session, message, self._world.now, is_invited=self._world.is_invited
        )

    def _faults(self, case: Case, session: Session, digest: int) -> Iterator[tuple[str, str]]:
        """What does not hold of a turn: each proof by name, and the cause.

        A turn whose outcome was never met is taken a second time; so each outcome was met twice.
        """
        yield from _failed(case, ALWAYS)
        yield from _failed(case, BY_KIND.get(case.kind, ()))
        reply = hash(case.turn.reply)
        outcome = (digest, reply)
        if outcome in self._outcomes:
            return
        self._outcomes.add(outcome)
        yield from _failed(case, OF_REPLIES)
        yield from ((_LIMITS, cause) for cause in self._beyond_limits(case.turn.reply, reply))
        again = self._turn(session, case.said)
        if again.session != case.turn.session or again.reply != case.turn.reply:
            yield _EQUAL, "the same message in the same session got another turn"

    def _beyond_limits(self, reply: Reply, digest: int) -> tuple[str, ...]:
        """What the platform would refuse of a reply; equal replies are validated once."""
        known = self._checked.get(digest)
        if known is None:
            message = address_message(content_of(reply), _CITIZEN, "walk")
            found = find_violations(orjson.loads(message))
            known = self._checked[digest] = tuple(_whatever_screen(at.detail) for at in found)
        return known

    def _follow(self, case: Case, said: Try, explored: Explored, digest: int) -> None:
        """Remember where a turn led."""
        at = case.after
        explored.leads_to.add(digest)
        if case.kind == "back" and explored.back_to is None:
            explored.back_to = digest
        if case.kind in _OFFERED and (at.state, at.page) != (case.before.state, case.before.page):
            explored.goes_on = True
        if digest not in self._told:
            self._told.add(digest)
            shown = () if is_cry(case.turn) else seen_in(case.turn.reply)
            explored.leads.append(Lead(at, shown, said, case.step))


def _whatever_screen(detail: str) -> str:
    """A violation without what differs from screen to screen: which row, and how far too long."""
    return _LENGTH.sub("is too long", _NUMBER.sub("[…]", detail))


def _failed(case: Case, proofs: tuple[Proof, ...]) -> Iterator[tuple[str, str]]:
    for proof in proofs:
        cause = proof(case)
        if cause:
            yield name_of_proof(proof), cause


def name_of_proof(proof: Proof) -> str:
    """How a failure tells what was to be proved."""
    return proof.__name__.replace("_", " ")
