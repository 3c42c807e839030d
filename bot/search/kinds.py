"""Recurring questions: which of them a query names, and by which of its words."""

from collections.abc import Iterable, Sequence

from bot.search.documents import KindWords
from bot.search.words.arabizi import latin_skeletons
from bot.search.words.splitting import is_arabic, is_filler, words_of
from bot.search.words.stems import stem, variants
from bot.values import value

_FEW = 2  # consonants, that too many words share: moddeh, maid
_AND = "و"
_SHORTEST_FORM = 4  # three letters are left of too many words


@value
class KindFound:
    """A kind that a query names, and the places of its words in the query."""

    id: str
    places: frozenset[int]


class KindFinder:
    """Recognises the words by which recurring questions are asked for."""

    def __init__(self, kinds: Sequence[KindWords]) -> None:
        """Take the words of all kinds; the first kind to claim a phrase keeps it."""
        self._written: dict[tuple[str, ...], str] = {}
        self._spoken: dict[tuple[str, ...], str] = {}
        for kind in kinds:
            for phrase in (*kind.ar, *kind.en):
                self._written.setdefault(tuple(map(stem, words_of(phrase))), kind.id)
            for phrase in kind.arabizi:
                self._spoken.setdefault(tuple(map(_sound_of, words_of(phrase))), kind.id)
        self._longest = max(map(len, (*self._written, *self._spoken)), default=0)

    def find(self, words: Sequence[str]) -> tuple[KindFound, ...]:
        """The kinds that a query's folded words name, the most telling phrase first.

        «رسوم» tells more than «ما هي», which is made of small words; a longer phrase tells more
        than a shorter one.
        """
        stems = tuple(map(stem, words))
        sounds = tuple(map(_sound_of, words))
        found: list[tuple[int, int, KindFound]] = []
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                kind = self._named(stems[start:end]) or self._spoken.get(sounds[start:end])
                if kind is None and end == start + 1 and not is_filler(words[start]):
                    kind = self._inflected(words[start])
                if kind is not None:
                    telling = sum(not is_filler(word) for word in words[start:end])
                    named = KindFound(kind, frozenset(range(start, end)))
                    found.append((-telling, start - end, named))
        return tuple(named for _, _, named in sorted(found, key=lambda entry: entry[:2]))

    def _named(self, phrase: tuple[str, ...]) -> str | None:
        """The kind of a phrase of several words, or of one; with an "and" before it or not."""
        kind = self._written.get(phrase)
        if kind is not None or len(phrase) == 1:
            return kind
        return self._written.get((phrase[0].removeprefix(_AND), *phrase[1:]))

    def _inflected(self, word: str) -> str | None:
        """The kind that a word names with a preposition or pronoun joined to it."""
        known = (self._written.get((form,)) for form in _forms_of(word))
        return next((kind for kind in known if kind), None)


def _forms_of(word: str) -> Iterable[str]:
    return (stem(form) for form, _ in variants(word) if len(form) >= _SHORTEST_FORM)


def _sound_of(word: str) -> str:
    """How an Arabizi word sounds; one of Arabic letters, or of few consonants, is itself."""
    sound = "" if is_arabic(word) else min(latin_skeletons(word), default="")
    return sound if len(sound) > _FEW else word
