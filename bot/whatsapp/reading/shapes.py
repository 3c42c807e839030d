"""Careful hands for JSON that may have any shape."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from bot.errors import UnreadableDelivery
from bot.whatsapp.reading.deliveries import SkipReason

Skipped = defaultdict[SkipReason, int]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_A_WORD = re.compile(r"[^A-Za-z0-9_]")
_MILLISECONDS_FROM = 1e11  # as seconds this is the year 5138; as milliseconds it is 1973
_LATEST = 1e14
_MOST_NUMBER = 999_999_999


def parse_json(body: bytes) -> object:
    """What the JSON in a body says, as lenient as both readers together.

    Raises UnreadableDelivery when no reader takes it or when it nests too deep. Lone surrogates,
    which orjson refuses and the platform may send, are taken here and cleaned by `text_at`.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            # `from None`: the reader's error quotes the document
            raise UnreadableDelivery(f"no JSON ({type(error).__name__})") from None


def objects_at(parent: Mapping[str, Any], key: str, skipped: Skipped) -> list[dict[str, Any]]:
    """The objects of a list; nothing when it is missing; what has another type is counted."""
    values = parent.get(key)
    if values is None:
        return []
    if not isinstance(values, list):
        skipped["bad shape"] += 1
        return []
    objects = [value for value in values if isinstance(value, dict)]
    if len(objects) < len(values):
        skipped["bad shape"] += len(values) - len(objects)
    return objects


def object_at(parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object at a key, or an empty one."""
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def text_at(parent: Mapping[str, Any], key: str, limit: int) -> str | None:
    """At most `limit` characters of a text, clean of NUL and lone surrogates; None when no text."""
    value = parent.get(key)
    if not isinstance(value, str):
        return None
    if value.isascii():  # ids, numbers and names: no half of a sign can be in them
        return value[:limit].replace("\0", "")
    return _LONE_SURROGATE.sub("\ufffd", value[:limit]).replace("\0", "")


def word_at(parent: Mapping[str, Any], key: str) -> str:
    """A word fit for logs and counters: letters, digits and `_`, at most 40; or empty."""
    return _NOT_A_WORD.sub("", text_at(parent, key, 200) or "")[:40]


def seconds_at(parent: Mapping[str, Any], key: str) -> float:
    """A time in Unix seconds; milliseconds are recognised; 0.0 when missing or odd."""
    value = parent.get(key)
    if value is None or isinstance(value, bool):
        return 0.0
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    if not 0 < seconds < _LATEST:
        return 0.0
    return seconds / 1000 if seconds >= _MILLISECONDS_FROM else seconds


def number_at(parent: Mapping[str, Any], key: str) -> int | None:
    """A whole number of nine digits at most, also one written as text; None when there is none."""
    value = parent.get(key)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _MOST_NUMBER else None
