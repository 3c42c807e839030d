"""Long messages are read passage by passage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.search.ranking import QueryWord

_LONG = 8  # words that ask for something; so many stand in no plain request
_PASSAGE = 6
_STEP = 2
_TALE = 0.6  # of an unknown word's weight in a story, where most words are


def passages_of(words: Sequence[QueryWord]) -> Iterator[Sequence[QueryWord]]:
    """The words whole where they are few, else each few of them that stand together."""
    if len(words) < _LONG:
        yield words
        return
    told = [
        word if word.reading.terms else replace(word, weight=word.weight * _TALE) for word in words
    ]
    for start in range(0, len(told) - _PASSAGE + _STEP, _STEP):
        yield told[start : start + _PASSAGE]
