"""Folding: every way of writing the same words becomes one.

Labels, global words and search compare folded texts only, so that spelling, case, hamza, tashkeel
and tatweel do not matter to a citizen.
"""

import re
import unicodedata

# Letters that stay apart after decomposition (which already takes the hamza off أ إ آ ؤ ئ).
_ALIKE = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۃ": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        "ژ": "ز",
        "ء": None,  # left out as often as written: شي، كهربا
        "ـ": None,  # tatweel
        "ۥ": None,
        "ۦ": None,
        **dict.fromkeys((*"ًٌٍَُِّْ", "\N{ARABIC LETTER SUPERSCRIPT ALEF}")),
        **dict.fromkeys(("\N{ARABIC MADDAH ABOVE}", "\N{ARABIC HAMZA ABOVE}")),
        "\N{ARABIC HAMZA BELOW}": None,
    }
)
# Arabic as nearly everybody writes it, with ASCII and common punctuation. Each of these signs folds
# by itself, whatever stands beside it, so that one table does what takes five times as long else.
# It holds every one of them: to look for what a table has not costs more than all the rest.
_SIGNS = "".join(map(chr, range(128))) + "،؛؟«»“”–—…"
_LETTERS = "".join(map(chr, (*range(0x621, 0x63B), *range(0x640, 0x653))))  # ء-غ, tatweel, marks
_EVERYDAY = re.compile(f"[{re.escape(_SIGNS)}{_LETTERS}٠-٩]*")
_EVERYDAY_ALIKE = {
    **{ord(sign): sign.lower() if sign.isalnum() else " " for sign in _SIGNS},
    **{ord(sign): sign for sign in _LETTERS},
    **{ord(sign): unicodedata.normalize("NFKD", sign)[0] for sign in "آأؤإئ"},
    **{ord(sign): str(digit) for digit, sign in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **_ALIKE,
}
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_RARE_SIGN = re.compile(r"[^\w\s\x00-\x7f،؛؟«»“”–—…]+")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_THRICE = re.compile(r"(.)\1\1")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


def fold(text: str) -> str:
    """One spelling for all: lower case, plain letters, ASCII digits, single spaces between words.

    Marks above and below letters vanish, so do direction marks and joiners; alef, hamza, ya, ta
    marbuta and Persian letters become their plain sisters; punctuation and emoji become spaces; a
    letter drawn out (رخصةةة, helppp) stands once, unless the whole word is that letter. Letters
    and digits of every script stay. Folding twice is folding once; nothing raises, lone surrogates
    become spaces.
    """
    is_everyday = text.isascii() or _EVERYDAY.fullmatch(text)
    words = (text.translate(_EVERYDAY_ALIKE) if is_everyday else _fold_any(text)).split()
    plain = " ".join(words)
    return " ".join(map(_shortened, words)) if _THRICE.search(plain) else plain


def _fold_any(text: str) -> str:
    """Plain letters, digits and spaces from any text of any script."""
    plain = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    plain = unicodedata.normalize("NFKD", plain.casefold())
    plain = _FOREIGN_DIGIT.sub(_ascii_digit, plain)
    plain = _RARE_SIGN.sub(_gap, plain)
    plain = _NEITHER_LETTER_NOR_DIGIT.sub(" ", plain)
    # Syllables of Korean came apart above and are put together again.
    return unicodedata.normalize("NFC", plain.translate(_ALIKE))


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def _gap(match: re.Match[str]) -> str:
    """What stands between letters: nothing for marks and joiners, a space for all else."""
    return "" if all(_joins(sign) for sign in match[0]) else " "


def _joins(sign: str) -> bool:
    """Whether the letters beside this sign belong to one word."""
    category = unicodedata.category(sign)
    return category[0] == "M" or (category == "Cf" and sign != "\u200b")


def _shortened(word: str) -> str:
    """A word whose letters drawn out stand once; a word of one letter alone is left as it is."""
    if word.count(word[0]) == len(word):
        return word
    return _DRAWN_OUT.sub(r"\1", word)
