"""`python main.py replay`: exit codes, what it prints and where, and which scripts it takes."""

import argparse
from pathlib import Path

import pytest

from bot.commands.testers import replay
from bot.errors import BotError, FlowError
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

GOOD = "conversation: Good\ntags: [a]\nsteps: [{says: hi, sees: {screen: start}}]\n"
BAD = "conversation: Bad\ntags: [b]\nsteps: [{says: hi, sees: {screen: main}}]\n"
WRONG = "conversation: Wrong\nsteps: [{say: hi}]\n"


def run(*words: str) -> int:
    """Run the command by its words."""
    parser = argparse.ArgumentParser()
    replay.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["replay", *words])
    return int(arguments.run(arguments))


@pytest.fixture(autouse=True)
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with flows and an empty folder of scripts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_FLOWS", raising=False)
    monkeypatch.delenv("BOT_LOCALES", raising=False)
    write_small_flows(tmp_path / "flows", ("alpha",))
    (tmp_path / "locales").symlink_to(ROOT / "locales")
    folder = tmp_path / "tests" / "conversations"
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, **texts: str) -> None:
    """Scripts by their names."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_all_as_scripted_exits_0(scripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The count goes to standard error; nothing else is said."""
    write(scripts, one=GOOD, two=GOOD)

    assert run() == 0

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("2 conversations, 2 steps in ")
    assert printed.err.endswith(": all as scripted\n")


def test_a_difference_exits_1_and_is_printed(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By file and step, on standard output."""
    write(scripts, one=GOOD, two=BAD)

    assert run() == 1

    assert capsys.readouterr().out == (
        "tests/conversations/two.yaml: Bad\n"
        "  tests/conversations/two.yaml:3:9: step 1, says: hi\n"
        "    the screen:\n    - main\n    + start\n\n"
    )


def test_through_the_whole_bot_the_same_is_told(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--http` changes how scripts are played and nothing of what is said of them."""
    write(scripts, one=GOOD, two=BAD)

    assert run("--http") == 1
    served = capsys.readouterr().out
    assert run() == 1

    assert served == capsys.readouterr().out


def test_through_the_whole_bot_no_coverage_is_told(scripts: Path) -> None:
    """The way through the flows is not seen from outside."""
    write(scripts, one=GOOD)

    with pytest.raises(BotError, match="without it"):
        run("--http", "--coverage")


def test_the_chats_are_written_as_a_page(scripts: Path) -> None:
    """`--html` writes it whatever came out; a file that cannot be written is one clear line."""
    write(scripts, one=GOOD, two=BAD)

    assert run("--html", "report.html") == 1

    assert Path("report.html").read_bytes().startswith(b"<!doctype html>")
    with pytest.raises(BotError, match="no folder none"):
        run("--html", "none/report.html")


@pytest.mark.parametrize("option", ["--html", "--junit", "--coverage-file"])
def test_a_report_that_has_no_folder_is_told_at_once(
    scripts: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And not when thousands of conversations have been played for it."""
    write(scripts, one=BAD)

    with pytest.raises(BotError, match="cannot be written: there is no folder none"):
        run(option, "none/report")

    assert capsys.readouterr().out == ""


def test_a_wrong_script_exits_2_and_the_others_are_played(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its mistakes are an error, with line and column; a difference is told all the same."""
    write(scripts, one=WRONG, two=BAD)

    assert run() == 2

    printed = capsys.readouterr()
    assert "+ start" in printed.out
    assert printed.err.splitlines()[0] == (
        'tests/conversations/one.yaml:2:10: unknown-key "say" has no meaning here. '
        'Did you mean "says"?'
    )
    assert printed.err.splitlines()[1].endswith(": 1 not as scripted, 1 file unreadable")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["-k", "good"], 0),
        (["-k", "good", "-k", "bad"], None),
        (["--tag", "a"], 0),
        (["--tag", "a", "--tag", "b"], 1),
        (["--without-tag", "b"], 0),
        (["tests/conversations/two.yaml"], 1),
        (["tests/conversations/one.yaml", "tests/conversations"], 1),
    ],
)
def test_scripts_are_chosen(scripts: Path, words: list[str], expected: int | None) -> None:
    """By word, by tag, by path; where none is left, that is an error."""
    write(scripts, one=GOOD, two=BAD)

    if expected is None:
        with pytest.raises(BotError, match="no script fits -k and the tags"):
            run(*words)
    else:
        assert run(*words) == expected


def test_paths_without_scripts_are_errors(scripts: Path) -> None:
    """A typing error must not look like success."""
    with pytest.raises(BotError, match=r"^elsewhere: there is no such file or folder$"):
        run("elsewhere")
    with pytest.raises(BotError, match="there is no script"):
        run(str(scripts))
    write(scripts, one=GOOD)
    (scripts / "none").mkdir()
    with pytest.raises(BotError, match=r"none: there is no script \(\.yaml\)$"):
        run(str(scripts), str(scripts / "none"))


def test_a_tour_hides_no_choice_that_chooses_nothing(scripts: Path) -> None:
    """A misspelt word must not look like success, whatever is played beside it."""
    write(scripts, one=GOOD)

    with pytest.raises(BotError, match="no script fits -k and the tags"):
        run("--tour", "-k", "goood")


def test_it_stops_at_the_first_difference(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where that is asked for."""
    write(scripts, a=GOOD, b=BAD, c=BAD)

    assert run("--fail-fast") == 1
    assert capsys.readouterr().err.startswith("2 conversations,")


def test_several_processes_come_to_the_same(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the same order, whichever process was first."""
    write(scripts, **{f"s{number:02}": BAD if number % 5 == 0 else GOOD for number in range(12)})

    codes = [run(), run("-j", "2")]

    one, other = capsys.readouterr().out, ""
    half = len(one) // 2
    other, one = one[half:], one[:half]
    assert codes == [1, 1]
    assert one == other
    assert one.count("+ start") == 3


def test_a_page_of_several_processes_shows_what_was_said(scripts: Path) -> None:
    """Replies are handed over where they are shown, also of what is as scripted."""
    write(scripts, one=GOOD, two=GOOD)

    assert run("-j", "2", "--html", "report.html") == 0

    assert "English" in Path("report.html").read_text(encoding="utf-8")


def test_updating_rewrites_and_plays_again(
    scripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only an author can mend is told with its place, and still differs."""
    write(scripts, one=BAD, two=GOOD, three=BAD.replace("screen: main", "has: nowhere"))

    assert run("--update") == 1

    told = capsys.readouterr().err.splitlines()
    assert told[0] == (
        "tests/conversations/three.yaml:3:27: is left as it is: "
        'only its author can say what "has" shall be'
    )
    assert told[1] == "1 updated in 1 file"
    assert told[2].endswith(": 1 not as scripted")
    assert (scripts / "one.yaml").read_text() == BAD.replace("main", "start")
    assert (scripts / "two.yaml").read_text() == GOOD


@pytest.mark.parametrize("jobs", ["0", "65", "many", "²"])
def test_a_wrong_number_of_processes_is_told(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With what it takes."""
    with pytest.raises(SystemExit, match="2"):
        run("-j", jobs)

    assert f"a number from 1 to 64, not '{jobs}'" in capsys.readouterr().err


def test_junit_is_written_beside(scripts: Path, tmp_path: Path) -> None:
    """And a place where it cannot be is an error."""
    write(scripts, one=BAD)

    assert run("--junit", str(tmp_path / "report.xml")) == 1
    assert b"<failure" in (tmp_path / "report.xml").read_bytes()
    with pytest.raises(BotError, match="cannot be written"):
        run("--junit", "no/such/report.xml")


def test_other_flows_and_broken_flows(scripts: Path, tmp_path: Path) -> None:
    """`--flows` names another folder; mistakes of flows are told as `check` tells them."""
    write(scripts, one=GOOD)
    (tmp_path / "empty").mkdir()

    with pytest.raises(FlowError, match="no-flows"):
        run("--flows", "empty")
