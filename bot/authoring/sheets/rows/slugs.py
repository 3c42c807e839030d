"""Ids made from English titles, for rows that bring none."""

import re
from collections.abc import Container
from itertools import count
from unicodedata import normalize

from bot.flows.schema.values import ID_PATTERN

_MOST = 40  # signs of an id
_ROOM = 4  # for "-123", which tells namesakes apart


def slug(title: str) -> str:
    """An id for a title, such as `change-a-name`; "" where no Latin letter is in it."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", plain.replace("'", "").replace("&", " and ")).strip("-")
    if words and not words[0].isalpha():
        words = f"n-{words}"
    if len(words) > _MOST - _ROOM:  # at the end of a word where there is one
        cut = words[: _MOST - _ROOM + 1].rpartition("-")[0]
        words = (cut or words[: _MOST - _ROOM]).strip("-")
    return words if ID_PATTERN.fullmatch(words) else ""


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the first of `name-2`, `name-3` … that is free."""
    if name not in taken:
        return name
    return next(other for at in count(2) if (other := f"{name}-{at}") not in taken)
