"""Long messages are read passage by passage.

Somebody who tells a story asks in a few words of it, and those must not be outweighed by all the
others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from bot.search.ranking import QueryWord, Ranked, Ranking
from bot.values import value

# Found on the even halves of the queries in bench/.
_LONG = 8  # words that ask for something; so many stand in no plain request
_PASSAGE = 6
_STEP = 3
_TALE = 0.6  # of an unknown word's weight in a story, where most words are
_COMPARED = 10  # documents a passage; there are many passages
_AGENCY = 0.7  # of an agency's score in a story, or where a question is asked: it has no answers


@value
class Heard:
    """Documents by the passage that speaks for each most, and the words of the best one's."""

    ranked: Sequence[Ranked]
    words: Sequence[QueryWord]
    is_story: bool


def hear(words: Sequence[QueryWord], ranking: Ranking, near: str, *, is_asking: bool) -> Heard:
    """All documents for all words where they are few, else for some that stand together.

    `is_asking`: a recurring question is named, such as the fees of something.
    """
    if len(words) < _LONG:
        ranked = ranking.rank(words, near)
        if is_asking:
            ranked = sorted(map(_behind_services, ranked), key=attrgetter("score"), reverse=True)
        return Heard(ranked, words, is_story=False)
    best: dict[str, tuple[Ranked, Sequence[QueryWord]]] = {}
    for passage in _passages_of(words):
        for found in map(_behind_services, ranking.rank(passage, near, _COMPARED)):
            address = found.entry.document.address
            if address not in best or found.score > best[address][0].score:
                best[address] = (found, passage)
    ranked = sorted((found for found, _ in best.values()), key=attrgetter("score"), reverse=True)
    told = best[ranked[0].entry.document.address][1] if ranked else words
    return Heard(ranked, told, is_story=True)


def _passages_of(words: Sequence[QueryWord]) -> Iterable[Sequence[QueryWord]]:
    told = [
        word if word.reading.terms else replace(word, weight=word.weight * _TALE) for word in words
    ]
    return (
        told[start : start + _PASSAGE] for start in range(0, len(told) - _PASSAGE + _STEP, _STEP)
    )


def _behind_services(found: Ranked) -> Ranked:
    document = found.entry.document
    is_agency = document.address == document.agency and not found.is_exact
    return replace(found, score=found.score * _AGENCY) if is_agency else found
