"""How sessions stand in a row, whatever the database."""

from dataclasses import fields
from typing import Any

import orjson

from bot.conversation.session import Session

_FIELDS = frozenset(field.name for field in fields(Session))
_TUPLES = frozenset({"hits", "rated"})


def pack_session(session: Session) -> bytes:
    """A session as JSON; `unpack_session` gives it back."""
    return orjson.dumps(session)


def unpack_session(memory: bytes) -> Session:
    """A session from its JSON. Fields of other versions are left out or take their default."""
    loaded: dict[str, Any] = orjson.loads(memory)
    known: dict[str, Any] = {
        name: tuple(value) if name in _TUPLES else value
        for name, value in loaded.items()
        if name in _FIELDS
    }
    return Session(**known)
