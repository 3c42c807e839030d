"""From a citizen's word to the indexed terms it may stand for, however it is spelt."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.words.arabizi import arabic_skeletons, latin_skeletons
from bot.search.words.groups import GROUPED_WORDS, term_of
from bot.search.words.splitting import is_arabic
from bot.search.words.stems import variants, without_article
from bot.texts.languages import Language
from bot.values import value

_SHORTEST_TYPO = 4  # a shorter word with a letter wrong is another word
_SHORTEST_DOUBLE_TYPO = 8
_SHORTEST_FIRST_TYPO = 6  # a wrong first letter is rare, and makes other words: hire, fire
_TYPO_COST = 1.1  # trust lost by an error, as a share of the word
_KEYWORD_TRUST = 0.97  # of an Arabizi word that an author wrote, with its document's Arabic term
_SHORTEST_SOUND = 3  # letters: two of them sound like half of all words
_SOUND_TRUST = 0.88
_FAINT_TRUST = 0.6  # two consonants fit many words
_FAINT = 2
_SOUND_LEAD = 0.08  # that a sound needs over a spelling error: pasport is no Arabizi
_DOUBT = 0.65  # of a sound in a query that is English
_POSSESSED = ("تي", "تك", "ته", "تها", "تنا", "تكم", "تهم")  # my, your, his, her, our, …
_JOINED = ("و", "ل", "ب", "ف", "ك")  # before a word, where its document writes them
_SHORTEST_ALONE = 3
_LONGEST = 24  # letters of a word that is looked for; the rest is no word


@value
class Reading:
    """What one word may mean: indexed terms with a trust of at most 1, and whose word it is."""

    terms: Mapping[str, float] = field(default_factory=dict)
    language: Language = "ar"

    @property
    def trust(self) -> float:
        """The best trust of its terms; 0 when it is not known."""
        return max(self.terms.values(), default=0.0)


class Vocabulary:
    """Every term that is indexed, and the ways citizens may spell it."""

    def __init__(
        self, words: Iterable[str], spoken: Iterable[tuple[frozenset[str], frozenset[str]]]
    ) -> None:
        """Take the folded words of all documents.

        `spoken` holds of each document the words of its Arabizi keywords, and its other words.
        """
        known = set(words)
        self._spellings = {word: term_of(_plain(word, known)) for word in known}
        self._terms = frozenset(self._spellings.values())
        known.update(word for word in GROUPED_WORDS if term_of(word) in self._terms)
        known.update(map(without_article, tuple(known)))
        self._spellings.update((word, term_of(word)) for word in known - self._spellings.keys())
        self._alike = _buckets(self._spellings)
        self._sounds = _sounds_of(self._spellings)
        skeletons = cache(latin_skeletons)  # services share most of their Arabizi words
        for sounding, companions in spoken:
            named = self.terms(companions) if sounding else frozenset()
            for word in sounding:
                _attest(self._sounds, word, skeletons(word), named)

    def term(self, word: str) -> str:
        """The term of a word that stands in a document."""
        return self._spellings.get(word) or term_of(word)

    def terms(self, words: Iterable[str]) -> frozenset[str]:
        """The terms of several such words."""
        return frozenset(map(self.term, words))

    def read(self, word: str, *, is_english: bool = False) -> Reading:
        """What a citizen's folded word may mean; no terms when it is not known at all.

        `is_english` says the query is, so that what merely sounds like Arabic is trusted less.
        """
        if len(word) > _LONGEST:
            return Reading()
        exact = self._inflected(word)
        if is_arabic(word):
            return Reading(exact or self._misspelt(word))
        if exact:
            return Reading(exact, "en")
        misspelt, sounding = self._misspelt(word), self.sounding(word)
        if is_english:
            sounding = {term: trust * _DOUBT for term, trust in sounding.items()}
        spelt_like = max(misspelt.values(), default=0.0)
        if max(sounding.values(), default=0.0) > spelt_like + (_SOUND_LEAD if misspelt else 0.0):
            return Reading(sounding, "ar")
        return Reading(misspelt, "en")

    def holds(self, word: str) -> bool:
        """Whether a folded word stands in a document just so, with the article or without."""
        return word in self._spellings or without_article(word) in self._spellings

    def knows(self, word: str) -> bool:
        """Whether a folded word is indexed as it is spelt, or as a form of it."""
        return bool(self._inflected(word))

    def sounding(self, word: str) -> dict[str, float]:
        """The terms that sound like an Arabizi word."""
        found: dict[str, float] = {}
        if len(word) < _SHORTEST_SOUND or word.isdecimal():
            return found
        for skeleton in latin_skeletons(word):
            for term, trust in self._sounds.get(skeleton, {}).items():
                found[term] = max(trust, found.get(term, 0.0))
        return found

    def _inflected(self, word: str) -> dict[str, float]:
        """The first indexed term among a word and its shorter forms."""
        for form, trust in ((word, 1.0), *variants(word)):
            term = self._spellings.get(form) or term_of(form)
            if term in self._terms:
                return {term: trust}
        return {}

    def _misspelt(self, word: str) -> dict[str, float]:
        """Indexed terms whose spelling is one letter away, two for a long word."""
        found: dict[str, float] = {}
        for form in {word, without_article(word)} if is_arabic(word) else {word}:
            if len(form) < _SHORTEST_TYPO or form.isdecimal():
                continue
            errors = 2 if len(form) >= _SHORTEST_DOUBLE_TYPO else 1
            alike = self._spelt_alike(form, errors)
            for spelling, distance, _ in process.extract(
                form, alike, scorer=OSA.distance, score_cutoff=errors, limit=8
            ):
                if spelling[0] != form[0] and len(form) < _SHORTEST_FIRST_TYPO:
                    continue
                trust = 1.0 - _TYPO_COST * distance / len(form)
                term = self._spellings[spelling]
                found[term] = max(trust, found.get(term, 0.0))
        return found

    def _spelt_alike(self, form: str, errors: int) -> list[str]:
        """Spellings of about this length that share the first or the last letter."""
        alike: list[str] = []
        for length in range(len(form) - errors, len(form) + errors + 1):
            alike += self._alike.get((form[0], length, ""), ())
            alike += self._alike.get(("", length, form[-1]), ())
        return alike


def _plain(word: str, known: Collection[str]) -> str:
    """A document's word as it stands alone: «ورخصة» and «لرخصة» are a رخصة too."""
    bare = _unpossessed(word, known)
    for part in _JOINED:
        alone = bare.removeprefix(part)
        if alone != bare and len(alone) >= _SHORTEST_ALONE and _stands(alone, known):
            return bare if bare in GROUPED_WORDS else alone
    return bare


def _stands(word: str, known: Collection[str]) -> bool:
    return word in known or f"ال{word}" in known or word in GROUPED_WORDS


def _unpossessed(word: str, known: Collection[str]) -> str:
    """A word without the pronoun that turned its final ه into ت: سيارتي is a سيارة too."""
    for pronoun in _POSSESSED:
        whole = f"{word.removesuffix(pronoun)}ه"
        if word.endswith(pronoun) and whole in known:
            return whole
    return word


def _sounds_of(spellings: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Skeletons of all Arabic spellings, and the terms they stand for."""
    sounds: dict[str, dict[str, float]] = {}
    for spelling, term in spellings.items():
        if is_arabic(spelling) and without_article(spelling) == spelling:
            for skeleton in arabic_skeletons(spelling):
                trust = _SOUND_TRUST if len(skeleton) > _FAINT else _FAINT_TRUST
                sounds.setdefault(skeleton, {})[term] = trust
    return sounds


def _attest(
    sounds: dict[str, dict[str, float]],
    word: str,
    skeletons: frozenset[str],
    companions: frozenset[str],
) -> None:
    """Trust an author's Arabizi word more: as its document's Arabic term, or as its own."""
    for skeleton in skeletons:
        terms = sounds.setdefault(skeleton, {})
        named = companions & terms.keys()
        terms.update(dict.fromkeys(named or {own_term(word)}, _KEYWORD_TRUST))


def own_term(word: str) -> str:
    """The term of an Arabizi keyword that has no Arabic word beside it."""
    return f"~{min(latin_skeletons(word), default=word)}"


def _buckets(spellings: Iterable[str]) -> Mapping[tuple[str, int, str], tuple[str, ...]]:
    """Spellings by first letter and length, and by length and last letter."""
    buckets: dict[tuple[str, int, str], list[str]] = {}
    for spelling in spellings:
        buckets.setdefault((spelling[0], len(spelling), ""), []).append(spelling)
        buckets.setdefault(("", len(spelling), spelling[-1]), []).append(spelling)
    return {key: tuple(found) for key, found in buckets.items()}
