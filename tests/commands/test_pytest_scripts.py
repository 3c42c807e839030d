"""The plug-in for pytest serves a repository that holds flows and scripts and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

_LIMIT_S = 60.0
_SCRIPT = "conversation: {name}\nsteps:\n  - says: hi\n    sees: {{screen: {screen}}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An agency's own repository, with one script of every kind."""
    write_small_flows(tmp_path / "flows", ("alpha",))
    (tmp_path / "conftest.py").write_text(
        'pytest_plugins = ["bot.commands.testers.pytest_scripts"]\n'
    )
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nscript_folders = conversations\naddopts = -p no:cacheprovider -q -rA\n"
    )
    folder = tmp_path / "conversations"
    folder.mkdir()
    (folder / "good.yaml").write_text(
        _SCRIPT.format(name="Good", screen="start") + "tags: [quick]\n"
    )
    (folder / "rows.yaml").write_text(
        _SCRIPT.format(name="Rows", screen="$at") + "rows:\n  - {at: start}\n  - {at: main}\n"
    )
    (folder / "known.yaml").write_text(
        _SCRIPT.format(name="Known", screen="main") + "fails: until Sunday\n"
    )
    (folder / "wrong.yaml").write_text("conversation: Wrong\nsteps: [{say: hi}]\n")
    (folder / "_part.yaml").write_text("nothing that could be read")
    (tmp_path / "other.yaml").write_text("no script at all")
    return tmp_path


def run_pytest(repository: Path, *words: str) -> str:
    """What pytest says there."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=repository,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=_LIMIT_S,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_every_conversation_is_a_test(repository: Path) -> None:
    """By file and name; a difference is told as `replay` tells it, a wrong script is an error."""
    told = run_pytest(repository, "--continue-on-collection-errors")

    assert "PASSED conversations/good.yaml::Good" in told
    assert "PASSED conversations/rows.yaml::Rows [row 1]" in told
    assert "FAILED conversations/rows.yaml::Rows [row 2]" in told
    assert "step 1, says: hi\n    the screen:\n    - main\n    + start" in told
    assert "XFAIL conversations/known.yaml::Known - until Sunday" in told
    assert 'wrong.yaml:2:10: unknown-key "say" has no meaning here.' in told
    assert "Traceback" not in told
    assert "1 failed, 2 passed, 1 xfailed, 1 error" in told


def test_a_folder_that_is_not_there_is_told(repository: Path) -> None:
    """A typing error must not look like success."""
    (repository / "pytest.ini").write_text("[pytest]\nscript_folders = conversatoins\n")

    told = run_pytest(repository)

    assert f"script_folders: there is no folder {repository / 'conversatoins'}" in told
    assert "Traceback" not in told


def test_tags_and_files_choose(repository: Path) -> None:
    """`-k` knows the tags."""
    told = run_pytest(
        repository, "-k", "quick", "conversations/good.yaml", "conversations/rows.yaml"
    )

    assert "1 passed, 2 deselected" in told
