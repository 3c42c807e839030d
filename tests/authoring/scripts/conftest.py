"""A stage with a few made-up agencies: alpha, bravo … of one service each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.reading.reader import parse_script
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import load_settings
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

Play = Callable[[str], list[Played]]
GREETED = "  - says: hello\n  - says: English\n    sees: {screen: main}\n"


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Loaded once for all tests."""
    flows = write_small_flows(tmp_path_factory.mktemp("stage") / "flows")
    locales = ROOT / "locales"
    return open_stage(load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": str(locales)}))


@pytest.fixture
def play(stage: Stage, tmp_path: Path) -> Play:
    """Play every run of a script that stands in an empty folder."""

    def play_all(text: str) -> list[Played]:
        script = parse_script(text, tmp_path / "script.yaml")
        assert script.faults == ()
        return [stage.play(conversation) for conversation in script.conversations]

    return play_all
