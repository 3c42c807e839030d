"""Arabizi: Arabic in Latin letters and digits meets Arabic script in a skeleton of consonants.

Vowels are written as one pleases (jawaz, jewez, gawaz), consonants nearly always. Both scripts
lose their vowels and ع here, و and ي too (but not in front, and not where little else is left), and
letters that Latin cannot tell apart become one.
"""

import re
from itertools import product

_MOST_SKELETONS = 8  # of one word with several ambiguous letters
_OPENING = "A"  # any vowel, hamza or ع that opens a word

# Each sign stands for its skeleton letters; several where writers differ.
_ARABIC: dict[str, tuple[str, ...]] = {
    "ب": ("b",), "ت": ("t",), "ث": ("t", "s"), "ج": ("j",), "ح": ("h",), "خ": ("x",), "د": ("d",),
    "ذ": ("d", "z"), "ر": ("r",), "ز": ("z",), "س": ("s",), "ش": ("c",), "ص": ("s",), "ض": ("d",),
    "ط": ("t",), "ظ": ("d", "z"), "غ": ("g",), "ف": ("f",), "ق": ("k",), "ك": ("k",), "ل": ("l",),
    "م": ("m",), "ن": ("n",), "ه": ("h",),
}  # fmt: skip
_LATIN: dict[str, tuple[str, ...]] = {
    "kh": ("x",), "gh": ("g",), "sh": ("c",), "ch": ("c",), "th": ("t", "d"), "dh": ("d",),
    "3'": ("g",), "7'": ("x",), "b": ("b",), "p": ("b",), "t": ("t",), "6": ("t",), "j": ("j",),
    "g": ("j", "k", "g"), "h": ("h",), "7": ("h",), "5": ("x",), "x": ("x",), "d": ("d",),
    "r": ("r",), "z": ("z",), "s": ("s",), "9": ("s", "k"), "f": ("f",), "v": ("f",), "q": ("k",),
    "k": ("k",), "c": ("k",), "8": ("k", "g"), "2": ("", "k"), "l": ("l",), "m": ("m",),
    "n": ("n",),
}  # fmt: skip
_LATIN_SIGN = re.compile(r"kh|gh|sh|ch|th|dh|.", re.DOTALL)
_DOUBLED = re.compile(r"([a-z])\1+")
_LATIN_ARTICLE = re.compile(r"^(?:bel|bil|lel|lil|el|al|il)(?=[^aeiou]..)")
_VOWELS = frozenset("aeiouاءع23")
_HALF_VOWELS = {"و": "w", "ي": "y", "w": "w", "y": "y"}
_HALF_HEARD = {sign: (letter,) for sign, letter in {**_HALF_VOWELS, "ع": "e", "3": "e"}.items()}
_FEW = 2  # consonants, as in هويه and سواقه: there the half vowels tell words apart


def arabic_skeletons(word: str) -> frozenset[str]:
    """The skeletons of a folded word in Arabic letters; a final ه is silent, or sounds as t."""
    if word.endswith("ه"):
        return _skeletons(word[:-1], _ARABIC, list(word[:-1])) | _skeletons(
            word, _ARABIC, [*word[:-1], "ت"]
        )
    return _skeletons(word, _ARABIC, list(word))


def latin_skeletons(word: str) -> frozenset[str]:
    """The skeletons of a folded word in Latin letters and digits, read as Arabizi."""
    plain = _DOUBLED.sub(r"\1", word)
    found = _latin(plain)
    bare = _LATIN_ARTICLE.sub("", plain)
    return found | _latin(bare) if bare != plain else found


def _latin(word: str) -> frozenset[str]:
    silent = word.removesuffix("h")
    return _skeletons(word, _LATIN, _LATIN_SIGN.findall(silent))


def _skeletons(word: str, alphabet: dict[str, tuple[str, ...]], signs: list[str]) -> frozenset[str]:
    opening = _OPENING if word[:1] in _VOWELS else _HALF_VOWELS.get(word[:1], "")
    rest = signs[1:] if opening else signs
    bones = [alphabet[sign] for sign in rest if sign in alphabet]
    found = _joined(opening, bones)
    if len(opening) + len(bones) <= _FEW:
        fuller = [alphabet.get(sign) or _HALF_HEARD.get(sign) for sign in rest]
        found |= _joined(opening, [choice for choice in fuller if choice])
    return found


def _joined(opening: str, choices: list[tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    for letters in product(*choices):
        found.add(opening + "".join(letters))
        if len(found) >= _MOST_SKELETONS:
            break
    return frozenset(skeleton for skeleton in found if len(skeleton) > 1)
