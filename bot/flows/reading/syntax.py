"""What the YAML parser's complaints mean to an author, and where the mistake most likely is."""

import re
from typing import NamedTuple

import yaml

from bot.flows.reading.signs import CURLY_QUOTES, STRAIGHT
from bot.flows.reading.slips import Noticed, find_slip

Mark = yaml.error.Mark | yaml._yaml.Mark

# What YAML's own words mean for an author, by a part of them.
_MENDS = {
    "mapping values are not allowed": (
        'a text with ": " in it must stand in quotes; or the line is indented otherwise than the '
        "one above"
    ),
    "could not find expected ':'": (
        'a key needs ":" and a space after it; a text that goes on from the line above stands '
        "further in"
    ),
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
    "found unexpected ':'": 'a text is missing after the ":", or one that begins with it must '
    "stand in quotes",
}
_ENDED_EARLY = (
    "the text was over before this; one that begins with { [ or a quote must stand in quotes whole"
)
_KEYS_IN_A_ROW = re.compile(r" *(?:- )?[a-z_]+: [a-z_]+: ")
_KEYS_APART = (
    'a text with ": " in it must stand in quotes, keys behind a key in { } or on lines of their own'
)


_COLON_IN_A_TEXT = re.compile(r" *(?:- )?[a-z_]+: [^\[{|>\"'].*: ")
_OF_A_VALUE = (
    "cannot start any token",
    "alphabetic or numeric character",
    "unknown escape character",
    "expected whitespace or line break",
    "block sequence entries",
)


class Explained(NamedTuple):
    """What is wrong, in an author's words; line and column counted from 0.

    What is broken by it stands on the lines from `begins` to `ends`; `is_local` says that it is
    a value, without which the rest of the file stands as it is.
    """

    line: int
    column: int
    message: str
    begins: int
    ends: int
    is_local: bool


def explain(error: yaml.MarkedYAMLError, text: str) -> Explained:
    """Where the mistake is by which a text is no YAML, and what would mend it."""
    problem = error.problem or error.context or "cannot be read"
    began = error.context_mark
    mark = error.problem_mark or began
    if "could not find expected ':'" in problem:  # noticed lines after the key that lacks it
        mark = began or mark
    if "end of stream" in problem and "quoted" in (error.context or ""):
        mark = began or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    noticed = Noticed(line, column, problem, text, text.split("\n"))
    in_brackets = began is not None and "flow" in (error.context or "")
    begins = began.line if began is not None and in_brackets else noticed.line
    if slip := find_slip(noticed):
        line, column, message, is_local = slip
        return Explained(line, column, message, min(begins, line), line, is_local or in_brackets)
    is_local = in_brackets or any(part in problem for part in _OF_A_VALUE)
    is_local |= bool(_COLON_IN_A_TEXT.match(noticed.line_at(noticed.line)))
    message = _message(noticed, began)
    return Explained(noticed.line, noticed.column, message, begins, noticed.line, is_local)


def _message(noticed: Noticed, began: Mark | None) -> str:
    """What would put it right, then the parser's own words."""
    line, problem = noticed.line_at(noticed.line), noticed.problem
    mend = next((mend for part, mend in _MENDS.items() if part in problem), "")
    if not mend:
        return problem
    if _KEYS_IN_A_ROW.match(line):
        mend = _KEYS_APART
    elif "expected key" in problem and line[: noticed.column].strip():
        mend = _ENDED_EARLY
    if "did not find expected ','" in problem and began:
        mend += _still_open(noticed, began)
    if "quote" in mend and any(sign in line for sign in CURLY_QUOTES):
        mend += f": {STRAIGHT}"
    return f"{mend} (YAML: {problem})"


def _still_open(noticed: Noticed, began: Mark) -> str:
    """Which bracket was still open, where it stands on another line or another kind was closed."""
    opened = noticed.line_at(began.line)[began.column : began.column + 1]
    closed = noticed.line_at(noticed.line)[noticed.column : noticed.column + 1]
    if began.line < noticed.line:
        return f'; the "{opened}" of line {began.line + 1}, column {began.column + 1} is still open'
    if (opened, closed) in (("[", "}"), ("[", ":"), ("{", "]")):
        return f'; the "{opened}" of column {began.column + 1} is still open'
    return ""
