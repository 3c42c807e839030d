"""Texts that mean themselves in a script."""

import re
from collections.abc import Mapping

from bot.authoring.sheets.editing.writing import Value

_DOLLAR = re.compile(r"\$(?=[$\w{])")


def literal(value: Value) -> Value:
    """The same where no dollar stands for a variable."""
    if isinstance(value, str):
        return _DOLLAR.sub("$$", value)
    if isinstance(value, Mapping):
        return {key: literal(inner) for key, inner in value.items()}
    return [literal(inner) for inner in value]  # type: ignore[misc]
