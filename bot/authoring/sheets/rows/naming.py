"""Names by which rows refer to each other: ids, and titles for whoever does not know them."""

from collections.abc import Iterable, Mapping

from bot.flows.faults import hint
from bot.texts.folding import fold

_TITLES = ("title_en", "title_ar", "name_en", "name_ar")


class Names:
    """What may be called by which words: ids first, titles where no id says so."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._ids: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def add(self, key: str, titles: Iterable[str] = ()) -> None:
        """Make something known."""
        self._ids.setdefault(key.lower(), key)
        for title in titles:
            if folded := fold(title):
                self._titles.setdefault(folded, key)

    def add_row(self, key: str, cells: Mapping[str, str]) -> None:
        """Make a row known by its id and by its titles and names."""
        self.add(key, (cells.get(column, "") for column in _TITLES))

    def find(self, written: str) -> str | None:
        """The id meant, or None."""
        return self._ids.get(written.lower()) or self._titles.get(fold(written))

    def hint(self, written: str) -> str:
        """What was most likely meant, ready to follow a sentence."""
        return hint(written, self._ids.values()) or hint(written, self._titles)

    def all(self) -> list[str]:
        """Every id."""
        return list(self._ids.values())
