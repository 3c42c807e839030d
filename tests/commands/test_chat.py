"""`chat` is the same conversation in a terminal."""

import io
from argparse import Namespace
from pathlib import Path

import pytest

from bot.commands.authors import chat

ROOT = Path(__file__).parents[2]


def _chat(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *lines: str,
    lang: str | None = None,
) -> str:
    """What is printed for these lines."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert chat.run(Namespace(lang=lang, flows=None)) == 0
    return capsys.readouterr().out


def test_a_whole_way_to_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers, taps and words lead where they lead citizens; the end of the input ends it well."""
    shown = _chat(monkeypatch, capsys, "2", "/tap 2", "3", lang="ar")

    assert "*تجديد جواز السفر: الرسوم والمدة*" in shown
    assert "  § هل أفادتك الإجابة؟\n  [6] نعم، أفادتني\n" in shown
    assert "cspd/" not in shown


def test_commands_that_do_not_fit_are_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tap on nothing and a pin of nowhere are no messages; `/quit` leaves."""
    shown = _chat(monkeypatch, capsys, "/tap 99", "/pin north", "/quit", "menu", lang="en")

    assert shown.count("/tap N taps an option") == 2
    assert shown.count("1- Sanad & shared services") == 1


def test_a_pin_and_a_new_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pin in an agency's menu finds its office; `/new` is a citizen never seen."""
    shown = _chat(monkeypatch, capsys, "5", "/pin 32.548 35.856", "/new", lang="en")

    assert "The office nearest to you, less than 1 km away." in shown
    assert shown.rstrip().endswith("[1] العربية\n  [2] English")
