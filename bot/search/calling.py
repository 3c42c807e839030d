"""Agencies called by name: who writes «الضمان» and nothing else wants the agency's own menu."""

from collections.abc import Iterable, Sequence

from bot.search.documents import Document
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.stems import without_article

_Name = tuple[str, ...]


class AgencyNames:
    """Titles, names and keywords of agencies, by their folded words as they stand.

    Not by their terms: «الجوازات» is an agency, «جواز» is not.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        """Take the names of all agencies; one that two of them bear calls neither."""
        self._bearers: dict[_Name, set[str]] = {}
        for document in documents:
            if document.address == document.agency:
                for written in _names_of(document):
                    self._bearers.setdefault(_called(words_of(written)), set()).add(document.agency)

    def called_by(self, spoken: Sequence[str]) -> str | None:
        """The address of the agency whose name a query is, small words aside."""
        bearers = self._bearers.get(_called(spoken), ())
        return next(iter(bearers)) if len(bearers) == 1 else None


def _names_of(document: Document) -> Iterable[str]:
    for texts in filter(None, (document.titles, document.names)):
        yield from (texts.ar, texts.en)
    yield from document.keywords_ar
    yield from document.keywords_en
    yield from document.keywords_arabizi


def _called(words: Sequence[str]) -> _Name:
    return tuple(without_article(word) for word in words if not is_filler(word))
