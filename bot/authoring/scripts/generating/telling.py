"""What a generated script expects: a screen whole where it is first seen, then by its name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.authoring.scripts.generating.guide import Spot, Told
from bot.authoring.scripts.generating.rounds import PASSING
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.screens import Message
from bot.authoring.scripts.script import Shares
from bot.authoring.scripts.writing.writer import sees_of
from bot.authoring.sheets.editing.writing import Value
from bot.conversation.release import Release
from bot.flows.nodes import MAIN, Ask, Menu, OfficeList
from bot.texts.languages import Language

_FOUND = "@results"  # another list each time

Sees = Mapping[str, Value] | str


@dataclass(slots=True)
class Telling:
    """Tells one conversation about places, from its first step on."""

    release: Release
    language: Language
    places: Collection[str]
    _seen: set[Spot] = field(init=False, default_factory=set)
    _heard: list[list[str]] = field(init=False, default_factory=list)
    _before: Spot | None = field(init=False, default=None)

    def sees(self, told: Told, outcome: Outcome) -> Sees:
        """What is to be seen after the next step."""
        whole = sees_of(outcome)
        if isinstance(whole, str) or outcome.way is None or outcome.content is None:
            return whole
        spot, before = told.spot, self._before
        is_new = spot not in self._seen and (spot.state in self.places or spot.state in PASSING)
        self._seen.add(spot)
        self._before = spot
        screen = {"screen": whole["screen"]}
        if is_new:
            rest = {key: value for key, value in whole.items() if key != "screen"}
            language = str(outcome.way.language)
            abouts = self._abouts(spot, outcome.content)
            return {**screen, "language": language, **rest, **abouts}
        return {**screen, **self._more(told, before, outcome.content)}

    def _abouts(self, spot: Spot, content: Message) -> Mapping[str, Value]:
        """What stands below the options, where their authors wrote it: not below «back» alone."""
        node = self.release.library.nodes.get(spot.state)
        match node.content if node else None:
            case OfficeList():
                tells = True
            case Menu(choices):
                tells = any(self.release.library.node(choice.target).about for choice in choices)
            case Ask(choices=answers):
                tells = any(answer.about for answer in answers)
            case _:
                tells = False
        return {"abouts": list(content.abouts)} if tells else {}

    def _more(self, told: Told, before: Spot | None, content: Message) -> Mapping[str, Value]:
        """What is otherwise though the screen was seen: what was found, how surely, how far."""
        lines = content.words.split("\n")
        if told.spot.state == _FOUND:
            above = {"begins": lines[0]} if MAIN in self.places else {}  # a number, perhaps
            return {**above, "options": list(content.labels)}
        if isinstance(told.act, Shares):
            return {"has": lines[1]}
        if not told.is_asked:
            return {}
        if told.spot.state == MAIN:
            return self._cried(lines)
        doubt = self.release.phrases.say(self.language, "row-not-this")
        found = {"offers" if doubt in content.labels else "hides": doubt}
        return {**found, "begins": lines[0]} if told.spot == before else found

    def _cried(self, lines: list[str]) -> Mapping[str, Value]:
        """An emergency: all that is said of it once, then how it begins.

        The number alone would not do: it stays in sight of who writes on.
        """
        if lines in self._heard:
            return {"has": list(filter(None, lines[:2]))}
        self._heard.append(lines)
        return {"text": "\n".join(lines)}
