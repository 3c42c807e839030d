"""A bounded memory of what was used last."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """The `limit` entries used last; older ones are dropped."""

    def __init__(self, limit: int) -> None:
        """Start empty, for at most `limit` entries."""
        self._limit = limit
        self._entries: OrderedDict[_Key, _Value] = OrderedDict()

    def among(self, keys: Iterable[_Key]) -> dict[_Key, _Value]:
        """Those of `keys` that are remembered, with their values."""
        found = {}
        for key in keys:
            if key in self._entries:
                self._entries.move_to_end(key)
                found[key] = self._entries[key]
        return found

    def remember(self, entries: Mapping[_Key, _Value]) -> None:
        """Put entries in, dropping the longest unused beyond the limit."""
        for key, value in entries.items():
            self._entries[key] = value
            self._entries.move_to_end(key)
        while len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def forget(self, keys: Iterable[_Key]) -> None:
        """Drop some entries."""
        for key in keys:
            self._entries.pop(key, None)

    def clear(self) -> None:
        """Drop everything."""
        self._entries.clear()
