"""Phrases looked for inside what was typed: many phrases, in the time of a glance."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, TypeVar

from bot.search.words.splitting import words_of
from bot.search.words.stems import without_article

_AND = "و"

Phrase = tuple[str, ...]
_Meant = TypeVar("_Meant")


class Phrases(Generic[_Meant]):
    """Phrases and what each of them means, by their first words: nearly no message has one."""

    def __init__(self, phrases: Iterable[tuple[str, _Meant]]) -> None:
        """Fold every phrase once."""
        found: dict[str, tuple[tuple[Phrase, _Meant], ...]] = {}
        for written, meant in phrases:
            if words := tuple(map(without_article, words_of(written))):
                found[words[0]] = (*found.get(words[0], ()), (words, meant))
        self._by_first: Mapping[str, tuple[tuple[Phrase, _Meant], ...]] = MappingProxyType(found)

    @property
    def firsts(self) -> Collection[str]:
        """The first word of each phrase: none stands where no `forms` of a word are among them."""
        return self._by_first.keys()

    def in_words(self, words: Sequence[str]) -> list[_Meant]:
        """What each phrase means that stands among the words, in the order of the words.

        The article, and an "and" before a word, do not matter.
        """
        return [meant for _, meant in self.places_in(words)]

    def places_in(self, words: Sequence[str]) -> Iterator[tuple[range, _Meant]]:
        """The same with the places of the words that a phrase takes."""
        for at, word in enumerate(words):
            for form in forms(word):
                for phrase, meant in self._by_first.get(form, ()):
                    if _stands_at(words, at, phrase):
                        yield range(at, at + len(phrase)), meant


def forms(word: str) -> tuple[str, ...]:
    """A word, and the same without its article and without an "and" before it."""
    bare = without_article(word)
    known = (word,) if bare == word else (word, bare)
    return (*known, bare[1:]) if bare.startswith(_AND) and len(bare) > 2 else known


def _stands_at(words: Sequence[str], at: int, phrase: Phrase) -> bool:
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        wanted in forms(word) for word, wanted in zip(here, phrase, strict=True)
    )
