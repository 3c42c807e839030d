"""Short codes of addresses: for links, posters and the telephone; derived, so the same for ever.

A code is three letters and six digits, such as BKM472915. Each letter has an Arabic sister, so that
nobody has to change the keyboard: بكم472915 is the same code. The letters are those that no other
of them sounds or looks like, in either script: no B beside D, P and T, no M beside N, no F beside
S, nothing that looks like a digit where digits stand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from bot.texts.languages import Language

_LATIN = "BFHKLMRWY"
_ARABIC = "بفهكلمروي"
_LETTERS = 3
_DIGITS = 6
# 729 million: at the 12,000 addresses of 2,000 services the odds are ten to one that all differ.
_CODES = len(_LATIN) ** _LETTERS * 10**_DIGITS
_TO_LATIN = {
    **str.maketrans(_ARABIC + _LATIN.lower() + "o", _LATIN + _LATIN + "0"),
    ord(" "): None,
}
_TO_ARABIC = str.maketrans(_LATIN, _ARABIC)

# All of these read folded text: lower case, ASCII digits, single spaces.
_LETTER = f"[{_LATIN.lower()}{_ARABIC}]"
_DIGIT = "[0-9o]"  # who reads 0 may type O
_CODE_WORD = "(?:code|رمز|كود)"
# As written, or spelt out: "b k m 4 7 2 9 1 5". The word before it may have lost its space.
_SHAPE = re.compile(
    rf"(?:^| |{_CODE_WORD})"
    rf"((?:{_LETTER} ?){{{_LETTERS}}}{_DIGIT}(?: ?{_DIGIT}){{{_DIGITS - 1}}})(?= |$)"
)
# What follows the word and is no code, but was meant for one: a sign lost, a letter too many.
_MEANT = re.compile(rf"{_CODE_WORD} ?[^\W\d_]{{1,4}} ?{_DIGIT}{{3,9}}(?= |$)")


def code_of(address: str) -> str:
    """The code of an address, living or not: the same in every release of every catalogue."""
    number = int.from_bytes(blake2b(address.encode(), digest_size=8).digest()) % _CODES
    rest, digits = divmod(number, 10**_DIGITS)
    letters = ""
    for _ in range(_LETTERS):
        rest, place = divmod(rest, len(_LATIN))
        letters += _LATIN[place]
    if len(set(letters)) == 1:  # folding takes one letter thrice for one that was drawn out
        letters = letters[:-1] + _LATIN[_LATIN.index(letters[-1]) - 1]
    return f"{letters}{digits:0{_DIGITS}}"


def written(code: str, language: Language) -> str:
    """A code in the letters of a language."""
    return code.translate(_TO_ARABIC) if language == "ar" else code


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code in what was typed; `address` is None where it is nobody's."""

    address: str | None


@dataclass(frozen=True, slots=True)
class Codes:
    """Every code there is, with the address it stands for."""

    addresses: Mapping[str, str]

    @classmethod
    def of(cls, addresses: Iterable[str]) -> "Codes":
        """The codes of these addresses; where two share one, which `check` refuses, the first's."""
        found: dict[str, str] = {}
        for address in addresses:
            found.setdefault(code_of(address), address)
        return cls(MappingProxyType(found))

    def read(self, folded: str) -> CodeRead | None:
        """The code that a folded text holds, whatever stands around it; None for no code.

        A known code is found however it is spelt out. What belongs to nobody is a code only
        where it looks like one and like nothing else: «رسم 25000» is a question of 25,000.
        """
        is_code = bool(_MEANT.search(folded))
        for match in _SHAPE.finditer(folded):
            address = self.addresses.get(match[1].translate(_TO_LATIN))
            if address is not None:
                return CodeRead(address)
            is_code = is_code or " " not in match[1]
        return CodeRead(None) if is_code else None
