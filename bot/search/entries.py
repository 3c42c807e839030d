"""Documents as the index holds them: terms with weights, and the phrases that name them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.search.documents import Document
from bot.search.words.groups import UNUSUAL
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.vocabulary import Vocabulary, own_term
from bot.texts.languages import Bilingual

_NAMING = 1.0  # a term of a title, name or keyword
_ABOUT = 0.6
_AGENCY = 0.4  # a term of the agency's names
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AGENCY_ABOUT = 0.25  # it sums up all its services, which come first


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's terms with their weights, and its titles, names and keywords as sets of terms.

    `own` are the terms that are not merely its agency's. `names` are those of the phrases that are
    a title or a name. `spoken` holds all folded words of the phrases, fillers too; `unusual` the
    terms of its titles that tell of loss or damage.
    """

    document: Document
    fields: Mapping[str, float]
    own: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    names: frozenset[frozenset[str]]
    spoken: frozenset[str]
    unusual: frozenset[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's texts as folded words, fillers and all, before terms are known."""

    document: Document
    names: tuple[tuple[str, ...], ...]  # titles and names of both languages
    keywords: tuple[tuple[str, ...], ...]
    abouts: tuple[tuple[str, ...], ...]
    spoken: tuple[tuple[str, ...], ...]  # Arabizi keywords

    def words(self) -> frozenset[str]:
        """Every word that asks for something, but for the Arabizi ones."""
        texts = (*self.names, *self.keywords, *self.abouts)
        return frozenset(word for text in texts for word in text if not is_filler(word))

    def spoken_words(self) -> frozenset[str]:
        """The Arabizi words that ask for something."""
        return frozenset(word for text in self.spoken for word in text if not is_filler(word))


def draft_of(document: Document) -> Draft:
    """A document's texts, folded once.

    The keywords of an agency call it alone (`AgencyNames`): ranked, it would hide its services.
    """
    is_agency = document.address == document.agency
    keywords = () if is_agency else (*document.keywords_ar, *document.keywords_en)
    return Draft(
        document,
        names=_words_of_all(_names_of(document)),
        keywords=_words_of_all(keywords),
        abouts=_words_of_all(_pair(document.abouts)),
        spoken=() if is_agency else _words_of_all(document.keywords_arabizi),
    )


def entry_of(draft: Draft, agency: Draft | None, vocabulary: Vocabulary) -> Entry:
    """A document ready to be searched, with the names of its agency."""
    names = [_terms(text, vocabulary) for text in draft.names]
    phrases = [*names, *(_terms(text, vocabulary) for text in draft.keywords)]
    own = frozenset().union(*phrases)
    phrases.extend(frozenset(_spoken_terms(text, own, vocabulary)) for text in draft.spoken)
    is_agency = draft.document.address == draft.document.agency
    about = _AGENCY_ABOUT if is_agency else _ABOUT
    agency_names = agency.names if agency else ()
    fields = {term: _AGENCY for text in agency_names for term in _terms(text, vocabulary)}
    abouts = {term: about for text in draft.abouts for term in _terms(text, vocabulary)}
    own_fields = abouts | {term: _NAMING for phrase in phrases for term in phrase}
    return Entry(
        draft.document,
        fields | own_fields,
        frozenset(own_fields),
        tuple(dict.fromkeys(filter(None, phrases))),
        frozenset(filter(None, names)),
        frozenset(word for text in (*draft.names, *draft.keywords) for word in text),
        frozenset().union(*names) & UNUSUAL,
    )


def _terms(words: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(vocabulary.term(word) for word in words if not is_filler(word))


def _spoken_terms(
    words: Iterable[str], own: frozenset[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """The terms of an Arabizi keyword: the document's Arabic ones where they sound like it."""
    for word in words:
        if not is_filler(word):
            yield from (vocabulary.sounding(word).keys() & own) or {own_term(word)}


def _names_of(document: Document) -> tuple[str, ...]:
    """Its titles and names, as they stand and without what is explained in brackets."""
    written = (*_pair(document.titles), *_pair(document.names))
    return tuple(dict.fromkeys((*written, *(_IN_BRACKETS.sub(" ", text) for text in written))))


def _words_of_all(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(words_of, texts))


def _pair(texts: Bilingual | None) -> tuple[str, ...]:
    return (texts.ar, texts.en) if texts else ()
