"""Texts to words: folded, cut where the script changes, and freed of words that ask for nothing."""

import re
from collections.abc import Sequence

from bot.search.words.fillers import (
    ARABIC_FILLERS,
    ARABIZI_FILLERS,
    ENGLISH_FILLERS,
    ONLY_ARABIZI,
    ONLY_ENGLISH,
    WEAK,
)
from bot.texts.folding import fold

WEAK_WEIGHT = 0.45  # of a word in half of all requests, beside 1 of others

_ARABIC = "\u0621-\u064a"
_WORD = re.compile(rf"[{_ARABIC}]+|[^\W{_ARABIC}]+")
_FILLERS = ARABIC_FILLERS | ENGLISH_FILLERS | ARABIZI_FILLERS
_SO = ("طب",)  # which is medicine, too
_BEGINNINGS = frozenset(
    fold(
        "وين فين اين منين متى امتى ايمتى كيف كيفية شلون ليش ليه لماذا كم قديش اديش شو شنو ايش وش "
        "ما ماذا هل مين بدي بدنا ممكن اذا لو انا احنا"
    ).split()
)
_AND = ("و", "ف")
_ARABIZI_SIGN = re.compile(r"[a-z][235679]|[235679][a-z]")


def asked_words(text: str) -> tuple[str, ...]:
    """The words of a question, without a "so" before it: «طب وين اقرب فرع», not «طب الأسنان»."""
    words = words_of(text)
    is_opened = words[:1] == _SO and words[1:2] and words[1] in _BEGINNINGS
    return words[1:] if is_opened else words


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, fillers and all; glued scripts (تجديدpassport) come apart."""
    folded = fold(text)
    return tuple(folded.split() if folded.isascii() else _WORD.findall(folded))


def is_filler(word: str) -> bool:
    """Whether a folded word, with an "and" before it or not, tells nothing of what is asked for."""
    if word in _FILLERS or (word.startswith(_AND) and word[1:] in ARABIC_FILLERS):
        return True
    return len(word) == 1 and not word.isdecimal()


def weight_of(word: str) -> float:
    """How much a folded word counts beside others, 1 for most."""
    return WEAK_WEIGHT if word in WEAK or word.isdecimal() else 1.0


def is_arabic(word: str) -> bool:
    """Whether a folded word is written in Arabic letters."""
    return "\u0621" <= word[:1] <= "\u064a"


def has_arabizi(words: Sequence[str]) -> bool:
    """Whether small words of Arabizi, or digits that stand for letters, stand among the words."""
    return any(word in ONLY_ARABIZI or _ARABIZI_SIGN.search(word) for word in words)


def has_english(words: Sequence[str]) -> bool:
    """Whether small words of English stand among the words."""
    return any(word in ONLY_ENGLISH for word in words)
