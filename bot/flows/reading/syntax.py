"""What the YAML parser's complaints mean to an author, and where the mistake most likely is."""

import re

import yaml

from bot.flows.reading.signs import CURLY_QUOTES, INVISIBLE, STRAIGHT, removal_of

Mark = yaml.error.Mark | yaml._yaml.Mark

# What YAML's own words mean for an author, by a part of them.
_MENDS = {
    "mapping values are not allowed": (
        'a text with ": " in it must stand in quotes; or the line is indented otherwise than the '
        "one above"
    ),
    "could not find expected ':'": 'a key needs ":" and a space after it',
    "did not find expected key": "the line is indented otherwise than its neighbours",
    "did not find expected '-' indicator": (
        'the line is indented otherwise than its list, or lacks its "- "'
    ),
    "did not find expected ',' or": (
        "a comma or bracket is missing; a text with a comma, a colon, quotes or brackets in it "
        "must stand in quotes"
    ),
    "unexpected end of stream": "a quote or bracket is never closed",
    "cannot start any token": "a text that begins with such a sign must stand in quotes",
    "expected whitespace or line break": "a text that begins with ! must stand in quotes",
    "alphabetic or numeric character": "a text that begins with * or & must stand in quotes",
    "unknown escape character": (
        "inside \"quotes\" a \\ begins a sign of its own; write it twice, or use 'single quotes'"
    ),
    "block sequence entries": 'a text that begins with "- " must stand in quotes',
}
_ENDED_EARLY = (
    "the text was over before this; one that begins with { [ or a quote must stand in quotes whole"
)
_INVISIBLE_SPACE = re.compile(rf"(?:^[ -]*|:)({INVISIBLE.pattern})")
_KEY = r"(?:- )?[a-z_]+"
# How a line begins that has something else than YAML's own signs where they are to stand.
_BEGINNINGS = {
    re.compile(r"-[^ -]"): 'a "-" needs a space after it',
    re.compile("[–—−•]"): 'an item of a list begins with the "-" of the minus key and a space',
    re.compile(rf"{_KEY}:[^ /]"): 'a space is missing after the first ":"',
    re.compile(rf"{_KEY}: [a-z_]+: "): (
        'a text with ": " in it must stand in quotes, keys behind a key in { } or on lines of '
        "their own"
    ),
    re.compile(rf"{_KEY} ?[؛：]"): 'write ":" and a space after the key',
}
_ARABIC_COMMA = "the Arabic comma ، parts nothing here; write the Latin one"


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark | None, str]:
    """Where the parser gave up on a text, and why in an author's words, then in its own."""
    problem = error.problem or error.context or "cannot be read"
    mark = error.problem_mark or error.context_mark
    if "could not find expected ':'" in problem:  # noticed lines after the key that lacks it
        mark = error.context_mark or mark
    line = _line(mark, text)
    mend = _mend(problem, line, line[: mark.column] if mark else "")
    if not mend:
        return mark, problem
    began = error.context_mark
    if "did not find expected ','" in problem and began and mark and began.line < mark.line:
        mend += f"; the bracket was opened on line {began.line + 1}"
    if "quote" in mend and any(sign in line for sign in CURLY_QUOTES):
        mend += f": {STRAIGHT}"
    return mark, f"{mend} (YAML: {problem})"


def _mend(problem: str, line: str, before: str) -> str:
    """What would put it right; `before` is what stands on the line before the place."""
    if unseen := _INVISIBLE_SPACE.search(line):
        return f"{removal_of(unseen[1])}; a plain space belongs here"
    if begins := next((mend for how, mend in _BEGINNINGS.items() if how.match(line.lstrip())), ""):
        return begins
    if "expected key" in problem and before.strip():
        return _ENDED_EARLY
    if "expected ','" in problem and "،" in before:
        return _ARABIC_COMMA
    return next((mend for part, mend in _MENDS.items() if part in problem), "")


def _line(mark: Mark | None, text: str) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark and mark.line < len(lines) else ""
