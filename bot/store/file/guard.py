"""The lock beside the database: for one process alone, and a memory of what stood beside it."""

import contextlib
import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from bot.errors import StoreInUse

_TEXT = "A database of this bot belongs beside this file, last written at"
_MOST_BYTES = 1_000
_ROUNDING_S = 0.0005  # heartbeats are a millisecond apart at least


class Guard:
    """Holds a database for this process; the kernel lets go when the process ends.

    `beat` is the database's last known heartbeat in Unix seconds, 0 where it had none yet, and None
    where there never was a database. Raises StoreInUse, or OSError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock of the database at `path`."""
        self.path = Path(f"{path}.lock")
        descriptor = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        self._file = open(descriptor, "r+b", buffering=0)  # noqa: SIM115 - kept open on purpose
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.beat = _read(self._file.read(_MOST_BYTES))
        except BlockingIOError:
            self._file.close()
            raise StoreInUse(f"{path}: is in use by another process of this bot") from None

    def __enter__(self) -> Self:
        """Hold it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go."""
        self.close()

    def close(self) -> None:
        """Let go."""
        self._file.close()

    def remember(self, beat: float) -> None:
        """Note that there is a database, with this heartbeat; call it after the commit of that.

        A full disk is no hindrance: the text is always as long, and there since the start.
        """
        is_first, self.beat = self.beat is None, beat
        with contextlib.suppress(OSError):
            os.pwrite(self._file.fileno(), f"{_TEXT} {beat:020.6f}\n".encode("ascii"), 0)
            if is_first:
                os.fsync(self._file.fileno())

    def doubt(self, beat: float) -> str:
        """What operators should know where the database's heartbeat is older than the one here."""
        if self.beat is None or self.beat <= beat + _ROUNDING_S:
            return ""
        at = datetime.fromtimestamp(self.beat, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        return (
            f"the store is older than {at}, when it was last written: a backup was restored, or "
            "its log is lost; messages since may be answered again"
        )


def _read(text: bytes) -> float | None:
    """What an earlier process noted; where it cannot be read, there was one nevertheless."""
    if not text:
        return None
    try:
        return float(text.split()[-1])
    except (ValueError, IndexError):
        return 0.0
