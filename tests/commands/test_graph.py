"""`graph`: what an author gets, and what is told when it cannot be drawn."""

from pathlib import Path

import pytest

from bot.commands.line import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _real_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_FLOWS", str(ROOT / "flows"))
    monkeypatch.setenv("BOT_LOCALES", str(ROOT / "locales"))


def test_mermaid_is_printed_unless_another_format_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An agency by its id, or all of them."""
    assert run(["graph", "cspd"]) == 0
    assert "cspd/passport-renew" in capsys.readouterr().out
    assert run(["graph", "--format", "dot"]) == 0
    assert capsys.readouterr().out.startswith("digraph")


def test_an_unknown_agency_is_told_with_its_nearest_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, one line, nothing printed."""
    assert run(["graph", "cspdd"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", 'there is no agency "cspdd". Did you mean "cspd"?\n')


def test_a_picture_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it cannot be written, the reason is told."""
    assert run(["graph", "-o", str(tmp_path / "map.mmd")]) == 0
    assert (tmp_path / "map.mmd").read_text(encoding="utf-8").startswith("---\ntitle:")
    assert run(["graph", "-o", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
