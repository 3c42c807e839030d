"""The database file is made whole, guarded, and never silently replaced."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.errors import StoreRefused
from bot.store.file.preparing import prepare


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Mode 0600 for the database and its lock."""
    path = tmp_path / "var" / "bot.db"

    prepare(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(f"{path}.lock").stat().st_mode) == 0o600


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """One process a file: two would answer twice."""
    held = prepare(tmp_path / "bot.db")

    with pytest.raises(StoreRefused, match="in use"):
        prepare(tmp_path / "bot.db")
    held.close()
    prepare(tmp_path / "bot.db").close()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"not a database at all, but long enough" * 100, "cannot be used")],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    """Never silently a fresh database."""
    path = tmp_path / "bot.db"
    path.write_bytes(content)

    with pytest.raises(StoreRefused, match=reason):
        prepare(path)

    assert path.read_bytes() == content


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    """A database of another program is not taken over."""
    path = tmp_path / "bot.db"
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE theirs (x)")
    foreign.close()

    with pytest.raises(StoreRefused, match="not one of this bot"):
        prepare(path)


def test_fault_20_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """Overwritten pages are noticed at the start."""
    path = tmp_path / "bot.db"
    prepare(path).close()
    body = bytearray(path.read_bytes())
    body[4096:12288] = os.urandom(8192)
    path.write_bytes(body)

    with pytest.raises(StoreRefused, match="restore a backup"):
        prepare(path)


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    """An older program does not touch a newer program's store."""
    path = tmp_path / "bot.db"
    prepare(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(StoreRefused, match="schema 99"):
        prepare(path)


def test_what_a_crash_left_of_a_creation_is_no_hindrance(tmp_path: Path) -> None:
    """A half-made new file is thrown away; it never held anything."""
    (tmp_path / "bot.db.new").write_bytes(b"half")

    prepare(tmp_path / "bot.db").close()

    assert (tmp_path / "bot.db").stat().st_size > 0


def test_a_folder_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    """The path and the reason, one line."""
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreRefused, match=r"bot\.db: cannot be used"):
        prepare(tmp_path / "file" / "bot.db")


@pytest.mark.parametrize("size", [0, 1000, 4096, -100])
def test_fault_20_a_file_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    """However much is left of it: never silently a fresh database."""
    path = tmp_path / "bot.db"
    prepare(path).close()
    left = path.read_bytes()[:size]
    path.write_bytes(left)

    with pytest.raises(StoreRefused, match="restore a backup"):
        prepare(path)

    assert path.read_bytes() == left


def test_fault_20_a_database_that_vanished_beside_its_log_is_refused(tmp_path: Path) -> None:
    """The log holds what was accepted: somebody moved or lost the file, and is told the way on."""
    path = tmp_path / "bot.db"
    prepare(path).close()
    path.rename(tmp_path / "moved")
    Path(f"{path}-wal").write_bytes(b"frames")

    with pytest.raises(
        StoreRefused, match=r"is gone, but by bot\.db-wal and bot\.db\.lock there was"
    ):
        prepare(path)

    assert not path.exists()
