"""The index of everything citizens can ask for."""

from collections.abc import Sequence
from dataclasses import replace

from bot.search.calling import AgencyNames
from bot.search.documents import Document, Found, Hit, KindWords, Shows
from bot.search.entries import draft_of, entries_of
from bot.search.kinds import KindFinder, KindFound
from bot.search.leading import address_in, offers
from bot.search.passages import hear
from bot.search.ranking import QueryWord, Ranking
from bot.search.verdicts import is_sure, is_understood
from bot.search.words.keyboard import typed_on_the_other_keyboard
from bot.search.words.splitting import (
    WEAK_WEIGHT,
    asked_words,
    has_arabizi,
    has_english,
    is_arabic,
    is_filler,
    weight_of,
    words_of,
)
from bot.search.words.talk import is_abroad, is_idle, is_offer, is_small_talk, is_topic
from bot.search.words.vocabulary import Reading, Vocabulary
from bot.texts.folding import fold
from bot.texts.languages import Language

MOST_HITS = 6  # nine rows do not fit a small phone

# Found on the even halves of the queries in bench/.
_LEAST = 0.36  # a document that scores less is no hit
_SPREAD = 0.6  # nor is one below this share of the best

_MOST_WORDS = 40  # that are looked at; a story longer than this asks in its first half
_MOST_LETTERS = 600
_FIRM = 0.8  # trust of a word that is surely one of the catalogue's
_MOST_TOLD = 8  # words of a query that nothing answers
_LONGEST_TOLD = 24  # letters; the rest is no word
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
        words = [draft.words() for draft in drafts]
        spoken = [draft.spoken_words() for draft in drafts]
        self._vocabulary = Vocabulary(frozenset().union(*words), zip(spoken, words, strict=True))
        self._agencies = AgencyNames(self.documents)
        self._kinds = KindFinder(kinds)
        self._ranking = Ranking(entries_of(drafts, self._vocabulary))

    def pieces(self) -> list[object]:
        """Its documents as they are held: who lets the index go lets these go one by one."""
        return self._ranking.pieces()

    def find(self, query: str, near: str = "", shows: Shows = _shows_all) -> Found:
        """What a query means; `near` is the id of an agency to prefer. Nothing raises.

        Only what `shows` says may be shown is found, as if the rest were not there.

        Only the first 600 characters are read. A query of which no word is known as it stands is
        read once more as typed on the other keyboard, if that makes known words of it.
        """
        query = query[:_MOST_LETTERS]
        spoken = asked_words(query)
        if is_small_talk(spoken):
            return Found(is_worded=True)
        found = self._find(spoken, near, shows)
        called = self._agencies.called_by(spoken)
        if called is not None and shows(called):
            return _led_by(called, found)
        if found.hits and any(map(self._vocabulary.knows, self._asking(spoken))):
            return found
        slipped = self._slipped(query)
        return self._find(slipped, near, shows) if slipped else found

    def language_of(self, query: str) -> Language | None:
        """Whose words a query is made of, as `find` tells; None for Arabizi that leads nowhere.

        Only what may be Arabizi is searched for: all else is the same wherever it leads.
        """
        spoken = asked_words(query[:_MOST_LETTERS])
        if is_small_talk(spoken):
            return None
        words = self._weigh(spoken, self._kinds.find(spoken))
        language = _language_of(words)
        if language != "ar" and not self._slipped(query[:_MOST_LETTERS]):
            return language
        found = self.find(query)
        is_guess = found.language == "ar" and not found.hits
        return None if is_guess else found.language

    def kind_alone(self, query: str) -> str | None:
        """The recurring question that a query names and nothing beside it: "what papers, please?".

        The most telling one of several; None where any other word asks for something.
        """
        spoken = asked_words(query[:_MOST_LETTERS])
        kinds = () if is_small_talk(spoken) else self._kinds.find(spoken)
        return kinds[0].id if kinds and self._is_bare(spoken, kinds) else None

    def telling_words(self, query: str) -> tuple[str, ...]:
        """The folded words that say what a query is about, each once; none that holds a digit."""
        words = fold(query[:_MOST_LETTERS]).split()
        return tuple(
            dict.fromkeys(
                word
                for word in words
                if not self._asks_nothing(word)
                and len(word) <= _LONGEST_TOLD
                and not any(sign.isdigit() for sign in word)
            )
        )[:_MOST_TOLD]

    def _find(self, spoken: Sequence[str], near: str, shows: Shows) -> Found:
        kinds = self._kinds.find(spoken)
        words = self._weigh(spoken, kinds)
        heard = hear(words, self._ranking, near, is_asking=bool(kinds))
        ranked = [found for found in heard.ranked if shows(found.entry.document.address)]
        highest = ranked[0].score if ranked else 0.0
        is_answered = highest >= _LEAST and is_understood(heard.words)
        if not is_answered or (self._is_bare(spoken, kinds) and not ranked[0].is_exact):
            is_worded = any(word.reading.trust >= _FIRM for word in words) or any(
                map(is_topic, spoken)
            )
            return Found(language=_language_of(words), is_worded=is_worded)
        least = max(_LEAST, highest * _SPREAD)
        best = [found for found in ranked[:MOST_HITS] if found.score >= least]
        hits = tuple(
            Hit(
                address_in(found.entry, spoken, kinds, shows),
                found.entry.document.address,
                found.score,
            )
            for found in best
        )
        # Where a service lacks the question asked for, another that has it may be meant.
        offering = [offers(found.entry, spoken, kinds, shows) for found in best]
        is_opened = is_sure(ranked, heard.words, is_story=heard.is_story) and (
            offering[0] or not any(offering)
        )
        return Found(hits, is_opened, _language_of(words), is_worded=True)

    def _slipped(self, query: str) -> Sequence[str]:
        """The words that a query is on the other keyboard, if each that asks is known; or none."""
        slipped = words_of(typed_on_the_other_keyboard(query))
        asking = self._asking(slipped)
        return slipped if asking and all(map(self._vocabulary.knows, asking)) else ()

    def _weigh(self, spoken: Sequence[str], kinds: Sequence[KindFound]) -> list[QueryWord]:
        """The words that ask for something, with what they may mean and their weights."""
        is_english = self._is_english(spoken)
        asking = frozenset().union(*(kind.places for kind in kinds))
        words: list[QueryWord] = []
        for place, word in enumerate(spoken):
            if self._asks_nothing(word) or len(words) >= _MOST_WORDS:
                continue
            foreign = self._foreign_weight(word)
            if foreign is not None:
                words.append(QueryWord(place, Reading(), foreign))
                continue
            reading = self._vocabulary.read(word, is_english=is_english)
            is_asking = place in asking
            if (is_asking and reading.trust < _FIRM) or (word.isdecimal() and not reading.terms):
                continue
            weight = self._ranking.rarity_of(reading)
            weight *= WEAK_WEIGHT if is_idle(word) else weight_of(word)
            weight *= _KIND_WEIGHT if is_asking else 1.0
            words.append(QueryWord(place, reading, weight, is_asking))
        return words

    def _foreign_weight(self, word: str) -> float | None:
        """The weight of a word that is known to mean something the catalogue has not got."""
        if is_offer(word):
            return self._ranking.rarity_of_topics
        if self._vocabulary.holds(word):
            return None
        if is_topic(word):
            return self._ranking.rarity_of_topics
        return self._ranking.rarity_of_countries if is_abroad(word) else None

    def _asking(self, spoken: Sequence[str]) -> list[str]:
        return [word for word in spoken if not self._asks_nothing(word)]

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


def _led_by(agency: str, found: Found) -> Found:
    """What was found with the agency before it, to be opened: it was called by its name."""
    score = max((hit.score for hit in found.hits), default=1.0)
    others = (hit for hit in found.hits if hit.address != agency)
    hits = (Hit(agency, agency, score), *others)[:MOST_HITS]
    return replace(found, hits=hits, is_sure=True, is_worded=True)


def _language_of(words: Sequence[QueryWord]) -> Language | None:
    """Whose words they are that were understood."""
    known = [word for word in words if word.reading.terms]
    arabic = sum(word.weight for word in known if word.reading.language == "ar")
    english = sum(word.weight for word in known if word.reading.language == "en")
    if not arabic and not english:
        return None
    return "ar" if arabic >= english else "en"
