"""Values as YAML text, in the style of the flow files."""

import json
import re
from collections.abc import Mapping, Sequence

from bot.flows.reading.signs import WHOLLY_QUOTED

LINE_LENGTH = 100
Value = str | Sequence[str] | Mapping[str, "Value"]

# What another reader of YAML would take for something else than a text.
_NOT_A_TEXT = re.compile(
    r"[-+]?[0-9][0-9_.,eExob:]*|[-+]?\.[0-9]+|~|null|true|false|yes|no|on|off|y|n", re.IGNORECASE
)
_PLAIN_TYPES = re.compile(r"true|false|[0-9]{4}-[0-9]{2}-[0-9]{2}|-?[0-9]+\.[0-9]+")
_BAD_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<\s]")
_BAD_IN_BLOCK = re.compile(r":(\s|$)|\s#|\n|\s$")
_BAD_IN_FLOW = re.compile(r"[,\[\]{}:#?\n]|\s$")


def scalar(text: str, *, is_flow: bool, style: str = "") -> str:
    """One text on one line: plain where that is safe, quoted otherwise.

    `style` is that of the text it replaces: quotes stay quotes.
    """
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style == '"' or not _is_plain(text, is_flow=is_flow):
        return json.dumps(text, ensure_ascii=False)
    return text


def _is_plain(text: str, *, is_flow: bool) -> bool:
    if _PLAIN_TYPES.fullmatch(text):
        return True
    if not text or _BAD_START.match(text) or _NOT_A_TEXT.fullmatch(text):
        return False
    if WHOLLY_QUOTED.fullmatch(text):
        return False
    return not (_BAD_IN_FLOW if is_flow else _BAD_IN_BLOCK).search(text)


def block_scalar(text: str, indent: int) -> str:
    """A text over lines behind a key whose content stands at `indent`."""
    margin = " " * indent
    lines = (f"{margin}{line}" if line else "" for line in text.split("\n"))
    return "|\n" + "\n".join(lines)


def flow(value: Value) -> str:
    """A value in brackets, on one line."""
    if isinstance(value, str):
        return scalar(value, is_flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(flow(inner) for inner in value) + "]"


def entry(
    key: str, value: Value, column: int, *, is_body: bool = False, is_listed: bool = False
) -> str:
    """A key and its value as lines, the key at `column`; the first line without its margin.

    A body and what does not fit a line stand over several, as do words by language. A list that
    does not fit is wrapped in its brackets, or stands with an item to a line where `is_listed`.
    """
    if isinstance(value, str):
        text = block_scalar(value, column + 2) if "\n" in value or is_body else ""
        return f"{key}: {text or scalar(value, is_flow=False)}"
    line = f"{key}: {flow(value)}"
    is_nested = isinstance(value, Mapping) and any(not isinstance(at, str) for at in value.values())
    fits = len(line) + column <= LINE_LENGTH and "\\n" not in line
    if isinstance(value, Mapping) and (is_body or is_nested or not fits):
        margin = "\n" + " " * (column + 2)
        parts = (
            entry(at, inner, column + 2, is_body=is_body, is_listed=is_listed)
            for at, inner in value.items()
        )
        return f"{key}:" + "".join(margin + part for part in parts)
    if not isinstance(value, Mapping) and not fits and is_listed:
        margin = "\n" + " " * (column + 2) + "- "
        return f"{key}:" + "".join(margin + _item(item, column + 4) for item in value)
    if not isinstance(value, Mapping) and not fits:
        return f"{key}: {_wrapped(value, column + 2)}"
    return line


def _item(item: Value, column: int) -> str:
    """What stands behind the dash of a list over lines, itself at `column`."""
    if not isinstance(item, Mapping):
        return scalar(item, is_flow=False) if isinstance(item, str) else flow(item)
    margin = "\n" + " " * column
    return margin.join(entry(key, value, column, is_listed=True) for key, value in item.items())


def _wrapped(words: Sequence[str], indent: int) -> str:
    """A list in brackets over as many lines as it takes."""
    lines = [""]
    for position, word in enumerate(words):
        part = flow(word) + ("," if position < len(words) - 1 else "")
        if lines[-1] and len(lines[-1]) + len(part) + indent + 1 > LINE_LENGTH:
            lines.append("")
        lines[-1] += f" {part}" if lines[-1] else part
    margin = "\n" + " " * indent
    return "[" + "".join(margin + line for line in lines) + "\n" + " " * (indent - 2) + "]"
