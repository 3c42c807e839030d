"""Light stemming: forms of one word come together, Arabic of Jordan and English."""

import re
from collections.abc import Iterator

from bot.search.words.splitting import is_arabic

_ARTICLES = ("وبال", "وال", "بال", "فال", "كال", "عال", "هال", "ولل", "لل", "ال")

# What a citizen's dialect hangs before and after a word; longest first.
_BEFORE = (
    "وب", "ول", "بت", "بي", "بن", "مت", "ان", "ات", "ب", "و", "ف", "ل", "ك", "ع", "ح", "ي", "ت",
    "ن", "ا",
)  # fmt: skip
_AFTER = (
    "تها", "تهم", "تكم", "تنا", "ناه", "وها", "لها", "لهم", "لي", "لنا", "تي", "ته", "تك", "تو",
    "ها", "هم", "كم", "نا", "ني", "له", "وا", "ان", "ت", "ه", "ي", "ك", "و",
)  # fmt: skip
_SHORTEST = 3

# What is taken off: the longest that leaves enough.
_ARABIC_ENDING = re.compile(rf"(.{{{_SHORTEST},}}?)(?:ي?ات|ي?ين|ون|ي?ه|ي)")
_ENGLISH_ENDING = re.compile(
    rf"(.{{{_SHORTEST},}}?)(?:(?:i[sz])?ations?|ments?|ings?|ies|als?|ers?|ors?|ed|es|s|y|e)"
)


def stem(word: str) -> str:
    """The stem under which a folded word is indexed."""
    return _arabic_stem(word) if is_arabic(word) else _english_stem(word)


def _arabic_stem(word: str) -> str:
    bare = without_article(word)
    inflected = _ARABIC_ENDING.fullmatch(bare)
    return inflected[1] if inflected else bare


def without_article(word: str) -> str:
    """An Arabic word without `ال` and what may be joined before it."""
    if not word.startswith(_ARTICLES):  # most words, in a fifth of the time
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST - 1:
            return word[len(article) :]
    return word


def _english_stem(word: str) -> str:
    if len(word) <= _SHORTEST or not word.isascii():
        return word
    inflected = _ENGLISH_ENDING.fullmatch(word)
    return inflected[1] if inflected else word


def variants(word: str) -> Iterator[tuple[str, float]]:
    """Shorter forms of a citizen's word with a trust below 1, the likeliest first.

    Dialect joins prepositions, verb prefixes and pronouns (بجددها, لسيارتي, عالنت): each is taken
    off in turn, then both ends. The word itself is not among them.
    """
    if not is_arabic(word):
        return
    bare = without_article(word)
    if bare != word:
        yield bare, 0.98
    fronts = _without_beginning(bare)
    for front in fronts:
        yield front, 0.93
    for form, trust in ((bare, 0.93), *((front, 0.88) for front in fronts)):
        for whole in _without_end(form):
            yield whole, trust


def _without_beginning(word: str) -> list[str]:
    """What is left, where enough is, when each part that may be joined is taken off in front."""
    if not word.startswith(_BEFORE):  # as without_article: looked at one by one where one fits
        return []
    most = len(word) - _SHORTEST
    fitting = [len(part) for part in _BEFORE if word.startswith(part)]
    return [word[length:] for length in fitting if length <= most]


def _without_end(word: str) -> list[str]:
    """The same at the end."""
    if not word.endswith(_AFTER):
        return []
    most = len(word) - _SHORTEST
    fitting = [len(part) for part in _AFTER if word.endswith(part)]
    return [word[:-length] for length in fitting if length <= most]
