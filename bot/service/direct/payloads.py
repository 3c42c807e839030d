"""Replies as the platform gets them, read and checked once each: most screens come again."""

from collections.abc import Mapping
from typing import Any

import orjson

from bot.messages.inbound import Identity
from bot.whatsapp.payloads import address_message
from bot.whatsapp.validation import find_violations

_MOST = 20_000  # screens remembered, a few kB each; as many as two languages of a large catalogue


class Payloads:
    """Remembers what it has read and checked; shared by all conversations of a run."""

    def __init__(self) -> None:
        """Begin with none."""
        self._read: dict[bytes, Mapping[str, Any]] = {}
        self._broken: dict[tuple[bytes, bool], tuple[str, ...]] = {}

    def read(self, content: bytes) -> Mapping[str, Any]:
        """A reply's content as JSON; not to be changed."""
        known = self._read.get(content)
        if known is None:
            known = orjson.loads(content)
            if len(self._read) < _MOST:
                self._read[content] = known
        return known

    def broken(self, content: bytes, identity: Identity) -> tuple[str, ...]:
        """Every rule of the platform that the message breaks, addressed to this citizen."""
        key = (content, identity.phone is None)
        known = self._broken.get(key)
        if known is None:
            message = orjson.loads(address_message(content, identity, ""))
            known = tuple(str(fault.detail) for fault in find_violations(message))
            if len(self._broken) < _MOST:
                self._broken[key] = known
        return known
