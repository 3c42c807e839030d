"""`mutate` as a tester runs it."""

import json
import os
from pathlib import Path

import pytest

from tests.support.bots import ROOT
from tests.support.commands import run_command
from tests.support.small_flows import write_small_flows

SCRIPT = "conversation: Hello\nsteps:\n  - says: hello\n    sees: {screen: start}\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Two agencies of one service each, and a script that asks for nothing of theirs."""
    flows = write_small_flows(tmp_path / "flows", ["alpha", "bravo"])
    scripts = tmp_path / "tests" / "conversations"
    scripts.mkdir(parents=True)
    (scripts / "hello.yaml").write_text(SCRIPT, encoding="utf-8")
    return {**os.environ, "BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")}


async def test_the_share_noticed_is_told_and_decides(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """The same in however many processes; what nobody can see survives, told by its place."""
    await run_command(tmp_path, environment, "generate", "--write")
    flows = tmp_path / "flows"
    before = {file: file.read_bytes() for file in flows.iterdir()}
    words = ("mutate", "alpha", "--kind", "title", "--kind", "link", "--count", "4")

    enough = await run_command(
        tmp_path, environment, *words, "--format", "json", "-j", "1", "--fail-under", "60"
    )
    too_little = await run_command(tmp_path, environment, *words, "--format", "json", "-j", "2")

    report = json.loads(enough.out)
    assert enough.out == too_little.out
    assert (enough.code, too_little.code) == (0, 1)
    assert (report["seed"], report["all"]["percent"]) == (1, 66.6)
    assert (report["all"]["by_hand"], report["all"]["by_generated"]) == (0, 2)
    assert (report["all"]["by_walk"], report["all"]["walked"]) == (0, 1)
    [survivor] = report["survivors"]  # no screen shows the page of an agency without offices
    assert (survivor["file"], survivor["line"], survivor["kind"]) == ("alpha.yaml", 4, "link")
    assert {file: file.read_bytes() for file in flows.iterdir()} == before


async def test_a_sample_of_the_real_flows_is_noticed(tmp_path: Path) -> None:
    """Seconds of what `mutate` does at length, with the scripts of one agency."""
    settings = {
        **os.environ,
        "BOT_FLOWS": str(ROOT / "flows"),
        "BOT_LOCALES": str(ROOT / "locales"),
    }
    scripts = str(ROOT / "tests" / "conversations" / "generated" / "mol")
    kinds = ("position", "text", "target", "options-swapped", "option-removed")

    words = ("mutate", "mol", "--count", "5", "--scripts", scripts, "-j", "1")
    told = await run_command(
        tmp_path, settings, *words, *(word for kind in kinds for word in ("--kind", kind))
    )

    assert told.code == 0, told.out


async def test_what_is_not_there_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    """Wrong usage ends with 2 and says what would fit."""
    agency = await run_command(tmp_path, environment, "mutate", "golf")
    scripts = await run_command(tmp_path, environment, "mutate", "--scripts", "none")

    assert (agency.code, agency.out) == (2, "")
    assert agency.err == 'there is no agency "golf". Known are: alpha, bravo\n'
    assert (scripts.code, scripts.err) == (2, "none: there is no such file or folder\n")


async def test_scripts_that_cannot_notice_are_named(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """What cannot be read would notice nothing, and a share without it would mislead."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong.yaml").write_text("conversation: x\nsteps: [{say: hi}]\n", encoding="utf-8")

    none = await run_command(tmp_path, environment, "mutate", "--scripts", "empty")
    wrong = await run_command(tmp_path, environment, "mutate", "--scripts", "wrong.yaml")

    assert (none.code, none.err) == (2, "empty: there is no script (.yaml)\n")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith('wrong.yaml:2:10: unknown-key "say" has no meaning here.')
