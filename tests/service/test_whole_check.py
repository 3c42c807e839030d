"""What is checked before it is served, and what is told where that cannot be done."""

import sys
from pathlib import Path

import pytest

from bot.service.releases.whole_check import check_wholly
from bot.settings import Settings, load_settings
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


def _settings(folder: Path) -> Settings:
    return load_settings({"BOT_FLOWS": str(folder), "BOT_LOCALES": str(ROOT / "locales")})


async def test_mistakes_come_a_line_each_and_warnings_do_not(tmp_path: Path) -> None:
    """As `check` tells them, also what only the drawn screens show."""
    flows = write_small_flows(tmp_path / "flows")
    alpha = flows / "alpha.yaml"
    whole = alpha.read_text(encoding="utf-8")
    alpha.write_text(whole.replace("Service alpha", "Service 🌳"), encoding="utf-8")
    assert await check_wholly(_settings(flows)) == ""

    alpha.write_text(whole.replace("Service alpha", "Back 🌳"), encoding="utf-8")
    [told] = (await check_wholly(_settings(flows))).splitlines()
    assert told.startswith(f"{alpha}:10:29: reserved-label")


async def test_what_cannot_be_checked_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that are gone; a program that cannot be started."""
    assert "there is no such file or folder" in await check_wholly(_settings(tmp_path / "gone"))

    flows = write_small_flows(tmp_path / "flows")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    told = await check_wholly(_settings(flows))
    assert told == "the files could not be checked: No such file or directory"
