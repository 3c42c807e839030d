"""Whether the database in use is still whole, and still where it was opened."""

import os
import sqlite3
from pathlib import Path

from bot.errors import StoreError, StoreRejected

_DATA_FAULTS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError)
_DAMAGES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Soundness:
    """Refuses to write where that would be lost or would make things worse.

    Damage is for good: only a start reads the whole file. A file that is put back is well again.
    """

    def __init__(self, path: Path) -> None:
        """Remember the file at `path`, which is open."""
        self._path = path
        self._file = os.stat(path)
        self._damage = ""

    def check(self) -> None:
        """Raise StoreError where the file is damaged, gone or another one."""
        if self._damage:
            raise StoreError(
                f"{self._path.name} is damaged ({self._damage}); stop the bot, put the file aside "
                "and restore a backup"
            )
        try:
            is_same = os.path.samestat(self._file, os.stat(self._path))
        except OSError:
            is_same = False
        if not is_same:
            raise StoreError(
                f"{self._path.name} was removed or replaced while it was in use; put it back, or "
                "stop the bot and restore a backup"
            )

    def refusal(self, error: sqlite3.Error | MemoryError) -> StoreError:
        """A database's refusal as ours: a row's own fault, or one that may pass; notes damage."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGES:
            self._damage = str(error)
        family = StoreRejected if isinstance(error, _DATA_FAULTS) else StoreError
        return family(f"the database refused: {error or 'out of memory'}")
