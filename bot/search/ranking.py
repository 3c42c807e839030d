"""The ranking: how well each document answers the words of a query."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum, log

from bot.search.entries import Entry
from bot.search.words.vocabulary import Reading
from bot.values import value

_MOST_COMPARED = 30  # documents whose phrases are compared, after a first count of their words
_NEAR = 1.2  # by which the best document of the agency at hand is placed higher, it alone
_UNKNOWN = 0.6  # of the rarest word's weight, for one that stands nowhere: often a mere verb
_TOPIC = 2.0  # and for one that is known to be a matter of its own,
_COUNTRY = 1.1  # or to name another country
_UNUSUAL = 0.9  # of a service for lost or damaged papers where the query speaks of neither
_WHOLE = 0.97  # of a query that is a name and nothing else, or of a keyword that was said
_MOSTLY = 0.5  # of a name that was said in part
_SAME = 0.01  # scores closer than this say the same; then the catalogue decides the order


@value
class QueryWord:
    """A word of the query: its place there, what it may mean, and how much it counts.

    `is_asking`: it belongs to a recurring question, such as the fees of something.
    """

    place: int
    reading: Reading
    weight: float
    is_asking: bool = False


@value
class Ranked:
    """A document's score, the share of the query it covers, and whether its name was said.

    `is_told`: a keyword stands whole in the query, or half of a title or name; `is_named`: all of
    a title or name does; `is_exact`: and nothing else.
    """

    score: float
    coverage: float
    is_told: bool
    is_named: bool
    is_exact: bool
    entry: Entry


class Ranking:
    """All documents, by the terms they hold."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Count in how many documents each term stands."""
        self._entries = tuple(entries)
        self._postings = _postings(self._entries)
        count = max(1, len(self._entries))
        holders = Counter(term for entry in self._entries for term in entry.own)
        self._rarities = {term: log(1 + count / held) for term, held in holders.items()}
        self.rarity_of_unknown = _UNKNOWN * log(1 + count)
        self.rarity_of_countries = _COUNTRY * log(1 + count)
        self.rarity_of_topics = _TOPIC * log(1 + count)
        self._places = tuple(_places_of(entry.phrases) for entry in self._entries)
        self._masses = tuple(
            tuple(_mass(phrase, self._rarities) for phrase in entry.phrases)
            for entry in self._entries
        )

    def pieces(self) -> list[object]:
        """The documents, and what was reckoned of each."""
        return [*self._entries, *self._places, *self._masses]

    def rarity_of(self, reading: Reading) -> float:
        """How much a word tells: the more, the fewer documents hold it."""
        if not reading.terms:
            return self.rarity_of_unknown
        return max(self._rarities.get(term, 0.0) * trust for term, trust in reading.terms.items())

    def rank(
        self, words: Sequence[QueryWord], near: str, compared: int = _MOST_COMPARED
    ) -> list[Ranked]:
        """Documents by score, best first; of equals the one that stands first in the catalogue.

        Half of a score is how much of the query the document covers anywhere, half how well the
        nearest of its titles, names and keywords and the query cover each other. The best document
        of the agency `near` stands as high as if it scored a fifth more, unless what comes first
        was called by its name; the others stand where they would anywhere.
        """
        total = sum(word.weight for word in words)
        if not total:
            return []
        covered = self._covered(words)
        # Stable both ways: of equals the one that stands first in the catalogue.
        leading = sorted(sorted(covered), key=covered.__getitem__, reverse=True)[:compared]
        asked = _Asked(words, total, self._rarities)
        ranked = [self._ranked(at, covered[at] / total, asked) for at in leading]
        placed = sorted(zip(leading, ranked, strict=True), key=_by_score)
        return [found for _, found in _preferring(near, placed)]

    def _covered(self, words: Sequence[QueryWord]) -> dict[int, float]:
        """The weight of the query's words that each document holds, by its number."""
        covered: dict[int, float] = {}
        for word in words:
            shares: dict[int, float] = {}
            for term, trust in word.reading.terms.items():
                for weight, numbers in self._postings.get(term, ()):
                    share = trust * weight
                    if not shares:  # as for nearly every word: it has one reading
                        shares = dict.fromkeys(numbers, share)
                        continue
                    for number in numbers:
                        if share > shares.get(number, 0.0):
                            shares[number] = share
            for number, share in shares.items():
                covered[number] = covered.get(number, 0.0) + word.weight * share
        return covered

    def _ranked(self, number: int, coverage: float, asked: "_Asked") -> Ranked:
        entry = self._entries[number]
        likeness, is_told, is_named, is_exact = 0.0, False, False, False
        places, masses = self._places[number], self._masses[number]
        for place in set().union(*(places[term] for term in asked.terms & places.keys())):
            phrase = entry.phrases[place]
            said = phrase & asked.terms
            said_mass, precision = asked.measure(said)
            recall = said_mass / masses[place]
            likeness = max(likeness, 2 * recall * precision / (recall + precision))
            is_name = phrase in entry.names
            is_told = is_told or recall >= (_MOSTLY if is_name else _WHOLE)
            if said == phrase:
                is_named = is_named or is_name or len(phrase) > 1
                is_exact = is_exact or (is_name and precision >= _WHOLE)
        score = (coverage + likeness) / 2
        if entry.unusual and not entry.unusual & asked.terms:
            score *= _UNUSUAL
        return Ranked(score, coverage, is_told, is_named, is_exact, entry)


class _Asked:
    """All terms that a query may ask for; what some of them weigh is reckoned once a query.

    The phrases of many documents hold the same few of them.
    """

    def __init__(
        self, words: Sequence[QueryWord], total: float, rarities: Mapping[str, float]
    ) -> None:
        self.terms: frozenset[str] = frozenset().union(*(word.reading.terms for word in words))
        self._words = words
        self._total = total
        self._rarities = rarities
        self._measured: dict[frozenset[str], tuple[float, float]] = {}

    def measure(self, said: frozenset[str]) -> tuple[float, float]:
        """The mass of these terms, and the share of the query that they stand for."""
        found = self._measured.get(said)
        if found is None:
            share = _weight_said(said, self._words) / self._total
            found = self._measured[said] = (_mass(said, self._rarities), share)
        return found


def _mass(terms: frozenset[str], rarities: Mapping[str, float]) -> float:
    return fsum(rarities[term] for term in terms)  # equal in any order of the set


def _places_of(phrases: Sequence[frozenset[str]]) -> Mapping[str, tuple[int, ...]]:
    """For each term the places of the phrases that hold it."""
    places: dict[str, tuple[int, ...]] = {}
    for place, phrase in enumerate(phrases):
        for term in phrase:
            places[term] = (*places.get(term, ()), place)
    return places


def _preferring(near: str, placed: list[tuple[int, Ranked]]) -> list[tuple[int, Ranked]]:
    """The best of one agency moved up a little; one alone, or its kin would crowd the list."""
    best = next((at for at in placed if at[1].entry.document.agency == near), None)
    if best is None or placed[0][1].is_exact:
        return placed
    number, found = best
    wanted = _by_score((number, replace(found, score=found.score * _NEAR)))
    return sorted(placed, key=lambda at: wanted if at is best else _by_score(at))


def _by_score(placed: tuple[int, Ranked]) -> tuple[bool, float, int]:
    number, found = placed
    return not found.is_exact, -round(found.score / _SAME), number


def _weight_said(said: frozenset[str], words: Sequence[QueryWord]) -> float:
    """The weight of the query's words that stand for some of these terms."""
    weight = 0.0
    for word in words:
        shared = word.reading.terms.keys() & said
        if shared:
            weight += word.weight * max(word.reading.terms[term] for term in shared)
    return weight


def _postings(entries: Sequence[Entry]) -> Mapping[str, tuple[tuple[float, tuple[int, ...]], ...]]:
    """For each term the documents that hold it, by the weight it has there."""
    postings: dict[str, dict[float, list[int]]] = {}
    for number, entry in enumerate(entries):
        for term, weight in entry.fields.items():
            postings.setdefault(term, {}).setdefault(weight, []).append(number)
    return {
        term: tuple((weight, tuple(numbers)) for weight, numbers in by_weight.items())
        for term, by_weight in postings.items()
    }
