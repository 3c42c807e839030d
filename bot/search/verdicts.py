"""Whether what was found may be shown, and whether the best of it may be opened at once.

A wrong answer given with confidence is the worst that a search can do: it opens only what the
query speaks for, and what it does not speak against.
"""

from collections.abc import Sequence

from bot.search.ranking import QueryWord, Ranked

# Found on the even halves of the queries in bench/.
_SURE = 0.6  # the best may be opened from here on,
_SURE_COVERAGE = 0.65  # if it covers this share of the query,
_KNOWN_COVERAGE = 0.65  # and of the known words alone,
_MISSED = 0.25  # if no certain word of this share of the query is missing from it,
_FIRM = 0.8  # if the weightiest word is this certain,
_WITNESS = 0.75  # if two words as certain speak for it, or one that names it,
_LEAD = 1.18  # if it leads the second by this factor,
_CLEAR_LEAD = 1.5  # or by this one in a story, or where the second covers as much of the query
_SAME_COVERAGE = 0.02

_LONE_TRUST = 0.8  # of the only word understood, for there to be hits at all


def is_understood(words: Sequence[QueryWord]) -> bool:
    """Whether more was read than one short word that is merely spelt or sounds like another."""
    trusts = [word.reading.trust for word in words if word.reading.terms]
    return len(trusts) > 1 or max(trusts, default=0.0) >= _LONE_TRUST


def is_sure(ranked: Sequence[Ranked], words: Sequence[QueryWord], *, is_story: bool) -> bool:
    """Whether the best document may be opened at once.

    A document's own name opens it. Where a second one covers the query as well («رخصة»), a mere
    lead is not enough: the query must hold the whole name of the best one, or lead clearly.
    """
    best, others = ranked[0], ranked[1:]
    if best.is_exact and not is_story:
        return not any(other.is_exact for other in others)
    return _is_spoken_for(best, words) and not any(
        _may_be_meant(other, best, is_story) for other in others
    )


def _is_spoken_for(best: Ranked, words: Sequence[QueryWord]) -> bool:
    """Whether the words that were understood name this document and nothing that it lacks."""
    known = [word for word in words if word.reading.terms]
    weight = sum(word.weight for word in words)
    weightiest = max(known, key=lambda word: word.weight)
    said = [word for word in known if word.reading.terms.keys() & best.entry.own]
    missed = [word for word in known if word.reading.trust >= _FIRM and word not in said]
    return (
        best.score >= _SURE
        and best.coverage >= _SURE_COVERAGE
        and best.coverage * weight >= _KNOWN_COVERAGE * sum(word.weight for word in known)
        and weightiest.reading.trust >= _FIRM
        and (best.is_told or sum(map(_is_witness, said)) > 1)
        and all(word.weight <= _MISSED * weight for word in missed)
    )


def _is_witness(word: QueryWord) -> bool:
    """Whether a word says what is asked for, and is no short one that is merely spelt alike."""
    return not word.is_asking and word.reading.trust >= _WITNESS


def _may_be_meant(other: Ranked, best: Ranked, is_story: bool) -> bool:
    """Whether a further document is too close behind the best one."""
    covers_as_much = other.coverage >= best.coverage - _SAME_COVERAGE and not best.is_named
    lead = _CLEAR_LEAD if is_story or covers_as_much else _LEAD
    return other.score * lead > best.score
