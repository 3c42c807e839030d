"""Arguments that several commands take: told alike, and refused in one clear line."""

import importlib.abc
import sys

import pytest

from bot.commands.line import run

NUMBERS = (
    ("walk", "-j", "0", "a number from 1 to 64, not '0'"),
    ("mutate", "-j", "65", "a number from 1 to 64, not '65'"),
    ("replay", "-j", "two", "a number from 1 to 64, not 'two'"),
    ("mutate", "--count", "-1", "a number from 1 to 999999, not '-1'"),
    ("mutate", "--fail-under", "101", "a number from 0 to 100, not '101'"),
    ("replay", "--fail-under", "nan", "a number from 0 to 100, not 'nan'"),
)


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What wrong usage is answered with; it ends with 2."""
    with pytest.raises(SystemExit) as ended:
        run(words)
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(("command", "name", "given", "told"), NUMBERS)
def test_a_number_that_does_not_fit_is_told_with_what_would(
    capsys: pytest.CaptureFixture[str], command: str, name: str, given: str, told: str
) -> None:
    """By the name of the argument, and no word of how the program reads it."""
    err = refusal(capsys, command, f"{name}={given}" if name.startswith("--") else f"{name}{given}")

    assert err.endswith(f"main.py {command}: error: argument {name}: {told}\n")


def test_a_schema_is_asked_for_by_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Of two that exclude each other none is passed over in silence."""
    assert "not allowed with" in refusal(capsys, "schema", "--reference", "--scripts")


def test_ctrl_c_while_a_command_is_still_being_read_ends_it_like_any_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its modules take most of a second to import: no traceback of them."""

    class Interrupting(importlib.abc.MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == "bot.commands.operators.resume":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "bot.commands.operators.resume", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])

    assert run(["resume"]) == 130
    assert capsys.readouterr().err == ""
