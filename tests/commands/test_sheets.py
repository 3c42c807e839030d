"""`export` and `import`: exit codes, what is printed and what is left alone."""

import argparse
import csv
import json
from pathlib import Path

import pytest

from bot.authoring.sheets.editing.applying import NewFile
from bot.authoring.sheets.saving import write_files
from bot.commands.authors import export, import_
from bot.errors import SheetError
from tests.authoring.sheets.sheets import (
    find,
    save_csv,
    sheet_of,
    small_flows,
    texts_of,
)


def run(*words: str) -> int:
    """Run one of the commands by its words."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    export.add_parser(commands)
    import_.add_parser(commands)
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


@pytest.fixture(autouse=True)
def flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two agencies and the bot's texts, and no settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_FLOWS", raising=False)
    monkeypatch.delenv("BOT_LOCALES", raising=False)
    (tmp_path / "locales").symlink_to(Path(__file__).parent.parent.parent / "locales")
    return small_flows(tmp_path / "flows")


def retitled(flows: Path, title: str) -> None:
    """Save a sheet in which one service has another English title."""
    rows = sheet_of(flows)
    find(rows, sheet="services", service="passport-renew")["title_en"] = title
    save_csv(rows, Path("a.csv"))


def test_an_unchanged_sheet_rewrites_no_file(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even with the same bytes: the times of the files stay."""
    before = {file.name: file.stat().st_mtime_ns for file in flows.iterdir()}

    assert run("export", "a.xlsx") == 0
    assert run("import", "a.xlsx", "--write") == 0

    assert "nothing to do" in capsys.readouterr().err
    assert {file.name: file.stat().st_mtime_ns for file in flows.iterdir()} == before


def test_only_write_writes(flows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the changes are told and nothing is touched."""
    before = texts_of(flows)
    retitled(flows, "Renew")

    assert run("import", "a.csv") == 0
    assert texts_of(flows) == before
    assert "“Passport renewal” → “Renew”" in capsys.readouterr().out

    assert run("import", "a.csv", "--write") == 0
    assert "en: Renew}" in texts_of(flows)["cspd.yaml"]


def test_mistakes_exit_1_and_are_read_by_programs(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with sheet, row and column; nothing is written."""
    before = texts_of(flows)
    retitled(flows, "x" * 25)

    assert run("import", "a.csv", "--write", "--format", "json") == 1

    told = json.loads(capsys.readouterr().out)
    fault = told["faults"][0]
    assert (fault["sheet"], fault["code"], told["written"]) == ("a.csv", "too-long", False)
    assert fault["cell"].startswith("D")
    assert texts_of(flows) == before


@pytest.mark.parametrize("words", [("import", "a.pdf"), ("import", "no.csv"), ("export", "a.pdf")])
def test_a_wrong_file_exits_2(words: tuple[str, str]) -> None:
    """Before anything is read or written."""
    assert run(*words) == 2


def test_export_replaces_a_file_only_with_yes(capsys: pytest.CaptureFixture[str]) -> None:
    """A clerk's filled sheet may stand there."""
    Path("a.csv").write_text("mine", encoding="utf-8")

    assert run("export", "a.csv") == 2
    assert "--yes" in capsys.readouterr().err
    assert Path("a.csv").read_text(encoding="utf-8") == "mine"
    assert run("export", "a.csv", "--yes", "--agency", "moj") == 0
    assert "a.csv: 1 agency, " in capsys.readouterr().out
    assert "cspd" not in {row["agency"] for row in sheet_rows(Path("a.csv"))}


def test_advice_keeps_no_sheet_from_anybody(flows: Path) -> None:
    """What is hardly meant in a file, such as a remark behind a text, forbids nothing."""
    text, line = texts_of(flows)["moj.yaml"], "  en: Sunday to Thursday, 8:00 am to 3:00 pm"
    assert line in text
    marked = text.replace(line, f"{line} # to be asked", 1)
    (flows / "moj.yaml").write_text(marked, encoding="utf-8")

    assert run("export", "a.csv") == 0
    assert run("import", "a.csv") == 0


def sheet_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""

    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_file_that_changed_meanwhile_stops_the_writing_of_all(flows: Path) -> None:
    """What somebody saved between reading and writing is not lost, nor half of the import made."""
    files = [
        NewFile(flows / name, b"new", before)
        for name, before in (("cspd.yaml", (flows / "cspd.yaml").read_bytes()), ("moj.yaml", b"x"))
    ]
    before = texts_of(flows)

    with pytest.raises(SheetError, match="changed meanwhile"):
        write_files(files)
    assert texts_of(flows) == before


def test_a_file_that_cannot_be_written_puts_the_others_back(flows: Path) -> None:
    """All of an import, or none of it."""
    (flows / ".moj.yaml.new").mkdir()  # the place where the second is written aside is taken
    files = [
        NewFile(flows / name, b"new", (flows / name).read_bytes())
        for name in ("cspd.yaml", "moj.yaml")
    ]

    with pytest.raises(SheetError, match=r"moj\.yaml: cannot be written"):
        write_files(files)
    assert (flows / "cspd.yaml").read_bytes() == files[0].before
