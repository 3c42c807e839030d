"""Recurring questions: which of them a query names, and by which of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.search.documents import KindWords
from bot.search.words.arabizi import latin_skeletons
from bot.search.words.groups import term_of
from bot.search.words.splitting import is_arabic, words_of
from bot.search.words.stems import variants


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind that a query names, and the places of its words in the query."""

    id: str
    places: frozenset[int]


class KindFinder:
    """Recognises the words by which recurring questions are asked for."""

    def __init__(self, kinds: Sequence[KindWords]) -> None:
        """Take the words of all kinds; the first kind to claim a phrase keeps it."""
        self._phrases: dict[tuple[str, ...], str] = {}
        for kind in kinds:
            for phrase in (*kind.ar, *kind.en):
                self._phrases.setdefault(tuple(map(term_of, words_of(phrase))), kind.id)
        self._spoken: dict[tuple[str, ...], str] = {}
        for kind in kinds:
            for phrase in kind.arabizi:
                self._spoken.setdefault(tuple(map(_sound_of, words_of(phrase))), kind.id)
        self._longest = max(map(len, (*self._phrases, *self._spoken)), default=0)

    def find(self, words: Sequence[str]) -> tuple[KindFound, ...]:
        """The kinds that a query's folded words name, the one of most words first."""
        found = []
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                kind = self._kind_of(words[start:end])
                if kind is not None:
                    found.append(KindFound(kind, frozenset(range(start, end))))
        return tuple(sorted(found, key=lambda kind: -len(kind.places)))

    def _kind_of(self, words: Sequence[str]) -> str | None:
        if len(words) == 1:
            single = (self._phrases.get((term,)) for term in _terms_of(words[0]))
            known = next((kind for kind in single if kind), None)
        else:
            known = self._phrases.get(tuple(map(term_of, words)))
        return known or self._spoken.get(tuple(map(_sound_of, words)))


def _terms_of(word: str) -> Iterable[str]:
    yield term_of(word)
    for form, _ in variants(word):
        if len(form) > 3:
            yield term_of(form)


def _sound_of(word: str) -> str:
    """How an Arabizi word sounds; a word of Arabic letters or without consonants is itself."""
    return word if is_arabic(word) else min(latin_skeletons(word), default=word)
