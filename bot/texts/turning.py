"""What still displays in another order than it is read, though `isolate` did what is safe.

Where letters and numbers of two directions meet, what belongs together is at times known to the
author alone. The rules are those of the Unicode bidirectional algorithm (UAX #9, revision 50),
which tests hold them to.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.texts.directions import CLOSE, LEFT_TO_RIGHT, RIGHT_TO_LEFT, isolate
from bot.texts.languages import Language

_ARABIC_LETTER = "\u0620-\u064a\u066e-\u06d3\u06d5"
_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HAS_LATIN = re.compile("[^\\W\\d_]")
_HAS_LEFT = re.compile("[A-Za-z\\d]|[^\\W_\u0590-\u08ff]")  # what runs from the left
_HAS_ARABIC = re.compile(f"[{_ARABIC_LETTER}]")
_ISOLATE = re.compile(f"{LEFT_TO_RIGHT}([^{CLOSE}]*){CLOSE}")
_URL_FIRST = re.compile(r"[\W\d_]*?(?:https?://|www\.)\S+")
_LINK_SIGN = r"/=_&#?%~+-"
_ENDS_IN_SIGN = re.compile(rf"(?:https?://|www\.)\S*[{_LINK_SIGN}](?=[^\w\s{_LINK_SIGN}]*(?:\s|$))")
_EASTERN_GROUPS = re.compile(r"[٠-٩]+[^\w.,٫٬:]+[٠-٩]")

# Isolates and links are masked before these look: N is a sign of a number, L of a Latin phrase.
_JOINT = r"[×÷+=−*^%<>\\|~/–-]+"
_TORN = re.compile(
    rf"[NL0-9]{CLOSE}?(?:[)\]\"”]*{_JOINT}|{_JOINT}[(\[\"“]*){LEFT_TO_RIGHT}?[NL0-9]"
)
_SENTENCES = re.compile(rf"L{CLOSE}[)\]\"”]?(?:[.:;!?…]+ +| *[→←⇒⇐➜] *)[(\[\"“]?{LEFT_TO_RIGHT}L")
_NUMBER_BEHIND = re.compile(rf"{RIGHT_TO_LEFT}[^{CLOSE}]*{CLOSE}[ /:–-]?(?=[0-9])")


class Turned(NamedTuple):
    """A place in a text, counted from 0, and what is wrong there with the likely mend."""

    position: int
    message: str


def turned(text: str, language: Language) -> Iterator[Turned]:
    """What of a text would display in another order than it is read, line by line."""
    if language == "en" and text.isascii():
        return
    begin = 0
    for line in text.split("\n"):
        safe = isolate(line, language)
        find = _in_arabic if language == "ar" else _in_english
        for position, message in find(safe):
            yield Turned(begin + _written(line, safe, position), message)
        begin += len(line) + 1


def _in_arabic(line: str) -> Iterator[Turned]:
    if not _HAS_LEFT.search(line) or not _HAS_ARABIC.search(line):
        return
    if first := _URL_FIRST.match(line):
        is_bare = not _HAS_ARABIC.search(line, 0, first.end())
        if is_bare and line[first.end() :].strip():
            message = "the line begins with a link and runs from the left; put the link last"
            yield Turned(0, message)
    for found in _ENDS_IN_SIGN.finditer(line):
        message = "the sign at the end of this link jumps to its front; leave it out"
        yield Turned(found.start(), message)
    masked = _masked(line)
    for found in _TORN.finditer(masked):
        message = "these parts change places; put a space or an Arabic word between them"
        yield Turned(found.start(), message)
    for found in _SENTENCES.finditer(masked):
        message = "these English parts show from right to left; give each a line of its own"
        yield Turned(found.start(), message)
    for isolated in _ISOLATE.finditer(line):
        if _EASTERN_GROUPS.search(isolated[1]):
            message = "its groups show in the opposite order; write the digits 0-9"
            yield Turned(isolated.start(), message)


def _masked(line: str) -> str:
    """The line with an L or N for each sign in an isolate, and none of the signs of a link."""

    def mask(isolated: re.Match[str]) -> str:
        sign = "L" if _HAS_LATIN.search(isolated[1]) else "N"
        return f"{LEFT_TO_RIGHT}{sign * len(isolated[1])}{CLOSE}"

    return _URL.sub(lambda link: "." * len(link[0]), _ISOLATE.sub(mask, line))


def _in_english(line: str) -> Iterator[Turned]:
    for found in _NUMBER_BEHIND.finditer(line):
        message = "the number shows away from its Arabic; put both in «quotes»"
        yield Turned(found.start(), message)


def _written(line: str, safe: str, position: int) -> int:
    """Where in a line as written a place of the isolated one stands."""
    letters = position - len(_MARK.findall(safe[:position]))
    places = [at for at, sign in enumerate(line) if not _MARK.match(sign)]
    return places[letters] if letters < len(places) else len(line)
