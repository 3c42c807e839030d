"""Texts with one small thing changed: a word, a figure, an hour."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"(?<![\w{}&])[^\W\d_]{2,}(?![\w{}])")
_NAMES = re.compile(r"\{[^{}]*\}")  # stand for something else: not words of the text
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_HOUR = re.compile(r"(\d\d)(?=:\d\d)")


def another_word(written: str) -> str:
    """Without the word in its middle; where it is but one, with a letter less.

    `written` is a text as it stands in a file, be it plain, in quotes or below a `|`.
    """
    words = [match for match in _WORD.finditer(written) if not _is_in_name(written, match.start())]
    if not words:
        return f"{written}x"
    word = words[len(words) // 2]
    if len(words) == 1:
        return written[: word.end() - 1] + written[word.end() :]
    start, end = word.span()
    if written[end : end + 1] == " ":
        end += 1
    elif written[start - 1 : start] == " ":
        start -= 1
    return written[:start] + written[end:]


def another_figure(written: str) -> Iterator[tuple[int, str, str]]:
    """Each figure of a text: where it stands, as it is, and as another."""
    for match in _FIGURE.finditer(written):
        if not _is_in_name(written, match.start()):
            yield match.start(), match[0], another_digit(match[0], 0)


def another_digit(written: str, at: int) -> str:
    """With the digit at a position among its digits one more, 9 as 8."""
    places = [place for place, sign in enumerate(written) if sign.isdecimal()]
    place = places[min(at, len(places) - 1)]
    digit = int(written[place])
    other = str(digit + 1 if digit < 9 else 8)
    return written[:place] + other + written[place + 1 :]


def another_hour(written: str) -> str:
    """With the last hour an hour earlier."""
    hour = [*_HOUR.finditer(written)][-1]
    return f"{written[: hour.start()]}{int(hour[0]) - 1:02}{written[hour.end() :]}"


def _is_in_name(written: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in _NAMES.finditer(written))
