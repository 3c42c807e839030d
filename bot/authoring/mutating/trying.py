"""Mutants tried one by one: who notices that something is other than it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from bot.authoring.mutating.mutant import Mutant
from bot.authoring.mutating.visits import visits
from bot.authoring.scripts.generating.generating import TAG
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.playing.screens import options_of
from bot.authoring.scripts.script import Conversation
from bot.conversation.release import Release
from bot.errors import FlowError


class Stage(Protocol):
    """Where conversations are played on the flows it was opened on."""

    def release(self, flows: Path) -> Release:
        """The release of a folder. Raises FlowError with its mistakes."""
        ...

    def play(self, conversation: Conversation) -> Played:
        """Play one."""
        ...


OpenStage = Callable[[Path], Stage]
Walk = Callable[[Path, str], frozenset[str]]  # of a folder and an agency: the faults it finds


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one mutant; `is_refused` says that its flows could not be used at all."""

    mutant: Mutant
    is_refused: bool = False
    by_scripts: bool = False  # those that somebody wrote
    by_generated: bool = False  # those that `generate` wrote
    by_visits: bool = False  # those made for the run
    by_walk: bool | None = None  # None: it was not asked

    @property
    def is_noticed(self) -> bool:
        """Whether anything noticed it."""
        return self.is_scripted or self.by_visits or bool(self.by_walk)

    @property
    def is_scripted(self) -> bool:
        """Whether a script that is kept in files noticed it."""
        return self.by_scripts or self.by_generated

    @property
    def is_idle(self) -> bool:
        """Whether it is a search word that was not needed: what it says is answered as before."""
        return self.mutant.kind == "search-word" and not self.is_refused and not self.is_noticed


@dataclass(frozen=True, slots=True)
class _Script:
    """A script that holds on the flows as they are, and the agencies it sees."""

    conversation: Conversation
    inside: frozenset[str]  # it was at a place of theirs, or was offered one
    named: frozenset[str]  # these stood in a menu at least


class Trial:
    """Tries mutants of one folder, each in the folder `copies`, which holds copies of all files."""

    def __init__(
        self, flows: Path, copies: Path, open_stage: OpenStage, walk: Walk | None = None
    ) -> None:
        """Begin with the flows as they are. Raises FlowError where they cannot be used."""
        self._flows = flows
        self._copies = copies
        self._open_stage = open_stage
        self._walk = walk
        self._stage = open_stage(flows)
        self._release = self._stage.release(flows)
        self._scripts: list[_Script] = []
        self._visits: dict[str, list[tuple[Conversation, list[Any]]]] = {}
        self._walked: dict[str, frozenset[str]] = {}

    def learn(self, conversations: Iterable[Conversation]) -> None:
        """Play scripts on the flows as they are; what does not hold there can notice nothing."""
        for conversation in conversations:
            played = self._stage.play(conversation)
            if played.verdict == "passed" and conversation.flows is None:
                inside, named = _agencies(played)
                self._scripts.append(_Script(conversation, inside, named))

    def attempt(self, mutant: Mutant) -> Tried:
        """Try one mutant; the copy of its file is as before afterwards."""
        source, copy = self._flows / mutant.file, self._copies / mutant.file
        text = source.read_text(encoding="utf-8")
        copy.write_text(mutant.apply(text), encoding="utf-8")
        try:
            return self._look_at(mutant)
        finally:
            copy.write_text(text, encoding="utf-8")

    def _look_at(self, mutant: Mutant) -> Tried:
        try:
            stage = self._open_stage(self._copies)
        except FlowError:
            return Tried(mutant, is_refused=True)
        near = [
            script.conversation
            for script in self._scripts
            if mutant.agency in (script.inside if mutant.is_inside else script.named)
        ]
        by_scripts, by_generated = (
            any(not stage.play(one).is_as_scripted for one in near if _is_generated(one) == made)
            for made in (False, True)
        )
        by_visits = any(
            _seen(stage.play(visit)) != before for visit, before in self._visits_of(mutant.agency)
        )
        tried = Tried(mutant, by_scripts=by_scripts, by_generated=by_generated, by_visits=by_visits)
        if self._walk and not tried.is_noticed and mutant.kind != "search-word":
            if mutant.agency not in self._walked:
                self._walked[mutant.agency] = self._walk(self._flows, mutant.agency)
            found = self._walk(self._copies, mutant.agency)
            return replace(tried, by_walk=bool(found - self._walked[mutant.agency]))
        return tried

    def _visits_of(self, agency: str) -> Sequence[tuple[Conversation, list[Any]]]:
        if agency not in self._visits:
            self._visits[agency] = [
                (visit, _seen(self._stage.play(visit))) for visit in visits(self._release, agency)
            ]
        return self._visits[agency]


def _is_generated(conversation: Conversation) -> bool:
    """Whether `generate` wrote it."""
    return TAG in conversation.tags


def _seen(played: Played) -> list[Any]:
    """All that was seen, step by step."""
    return [outcome.content for outcome in _outcomes(played)]


def _outcomes(played: Played) -> Iterator[Outcome]:
    return (outcome for result in played.steps for outcome in result.outcomes)


def _agencies(played: Played) -> tuple[frozenset[str], frozenset[str]]:
    """The agencies in whose places a conversation was, or was offered one; and those it met."""
    met: set[str] = set()
    for outcome in _outcomes(played):
        if outcome.way is not None:
            met |= {outcome.way.screen, *outcome.way.path}
            met |= {subject for _, subject in outcome.way.facts}
        if outcome.content is not None:
            met |= {option.id for option in options_of(outcome.content)}
    addresses = {part for each in met for part in each.replace(",", ":").split(":")}
    inside = {at.partition("/")[0] for at in addresses if "/" in at}
    screens = {outcome.way.screen.partition("?")[0] for outcome in _outcomes(played) if outcome.way}
    named = {at.partition("/")[0].partition("?")[0] for at in addresses}
    return frozenset(inside | screens), frozenset(named)
