"""Mutants tried one by one: who notices that something is other than it was."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bot.authoring.mutating.asking import answers_in, questions
from bot.authoring.mutating.mutant import Mutant
from bot.authoring.scripts.generating.generating import TAG
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.script import Conversation
from bot.conversation.release import Release
from bot.errors import FlowError
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Keywords


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
    """What became of one mutant.

    `is_refused` says that its flows could not be used at all, `is_idle` that the word it lacks
    changes no answer: neither shows anything that could be noticed.
    """

    mutant: Mutant
    is_refused: bool = False
    is_idle: bool = False
    by_hand: bool = False  # a script that somebody wrote
    by_generated: bool = False  # one that `generate` wrote
    by_walk: bool | None = None  # None: it was not asked

    @property
    def is_counted(self) -> bool:
        """Whether there was anything to notice."""
        return not self.is_refused and not self.is_idle

    @property
    def is_scripted(self) -> bool:
        """Whether a script that is kept in files noticed it."""
        return self.by_hand or self.by_generated

    @property
    def is_noticed(self) -> bool:
        """Whether anything noticed it."""
        return self.is_scripted or bool(self.by_walk)


@dataclass(frozen=True, slots=True)
class _Script:
    """A script that holds on the flows as they are, and what it sees of them."""

    conversation: Conversation
    places: frozenset[str]  # where it was
    inside: frozenset[str]  # agencies in whose places it was, or was offered one
    named: frozenset[str]  # these stood in a menu at least


class Trial:
    """Tries mutants of one folder, each in the folder `copies`, which holds copies of all files.

    `walk` is asked about what no script noticed; with `walks_always`, about all.
    """

    def __init__(
        self,
        flows: Path,
        copies: Path,
        open_stage: OpenStage,
        walk: Walk | None = None,
        *,
        walks_always: bool = False,
    ) -> None:
        """Begin with the flows as they are. Raises FlowError where they cannot be used."""
        self._flows = flows
        self._copies = copies
        self._open_stage = open_stage
        self._walk = walk
        self._walks_always = walks_always
        self._stage = open_stage(flows)
        self._release = self._stage.release(flows)
        self._scripts: list[_Script] = []
        self._walked: dict[str, frozenset[str]] = {}

    def learn(self, conversations: Iterable[Conversation]) -> None:
        """Play scripts on the flows as they are; what does not hold there can notice nothing."""
        for conversation in conversations:
            played = self._stage.play(conversation)
            if played.verdict == "passed" and conversation.flows is None:
                self._scripts.append(_Script(conversation, _places(played), *_agencies(played)))

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
        at = self._address_of(mutant)
        if mutant.asked and self._is_idle(mutant, at, stage):
            return Tried(mutant, is_idle=True)
        near = self._near(mutant, at)
        tried = Tried(
            mutant,
            by_hand=_notices(stage, (one for one in near if TAG not in one.tags)),
            by_generated=_notices(stage, (one for one in near if TAG in one.tags)),
        )
        if self._walk and (self._walks_always or not tried.is_scripted):
            return replace(tried, by_walk=self._is_noticed_by(self._walk, mutant.agency))
        return tried

    def _address_of(self, mutant: Mutant) -> str:
        """The last place of its file that begins at its line or above; MAIN for none.

        Where a word of a recurring question is gone, the menu of the first that asks it.
        """
        if mutant.asked and not mutant.agency:
            return _asking(self._release.library, mutant.asked)
        before = [
            (node.place.line, address)
            for address, node in self._release.library.nodes.items()
            if Path(node.place.file).name == mutant.file and node.place.line <= mutant.line
        ]
        return max(before, default=(0, MAIN))[1]

    def _is_idle(self, mutant: Mutant, at: str, stage: Stage) -> bool:
        """Whether its words, wherever they are asked, are answered as before."""
        return all(
            answers_in(stage.play(each)) == answers_in(self._stage.play(each))
            for each in questions(self._release.library, at, mutant.asked)
        )

    def _near(self, mutant: Mutant, at: str) -> list[Conversation]:
        """The scripts that may see it, those that were where it is first."""
        if not mutant.agency:
            near = self._scripts
        elif mutant.is_inside:
            near = [script for script in self._scripts if mutant.agency in script.inside]
        else:
            near = [script for script in self._scripts if mutant.agency in script.named]
        return [one.conversation for one in sorted(near, key=lambda one: at not in one.places)]

    def _is_noticed_by(self, walk: Walk, agency: str) -> bool:
        """Whether a walk finds a fault that it does not find in the flows as they are."""
        if agency not in self._walked:
            self._walked[agency] = walk(self._flows, agency)
        return bool(walk(self._copies, agency) - self._walked[agency])


def _asking(library: Library, words: str) -> str:
    for node in library.nodes.values():
        kind = library.kinds.get(node.kind)
        keywords = kind.keywords if kind else Keywords()
        if words in (*keywords.ar, *keywords.en, *keywords.arabizi):
            return library.menu_above(node).address
    return MAIN


def _notices(stage: Stage, conversations: Iterable[Conversation]) -> bool:
    return any(not stage.play(one).is_as_scripted for one in conversations)


def _outcomes(played: Played) -> Iterator[Outcome]:
    return (outcome for result in played.steps for outcome in result.outcomes)


def _places(played: Played) -> frozenset[str]:
    """The places a conversation was at."""
    ways = (outcome.way for outcome in _outcomes(played))
    return frozenset(way.screen.partition("?")[0] for way in ways if way)


def _agencies(played: Played) -> tuple[frozenset[str], frozenset[str]]:
    """The agencies in whose places a conversation was, or was offered one; and those it met."""
    met: set[str] = set()
    for outcome in _outcomes(played):
        if outcome.way is not None:
            met |= {outcome.way.screen, *outcome.way.path}
            met |= {subject for _, subject in outcome.way.facts}
        if outcome.content is not None:
            met |= {option.id for option in outcome.content.options}
    addresses = {part for each in met for part in each.replace(",", ":").split(":")}
    inside = {at.partition("/")[0] for at in addresses if "/" in at}
    named = {at.partition("/")[0].partition("?")[0] for at in addresses}
    return frozenset(inside | _places(played)), frozenset(named)
