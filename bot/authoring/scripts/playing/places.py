"""Screens that a script expects and no flows have: misspelt, or gone since it was written."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.authoring.scripts.playing.judging import name_of
from bot.authoring.scripts.playing.remarks import (
    NO_SCREEN,
    NO_SCREEN_BUT,
    SCREEN_MOVED,
    Remark,
)
from bot.authoring.scripts.playing.results import Played, StepResult
from bot.authoring.scripts.script import Conversation, Moves
from bot.errors import FlowError
from bot.flows.faults import nearest
from bot.flows.library import Library
from bot.flows.wiring import BUILT_IN_SCREENS


def with_hints(played: Played, library_of: Callable[[Path | None], Library]) -> Played:
    """The same, where a screen that differs is told as one that does not exist if it does not.

    `library_of` gives the flows of a folder, or those of all. A screen exists if any of the flows
    that the conversation meets has it.
    """
    if all(difference.name != "screen" for step in played.steps for difference in step.differences):
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
    differences = (
        replace(each, note=_note(each.expected[0], libraries)) if each.name == "screen" else each
        for each in result.differences
    )
    return replace(result, differences=tuple(differences))


def _note(screen: str, libraries: Collection[Library]) -> str:
    """That there is no such screen, and which was most likely meant; "" where there is one."""
    address = screen.partition("?")[0]
    addresses = (at for library in libraries for at in library.nodes)
    known = {name_of(at) for at in (*BUILT_IN_SCREENS, *addresses)}
    if address in known:
        return ""
    for library in libraries:
        heir, is_same = library.nearest_living(address)
        if is_same:
            return Remark(SCREEN_MOVED, address, heir)
    meant = nearest(address, sorted(known))
    return Remark(NO_SCREEN_BUT, address, meant) if meant else Remark(NO_SCREEN, address)
