"""`replay --coverage` and what stands on it: exit codes, files, processes, pytest, pictures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.line import run
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

SOME = """conversation: Some of it
languages: [ar, en]
steps:
  - says: {ar: السلام عليكم, en: hello}
  - says: {ar: العربية, en: English}
  - taps: 1
  - taps: 1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with small flows and one script."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_FLOWS", raising=False)
    monkeypatch.delenv("BOT_LOCALES", raising=False)
    write_small_flows(tmp_path / "flows", ("alpha",))
    (tmp_path / "locales").symlink_to(ROOT / "locales")
    scripts = tmp_path / "tests" / "conversations"
    scripts.mkdir(parents=True)
    (scripts / "some.yaml").write_text(SOME, encoding="utf-8")
    return tmp_path


def test_coverage_is_told_with_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As many as were asked for; alone it fails nothing."""
    assert run(["replay", "--coverage", "--missing", "3"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["covered", "nodes", "ar"]
    assert lines[1].split()[:3] == ["alpha", "2/4", "2/4"]
    assert len([line for line in lines if " not seen in " in line]) == 3
    assert lines[-1].endswith(" more: replay --missing all tells them")


def test_too_little_exits_1_with_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Naming each kind that is below; what is reached exactly is enough."""
    assert run(["replay", "--fail-under", "99"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1].startswith("coverage is below 99 %: ")
    assert "of nodes" in told[-1]
    assert "of branches" not in told[-1]  # there are none
    assert run(["replay", "--fail-under", "0"]) == 0


@pytest.mark.parametrize("wrong", [["--fail-under", "101"], ["--missing", "-1"]])
def test_wrong_numbers_are_refused(folder: Path, wrong: list[str]) -> None:
    """As wrong usage."""
    with pytest.raises(SystemExit, match="2"):
        run(["replay", *wrong])


def test_processes_see_together_what_one_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the last point."""
    printed = []
    for jobs in ("1", "2"):
        run(["replay", "-j", jobs, "--format", "json"])
        printed.append(json.loads(capsys.readouterr().out))

    assert printed[0] == printed[1]
    assert printed[0]["seen"]["node"]["alpha/service"] == {"ar": True, "en": True}
    assert printed[0]["totals"]["node"]["seen"] > 0


def test_a_tour_needs_no_scripts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new agency begins with every node and transition of its own covered."""
    (folder / "tests" / "conversations" / "some.yaml").unlink()

    assert run(["replay", "--tour", "--coverage"]) == 0

    row = capsys.readouterr().out.splitlines()[1].split()
    assert row[:5] == ["alpha", "4/4", "4/4", "16/16", "16/16"]


def test_a_machine_reads_coverage_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Differences go to standard error then, and still decide the exit code."""
    wrong = SOME.replace("  - taps: 1\n", "  - taps: 1\n    sees: {screen: main}\n", 1)
    (folder / "tests" / "conversations" / "wrong.yaml").write_text(wrong, encoding="utf-8")

    assert run(["replay", "--format", "json"]) == 1

    printed = capsys.readouterr()
    missing = json.loads(printed.out)["missing"]
    assert missing[0]["told"].startswith("node ")
    assert {each["agency"] for each in missing} <= {"alpha", "@bot"}
    assert "+ alpha" in printed.err


def test_a_graph_is_painted_by_a_coverage_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Green, amber and red, answers by their signs, and a legend, in both diagram languages."""
    english = SOME.replace("languages: [ar, en]\n", "languages: [en]\n") + "  - taps: 1\n"
    (folder / "tests" / "conversations" / "english.yaml").write_text(english, encoding="utf-8")
    assert run(["replay", "--coverage-file", "seen.json"]) == 0
    capsys.readouterr()

    assert run(["graph", "alpha", "--coverage", "seen.json"]) == 0
    mermaid = capsys.readouterr().out.splitlines()
    assert run(["graph", "alpha", "--coverage", "seen.json", "--format", "dot"]) == 0
    dot = capsys.readouterr().out
    assert run(["graph", "--coverage", "seen.json"]) == 0
    overview = capsys.readouterr().out

    service = next(line for line in mermaid if "<br/>alpha/service<br/>" in line)
    assert service.endswith(":::half-covered")
    assert "◐ 1. Fees" in service
    assert "○ 2. " in service
    assert next(line for line in mermaid if '<br/>alpha"' in line).endswith(":::covered")
    assert next(line for line in mermaid if "Not seen" in line).endswith(":::uncovered")
    assert "  linkStyle 0 stroke:#1a7f37" in mermaid
    assert '"alpha" -> "alpha/service" [color="#1a7f37"]' in dot
    assert "<br/>5/8" in overview


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\x00", "is no coverage file of this version, or damaged"),
        (b"[]", "is no coverage file of this version, or damaged"),
        (b'{"coverage": 1, "release": "x", "seen": {"node": {"a": {"ar": 1}}, "transition": {}}}',
         "is no coverage file of this version, or damaged"),
        (b'{"coverage": 1, "release": "x", "seen": {"node": {}, "transition": {}}}',
         "is about flows that were changed since"),
        (None, "cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_foreign_coverage_file_is_one_clear_line(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, told: str
) -> None:
    """Exit code 2; nothing is drawn in colours that mean nothing."""
    if content is not None:
        (folder / "seen.json").write_bytes(content)

    assert run(["graph", "--coverage", "seen.json"]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"seen.json: {told}")
    assert printed.err.count("\n") == 1


def test_pytest_tells_and_holds_coverage(folder: Path) -> None:
    """By one option, in a repository of flows and scripts alone."""
    (folder / "conftest.py").write_text(
        'pytest_plugins = ["bot.commands.testers.pytest_scripts"]\n'
    )
    (folder / "pytest.ini").write_text(
        "[pytest]\nscript_folders = tests/conversations\naddopts = -p no:cacheprovider -q\n"
    )

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--flow-coverage=99"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert ran.returncode == 1
    assert "2 passed" in ran.stdout
    row = next(line for line in ran.stdout.splitlines() if line.startswith("alpha "))
    assert row.split()[1:3] == ["2/4", "2/4"]
    assert "coverage is below 99 %: " in ran.stdout
