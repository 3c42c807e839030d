"""What is on record, read beside the bot that writes it: for whoever tests it from outside."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.session import Session
from bot.store.records import unpack_session

_MESSAGES = """
SELECT rowid, citizen, fate, detail, number, content FROM message WHERE wamid = ? ORDER BY rowid
"""
_SESSION = "SELECT memory FROM session WHERE citizen = ? AND sequence = ?"
_NEXT_DUE = "SELECT min(due_at) FROM message WHERE fate = 'waiting'"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One message on record; `content` is its reply while that waits, `number` its place."""

    row: int
    citizen: bytes
    fate: str
    detail: str
    number: int | None
    content: bytes | None


class Ledger:
    """Reads a store of this machine and changes nothing; may be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the store at `path`, which is there."""
        self._reader = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )

    def close(self) -> None:
        """Close the store."""
        self._reader.close()

    def fate_of(self, row: int) -> str:
        """What became of one message by now; "" for one that is not on record any more."""
        found = self._reader.execute("SELECT fate FROM message WHERE rowid = ?", (row,)).fetchone()
        return str(found[0]) if found else ""

    def messages(self, wamid: bytes) -> Sequence[Recorded]:
        """Every message on record with this hashed id, in the order they were accepted."""
        return [Recorded(*row) for row in self._reader.execute(_MESSAGES, (wamid,))]

    def session_after(self, citizen: bytes, number: int) -> Session | None:
        """Where a citizen is, if the reply of this number is the last one they got."""
        row = self._reader.execute(_SESSION, (citizen, number)).fetchone()
        return unpack_session(row[0]) if row else None

    def next_due(self) -> float | None:
        """When the next reply that waits is due, in Unix seconds; None where none waits."""
        row = self._reader.execute(_NEXT_DUE).fetchone()
        return None if row[0] is None else float(row[0])
