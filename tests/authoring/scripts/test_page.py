"""The page about scripts tells every key, and its example is one that is met."""

import re
from pathlib import Path

from bot.authoring.scripts.reading.acting import ABOUT_A_MESSAGE, KINDS, ActReader
from bot.authoring.scripts.reading.fields import Faults
from bot.authoring.scripts.reading.reader import KEYS, parse_script
from bot.authoring.scripts.reading.seeing import CHECKS
from bot.authoring.scripts.reading.seeing import KINDS as MESSAGE_KINDS
from bot.commands.testers.stages import open_stage
from bot.settings import load_settings
from tests.support.bots import ROOT

PAGE = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")


def test_every_word_of_the_language_is_on_the_page() -> None:
    """In the code spans of its tables."""
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    spans = " ".join(re.findall(r"`([^`]+)`", prose))
    told = set(re.findall(r"[a-z_-]+", spans))
    verbs = ActReader(Faults(), Path()).verbs
    around = ("together", "does", "sees", "as", "after", "sent", "with", "of")

    wanted = {*KEYS, *verbs, *around, *CHECKS, *KINDS, *ABOUT_A_MESSAGE, *MESSAGE_KINDS}
    assert wanted - told == set()


def test_the_example_is_met_by_the_flows_of_this_repository(tmp_path: Path) -> None:
    """So whoever copies it sees it succeed."""
    example = PAGE.partition("```yaml\n")[2].partition("```")[0]
    folders = {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
    stage = open_stage(load_settings(folders))

    script = parse_script(example, tmp_path / "example.yaml")

    assert script.faults == ()
    assert [stage.play(each).verdict for each in script.conversations] == ["passed"]
