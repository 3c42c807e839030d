"""A file that is damaged, taken away or older than it was is told of, and never written on."""

import shutil
from pathlib import Path

import pytest

from bot.errors import StoreError, StoreRefused
from bot.store.protocol import Admission, Admitted
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

NOW = 1_795_420_800.0


async def admit(store: SqliteStore, wamid: bytes) -> None:
    """One accepted message."""
    await store.admit(Admission([Admitted(b"citizen", wamid, NOW, "ignored", "reaction")]))


def overwrite(path: Path, first: int = 4096) -> None:
    """Bytes of another program in all pages but the first."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(first)
        file.write(b"\xa5" * (size - first))


async def test_fault_20_damage_that_is_met_while_running_stops_all_writing(tmp_path: Path) -> None:
    """Whoever meets it first, a backup here: from then on the reason and the way on are told."""
    path = tmp_path / "bot.db"
    store = await open_sqlite(path, SettableClock(NOW))
    await admit(store, b"first")
    await store.scrub()
    overwrite(path)
    with pytest.raises(StoreError, match="refused"):
        await store.backup(tmp_path / "copy.db")

    for call in (admit(store, b"second"), store.ping()):
        with pytest.raises(StoreError, match=r"bot\.db is damaged .*malformed.* restore a backup"):
            await call
    await store.close()
    with pytest.raises(StoreRefused, match=r"damaged|malformed"):
        await open_sqlite(path, SettableClock(NOW))


async def test_fault_20_a_file_taken_away_while_running_is_not_written_on(tmp_path: Path) -> None:
    """What would be accepted were lost at the next start; put back, it is well again."""
    path = tmp_path / "bot.db"
    clock = SettableClock(NOW)
    store = await open_sqlite(path, clock)
    path.rename(tmp_path / "moved")
    for call in (admit(store, b"first"), store.ping()):
        with pytest.raises(StoreError, match=r"bot\.db was removed or replaced"):
            await call
    path.write_bytes(b"another file")
    with pytest.raises(StoreError, match="removed or replaced"):
        await store.ping()

    (tmp_path / "moved").replace(path)
    clock.move(10)
    await store.ping()
    await admit(store, b"first")
    await store.close()


async def test_fault_20_a_vanished_database_is_missed_until_its_lock_is_removed(
    tmp_path: Path,
) -> None:
    """Most likely an operator's mistake: the citizens' conversations are not begun anew for it."""
    path = tmp_path / "bot.db"
    await (await open_sqlite(path, SettableClock(NOW))).close()
    path.unlink()

    with pytest.raises(
        StoreRefused, match=r"is gone, but by bot\.db\.lock there was .* to begin anew"
    ):
        await open_sqlite(path, SettableClock(NOW))

    assert not path.exists()
    (tmp_path / "bot.db.lock").unlink()
    await (await open_sqlite(path, SettableClock(NOW))).close()


async def test_fault_21_an_older_backup_serves_with_a_warning(tmp_path: Path) -> None:
    """Restoring one must be possible, and be told: once, since from then on it is the store."""
    path = tmp_path / "bot.db"
    store = await open_sqlite(path, SettableClock(NOW))
    await store.backup(tmp_path / "copy.db")
    for _ in range(3):
        await store.ping()
    await store.close()
    same = await open_sqlite(path, SettableClock(NOW - 3600))
    await same.ping()
    await same.close()
    shutil.copy(tmp_path / "copy.db", path)

    restored = await open_sqlite(path, SettableClock(NOW + 60))
    await restored.ping()
    await restored.close()
    again = await open_sqlite(path, SettableClock(NOW))

    assert same.warnings == again.warnings == []
    [warning] = restored.warnings
    assert "older than 2026-11-23 08:00:00 UTC" in warning
    await again.close()


async def test_fault_21_a_lost_log_is_told_of(tmp_path: Path) -> None:
    """What was committed since the last checkpoint stood in it alone."""
    path = tmp_path / "bot.db"
    store = await open_sqlite(path, SettableClock(NOW))
    await store.scrub()
    await store.ping()
    kept = path.read_bytes()
    await store.close()
    path.write_bytes(kept)

    lost = await open_sqlite(path, SettableClock(NOW))

    assert len(lost.warnings) == 1
    await lost.close()
