"""`generate` as a tester runs it."""

import json
import os
from pathlib import Path

import pytest

from bot.authoring.scripts.generating.generating import MARK
from tests.support.bots import ROOT
from tests.support.commands import run_command
from tests.support.small_flows import write_small_flows


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Two agencies of one service each."""
    return write_small_flows(tmp_path / "flows", ["alpha", "bravo"])


def environment(flows: Path) -> dict[str, str]:
    """Settings that name the flows and the project's own texts."""
    return {**os.environ, "BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")}


async def test_it_tells_first_writes_when_asked_and_then_has_nothing_to_do(
    tmp_path: Path, flows: Path
) -> None:
    """Dry by default; what was written comes out as scripted; written again it is the same."""
    settings = environment(flows)

    dry = await run_command(tmp_path, settings, "generate", "-o", "made")
    assert (dry.code, (tmp_path / "made").exists()) == (1, False)
    assert "made/@main.ar.yaml: new\n" in dry.out

    wrote = await run_command(tmp_path, settings, "generate", "-o", "made", "--write")
    again = await run_command(tmp_path, settings, "generate", "-o", "made")
    assert (wrote.code, wrote.out) == (0, dry.out)
    assert (again.code, again.out) == (0, "")

    played = await run_command(tmp_path, settings, "replay", "made")
    assert played.code == 0, played.out


async def test_it_renews_and_removes_its_own_files_alone(tmp_path: Path, flows: Path) -> None:
    """A file without the mark is somebody's own, be it of a service that is there or not."""
    settings = environment(flows)
    await run_command(tmp_path, settings, "generate", "-o", "made", "--write")
    made = tmp_path / "made"
    stale, own = sorted((made / "alpha").iterdir())[:2]
    stale.write_text(f"{MARK}\nold: text\n", encoding="utf-8")
    own.write_text("mine: yes\n", encoding="utf-8")
    (made / "gone").mkdir()
    (made / "gone" / "service.ar.yaml").write_text(f"{MARK}\n", encoding="utf-8")
    (made / "by-hand.yaml").write_text("mine: too\n", encoding="utf-8")

    told = await run_command(
        tmp_path, settings, "generate", "-o", "made", "--write", "--format", "json"
    )

    plan = json.loads(told.out)
    assert (plan["new"], plan["removed"]) == ([], ["gone/service.ar.yaml"])
    assert plan["changed"] == [f"alpha/{stale.name}"]
    assert plan["kept"] == [f"alpha/{own.name}"]
    assert "conversation:" in stale.read_text(encoding="utf-8")
    assert own.read_text(encoding="utf-8") == "mine: yes\n"
    assert (made / "by-hand.yaml").exists()
    assert not (made / "gone").exists()


async def test_an_agency_is_generated_by_itself(tmp_path: Path, flows: Path) -> None:
    """The others' scripts are left alone; one that there is not is refused in one line."""
    settings = environment(flows)
    await run_command(tmp_path, settings, "generate", "-o", "made", "--write")
    other = tmp_path / "made" / "bravo.ar.yaml"
    other.unlink()

    told = await run_command(tmp_path, settings, "generate", "alpha", "-o", "made")
    wrong = await run_command(tmp_path, settings, "generate", "alfa", "-o", "made")

    assert (told.code, told.out) == (0, "")
    assert wrong.code == 2
    assert wrong.err == 'there is no agency "alfa". Did you mean "alpha"?\n'
