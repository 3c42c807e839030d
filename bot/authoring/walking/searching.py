"""Search that remembers: a walk asks the same words from thousands of places."""

from dataclasses import replace

from bot.conversation.release import Release
from bot.search.documents import Found, Shows
from bot.search.index import SearchIndex
from bot.texts.languages import Language

_Seen = dict[str, bool]


def with_memory(release: Release) -> Release:
    """The release with a search that finds what its own finds, and finds it once."""
    return replace(release, index=_RememberingIndex(release.index))


class _RememberingIndex(SearchIndex):
    """What was found, by the words and by what of it the citizen could see.

    A search is a function of the words, the agency near by and what `shows` says of the places it
    asks for. So what was found holds as long as `shows` says the same of those places.
    """

    def __init__(self, index: SearchIndex) -> None:
        self.documents = index.documents
        self.kinds = index.kinds
        self._index = index
        self._found: dict[tuple[str, str], list[tuple[_Seen, Found]]] = {}
        self._alone: dict[str, str | None] = {}
        self._languages: dict[str, Language | None] = {}

    def find(self, query: str, near: str = "", shows: Shows = bool) -> Found:
        """What a query means; see `SearchIndex.find`."""
        known = self._found.setdefault((query, near), [])
        for seen, found in known:
            if all(shows(address) == answer for address, answer in seen.items()):
                return found
        asked: _Seen = {}

        def ask(address: str) -> bool:
            answer = asked[address] = shows(address)
            return answer

        found = self._index.find(query, near, ask)
        known.append((asked, found))
        return found

    def kind_alone(self, query: str) -> str | None:
        """The recurring question that a query names alone; see `SearchIndex.kind_alone`."""
        if query not in self._alone:
            self._alone[query] = self._index.kind_alone(query)
        return self._alone[query]

    def language_of(self, query: str) -> Language | None:
        """Whose words a query is made of; see `SearchIndex.language_of`."""
        if query not in self._languages:
            self._languages[query] = self._index.language_of(query)
        return self._languages[query]

    def telling_words(self, query: str) -> tuple[str, ...]:
        """The words of a query that tell what was asked; see `SearchIndex.telling_words`."""
        return self._index.telling_words(query)
