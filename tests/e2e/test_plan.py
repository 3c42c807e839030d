"""`plan` tells what a change of the flows does to the conversations in a store."""

import json
import shutil
import time
from pathlib import Path

import pytest

from tests.support.bots import ROOT, Town, town
from tests.support.commands import run_command
from tests.support.waiting import until
from tests.support.webhooks import notification, tap


async def is_quiet(here: Town) -> bool:
    """Whether nothing waits any more."""
    return not (await here.account())["waiting"]


@pytest.mark.parametrize("is_running", [True, False], ids=["running", "stopped"])
async def test_who_stays_who_moves_and_who_falls_back(tmp_path: Path, is_running: bool) -> None:
    """Through the running server or without one: an address renamed, one taken out, one kept."""
    flows = tmp_path / "changed"
    shutil.copytree(ROOT / "flows", flows)
    written = (flows / "cspd.yaml").read_text(encoding="utf-8")
    renamed = written.replace(
        "- id: passport-renew\n", "- id: renewal\n    moved_from: [cspd/passport-renew]\n"
    ).replace("- id: death\n", "- id: deaths\n")
    assert renamed.count("moved_from") == written.count("moved_from") + 1
    (flows / "cspd.yaml").write_text(renamed, encoding="utf-8")
    rows = ["cspd/passport-renew/fees"] * 2 + ["cspd/death", "cspd/birth", "@main"]
    async with town(tmp_path) as here:
        await here.bot.start()
        for number, row in enumerate(rows):
            message = tap(f"96279000010{number}", row, at=time.time())
            await here.deliver_until_taken(notification([message]))
        await until(lambda: is_quiet(here))
        if not is_running:
            await here.bot.end()
        words = ("plan", "--flows", str(flows))

        told = await run_command(tmp_path, here.bot.environment, *words)
        read = await run_command(
            tmp_path, here.bot.environment, *words, "--format", "json", "--all"
        )

    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "falls back\t1\tcspd/death\tcspd",
        "moves\t2\tcspd/passport-renew/fees\tcspd/renewal/fees",
        "conversations: 2 stay where they are, 2 move to the heir, 1 fall back to a menu above",
        'gone: cspd/death. Write "moved_from: [cspd/death]" at what it is now, and nobody falls '
        'back; what has no heir stands under "retired" in _main.yaml, for its code',
    ]
    assert {at["address"] for at in json.loads(read.out)} == {*rows}


async def test_flows_with_mistakes_have_no_plan(tmp_path: Path) -> None:
    """The mistakes are told instead, and exit code 2."""
    flows = tmp_path / "changed"
    shutil.copytree(ROOT / "flows", flows)
    (flows / "cspd.yaml").write_text("flow: [", encoding="utf-8")
    async with town(tmp_path) as here:
        await here.bot.start()
        told = await run_command(tmp_path, here.bot.environment, "plan", "--flows", str(flows))

    assert (told.code, told.out) == (2, "")
    assert "cspd.yaml:2:1: syntax" in told.err
