"""Slips of the hand by which a text is no YAML, found where they were made.

The parser notices many of them only later: a quote that was never closed, at the next quote; a
missing space, on the line below. An author is led to the slip itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import yaml

from bot.flows.reading.signs import CURLY_QUOTES, INVISIBLE, STRAIGHT, removal_of


class Slip(NamedTuple):
    """What is wrong and where, line and column counted from 0.

    `is_value` says that it is in one value, and no other line stands otherwise for it.
    """

    line: int
    column: int
    message: str
    is_value: bool = False


class Noticed(NamedTuple):
    """Where the parser gave up, its word for why, and the text it read."""

    line: int
    column: int
    problem: str
    text: str
    lines: Sequence[str]  # of the text

    def line_at(self, number: int) -> str:
        """A line of the text, "" beyond its end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""


_BARE_ITEM = re.compile(r"( *)[^\s:#-][^:#]*")
_LINES_ABOVE = 40  # among which a line askew is looked for: an answer is hardly longer
_OF_LINES_ASKEW = ("expected key", "'-' indicator", "mapping values", "find expected ':'")
_LINES_OF_A_LIST = 12  # a list of keywords is hardly longer
_KEY = r" *(?:- )?[a-z_]+"
_COLON = 'write ":" and a space after the key'
_NO_SPACE = re.compile(rf"{_KEY}(:)[^ /]")
_OTHER_COLON = re.compile(rf"{_KEY} ?([؛：﹕∶=])")
_BEFORE_A_LIST = re.compile(rf"{_KEY}(?: ?([؛：﹕∶=])|(:)) ?(?<!: )[\[{{]")
_OTHER_BRACE = re.compile(" *(?:- )?(?:[a-z_]+: *)?([｛［﴾])")
_UNSEEN = re.compile(rf"(?:^[ -]*|:)({INVISIBLE.pattern})")
_UNSEEN_INDENT = re.compile(rf"^[ -]*({INVISIBLE.pattern})")
_QUOTED = re.compile(r'"[^"]*"|' + r"(?<![A-Za-z])'[^']*'")
_OTHER_QUOTE = re.compile(f"(?:[:,\\[{{] *)([{CURLY_QUOTES}«])")
_OTHER_COMMA = re.compile(r"([،؛，]) *[a-z_]+ *:")
_NEXT_KEY = re.compile(r", ?[a-z_]+: ")
# How a line begins that has something else than YAML's own signs where they are to stand.
_BEGINNINGS = {
    re.compile(r" *()-[^ -]"): 'a "-" needs a space after it',
    re.compile(" *()[–—−•]"): 'an item of a list begins with the "-" of the minus key and a space',
    re.compile(r"()(?:<{7}|={7}|>{7})"): (
        "two versions of the file were joined and differ here; keep one, and no line of such signs"
    ),
    re.compile("()```"): "this line marks an example on a page and is no part of it; take it out",
}


def find_slip(noticed: Noticed) -> Slip | None:
    """The slip that made the parser give up; None where it is none of those known."""
    ways: tuple[Callable[[Noticed], Iterator[Slip]], ...] = (
        _unseen_spaces,
        _beginnings,
        _lone_bracket,
        _quotes,
        _inside_braces,
    )
    return next((slip for way in ways for slip in way(noticed)), None)


def _unseen_spaces(noticed: Noticed) -> Iterator[Slip]:
    """An invisible sign for a space: on this line, or above, where this one stands askew of it."""
    is_askew = any(part in noticed.problem for part in _OF_LINES_ASKEW)
    reach = _LINES_ABOVE if is_askew else 1
    looked_at = noticed.lines[max(0, noticed.line + 1 - reach) : noticed.line + 1]
    for up, line in enumerate(reversed(looked_at)):
        if unseen := (_UNSEEN_INDENT if up else _UNSEEN).search(line):
            message = f"{removal_of(unseen[1])}; a plain space belongs here"
            yield Slip(noticed.line - up, unseen.start(1), message, is_value=True)


def _beginnings(noticed: Noticed) -> Iterator[Slip]:
    """A line that begins otherwise than lines do; or the one above, where a value is expected."""
    line, above = noticed.line_at(noticed.line), noticed.line - 1
    for how, message in _BEGINNINGS.items():
        if begins := how.match(line):
            yield Slip(noticed.line, begins.end(1), message)
    item = _BARE_ITEM.fullmatch(line)
    if item and noticed.line_at(above).startswith(f"{item[1]}- "):
        message = 'an item of a list begins with "- ", as the one above does'
        yield Slip(noticed.line, item.end(1), message, is_value=True)
    is_late = "mapping values" in noticed.problem
    for number in (noticed.line, above) if is_late else (noticed.line,):
        if found := _NO_SPACE.match(noticed.line_at(number)):
            message = 'a space is missing after the first ":"'
            yield Slip(number, found.start(1), message, is_value=True)
        if found := _OTHER_COLON.match(noticed.line_at(number)):
            yield Slip(number, found.start(1), _COLON, is_value=True)
        if found := _OTHER_BRACE.match(noticed.line_at(number)):
            rule = f"write the {{ }} and [ ] of the keyboard, not {found[1]}"
            yield Slip(number, found.start(1), rule, is_value=True)
    for number in range(above, max(above - _LINES_OF_A_LIST, -1), -1):
        if found := _BEFORE_A_LIST.match(noticed.line_at(number)):
            yield Slip(number, found.start(found.lastindex or 0), _COLON, is_value=True)


def _lone_bracket(noticed: Noticed) -> Iterator[Slip]:
    """A list or keys that end and did not begin."""
    sign = noticed.line_at(noticed.line)[noticed.column :][:1]
    if "expected key" in noticed.problem and sign and sign in "]}":
        opens = "[" if sign == "]" else "{"
        message = f'this "{sign}" closes nothing: what it ends begins with "{opens}"'
        yield Slip(noticed.line, noticed.column, message, is_value=True)


def _quotes(noticed: Noticed) -> Iterator[Slip]:
    """A text in quotes that ended where the parser gave up, though it was not to end there."""
    token = _quoted_before(noticed)
    if token is None:
        return
    start, end, written = token.start_mark, token.end_mark, token.value
    if start.line < end.line:
        message = f"this quote is not closed: the text runs on to line {end.line + 1}"
        yield Slip(start.line, start.column, message, is_value=True)
    elif _NEXT_KEY.search(written):
        rule = "this quote is not closed where its text ends"
        yield Slip(start.line, start.column, rule, is_value=True)
    elif noticed.line_at(noticed.line)[noticed.column :][:1].isalnum():
        rule = "a quote inside the text ends it here; write «…» for it, or quotes of the other kind"
        yield Slip(end.line, end.column - 1, rule, is_value=True)


def _quoted_before(noticed: Noticed) -> yaml.ScalarToken | None:
    """The text in quotes that ends right before the place."""
    try:
        loader = yaml.CSafeLoader(noticed.text)
        while (token := loader.get_token()) is not None:
            if token.start_mark.line > noticed.line:
                return None
            ends = (token.end_mark.line, token.end_mark.column)
            if isinstance(token, yaml.ScalarToken) and ends == (noticed.line, noticed.column):
                return token if token.style in ("'", '"') else None
    except (yaml.YAMLError, ValueError):
        pass  # it is told by the parser, or as a sign that no file may hold
    return None


def _inside_braces(noticed: Noticed) -> Iterator[Slip]:
    """Signs inside { } and [ ] that look like those of YAML, or that it takes for its own."""
    if "expected ','" not in noticed.problem:
        return
    line = noticed.line_at(noticed.line)
    bare = _QUOTED.sub(lambda found: '"' * len(found[0]), line)
    if found := _OTHER_QUOTE.search(bare[: noticed.column]):
        rule = f": {STRAIGHT}"
        if found[1] == "«":
            rule = ', as in "«…» …"'
        rule = f"a text in {found[1]} with a comma, a colon or {{ }} must stand in quotes{rule}"
        yield Slip(noticed.line, found.start(1), rule)
    if found := _OTHER_COMMA.search(bare[: noticed.column + 1]):
        name = "Arabic comma" if found[1] == "،" else "sign"
        rule = f"the {name} {found[1]} parts nothing here; write the Latin comma"
        yield Slip(noticed.line, found.start(1), rule)
    if line[noticed.column : noticed.column + 1] == "{":
        yield Slip(noticed.line, noticed.column, "a text with {…} in it must stand in quotes")
