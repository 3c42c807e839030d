"""Replies as the platform gets them, read and checked once each: most screens come again."""

import orjson

from bot.authoring.scripts.playing.screens import Message
from bot.messages.inbound import Identity
from bot.whatsapp.payloads import address_message
from bot.whatsapp.validation import find_violations

_MOST = 20_000  # screens remembered, a few kB each; as many as two languages of a large catalogue


class Payloads:
    """Remembers what it has read and checked; shared by all conversations of a run."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[bytes, bool], tuple[Message, tuple[str, ...]]] = {}

    def read(self, content: bytes, identity: Identity) -> tuple[Message, tuple[str, ...]]:
        """A reply as its citizen sees it, and the platform's rules that it breaks."""
        key = content, identity.phone is None  # one address of a kind is as sound as another
        known = self._known.get(key)
        if known is None:
            message = orjson.loads(address_message(content, identity, ""))
            broken = tuple(at.detail for at in find_violations(message))
            known = Message(orjson.loads(content)), broken
            if len(self._known) < _MOST:
                self._known[key] = known
        return known
