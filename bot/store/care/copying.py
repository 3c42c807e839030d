"""A copy of a database that is in use: consistent, whole or not there, for its owner alone."""

import asyncio
import contextlib
import os
import secrets
import sqlite3
from pathlib import Path

from bot.errors import StoreRefused


async def copy_database(source: Path, target: Path) -> int:
    """Write the database as it is at this moment to `target`; returns its bytes.

    In WAL mode a reader sees one moment however long it reads, and nobody waits for it; that is
    why the copy is one statement and not the stepwise backup API, which begins anew whenever
    another connection writes. VACUUM INTO leaves out free pages as well, so nothing erased is in
    it. Raises StoreRefused when `target` is there or cannot be written, sqlite3.Error when the
    source cannot be read. Cancelled, it leaves no file.
    """
    reader = sqlite3.connect(source, isolation_level=None, check_same_thread=False)
    copying = asyncio.ensure_future(asyncio.to_thread(_copy, reader, target))
    try:
        return await asyncio.shield(copying)
    except asyncio.CancelledError:
        reader.interrupt()
        await asyncio.wait([copying])
        copying.exception()  # interrupted, as was asked
        raise
    finally:
        reader.close()


def _copy(reader: sqlite3.Connection, target: Path) -> int:
    with contextlib.ExitStack() as leftovers:
        try:
            _reserve(target)
            leftovers.callback(target.unlink, missing_ok=True)
            part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
            _reserve(part)
            leftovers.callback(part.unlink, missing_ok=True)
            reader.execute("VACUUM INTO ?", (str(part),))
            _verify(part)
            _sync(part)
            part.replace(target)
            _sync(target.parent)
            leftovers.pop_all()
            return target.stat().st_size
        except FileExistsError:
            raise StoreRefused(f"{target}: is there already; a backup overwrites nothing") from None
        except OSError as error:
            raise StoreRefused(f"{target}: cannot be written: {error.strerror}") from None


def _reserve(path: Path) -> None:
    """Make an empty file of this name, readable for its owner alone, if there is none."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _verify(path: Path) -> None:
    """A backup that cannot be read is none."""
    with contextlib.closing(sqlite3.connect(path)) as copied:
        fault = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({fault})")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
