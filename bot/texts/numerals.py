"""The numbers citizens type to choose from a menu, and digits of any family."""

import re
import unicodedata

# Left-to-right, right-to-left and Arabic letter marks, embeddings, isolates, BOM, joiners.
UNSEEN = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CHOSEN = re.compile(
    r"(?:(?:ال)?رقم|number|no)?[\s.．]*(\d{1,3})[\s.．]*[-–)]?[\s.．]*", re.IGNORECASE
)
_SEVERAL = re.compile(r"\d{1,2}(?:\s*(?:[\s,،;؛&+/]|و|او|أو|ثم|and|or|then)\s*\d{1,2})+")
_NUMBER_WORD = re.compile(r"(?:ال)?رقم|number|no", re.IGNORECASE)
# A letter that is in none of those words, no power and no sign.
_OTHER_LETTER = re.compile("(?![xXالرقمnumberoNUMBERO])[A-Za-z\u0621-\u064a]")
_POWER = re.compile(r"(?<=\d)[eE](?=[-+\d])")
_SIGNS = frozenset(
    "+-−–—‐.,٫٬،؛:/\\×*xX%٪#()[]='~<>|_^°\N{COMBINING ENCLOSING KEYCAP}\N{VARIATION SELECTOR-16}"
)


def western_digits(text: str) -> str:
    """With the digits 0-9, whichever decimal digits were written; all else as it is."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def read_number(text: str) -> str | None:
    """The menu number a citizen typed, in ASCII digits without leading zeros; else None.

    One to three decimal digits of one family (3, ٣, ۳, ３), alone or with رقم, `number`, `no.`,
    dots, spaces and direction marks around them, or with the hyphen or bracket that follows a
    number in a list (`3-`, `3)`). Of numbers with a leading zero only `0` and `00`
    are taken: they mean main menu and back. Signs, fractions and longer numbers are None.
    """
    match = _CHOSEN.fullmatch(UNSEEN.sub("", text).strip())
    if match is None:
        return None
    number = western_digits(match[1])
    if number != match[1] and not _are_of_one_family(match[1]):
        return None
    return None if number[0] == "0" and number not in ("0", "00") else number


def _are_of_one_family(digits: str) -> bool:
    return len(digits) == 1 or len({ord(at) - unicodedata.decimal(at) for at in digits}) == 1


def holds_several(text: str) -> bool:
    """Whether a text is several menu numbers at once and nothing else: `1 3`, `2,4`, `1 و 3`."""
    return _SEVERAL.fullmatch(UNSEEN.sub("", text).strip()) is not None


def looks_numeric(text: str) -> bool:
    """Whether a text is made of digits and the signs of numbers alone: -1, 1e3, ٣٫٥, ², 12/5.

    Such a text is a number or nothing; no service is named so, and it is not searched.
    """
    if text.isdecimal():  # as nearly all of them
        return True
    if _OTHER_LETTER.search(text):
        return False
    bare = _POWER.sub("", _NUMBER_WORD.sub("", UNSEEN.sub("", text)))
    has_digit = False
    for sign in bare:
        if unicodedata.category(sign)[0] == "N":
            has_digit = True
        elif sign not in _SIGNS and not sign.isspace():
            return False
    return has_digit
