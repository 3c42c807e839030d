"""What the author of a script most likely meant by what is not there: screens, options, quotes."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.authoring.scripts.playing.judging import name_of
from bot.authoring.scripts.playing.remarks import (
    CURLY,
    NO_SCREEN,
    NO_SCREEN_BUT,
    OPTION_MEANT,
    SCREEN_MEANT,
    SCREEN_MOVED,
    SPELT,
    Remark,
)
from bot.authoring.scripts.playing.results import Difference, Played, StepResult
from bot.authoring.scripts.script import Conversation, Moves
from bot.errors import FlowError
from bot.flows.faults import nearest
from bot.flows.library import Library
from bot.flows.reading.signs import WHOLLY_QUOTED
from bot.flows.wiring import BUILT_IN_SCREENS
from bot.texts.folding import fold

_ARTICLE = "ال"
_AROUND_WORDS = "«»“”()*_.,:;!?،؛؟…"  # signs that are no part of the words between them


def with_hints(played: Played, library_of: Callable[[Path | None], Library]) -> Played:
    """The same, with a note where an expectation that differs could never have been met.

    `library_of` gives the flows of a folder, or those of all. A screen exists if any of the flows
    that the conversation meets has it.
    """
    if not any(step.differences for step in played.steps):
        return played
    libraries = []
    for flows in _folders(played.conversation):
        with suppress(FlowError):  # told at the step that takes them up
            libraries.append(library_of(flows))
    return replace(played, steps=tuple(_hinted(step, libraries) for step in played.steps))


def _folders(conversation: Conversation) -> list[Path | None]:
    moves = (step.act.flows for step in conversation.steps if isinstance(step.act, Moves))
    return [conversation.flows, *moves]


def _hinted(result: StepResult, libraries: Collection[Library]) -> StepResult:
    differences = (replace(each, note=_note(each, libraries)) for each in result.differences)
    return replace(result, differences=tuple(differences))


def _note(difference: Difference, libraries: Collection[Library]) -> str:
    if difference.name == "screen":
        return _note_of_screen(difference.expected[0], libraries)
    is_listed = difference.name in ("has", "options", "offers")
    if is_listed or (difference.name in ("text", "begins") and len(difference.expected) == 1):
        for text in difference.expected:
            if found := WHOLLY_QUOTED.fullmatch(text):
                return Remark(CURLY, found[1], found[2])
    notes = (_note_of_part(difference, part, libraries) for part in difference.expected)
    return next(filter(None, notes), "") if difference.name in ("has", "offers") else ""


def _note_of_part(difference: Difference, part: str, libraries: Collection[Library]) -> str:
    """What is there instead of a part that is not; "" where nothing is like it."""
    if difference.name == "offers":
        meant = option_meant(part, difference.actual)
        return Remark(OPTION_MEANT, meant) if meant else ""
    lines = [line for line in difference.actual if not isinstance(line, Remark)]
    if spelt := _passage(part, lines):
        return Remark(SPELT, spelt)
    return Remark(SCREEN_MEANT, part) if part in _screens(libraries) else ""


def _passage(part: str, lines: Collection[str]) -> str:
    """The words of a line that are these in another spelling; "" for none."""
    count, wanted = len(part.split()), fold(part)
    for words in map(str.split, lines):
        for at in range(len(words) - count + 1):
            passage = " ".join(words[at : at + count])
            if wanted and fold(passage) == wanted:
                return passage.strip(_AROUND_WORDS)
    return ""


def _screens(libraries: Collection[Library]) -> set[str]:
    """The names of all screens there are."""
    addresses = (at for library in libraries for at in library.nodes)
    return {name_of(at) for at in (*BUILT_IN_SCREENS, *addresses)}


def _note_of_screen(screen: str, libraries: Collection[Library]) -> str:
    """That there is no such screen, and which was most likely meant; "" where there is one."""
    address = screen.partition("?")[0]
    known = _screens(libraries)
    if address in known:
        return ""
    for library in libraries:
        heir, is_same = library.nearest_living(address)
        if is_same:
            return Remark(SCREEN_MOVED, address, heir)
    meant = nearest(address, sorted(known))
    return Remark(NO_SCREEN_BUT, address, meant) if meant else Remark(NO_SCREEN, address)


def option_meant(said: str, labels: Collection[str]) -> str | None:
    """The only option that holds all words said, articles aside; else one that is spelt like it."""
    words = [word.removeprefix(_ARTICLE) for word in fold(said).split()]
    holding = [label for label in labels if words and all(word in fold(label) for word in words)]
    return holding[0] if len(holding) == 1 else nearest(said, labels)
