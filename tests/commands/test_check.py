"""`python main.py check`: exit codes and the three formats."""

import argparse
import json
from pathlib import Path

import pytest

from bot.authoring.checking.fault_formats import FORMATS
from bot.commands.authors import check
from tests.flows.authored import spoiled, write_flows


def run(*words: str) -> int:
    """Run the command by its words."""
    parser = argparse.ArgumentParser()
    check.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["check", *words])
    return int(arguments.run(arguments))


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with sound flows and locales, and no settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("BOT_FLOWS", raising=False)
    monkeypatch.delenv("BOT_LOCALES", raising=False)
    write_flows(tmp_path / "flows")
    (tmp_path / "locales").symlink_to(Path(__file__).parent.parent.parent / "locales")
    return tmp_path


def spoil(workplace: Path) -> None:
    """Put one mistake in one file."""
    write_flows(workplace / "flows", spoiled("moj.yaml", "about:", "abuot:"))


def test_clean_flows_exit_0_and_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The count goes to standard error, so that a script can read the output alone."""
    assert run() == 0

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "no mistakes\n"


def test_a_path_that_could_be_none_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Words that were meant for another program, say."""
    assert run("x" * 5000) == 2
    assert run("x\0y") == 2

    assert capsys.readouterr().err.count("there is no such file or folder\n") == 2


def test_a_file_whose_name_is_no_text_is_told(workplace: Path) -> None:
    """Such names come from old archives; what was said of one is merely not remembered."""
    write_flows(workplace / "flows", {"a\udcff.yaml": "flow: a\n"})

    assert run() == 1


def test_mistakes_exit_1_a_line_each(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the path as it was given, so that an editor can jump there."""
    spoil(workplace)

    assert run("flows/") == 1

    printed = capsys.readouterr()
    assert printed.out == (
        'flows/moj.yaml:4:1: unknown-key "abuot" has no meaning here. Did you mean "about"?\n'
    )
    assert printed.err == (
        "1 mistake in 1 file\nwhat each code means, with examples: docs/mistakes.md\n"
    )


def test_a_sound_file_beside_a_broken_one_exits_0(workplace: Path) -> None:
    """Its author is not blamed for a neighbour's mistake."""
    spoil(workplace)

    assert run("flows/gam.yaml") == 0
    assert run("./flows/moj.yaml") == 1


@pytest.mark.parametrize("path", ["nowhere", "flows/nothing.yaml", "notes.txt"])
def test_a_path_that_cannot_be_checked_exits_2(
    workplace: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong usage is one clear line on standard error and no output."""
    (workplace / "notes.txt").write_text("x")

    assert run("flows", path) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(path)
    assert printed.err.count("\n") == 1


def test_a_missing_default_folder_exits_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder of the setting is named."""
    monkeypatch.setenv("BOT_FLOWS", "elsewhere")

    assert run() == 2
    assert "elsewhere" in capsys.readouterr().err


def test_json_is_a_list_of_objects(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: an empty list when all is well."""
    assert run("--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    spoil(workplace)

    assert run("--format", "json") == 1

    (row,) = json.loads(capsys.readouterr().out)
    assert row["file"] == "flows/moj.yaml"
    assert (row["line"], row["column"], row["code"]) == (4, 1, "unknown-key")
    assert row["severity"] == "error"
    assert row["help"] == "docs/mistakes.md#unknown-key"
    assert row["message"].startswith('"abuot"')


def test_github_annotations_are_escaped(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Percent signs and commas have a meaning there."""
    write_flows(workplace / "flows", spoiled("moj.yaml", "about:", "ab%out:"))

    assert run("--format", "github") == 1

    line = capsys.readouterr().out
    assert line.startswith("::error file=flows/moj.yaml,line=4,col=1,title=unknown-key::")
    assert "ab%25out" in line


def test_findings_are_kept_unless_that_is_not_wanted(workplace: Path) -> None:
    """In the user's cache, which an author need not know of; `--no-cache` leaves it alone."""
    run("--no-cache")
    assert not (workplace / "cache").exists()

    run()
    assert len(list((workplace / "cache" / "daleel" / "check").iterdir())) == 5


def test_a_cache_that_cannot_be_made_is_done_without(workplace: Path) -> None:
    """A file where the folder should be costs time and nothing else."""
    (workplace / "cache").write_text("in the way")

    assert run() == 0


def test_the_formats_are_those_that_are_written() -> None:
    """Their names stand apart, so that a run that knows its words imports no writer."""
    assert sorted(FORMATS) == list(check.FORMATS)
