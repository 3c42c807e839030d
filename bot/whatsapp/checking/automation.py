"""The platform's rules for what a number offers itself: questions in an empty chat, commands."""

import re
from collections.abc import Mapping

from bot.whatsapp import limits
from bot.whatsapp.checking.faults import INVALID, UNFIT, Faults, Violation

_NAME = re.compile(r"[a-zA-Z0-9_]+")
# Meta's page says that emoji are not supported, and not which signs those are.
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_KEYS = frozenset({"enable_welcome_message", "prompts", "commands"})


def find_automation_violations(document: object) -> list[Violation]:
    """Every rule that the body of a POST to `/conversational_automation` breaks.

    A key that is left out stays as it was; an empty list clears what there is.
    """
    faults = Faults()
    asked = faults.fields(document, "", frozenset(), _KEYS)
    if not isinstance(asked.get("enable_welcome_message", False), bool):
        faults.add(INVALID, "enable_welcome_message must be true or false")
    if asked.get("prompts") != []:
        _check_prompts(faults, asked)
    if asked.get("commands") != []:
        _check_commands(faults, asked)
    return faults.found


def _check_prompts(faults: Faults, asked: Mapping[str, object]) -> None:
    prompts = faults.elements(asked, "", "prompts", limits.ICE_BREAKERS)
    for at, prompt in enumerate(prompts):
        _check_words(faults, {str(at): prompt}, "prompts", str(at), limits.ICE_BREAKER)
    faults.unique([prompt if isinstance(prompt, str) else None for prompt in prompts], "prompts")


def _check_commands(faults: Faults, asked: Mapping[str, object]) -> None:
    names: list[str | None] = []
    for at, value in enumerate(faults.elements(asked, "", "commands", limits.COMMANDS)):
        place = f"commands[{at}]"
        command = faults.fields(value, place, {"command_name", "command_description"})
        name = faults.text(command, place, "command_name", limits.COMMAND_NAME)
        if name is not None and not _NAME.fullmatch(name):
            faults.add(UNFIT, f"{place}.command_name holds more than letters, digits and _")
        _check_words(faults, command, place, "command_description", limits.COMMAND_HINT)
        names.append(name)
    faults.unique(names, "command names")


def _check_words(
    faults: Faults, parent: Mapping[str, object], place: str, key: str, most: int
) -> None:
    words = faults.text(parent, place, key, most, one_line=True)
    if words is not None and _EMOJI.search(words):
        faults.add(UNFIT, f"{place}.{key} holds an emoji")
