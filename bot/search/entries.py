"""Documents as the index holds them: terms with weights, and the phrases that name them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

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


Words = tuple[str, ...]
Sounding = Callable[[str], Mapping[str, float]]  # the terms that sound like a word


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's texts as the folded words that ask for something, before terms are known.

    `said` are all words of its names and keywords, fillers too.
    """

    document: Document
    names: tuple[Words, ...]  # titles and names of both languages
    keywords: tuple[Words, ...]
    abouts: tuple[Words, ...]
    spoken: tuple[Words, ...]  # Arabizi keywords
    said: frozenset[str]

    def words(self) -> frozenset[str]:
        """Every word but the Arabizi ones."""
        return frozenset(chain(*self.names, *self.keywords, *self.abouts))

    def spoken_words(self) -> frozenset[str]:
        """The Arabizi words."""
        return frozenset(chain(*self.spoken))


def draft_of(document: Document) -> Draft:
    """A document's texts, folded once.

    The keywords of an agency call it alone (`AgencyNames`): ranked, it would hide its services.
    """
    is_agency = document.address == document.agency
    names = tuple(map(words_of, _names_of(document)))
    keywords: tuple[Words, ...] = ()
    if not is_agency:
        keywords = tuple(map(words_of, (*document.keywords_ar, *document.keywords_en)))
    spoken = () if is_agency else map(words_of, document.keywords_arabizi)
    return Draft(
        document,
        names=_asking(names),
        keywords=_asking(keywords),
        abouts=_asking(map(words_of, _pair(document.abouts))),
        spoken=_asking(spoken),
        said=frozenset(chain(*names, *keywords)),
    )


def entries_of(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Entry]:
    """All documents ready to be searched, each with the names of its agency."""
    agencies = {
        draft.document.address: vocabulary.terms(chain(*draft.names))
        for draft in drafts
        if draft.document.address == draft.document.agency
    }
    sounding = cache(vocabulary.sounding)  # services share most of their Arabizi words
    return [
        _entry_of(draft, agencies.get(draft.document.agency, frozenset()), vocabulary, sounding)
        for draft in drafts
    ]


def _entry_of(
    draft: Draft, agency_terms: frozenset[str], vocabulary: Vocabulary, sounding: Sounding
) -> Entry:
    names = tuple(map(vocabulary.terms, draft.names))
    phrases = [*names, *map(vocabulary.terms, draft.keywords)]
    own = frozenset().union(*phrases)
    phrases.extend(frozenset(_spoken_terms(text, own, sounding)) for text in draft.spoken)
    is_agency = draft.document.address == draft.document.agency
    about = _AGENCY_ABOUT if is_agency else _ABOUT
    own_fields = dict.fromkeys(vocabulary.terms(chain(*draft.abouts)), about)
    own_fields.update(dict.fromkeys(chain(*phrases), _NAMING))
    return Entry(
        draft.document,
        dict.fromkeys(agency_terms, _AGENCY) | own_fields,
        frozenset(own_fields),
        tuple(dict.fromkeys(filter(None, phrases))),
        frozenset(filter(None, names)),
        draft.said,
        frozenset().union(*names) & UNUSUAL,
    )


def _spoken_terms(words: Iterable[str], own: frozenset[str], sounding: Sounding) -> Iterator[str]:
    """The terms of an Arabizi keyword: the document's Arabic ones where they sound like it."""
    for word in words:
        yield from (sounding(word).keys() & own) or {own_term(word)}


def _names_of(document: Document) -> tuple[str, ...]:
    """Its titles and names, as they stand and without what is explained in brackets."""
    written = (*_pair(document.titles), *_pair(document.names))
    unexplained = (_IN_BRACKETS.sub(" ", text) for text in written if "(" in text)
    return tuple(dict.fromkeys((*written, *unexplained)))


def _asking(texts: Iterable[Words]) -> tuple[Words, ...]:
    """The texts without their fillers."""
    return tuple(tuple(word for word in words if not is_filler(word)) for words in texts)


def _pair(texts: Bilingual | None) -> tuple[str, ...]:
    return (texts.ar, texts.en) if texts else ()
