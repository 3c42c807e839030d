"""`walk` as a tester runs it."""

import json
import os
from pathlib import Path

import pytest

from bot.flows.codes import code_of
from tests.support.bots import ROOT
from tests.support.commands import run_command
from tests.support.small_flows import write_small_flows

CODE = code_of("gone/for-good")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Two agencies of one service each."""
    return write_small_flows(tmp_path / "flows", ["alpha", "bravo"])


def environment(flows: Path) -> dict[str, str]:
    """Settings that name the flows and the project's own texts."""
    return {**os.environ, "BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")}


async def test_two_walks_print_the_same_bytes_in_however_many_processes(
    tmp_path: Path, flows: Path
) -> None:
    """Nothing of a report hangs on chance, on time or on who explored what."""
    told = [
        await run_command(tmp_path, environment(flows), "walk", "-j", jobs)
        for jobs in ("1", "2", "2")
    ]

    assert [each.code for each in told] == [0, 0, 0]
    assert told[0].out == told[1].out == told[2].out
    assert told[0].out.endswith("\n\neverything holds\n")
    assert " turns in " in told[0].err


async def test_a_walk_may_be_of_one_agency_alone(tmp_path: Path, flows: Path) -> None:
    """Its screens are explored, those of others are not."""
    whole = await run_command(tmp_path, environment(flows), "walk", "--format", "json")
    part = await run_command(tmp_path, environment(flows), "walk", "alpha", "--format", "json")

    [all_there_is], [alpha] = json.loads(whole.out)["worlds"], json.loads(part.out)["worlds"]
    assert part.code == 0
    assert alpha["standings"] < all_there_is["standings"]
    assert alpha["states"] == all_there_is["states"] - 4  # bravo, its offices, two questions less


async def test_an_agency_that_is_not_there_is_named(tmp_path: Path, flows: Path) -> None:
    """Wrong usage ends with 2 and says which there are."""
    told = await run_command(tmp_path, environment(flows), "walk", "golf")

    assert (told.code, told.out) == (2, "")
    assert told.err == 'there is no agency "golf". Known are: alpha, bravo\n'


async def test_a_fault_can_be_saved_and_replayed(tmp_path: Path, flows: Path) -> None:
    """A label that reads as a code is one to whoever types it: found, saved as a script, played."""
    file = flows / "alpha.yaml"
    text = file.read_text(encoding="utf-8").replace("en: Service alpha", f"en: Form {CODE}")
    file.write_text(text, encoding="utf-8")

    told = await run_command(tmp_path, environment(flows), "walk", "--save", "found")

    assert told.code == 1
    assert "a label is its row: a label leads elsewhere than its row" in told.out
    script = tmp_path / "found" / "1-a-label-is-its-row.yaml"
    assert f"wrote found/{script.name}" in told.err
    assert f"- says: Form {CODE}\n" in script.read_text(encoding="utf-8")
    replayed = await run_command(tmp_path, environment(flows), "replay", "found")
    assert replayed.code == 0
