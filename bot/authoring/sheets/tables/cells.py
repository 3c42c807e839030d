"""What a cell says, cleaned of what spreadsheets and keyboards add, by the form of its column."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.authoring.sheets.tables.columns import Form
from bot.texts.numerals import western_digits

CellValue = object  # what a reader of workbooks gives: str, int, float, bool, date, datetime …

# Marks of direction, joiners of nothing and byte order marks: pasted along, seen by nobody. The
# zero-width joiner and non-joiner stay: they shape words.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]")
_LINE_ENDS = re.compile("\r\n?|_x000D_\n?|[\u0085\u2028\u2029\v\f]")
_BLANKS = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ODD = re.compile("|".join(at.pattern for at in (_UNSEEN, _LINE_ENDS, _BLANKS, _CONTROL)))
_ARABIC = re.compile("[\u0621-\u064a]")
_BETWEEN_DIGITS = re.compile(r"[\s().\-–]+")  # no "/", which stands between two numbers
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_COMMAS = re.compile("[,،;؛\n]")
_NUMBER = re.compile(r"-?\d+(\.\d*)?")
_NUMBER_OR_COMMA = re.compile(r"-?\d+[٫,]\d+")
_FLAGS = {"true": ("yes", "نعم", "صح"), "false": ("no", "لا", "خطأ")}


def clean(value: CellValue, form: Form) -> str:
    """The text of a cell as a flow file would hold it; "" for an empty one. Changes no word.

    Clean text comes back unchanged, so it may be cleaned again.
    """
    text = value if isinstance(value, str) else _written(value)
    if not text:  # most cells
        return ""
    if _ODD.search(text):
        text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
        text = _CONTROL.sub("", _BLANKS.sub(" ", text))
    text = text.strip()
    match form:
        case "text":
            return "\n".join(line.rstrip() for line in text.split("\n"))
        case "words":
            return join_words(split_words(text))
        case "phone":
            return _BETWEEN_DIGITS.sub("", western_digits(text))
        case "day":
            return _day(western_digits(text))
        case "number":
            return _decimal(western_digits(text))
        case "id" | "choice" | "flag" | "url":
            return " ".join(text.split()) if form != "flag" else _flag(text.lower())
    return " ".join(text.split())


def _decimal(text: str) -> str:
    """A number with a point for its decimals, where spreadsheets of many countries put a comma."""
    return re.sub("[٫,]", ".", text) if _NUMBER_OR_COMMA.fullmatch(text) else text


def _flag(text: str) -> str:
    return next((flag for flag, words in _FLAGS.items() if text in words), text)


def split_words(text: str) -> list[str]:
    """The words of a list, parted by Latin or Arabic commas, semicolons or lines."""
    words = (" ".join(word.split()) for word in _COMMAS.split(text))
    return list(dict.fromkeys(word for word in words if word))


def join_words(words: Sequence[str]) -> str:
    """Words as one cell: with Arabic commas where they are Arabic."""
    comma = "، " if any(map(_ARABIC.search, words)) else ", "
    return comma.join(words)


def are_same(form: Form, first: str, second: str) -> bool:
    """Whether two clean cells say the same, in spite of what spreadsheets do to numbers."""
    if first == second:
        return True
    if form == "phone":  # a spreadsheet that took it for a number has dropped "+" or zeros
        return bool(first and second) and first.lstrip("+0") == second.lstrip("+0")
    if form == "number" and _NUMBER.fullmatch(first) and _NUMBER.fullmatch(second):
        return float(first) == float(second)
    return False


def _written(value: CellValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _day(text: str) -> str:
    text = _MIDNIGHT.sub("", text)
    if match := _DAY.fullmatch(text):
        year, month, day = match.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return text
