"""Sizes are shown, and warned of once, until they are well again."""

import contextlib
import sqlite3
from pathlib import Path

from bot.service.watching.meters import Meters
from bot.service.watching.volume import Limit, Volume
from bot.store.protocol import Admission, Admitted
from bot.store.sqlite import open_sqlite
from tests.support.clocks import SettableClock

_WAL = Limit(200_000, 100_000)


def figure(meters: Meters, name: str) -> float:
    """One of the metrics."""
    lines = meters.as_text().decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(f"{name} "))


async def test_fault_18_a_reader_that_holds_up_the_log_is_warned_of_and_it_shrinks_after(
    tmp_path: Path,
) -> None:
    """The write-ahead log grows while somebody reads; housekeeping empties it as soon as it can."""
    path = tmp_path / "bot.db"
    meters = Meters()
    store = await open_sqlite(path, SettableClock())
    volume = Volume(path, store, meters, wal=_WAL, filled=lambda _: 0.1)
    with contextlib.closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM message").fetchone()
        for number in range(60):
            ended = Admitted(b"citizen", b"%d" % number, 0.0, "ignored", "reaction")
            await store.admit(Admission([ended]))
        await volume.look()
        held = (figure(meters, "bot_store_wal_bytes"), set(volume.warnings), await store.scrub())
    is_scrubbed = await store.scrub()
    await volume.look()

    assert held[0] > _WAL.above
    assert held[1:] == ({"wal"}, False)
    assert is_scrubbed
    assert volume.warnings == {}
    assert figure(meters, "bot_store_wal_bytes") < _WAL.below
    assert figure(meters, "bot_store_bytes") > 0
    await store.close()


async def test_t20_a_volume_that_fills_is_warned_of_at_80_percent_until_75(tmp_path: Path) -> None:
    """Apart, so that the warning does not flicker."""
    shares = iter([0.79, 0.81, 0.78, 0.74])
    store = await open_sqlite(tmp_path / "bot.db", SettableClock())
    volume = Volume(tmp_path / "bot.db", store, Meters(), filled=lambda _: next(shares))
    told = []
    for _ in range(4):
        await volume.look()
        told.append(set(volume.warnings))

    assert told == [set(), {"disk"}, {"disk"}, set()]
    await store.close()
