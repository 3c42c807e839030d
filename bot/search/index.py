"""The index of everything citizens can ask for."""

from collections.abc import Sequence

from bot.search.documents import Document, Found, Hit, KindWords, Shows
from bot.search.entries import Entry, draft_of, entry_of
from bot.search.kinds import KindFinder, KindFound
from bot.search.passages import passages_of
from bot.search.ranking import QueryWord, Ranked, Ranking
from bot.search.words.keyboard import typed_on_the_other_keyboard
from bot.search.words.splitting import (
    has_arabizi,
    has_english,
    is_arabic,
    is_filler,
    weight_of,
    words_of,
)
from bot.search.words.talk import is_idle, is_offer, is_topic
from bot.search.words.vocabulary import Reading, Vocabulary
from bot.texts.languages import Language

MOST_HITS = 6  # nine rows do not fit a small phone

# Found on the even half of bench/queries.yaml and bench/more_queries.yaml.
_LEAST = 0.36  # a document that scores less is no hit
_SPREAD = 0.6  # nor is one below this share of the best
_SURE = 0.6  # the best may be opened from here on,
_SURE_COVERAGE = 0.65  # if it covers this share of the query,
_LEAD = 1.18  # if it leads the second by this factor,
_CLEAR_LEAD = 1.5  # or by this one where the second covers as much of the query
_SAME_COVERAGE = 0.02

_FIRM_TRUST = 0.8  # and if its weightiest word is this certain
_KNOWN_COVERAGE = 0.65  # of the known words alone: what else was asked for, it must not ignore
_LONE_TRUST = 0.8  # of the only word understood, for there to be hits at all

_MOST_WORDS = 40  # that are looked at
_MOST_LETTERS = 600
_KIND_WEIGHT = 0.25  # of a word that asks for a recurring question, beside 1 of others


def _shows_all(address: str) -> bool:
    """Everything there is may be shown."""
    return bool(address)


class SearchIndex:
    """Finds services by the words of citizens; built once for a library, then only read."""

    def __init__(self, documents: Sequence[Document], kinds: Sequence[KindWords]) -> None:
        """Index the documents (services and agencies) and the words of recurring questions."""
        self.documents = tuple(documents)
        self.kinds = tuple(kinds)
        drafts = [draft_of(document) for document in self.documents]
        agencies = {draft.document.address: draft for draft in drafts}
        words = [draft.words() for draft in drafts]
        spoken = [
            (word, companions)
            for draft, companions in zip(drafts, words, strict=True)
            for word in draft.spoken_words()
        ]
        self._vocabulary = Vocabulary(frozenset().union(*words), spoken)
        self._kinds = KindFinder(kinds)
        self._ranking = Ranking(
            [
                entry_of(draft, agencies.get(draft.document.agency), self._vocabulary)
                for draft in drafts
            ]
        )

    def find(self, query: str, near: str = "", shows: Shows = _shows_all) -> Found:
        """What a query means; `near` is the id of an agency to prefer. Nothing raises.

        Only what `shows` says may be shown is found, as if the rest were not there.

        Only the first 400 characters are read. A query that finds nothing is read once more as
        typed on the other keyboard, if that makes known words of it.
        """
        query = query[:_MOST_LETTERS]
        found = self._find(words_of(query), near, shows)
        if found.hits:
            return found
        slipped = words_of(typed_on_the_other_keyboard(query))
        asking = [word for word in slipped if not is_filler(word)]
        if asking and all(self._vocabulary.knows(word) for word in asking):
            return self._find(slipped, near, shows)
        return found

    def kind_alone(self, query: str) -> str | None:
        """The recurring question that a query names and nothing beside it: "what papers, please?".

        The most telling one of several; None where any other word asks for something.
        """
        spoken = words_of(query[:_MOST_LETTERS])
        kinds = self._kinds.find(spoken)
        return kinds[0].id if kinds and self._is_bare(spoken, kinds) else None

    def _find(self, spoken: Sequence[str], near: str, shows: Shows) -> Found:
        kinds = self._kinds.find(spoken)
        words = self._weigh(spoken, kinds)
        every, told = self._best_passages(words, near)
        ranked = [found for found in every if shows(found.entry.document.address)]
        highest = max((found.score for found in ranked), default=0.0)
        is_answered = highest >= _LEAST and _is_understood(told)
        if not is_answered or (self._is_bare(spoken, kinds) and not ranked[0].is_exact):
            return Found(language=_language_of(words))
        least = max(_LEAST, highest * _SPREAD)
        hits = tuple(
            Hit(
                _address_in(found.entry, spoken, kinds, shows),
                found.entry.document.address,
                found.score,
            )
            for found in ranked[:MOST_HITS]
            if found.score >= least
        )
        is_alone = len(hits) == 1
        is_sure = _is_sure(ranked, told) and (
            is_alone or _offers(ranked[0].entry, spoken, kinds, shows)
        )
        return Found(hits, is_sure, _language_of(words))

    def _best_passages(
        self, words: Sequence[QueryWord], near: str
    ) -> tuple[list[Ranked], Sequence[QueryWord]]:
        """All documents by the passage that speaks for each most, and the words of the best one's.

        A short query is one passage. Somebody who tells a story asks in a few words of it: those
        words must not be outweighed by all the others.
        """
        passages = list(passages_of(words))
        best: dict[str, tuple[Ranked, Sequence[QueryWord]]] = {}
        for passage in passages:
            for found in self._ranking.rank(passage, near):
                address = found.entry.document.address
                if address not in best or found.score > best[address][0].score:
                    best[address] = (found, passage)
        if len(passages) == 1:
            return [found for found, _ in best.values()], words
        told = sorted(best.values(), key=lambda pair: -pair[0].score)
        return [found for found, _ in told], told[0][1] if told else words

    def _weigh(self, spoken: Sequence[str], kinds: Sequence[KindFound]) -> list[QueryWord]:
        """The words that ask for something, with what they may mean and their weights."""
        is_english = self._is_english(spoken)
        asking = frozenset().union(*(kind.places for kind in kinds))
        words: list[QueryWord] = []
        for place, word in enumerate(spoken):
            if self._asks_nothing(word) or len(words) >= _MOST_WORDS:
                continue
            if is_offer(word) or (is_topic(word) and not self._vocabulary.holds(word)):
                words.append(QueryWord(place, Reading(), self._ranking.rarity_of_topics))
                continue
            reading = self._vocabulary.read(word, is_english=is_english)
            if not reading.terms and (place in asking or word.isdecimal()):
                continue
            weight = self._ranking.rarity_of(reading) * weight_of(word)
            words.append(
                QueryWord(place, reading, weight * (_KIND_WEIGHT if place in asking else 1.0))
            )
        return words

    def _asks_nothing(self, word: str) -> bool:
        """Whether a word tells nothing of what is asked for, or only where a document has it."""
        return is_filler(word) or (is_idle(word) and not self._vocabulary.holds(word))

    def _is_bare(self, spoken: Sequence[str], kinds: Sequence[KindFound]) -> bool:
        """Whether a recurring question is all that is asked for: every service has its papers."""
        asking = frozenset().union(*(kind.places for kind in kinds))
        return bool(asking) and all(
            place in asking or self._asks_nothing(word) or word.isdecimal()
            for place, word in enumerate(spoken)
        )

    def _is_english(self, spoken: Sequence[str]) -> bool:
        """Whether small words, or words of the catalogue, say that a query is English."""
        if has_arabizi(spoken):
            return False
        return has_english(spoken) or any(
            not is_arabic(word) and not is_filler(word) and self._vocabulary.knows(word)
            for word in spoken
        )


def _is_sure(ranked: Sequence[Ranked], words: Sequence[QueryWord]) -> bool:
    """Whether the best document may be opened at once.

    A document's own name opens it. Where a second one covers the query as well («رخصة»), a mere
    lead is not enough: the query must hold the whole name of the best one, or lead clearly.
    """
    best = ranked[0]
    if best.is_exact:
        return not any(other.is_exact for other in ranked[1:])
    if best.score < _SURE or best.coverage < _SURE_COVERAGE or not _is_firm(words):
        return False
    total = sum(word.weight for word in words)
    known = sum(word.weight for word in words if word.reading.terms)
    if best.coverage * total < known * _KNOWN_COVERAGE:
        return False
    others = [other for other in ranked[1:] if other.score * _CLEAR_LEAD > best.score]
    for other in others:
        is_open = other.coverage >= best.coverage - _SAME_COVERAGE and not best.is_named
        if is_open or other.score * _LEAD > best.score:
            return False
    return True


def _is_understood(words: Sequence[QueryWord]) -> bool:
    """Whether more was read than one short word that is merely spelt or sounds like another."""
    trusts = [word.reading.trust for word in words if word.reading.terms]
    return len(trusts) > 1 or max(trusts, default=0.0) >= _LONE_TRUST


def _is_firm(words: Sequence[QueryWord]) -> bool:
    """Whether the word that counts most among the known ones is certain."""
    known = [word for word in words if word.reading.terms]
    return max(known, key=lambda word: word.weight).reading.trust >= _FIRM_TRUST


def _offers(entry: Entry, spoken: Sequence[str], kinds: Sequence[KindFound], shows: Shows) -> bool:
    """Whether a document has one of the questions asked for, if any is."""
    asked = [kind for kind in kinds if not _is_own(entry, spoken, kind)]
    return not asked or any(shows(entry.document.kinds.get(kind.id, "")) for kind in asked)


def _address_in(
    entry: Entry, spoken: Sequence[str], kinds: Sequence[KindFound], shows: Shows
) -> str:
    """The document's address, or its question's where the query names one."""
    for kind in kinds:
        question = entry.document.kinds.get(kind.id)
        if question and shows(question) and not _is_own(entry, spoken, kind):
            return question
    return entry.document.address


def _is_own(entry: Entry, spoken: Sequence[str], kind: KindFound) -> bool:
    """Whether a kind's words stand in the document's own names: «كم علي مخالفات» is a keyword."""
    return all(spoken[place] in entry.spoken for place in kind.places)


def _language_of(words: Sequence[QueryWord]) -> Language | None:
    """Whose words they are that were understood."""
    known = [word for word in words if word.reading.terms]
    arabic = sum(word.weight for word in known if word.reading.language == "ar")
    english = sum(word.weight for word in known if word.reading.language == "en")
    if not arabic and not english:
        return None
    return "ar" if arabic >= english else "en"
