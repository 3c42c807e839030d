"""Long commands show how far they have come, where somebody looks on."""

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

_SCRIPT = """\
conversation: A greeting, expected to be answered otherwise
steps:
  - says: hello
    sees: {has: nothing of the kind}
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A working folder with small flows, and one script that fails."""
    write_small_flows(tmp_path / "flows")
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "greeting.yaml").write_text(_SCRIPT, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *words: str) -> tuple[int, bytes, bytes]:
    """Exit code, standard output and standard error of a command that writes to a terminal."""
    ours, theirs = pty.openpty()
    with (folder / "out").open("w+b") as out:
        running = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *words],
            cwd=folder,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
            stdout=out,
            stderr=theirs,
        )
        os.close(theirs)
        drawn = b"".join(_read(ours))
        os.close(ours)
        code = running.wait()
        out.seek(0)
        return code, out.read(), drawn


def _read(screen: int) -> Iterator[bytes]:
    with suppress(OSError):  # so it ends where the other side is closed
        while part := os.read(screen, 65_536):
            yield part


_OF = re.compile(rb"\d+/\d+")  # so many of so many
_COMMANDS = [
    ["replay", "scripts"],
    ["walk", "alpha", "-j", "1"],
    [
        "mutate",
        "alpha",
        "--scripts",
        "scripts",
        "--count",
        "1",
        "--kind",
        "title",
        "-j",
        "1",
        "--fail-under",
        "0",
    ],
    ["export", "sheet.xlsx", "--yes"],
    ["import", "sheet.csv"],
]


@pytest.mark.parametrize("words", _COMMANDS, ids=[words[0] for words in _COMMANDS])
def test_a_bar_stands_on_a_terminal_alone_and_leaves_the_output_as_it_is(
    folder: Path, words: list[str]
) -> None:
    """Numbers of how many of how many on standard error; piped, none."""
    if words[0] == "import":
        assert _run(folder, "export", "sheet.csv")[0] == 0
    piped = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    code, out, drawn = _run(folder, *words)

    assert (code, out) == (piped.returncode, piped.stdout)
    assert code == (1 if words[0] == "replay" else 0), piped.stderr
    assert _OF.search(drawn)
    assert not _OF.search(piped.stderr)
    assert b"\x1b" not in piped.stderr
