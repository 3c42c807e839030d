"""How our values stand in rows, whatever the database."""

from dataclasses import fields, replace
from typing import Any

import orjson

from bot.conversation.session import Session
from bot.store.protocol import Admitted

_FIELDS = frozenset(field.name for field in fields(Session))
_TUPLES = frozenset({"hits", "rated"})


def pack_session(session: Session) -> bytes:
    """A session as JSON; `unpack_session` gives it back.

    Without what the citizen answered: that stands beside it, encrypted, and goes sooner.
    """
    if session.answers or session.sealed:
        session = replace(session, answers=(), sealed="")
    return orjson.dumps(session)


def unpack_session(memory: bytes, sealed: str | None = None) -> Session:
    """A session from its JSON. Fields of other versions are left out or take their default."""
    loaded: dict[str, Any] = orjson.loads(memory)
    known: dict[str, Any] = {
        name: tuple(value) if name in _TUPLES else value
        for name, value in loaded.items()
        if name in _FIELDS
    }
    return Session(**{**known, "answers": (), "sealed": sealed or ""})


def read_session(row: tuple[bytes, int, bytes, str | None]) -> tuple[bytes, Session]:
    """The citizen of a row, and the session."""
    citizen, sequence, memory, sealed = row
    return citizen, replace(unpack_session(memory, sealed), sequence=sequence)


def session_row(
    entry: tuple[bytes, Session],
) -> tuple[bytes, int, bytes, float, str | None]:
    """The row of a citizen's session."""
    citizen, session = entry
    memory, sealed = pack_session(session), session.sealed or None
    return citizen, session.sequence, memory, session.seen_at, sealed


def message_row(message: Admitted) -> tuple[Any, ...]:
    """The row of an accepted message, with its reply while that waits."""
    entry = message.entry
    settled_at = None if message.fate == "waiting" else message.received_at
    reply = (
        (entry.number, entry.content, entry.address, entry.expires_at, entry.due_at)
        if entry
        else (None,) * 5
    )
    head = (message.citizen, message.wamid, message.fate, message.detail, message.received_at)
    return (*head, *reply, settled_at)
