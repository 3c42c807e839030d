"""The database file before it is used: made whole, locked, verified and migrated."""

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.errors import StoreRefused
from bot.failpoints import Failpoints
from bot.store.file.guard import Guard

APPLICATION_ID = 0x44414C31  # "DAL1": tells our files from any other SQLite database
_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def prepare(path: Path, failpoints: Failpoints | None = None) -> Guard:
    """Leave a database of the newest schema at `path` and return the guard that holds it.

    A file that is not there is made aside and moved into place, so a crash never leaves half of
    one. One that is there but empty, foreign, damaged or of a later version is refused, and so is
    one that was there and is gone: it is never replaced. Raises StoreRefused with the reason and a
    way on.
    """
    failpoints = failpoints or Failpoints()
    with contextlib.ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            guard = stack.enter_context(Guard(path))
            failpoints.reach_in_thread("start.locked")
            if not path.exists():
                _refuse_leftovers(path, guard)
                _create(path, failpoints)
            _verify_and_migrate(path, failpoints)
            if guard.beat is None:
                guard.remember(0.0)
            failpoints.reach_in_thread("start.migrated")
        except OSError as error:
            raise StoreRefused(f"{path}: cannot be used: {error.strerror or error}") from None
        stack.pop_all()
    return guard


def _refuse_leftovers(path: Path, guard: Guard) -> None:
    """What stands beside a database tells that there was one: its messages must not be lost."""
    log = Path(f"{path}-wal")
    left = [log.name] if log.exists() and log.stat().st_size else []
    if guard.beat is not None:
        left.append(guard.path.name)
    if left:
        names = " and ".join(left)
        raise StoreRefused(
            f"{path}: is gone, but by {names} there was a database; put the file back or "
            f"restore a backup, or remove {names} to begin anew without what was accepted before"
        )


def _create(path: Path, failpoints: Failpoints) -> None:
    new = path.with_name(path.name + ".new")
    for leftover in (new, *(Path(f"{new}-{end}") for end in ("wal", "shm", "journal"))):
        leftover.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.closing(sqlite3.connect(new)) as database:
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _migrate(database, path, failpoints)
    descriptor = os.open(new, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    failpoints.reach_in_thread("start.created")
    new.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _verify_and_migrate(path: Path, failpoints: Failpoints) -> None:
    if path.stat().st_size == 0:
        raise StoreRefused(f"{path}: is empty, as after a full disk; restore a backup of it")
    os.close(os.open(path, os.O_RDWR))  # else SQLite would open it, and fail at the first write
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as database:
            if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StoreRefused(f"{path}: is a database, but not one of this bot")
            fault = database.execute("PRAGMA quick_check(1)").fetchone()[0]
            if fault == "ok" and _is_cut_short(path, database):
                fault = "cut short"
            if fault != "ok":
                raise StoreRefused(f"{path}: is damaged ({fault}); restore a backup of it")
            _migrate(database, path, failpoints)
    except sqlite3.DatabaseError as error:
        raise StoreRefused(f"{path}: cannot be used: {error}; restore a backup of it") from None


def _is_cut_short(path: Path, database: sqlite3.Connection) -> bool:
    """Whether bytes are missing at the end, which SQLite reads as zeros; its log may hold them."""
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        return False
    pages = int(database.execute("PRAGMA page_count").fetchone()[0])
    page_bytes = int(database.execute("PRAGMA page_size").fetchone()[0])
    return path.stat().st_size < pages * page_bytes


def _migrate(database: sqlite3.Connection, path: Path, failpoints: Failpoints) -> None:
    """Bring the schema to the newest version, each step in a transaction of its own."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    steps = sorted(_MIGRATIONS.glob("[0-9]*.sql"))
    if version > len(steps):
        raise StoreRefused(
            f"{path}: has schema {version}, this program knows {len(steps)}; use the newer program"
        )
    for number, step in enumerate(steps[version:], start=version + 1):
        script = step.read_text(encoding="utf-8")
        database.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};")
        failpoints.reach_in_thread("start.migrating")
        database.execute("COMMIT")
