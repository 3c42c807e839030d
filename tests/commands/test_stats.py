"""`python main.py stats`: what is printed can be read, parsed and opened without harm."""

import argparse
import asyncio
import csv
import io
import json
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.commands.operators import stats
from bot.errors import StoreInUse
from bot.store.file.preparing import prepare
from bot.store.protocol import Admission
from bot.store.sqlite import open_sqlite

FACTS = {
    ("2026-11-22", "opened", "cspd"): 1,
    ("2026-11-23", "opened", "cspd"): 2,
    ("2026-11-23", "opened", "@main"): 5,
    ("2026-11-23", "reason", '=cmd|"x"!A1'): 1,
    ("2026-11-23", "searched", "رسوم\tالجواز\r\n"): 1,
    ("2026-11-23", "not_found", ""): 4,
}


def run(*words: str) -> int:
    """Run the command by its words."""
    parser = argparse.ArgumentParser()
    stats.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["stats", *words])
    return int(arguments.run(arguments))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with some facts, and no server."""
    path = tmp_path / "bot.db"

    async def fill() -> None:
        opened = await open_sqlite(path, SystemClock())
        await opened.admit(Admission(facts=FACTS))
        await opened.close()

    asyncio.run(fill())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE", f"sqlite:///{path}")
    return path


def test_a_table_has_a_line_each_and_no_padding(capsys: pytest.CaptureFixture[str]) -> None:
    """The most frequent of a name first; control characters of a subject break no line."""
    assert run() == 0

    assert capsys.readouterr().out.split("\n") == [
        "name\tsubject\tcount",
        "not_found\t\t4",
        "opened\t@main\t5",
        "opened\tcspd\t3",
        'reason\t=cmd|"x"!A1\t1',
        "searched\tرسوم الجواز\t1",
        "",
    ]


def test_since_counts_that_day_and_later(capsys: pytest.CaptureFixture[str]) -> None:
    """Days before are left out of the sums."""
    assert run("--since", "2026-11-23", "--format", "json") == 0

    found = json.loads(capsys.readouterr().out)
    assert {"name": "opened", "subject": "cspd", "count": 2} in found


def test_a_sheet_is_quoted_and_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that begins like a formula is made text; quotes and line ends survive."""
    assert run("--format", "csv") == 0

    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert rows[0] == ["name", "subject", "count"]
    assert ["opened", "'@main", "5"] in rows
    assert ["reason", '\'=cmd|"x"!A1', "1"] in rows
    assert ["searched", "رسوم\tالجواز\r\n", "1"] in rows


def test_a_store_in_another_hand_that_does_not_answer_is_told(store: Path) -> None:
    """A lock without a server behind it is waited for a little, then named."""
    held = prepare(store)

    with pytest.raises(StoreInUse, match="in use"):
        run()
    held.close()
