"""An older store becomes a newer one whole, however often the process dies over it."""

import contextlib
import signal
import sqlite3
from pathlib import Path

from bot.store.file.preparing import APPLICATION_ID
from tests.support.bots import ROOT, town

FIRST = ROOT / "bot" / "store" / "migrations" / "0001_first.sql"
NOW = 1_795_420_800.0


def make_first_store(path: Path) -> None:
    """A database of the very first schema, with a settled message and a session."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(FIRST.read_text(encoding="utf-8"))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")
        database.execute(
            "INSERT INTO message (citizen, wamid, fate, received_at, settled_at)"
            " VALUES (?, ?, 'replied', ?, ?)",
            (b"citizen-one.", b"wamid", NOW, NOW),
        )
        database.execute(
            "INSERT INTO session VALUES (?, 1, ?, ?)", (b"citizen-one.", b'{"state":"@main"}', NOW)
        )
        database.commit()


def version_of(path: Path) -> int:
    """Its schema."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(database.execute("PRAGMA user_version").fetchone()[0])


async def test_fault_11_killed_in_each_step_of_a_migration(tmp_path: Path) -> None:
    """Each step is there whole or not at all; the rows are there in the end."""
    path = tmp_path / "bot.db"
    make_first_store(path)
    newest = len(list(FIRST.parent.glob("[0-9]*.sql")))
    async with town(tmp_path) as here:
        for kept in range(1, newest):
            passage = min(kept, 2)  # each start but the first ends one step and dies in the next
            here.bot.environment["BOT_FAILPOINTS"] = f"start.migrating=kill@{passage}"
            await here.bot.launch()
            assert await here.bot.ended() == -signal.SIGKILL
            assert version_of(path) == kept
        here.bot.environment["BOT_FAILPOINTS"] = ""
        await here.bot.start()

        assert version_of(path) == newest
        assert (await here.account())["replied"] == 1
