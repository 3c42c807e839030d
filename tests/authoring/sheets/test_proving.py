"""What an import draws before it writes: whatever a changed row shows in, and no more."""

from pathlib import Path

from bot.authoring.sheets.proving import screens_around
from bot.conversation.release import read_library
from bot.texts.phrases import Phrases
from tests.authoring.sheets.sheets import ROOT, small_flows


def test_a_changed_service_is_drawn_with_its_menu_its_neighbours_and_its_questions(
    tmp_path: Path,
) -> None:
    """The questions of other services say nothing of it: with 2,000 they would be nearly all."""
    library = read_library(small_flows(tmp_path / "flows"), Phrases.load(ROOT / "locales"))

    around = screens_around(library, {"cspd/passport-renew"})

    assert {"cspd", "cspd/passport-renew", "cspd/passport-renew/fees", "cspd/offices"} <= around
    assert "cspd/id-first" in around
    assert "cspd/id-first/fees" not in around


def test_all_screens_of_an_agency_are_drawn_when_it_is_itself_changed(tmp_path: Path) -> None:
    """Its name stands on each of them."""
    library = read_library(small_flows(tmp_path / "flows"), Phrases.load(ROOT / "locales"))

    around = screens_around(library, {"moj"})

    assert {at for at in library.nodes if at.partition("/")[0] == "moj"} <= around
    assert not any(at.startswith("cspd/") for at in around)
