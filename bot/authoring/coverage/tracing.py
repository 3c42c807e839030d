"""What scripts cover: the way of each turn, laid beside all there is."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from bot.authoring.coverage.branches import Branch, branches_by_menu
from bot.authoring.coverage.chart import Chart
from bot.authoring.coverage.goals import Point, move_name
from bot.authoring.coverage.moves import as_offered
from bot.authoring.scripts.playing.outcomes import Way
from bot.authoring.scripts.playing.results import Played, StepResult
from bot.authoring.scripts.script import (
    Act,
    Conversation,
    Moves,
    Says,
    Shares,
    Step,
    Taps,
    Together,
)
from bot.conversation.matching import Word
from bot.conversation.release import Release
from bot.flows.nodes import MAIN, Ask
from bot.flows.when.conditions import Circumstances
from bot.messages.inbound import Identity
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Language
from bot.texts.numerals import read_number
from bot.texts.phrases import Phrases

Means = Literal["tap", "number", "words", "place"]

# Turns that were led somewhere, and chose no option that was shown.
_LED = frozenset({
    "searched", "linked", "gone", "menu_changed", "gave_up", "emergency", "failed", "not_found",
    "not_understood", "misfit", "out_of_range", "media", "flooded", "late",
})  # fmt: skip
_LEADING: frozenset[Word] = frozenset(("help", "human", "thanks", "goodbye", "greeting"))


class Tracer:
    """Watches conversations that were played on one release, and remembers what they covered."""

    def __init__(self, chart: Chart, release: Release, flows: Path) -> None:
        """`flows` is the release's folder: conversations about others cover nothing of it."""
        self.chart = chart
        self.seen: set[Point] = set()
        self.means: set[tuple[Point, Means]] = set()  # by what means transitions were taken
        self._library = release.library
        self._timezone = release.timezone
        self._flows = flows.resolve()
        self._words = _words(release.phrases)
        self._by_menu = branches_by_menu(release.library)

    def watch(self, played: Played) -> None:
        """Take in one conversation, be it as scripted or not."""
        flows = played.conversation.flows
        if flows is not None and flows.resolve() != self._flows:
            return
        own = _steps_before_a_move(played.conversation)
        before: dict[Identity | None, Way] = {}  # the last of each citizen
        for result in played.steps:
            if own is not None and id(result.step) not in own:
                return
            for outcome in result.outcomes:
                if outcome.way is None:
                    continue
                if outcome.content is not None:
                    before_it = before.get(outcome.to)
                    self._take(played.conversation, result, outcome.way, before_it)
                before[outcome.to] = outcome.way

    def _take(
        self, conversation: Conversation, result: StepResult, way: Way, before: Way | None
    ) -> None:
        """Note all that one turn covers."""
        state = _state(way.screen)
        if before is not None and _state(before.screen) != way.path[0]:
            before = None  # they had another name, or were forgotten, meanwhile
        if way.language is not None:
            self._add(Point("node", state, way.language))
            self._add(Point("page", way.screen, way.language))
        facts = {name for name, _ in way.facts}
        word = self._say(result.step.act, facts)
        means = None if facts & _LED else _means(result.step.act, word)
        language = (before.language if before else None) or way.language
        if means is not None and language is not None:
            for source, target in _moves(way, before, facts):
                name = move_name(source, as_offered(self._library, source, target))
                point = Point("transition", name, language)
                if self._add(point):
                    self.means.add((point, means))
        if self._by_menu and way.language is not None:
            self._look(conversation, result, way, way.language)

    def _add(self, point: Point) -> bool:
        """Keep a point if there is such a goal."""
        goal = self.chart.goals.get((point.kind, point.name))
        if goal is None or point.side not in goal.sides:
            return False
        self.seen.add(point)
        return True

    def _say(self, act: Act, facts: set[str]) -> Word | None:
        """The word known everywhere that was typed, if it was taken for one."""
        if not isinstance(act, Says) or not facts.isdisjoint({"searched", "answered", "linked"}):
            return None
        folded, said = fold(act.text), None
        for language in LANGUAGES:
            word = self._words[language].get(folded)
            if word is not None:
                said = word
                self._add(Point("word", f"{word} ({language})", language))
        return said

    def _look(
        self, conversation: Conversation, result: StepResult, way: Way, language: Language
    ) -> None:
        """Note how each `when` came out that decided what was shown."""
        branches = [*self._by_menu.get(self._menu_of(_state(way.screen)), ())]
        branches += self._decided_between(way)
        if branches:
            at = datetime.fromtimestamp(result.at, self._timezone)
            invited = conversation.is_invited
            now = Circumstances(at, language, dict(way.answers), is_invited=invited)
            for branch in branches:
                self._add(Point("when", branch.name, branch.side(now)))

    def _menu_of(self, state: str) -> str:
        """The menu whose choices stand on a screen; nothing for a question, which shows none."""
        node = self._library.nodes.get(state)
        if node is None or isinstance(node.content, Ask):
            return ""
        return state if state in self._by_menu else self._library.menu_above(node).address

    def _decided_between(self, way: Way) -> Iterator[Branch]:
        """The branches behind the questions that were answered."""
        answered = (subject for name, subject in way.facts if name == "answered")
        for address in answered:
            yield from self._by_menu.get(address, ())


def _moves(way: Way, before: Way | None, facts: set[str]) -> Iterator[tuple[str, str]]:
    """The transitions of a turn: from state to state, from page to page, or to a language."""
    state = _state(way.screen)
    if set(way.path) != {state} or "erased" in facts:
        yield from ((source, target) for source, target in pairwise(way.path) if source != target)
        if "erased" in facts:
            yield "@erase", "@start"
    elif "language" in facts:
        yield state, f"@{way.language}"
    elif before is not None and before.screen != way.screen:
        yield before.screen, way.screen


def _means(act: Act, word: Word | None) -> Means | None:
    """How an option is chosen; None for what chooses none."""
    match act:
        case Taps():
            return "tap"
        case Shares():
            return "place"
        case Says(text):
            if read_number(text) is not None:
                return "number"
            return None if word in _LEADING else "words"
        case _:
            return None


def _state(screen: str) -> str:
    return screen.partition("?")[0] or MAIN


def _words(phrases: Phrases) -> dict[Language, dict[str, Word]]:
    """The words known everywhere, folded, by the language whose list they stand in."""
    words: dict[Language, dict[str, Word]] = {language: {} for language in LANGUAGES}
    for language, known in words.items():
        for word in get_args(Word):
            for each in phrases.say(language, f"words-{word}").split("|"):
                known.setdefault(fold(each), word)
    return words


def _steps_before_a_move(conversation: Conversation) -> frozenset[int] | None:
    """The steps played on the flows it began with; None for all."""
    if not any(isinstance(step.act, Moves) for step in conversation.steps):
        return None
    own: list[Step] = []
    for step in conversation.steps:
        if isinstance(step.act, Moves):
            break
        own += step.act.steps if isinstance(step.act, Together) else (step,)
    return frozenset(map(id, own))
