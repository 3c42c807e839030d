"""Right-to-left safety: nothing inside a line of the other script displays reversed.

Measured in Chromium: a number with a sign, ×, / or spaces, and a Latin phrase, turn round inside
Arabic unless they stand in an isolate (U+2066…U+2069). A number in one run of digits and a time
such as 8:00 need none. A URL gets none, since a link detector may swallow U+2069.
"""

import re
import unicodedata

from bot.texts.languages import Language

LEFT_TO_RIGHT = "\u2066"
RIGHT_TO_LEFT = "\u2067"
CLOSE = "\u2069"
ELLIPSIS = "…"

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff]|[\ud800-\udfff]")
_JOINER = "\u200d"
_MENU_NUMBER = re.compile(r"\d+- ")

_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff"
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HAS_ARABIC = re.compile(f"[{_ARABIC}]")
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_LATIN_OR_DIGIT = re.compile(rf"[{_LATIN}\d]")

_JOINTS = r".,:'’&/+@×_%#–=~|!?$^…·•\\*-"  # between letters and digits: one word or one value
_WORD = rf"(?!https?://|www\.)[+#]?[{_LATIN}\d]+(?:[{_JOINTS}]+[{_LATIN}\d]+)*[+%#]?"
_PHRASE = (
    rf"(?=[\d ()$€£{_JOINTS}]*[{_LATIN}])"
    rf"{_WORD}(?:(?: | & | - | – | × |, ){_WORD}| ?\({_WORD}(?: {_WORD})*\))*"
)
_VALUE = r"[$€£]?\d+(?:[:.,]\d+)*%?"
_SUM = (
    rf"(?:(?<![\w)])[+−-])?{_VALUE}"
    rf"(?: ?[×/+=–−-] ?{_VALUE}|[.…~|\\*:&^'!×/+=–−-]{{1,3}}{_VALUE}| \d+%?)*\+?"
)
_BEGINNING = rf"(?=[{_LATIN}\d*+#−$€£-])"  # of each of the four: tried first, it halves the time
_CODE = re.compile(r"\*\d+(?:\*\d+)*#")  # dialled for a service: *123#
_IN_ARABIC = re.compile(rf"{_BEGINNING}(?:{_URL.pattern}|{_CODE.pattern}|{_PHRASE}|{_SUM})")
_NUMBER = re.compile(_SUM)
_PLAIN_NUMBER = re.compile(r"\d+(?:[:.,]\d+)*")

_ARABIC_WORD = rf"[{_ARABIC}]+"
_QUOTED = rf'(?<=[«(“"]){_ARABIC_WORD}[^«»()“”"{_LATIN}]*(?=[»)”"])'  # its numbers belong to it
_IN_LATIN = re.compile(rf"{_URL.pattern}|{_QUOTED}|{_ARABIC_WORD}(?:[ ،؛:–\d-]+{_ARABIC_WORD})*")


def isolate(text: str, language: Language) -> str:
    """Wrap what would display reversed in lines of the other script; isolates come in pairs.

    In Arabic lines: Latin phrases whole, and numbers with signs, ×, /, - or spaces. In lines of
    English: runs of Arabic, and what begins so in quotes or brackets. What no isolate can put
    right, `bot.texts.turning` finds. Lines wholly in the other script, URLs and the number of a
    menu's line stay bare. Direction marks already there are dropped first, so isolating twice
    changes nothing.
    """
    bare = _DIRECTION.sub("", text) if _DIRECTION.search(text) else text
    if language == "ar":
        return "\n".join(map(_safe_in_arabic, bare.split("\n")))
    if not _HAS_ARABIC.search(bare):
        return bare
    return "\n".join(map(_safe_in_english, bare.split("\n")))


def _safe_in_arabic(line: str) -> str:
    numbered = _MENU_NUMBER.match(line)
    start = numbered.end() if numbered else 0
    if not _LATIN_OR_DIGIT.search(line, start):  # most lines, in a tenth of the time
        return line
    without_url = _URL.sub("", line)
    if _HAS_LATIN.search(without_url) and not _HAS_ARABIC.search(without_url):
        return line
    return line[:start] + _IN_ARABIC.sub(_left_to_right, line[start:])


def _left_to_right(match: re.Match[str]) -> str:
    run = match[0]
    if _URL.match(run) or _PLAIN_NUMBER.fullmatch(run):
        return run
    if not _HAS_LATIN.search(run) and not _CODE.fullmatch(run):
        return _NUMBER.sub(_number_left_to_right, run)
    return f"{LEFT_TO_RIGHT}{run}{CLOSE}"


def _number_left_to_right(match: re.Match[str]) -> str:
    number = match[0]
    return number if _PLAIN_NUMBER.fullmatch(number) else f"{LEFT_TO_RIGHT}{number}{CLOSE}"


def _safe_in_english(line: str) -> str:
    if not _HAS_ARABIC.search(line) or not _HAS_LATIN.search(_URL.sub("", line)):
        return line
    return _IN_LATIN.sub(_right_to_left, line)


def _right_to_left(match: re.Match[str]) -> str:
    run = match[0]
    return run if _URL.match(run) else f"{RIGHT_TO_LEFT}{run}{CLOSE}"


def strip_controls(text: str) -> str:
    """A text from outside without direction marks, control characters and lone surrogates.

    Line feeds and tabs stay, and so do the joiners inside names and emoji.
    """
    return _UNWANTED.sub("", _DIRECTION.sub("", text))


def units(text: str) -> int:
    """Length in UTF-16 code units, as the platform's limits are counted here: the strictest way."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2  # a tenth of the time of a loop


def cut(text: str, limit: int) -> str:
    """Fit a text into `limit` UTF-16 units: cut at a word end and close with "…".

    A text that fits comes back unchanged. A single word longer than the limit is cut between
    letters; a letter and its marks, a joined emoji and a flag are never split. An isolate that
    loses its end is closed. Raises ValueError when `limit` < 2.
    """
    if 2 <= 2 * len(text) <= limit:  # most labels, whatever their letters
        return text
    if limit < 2:
        message = f"a text cannot be cut to {limit} units: give 2 at least"
        raise ValueError(message)
    if units(text) <= limit:
        return text
    room = limit - 1
    while room >= 0:
        kept = _leading(text, room)
        closed = kept + ELLIPSIS + CLOSE * _open_isolates(kept)
        if units(closed) <= limit:
            return closed
        room -= 1
    return ELLIPSIS


def _leading(text: str, limit: int) -> str:
    """The longest beginning of a text within `limit` units that ends at a word, or between letters.

    A word end in the first half is not worth what it costs: then the word itself is cut.
    """
    end = _longest_end(text, limit)
    if end < len(text) and not text[end].isspace():
        space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        end = space if space > end // 2 else _cluster_start(text, end)
    return text[:end].rstrip(' \n،,؛;:-–(«"' + LEFT_TO_RIGHT + RIGHT_TO_LEFT)


def _longest_end(text: str, limit: int) -> int:
    used = 0
    for index, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > limit:
            return index
    return len(text)


def _cluster_start(text: str, end: int) -> int:
    """The nearest place at or before `end` where no letter is torn from its marks."""
    while end > 0 and _belongs_together(text, end):
        end -= 1
    return end


def _belongs_together(text: str, index: int) -> bool:
    """Whether the signs before and at `index` show as one."""
    before, here = text[index - 1], text[index]
    if here == _JOINER or before == _JOINER:
        return True
    if unicodedata.category(here)[0] == "M" or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    if "\ud800" <= before <= "\udbff" and "\udc00" <= here <= "\udfff":
        return True
    return _is_flag_half(here) and _flag_halves_before(text, index) % 2 == 1


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    count = 0
    while count < index and _is_flag_half(text[index - 1 - count]):
        count += 1
    return count


def _open_isolates(text: str) -> int:
    opened = text.count(LEFT_TO_RIGHT) + text.count(RIGHT_TO_LEFT)
    return max(0, opened - text.count(CLOSE))
