"""What else is wrong with a file that is no YAML: broken pieces are left out, and it is read on.

So that a clerk mends a file in one go. What a piece held is unknown: nothing is said to be missing.
"""

from collections.abc import Callable
from typing import NamedTuple

import yaml

from bot.flows.reading.syntax import Explained, explain

_MOST_PIECES = 20  # a file with more is mended from its top


class Pieces(NamedTuple):
    """The mistakes of a text, in order, and the text without them.

    `rest` is None where nothing can be read of it even so.
    """

    mistakes: list[Explained]
    rest: str | None


def read_on(text: str, first: Explained) -> Pieces:
    """All the mistakes by which a text is no YAML; `first` is the one it was given up for."""
    lines = text.split("\n")
    mistakes = [first]
    while mistakes[-1].is_local and len(mistakes) <= _MOST_PIECES:
        end = _blank(lines, mistakes[-1])
        try:
            found = _next_mistake("\n".join(lines))
        except (yaml.YAMLError, ValueError):
            break  # a sign that no file may hold, and that is told as such
        if found is None:
            return Pieces(mistakes, "\n".join(lines))
        if min(found.begins, found.line) < end or not found.is_local:
            break  # it may hang on what was left out
        mistakes.append(found)
    return Pieces(mistakes, None)


def _next_mistake(text: str) -> Explained | None:
    next_event: Callable[[], object] = yaml.CSafeLoader(text).get_event
    try:
        while next_event() is not None:
            pass
    except yaml.MarkedYAMLError as error:
        return explain(error, text)
    return None


def _blank(lines: list[str], mistake: Explained) -> int:
    """Empty the lines of a mistake with all that stands further in; the line after them."""
    start = min(mistake.begins, mistake.line)
    indent = _indent(lines[start]) if start < len(lines) else 0
    at = start
    while at < len(lines):
        line = lines[at]
        if (
            at > mistake.ends
            and line.strip()
            and _indent(line) <= indent
            and line.strip() not in "]}"
        ):
            break
        lines[at] = ""
        at += 1
    return at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())  # of spaces of any kind: one may be the mistake
