"""The index of everything citizens can ask for."""

from collections.abc import Sequence

from bot.search.documents import Document, Found, KindWords


class SearchIndex:
    """Finds services by the words of citizens; built once for a library, then only read."""

    def __init__(self, documents: Sequence[Document], kinds: Sequence[KindWords]) -> None:
        """Index the documents (services and agencies) and the words of recurring questions."""
        self._documents = tuple(documents)
        self._kinds = tuple(kinds)

    def find(self, query: str, near: str = "") -> Found:
        """What a query means; `near` is the id of an agency to prefer. Nothing raises."""
        del query, near
        return Found()
