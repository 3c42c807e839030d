"""Documents as the index holds them: terms with weights, and the phrases that name them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.search.documents import Document
from bot.search.words.groups import UNUSUAL, term_of
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.vocabulary import Vocabulary, own_term
from bot.texts.languages import Bilingual

_NAMING = 1.0  # a term of a title, name or keyword
_ABOUT = 0.6
_AGENCY_ABOUT = 0.25  # it sums up all its services, which come first


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's terms with their weights, and its titles, names and keywords as sets of terms.

    `names` are those of the phrases that are a title or a name. `spoken` holds all folded words of
    the phrases, fillers too; `unusual` the terms of its titles that tell of loss or damage.
    """

    document: Document
    fields: Mapping[str, float]
    phrases: tuple[frozenset[str], ...]
    names: frozenset[frozenset[str]]
    spoken: frozenset[str]
    unusual: frozenset[str]


def searchable_words(documents: Iterable[Document]) -> Iterable[str]:
    """The folded words of all texts but Arabizi ones."""
    for document in documents:
        for text in (*_naming_texts(document), *_pair(document.abouts)):
            yield from _content(text)


def spoken_words(documents: Iterable[Document]) -> Iterator[tuple[str, frozenset[str]]]:
    """The folded words of all Arabizi keywords, each with the other words of its document."""
    for document in documents:
        companions = frozenset(searchable_words([document]))
        for text in document.keywords_arabizi:
            for word in _content(text):
                yield word, companions


def entry_of(document: Document, vocabulary: Vocabulary) -> Entry:
    """A document ready to be searched."""
    names = [_terms(text) for text in (*_pair(document.titles), *_pair(document.names))]
    phrases = [*names, *map(_terms, (*document.keywords_ar, *document.keywords_en))]
    own = frozenset().union(*phrases)
    phrases.extend(
        frozenset(_spoken_terms(_content(text), own, vocabulary))
        for text in document.keywords_arabizi
    )
    is_agency = document.address == document.agency
    about = _AGENCY_ABOUT if is_agency else _ABOUT
    fields = {term: about for text in _pair(document.abouts) for term in _terms(text)}
    fields.update((term, _NAMING) for phrase in phrases for term in phrase)
    return Entry(
        document,
        fields,
        tuple(dict.fromkeys(filter(None, phrases))),
        frozenset(filter(None, names)),
        frozenset(word for text in _naming_texts(document) for word in words_of(text)),
        frozenset().union(*names) & UNUSUAL,
    )


def _terms(text: str) -> frozenset[str]:
    return frozenset(map(term_of, _content(text)))


def _spoken_terms(
    words: Sequence[str], own: frozenset[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """The terms of an Arabizi keyword: the document's Arabic ones where they sound like it."""
    for word in words:
        yield from (vocabulary.sounding(word).keys() & own) or {own_term(word)}


def _naming_texts(document: Document) -> Iterable[str]:
    yield from _pair(document.titles)
    yield from _pair(document.names)
    yield from document.keywords_ar
    yield from document.keywords_en


def _pair(texts: Bilingual | None) -> tuple[str, ...]:
    return (texts.ar, texts.en) if texts else ()


def _content(text: str) -> list[str]:
    """The folded words of a text that ask for something."""
    return [word for word in words_of(text) if not is_filler(word)]
