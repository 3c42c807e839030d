"""`chat --record`: the conversation as a script that is green at once."""

import argparse
import io
from pathlib import Path

import pytest

from bot.commands.authors import chat
from bot.commands.testers import replay
from bot.errors import BotError
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a few made-up flows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_FLOWS", raising=False)
    monkeypatch.delenv("BOT_LOCALES", raising=False)
    write_small_flows(tmp_path / "flows", ("alpha", "bravo"))
    (tmp_path / "locales").symlink_to(ROOT / "locales")
    return tmp_path


def run(*words: str) -> int:
    """Run a command by its words."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    chat.add_parser(commands)
    replay.add_parser(commands)
    arguments = parser.parse_args(list(words))
    return int(arguments.run(arguments))


def talk(monkeypatch: pytest.MonkeyPatch, *lines: str, words: tuple[str, ...] = ()) -> None:
    """Have a conversation that is recorded in `said.yaml`."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert run("chat", "--lang", "en", "--record", "said.yaml", *words) == 0


def test_what_was_said_and_seen_is_a_script_that_is_green_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words as typed, taps by their labels, pins; screens, whole texts and options."""
    talk(monkeypatch, "2", "/tap 1", "/pin 31.95 35.91", "- odd: #words $x")

    assert run("replay", "said.yaml") == 0
    written = (folder / "said.yaml").read_text(encoding="utf-8")
    for part in (
        'says: "2"', "screen: bravo\n", "taps: Service bravo", "shares: [31.95, 35.91]", "options:",
    ):  # fmt: skip
        assert part in written
    assert "1 conversation, 5 steps" in capsys.readouterr().err


def test_a_difference_shows_once_the_flows_are_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded is expected: a menu that lost a service is no longer as scripted."""
    talk(monkeypatch, "2")
    (folder / "flows" / "alpha.yaml").unlink()
    write_small_flows(folder / "flows", ("bravo",))

    assert run("replay", "said.yaml") == 1


def test_a_new_citizen_begins_a_new_script(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/new` forgets what was said before."""
    talk(monkeypatch, "2", "/new", "English")

    assert run("replay", "said.yaml") == 0
    written = (folder / "said.yaml").read_text(encoding="utf-8")
    assert "bravo\n      text" not in written
    assert "- sends: welcome\n" in written


def test_a_file_that_is_there_is_replaced_only_if_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused before anything is said; so is a folder that is not there."""
    (folder / "said.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(BotError, match=r"said\.yaml: is there already; --yes replaces it"):
        talk(monkeypatch, "2")
    with pytest.raises(BotError, match="there is no such folder"):
        run("chat", "--record", "none/said.yaml")
    with pytest.raises(BotError, match=r"^said\.txt: end its name in \.yaml"):
        run("chat", "--record", "said.txt")

    assert (folder / "said.yaml").read_text(encoding="utf-8") == "mine"
    talk(monkeypatch, "2", words=("--yes",))
    assert run("replay", "said.yaml") == 0


def test_bytes_that_are_no_text_are_recorded_as_signs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They end neither the chat nor its script."""
    talk(monkeypatch, "two \udcff", "2")

    assert run("replay", "said.yaml") == 0
    assert "says: two \ufffd" in (folder / "said.yaml").read_text(encoding="utf-8")
