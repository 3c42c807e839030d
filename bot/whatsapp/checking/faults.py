"""How violations are gathered: all of a message's at once, each with its place."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Final, Literal

INVALID: Final = 100  # a parameter that does not exist or has the wrong type
MISSING: Final = 131008  # a required parameter is missing
UNFIT: Final = 131009  # a value that is not allowed

_UNSENDABLE = re.compile("[\0\ud800-\udfff]")
_BREAK = re.compile(r"[\n\r\t]")
# Nothing but its length can be wrong with such a text, and each of its signs is one unit.
_PLAIN_LINE = re.compile("[!-~¡-\u167f][ -\ud7ff\ue000-\uffff]*")

ViolationCode = Literal[100, 131008, 131009]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a message breaks: the platform's code, and where and what without its words."""

    code: ViolationCode
    detail: str


@dataclass(slots=True)
class Faults:
    """The violations found so far. Every check returns what it could make use of, or nothing."""

    found: list[Violation] = field(default_factory=list)

    def add(self, code: ViolationCode, detail: str) -> None:
        """Note one violation."""
        self.found.append(Violation(code, detail))

    def fields(
        self, value: object, place: str, required: Set[str], optional: Set[str] = frozenset()
    ) -> Mapping[str, Any]:
        """An object with its required keys and none unknown; an empty one when it is no object."""
        if not isinstance(value, dict):
            self.add(INVALID, f"{place} must be an object")
            return {}
        keys = value.keys()
        if keys != required and not required <= keys <= required | optional:
            for key in sorted(required - value.keys()):
                self.add(MISSING, f"{_join(place, key)} is missing")
            for key in sorted(map(str, value.keys() - required - optional)):
                self.add(INVALID, f"{place or 'the message'} has an unexpected key {key[:40]!r}")
        return value

    def elements(self, parent: Mapping[str, Any], place: str, key: str, most: int) -> list[Any]:
        """A list of 1 to `most` elements; an empty one when it is missing or no list."""
        if key not in parent:
            return []
        values, place = parent[key], _join(place, key)
        if not isinstance(values, list):
            self.add(INVALID, f"{place} must be an array")
            return []
        if not 1 <= len(values) <= most:
            self.add(UNFIT, f"{place} holds {len(values)} elements; 1 to {most} are allowed")
        return values

    def text(
        self, parent: Mapping[str, Any], place: str, key: str, most: int, *, one_line: bool = False
    ) -> str | None:
        """A text that is not blank, of at most `most` UTF-16 units; None when there is none."""
        if key not in parent:
            return None
        value = parent[key]
        if isinstance(value, str) and len(value) <= most and _PLAIN_LINE.fullmatch(value):
            return value  # nearly every text
        place = _join(place, key)
        if not isinstance(value, str):
            self.add(INVALID, f"{place} must be a string")
            return None
        length = len(value.encode("utf-16-le", "surrogatepass")) // 2
        if length > most:
            self.add(UNFIT, f"{place} is {length} long; {most} UTF-16 units are allowed")
        if not value.strip():
            self.add(UNFIT, f"{place} is empty")
        if _UNSENDABLE.search(value):
            self.add(UNFIT, f"{place} holds NUL or half a surrogate pair")
        if one_line and _BREAK.search(value):
            self.add(UNFIT, f"{place} holds a line break or tab")
        return value

    def constant(self, parent: Mapping[str, Any], place: str, key: str, *allowed: str) -> None:
        """A value out of a closed set, when the key is there."""
        if key in parent and parent[key] not in allowed:
            self.add(INVALID, f"{_join(place, key)} must be one of {', '.join(allowed)}")

    def unique(self, values: Sequence[object], what: str) -> None:
        """No two of the texts are the same; what is none is told elsewhere."""
        texts = [value for value in values if isinstance(value, str)]
        if len(set(texts)) < len(texts):
            self.add(UNFIT, f"{what} are not unique within the message")


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
