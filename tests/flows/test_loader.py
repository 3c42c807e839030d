"""From a folder of files to the library that answers citizens."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.faults import has_errors
from bot.flows.nodes import MAIN, Answer, Choice, Menu, Node, OfficeCard, OfficeList
from bot.texts.languages import Bilingual
from tests.flows.authored import FILES, OFFICE_WORDS, load, load_sound, spoiled, told, write_flows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sound catalogue, written."""
    return write_flows(tmp_path / "flows")


def menu_of(node: Node) -> Menu:
    """The content of a node that is a menu."""
    assert isinstance(node.content, Menu)
    return node.content


def answer_of(node: Node) -> Answer:
    """The content of a node that is an answer."""
    assert isinstance(node.content, Answer)
    return node.content


def test_nesting_is_the_menu_and_ids_are_the_addresses(folder: Path) -> None:
    """Each node stands at the ids above it; a goto is a choice of another's address."""
    library = load_sound(folder)

    assert set(library.nodes) == {
        MAIN, "moj", "gam", "moj/non-conviction", "moj/non-conviction/fees",
        "moj/non-conviction/where", "moj/non-conviction/online", "moj/deed", "moj/deed/fees",
        "moj/offices", "moj/offices/amman", "gam/building", "gam/building/new",
        "gam/building/online",
    }  # fmt: skip
    assert library.node("moj/deed/fees").parent == "moj/deed"
    assert menu_of(library.node("moj/deed")).choices == (
        Choice("fees", "moj/deed/fees"),
        Choice("gam/building", "gam/building"),
    )


def test_menus_know_what_they_offer(folder: Path) -> None:
    """Agencies, services or questions; the offices come last in an agency that has some."""
    library = load_sound(folder)

    roles = {address: menu_of(library.node(address)).role for address in (MAIN, "moj", "moj/deed")}
    assert roles == {MAIN: "agencies", "moj": "services", "moj/deed": "questions"}
    keys = [choice.key for choice in menu_of(library.node("moj")).choices]
    assert keys == ["non-conviction", "deed", "offices"]
    assert [choice.key for choice in menu_of(library.node(MAIN)).choices] == ["moj", "gam"]


def test_answers_carry_the_notes_and_endings_of_their_kind(folder: Path) -> None:
    """Placeholders stand for the agency's own words; phones are as dialled inside the country."""
    library = load_sound(folder)

    fees = answer_of(library.node("moj/non-conviction/fees"))
    where = answer_of(library.node("moj/non-conviction/where"))
    assert fees.text == Bilingual("ديناران. تأكد من الرسم.", "Two dinars. Confirm the fee.")
    assert where.text.en == "At any court.\nHours: Sunday to Thursday\nPhone: 064603630"
    assert where.offers_nearest
    assert not fees.offers_nearest


def test_the_online_question_falls_back_on_kind_and_agency(folder: Path) -> None:
    """Its answer is the kind's, its link the agency's website, unless the author gives others."""
    library = load_sound(folder)

    online = answer_of(library.node("moj/non-conviction/online"))
    assert online.text.en == "Apply at Ministry of Justice."
    assert online.link == "https://www.moj.gov.jo"
    assert answer_of(library.node("gam/building/new")).link == "https://www.amman.jo/permits"
    assert answer_of(library.node("moj/deed/fees")).link == ""


def test_offices_make_a_list_and_a_card_each(folder: Path) -> None:
    """What an office does not say is the agency's; its place is unverified unless told."""
    library = load_sound(folder)

    assert library.node("moj/offices").title == OFFICE_WORDS.title
    assert library.node("moj/offices").content == OfficeList(("moj/offices/amman",))
    assert library.node("moj/offices/amman").content == OfficeCard(
        address_text=Bilingual("العبدلي", "Abdali"),
        hours=Bilingual("الأحد إلى الخميس", "Sunday to Thursday"),
        phone="064603630",
        latitude=31.96,
        longitude=35.91,
    )
    assert library.agencies["moj"].offices == ("moj/offices/amman",)


def test_stage_passes_down_and_the_strictest_counts(tmp_path: Path) -> None:
    """A live node under a pilot agency is pilot; a draft below is a draft."""
    changes = spoiled("gam.yaml", "    menu:\n", "    stage: live\n    menu:\n")
    library = load_sound(write_flows(tmp_path / "flows", changes))

    assert library.node("gam/building/new").stage == "pilot"
    assert library.node("moj/deed").stage == "live"


def test_drafts_keep_their_address_but_stand_in_no_menu(tmp_path: Path) -> None:
    """Neither beside their siblings nor as the target of another agency's goto."""
    draft = "title: {ar: سند وكالة, en: Deed}\n    stage: draft"
    changes = spoiled("moj.yaml", "title: {ar: سند وكالة, en: Deed}", draft)
    library = load_sound(write_flows(tmp_path / "flows", changes))

    assert [c.key for c in menu_of(library.node("moj")).choices] == ["non-conviction", "offices"]
    assert [choice.key for choice in menu_of(library.node("gam")).choices] == ["building"]
    assert not library.is_living("moj/deed/fees")


def test_old_addresses_lead_to_their_heirs(folder: Path) -> None:
    """What stood below an old address is found below the new one."""
    library = load_sound(folder)

    assert library.nearest_living("moj/certificate/fees") == ("moj/non-conviction/fees", True)
    assert library.nearest_living("moj/deed/gone") == ("moj/deed", False)


def test_dates_and_settings_are_typed(folder: Path) -> None:
    """A review is a day; the main file says what holds for the whole bot."""
    library = load_sound(folder)

    assert library.node("moj/non-conviction").reviewed == date(2026, 11, 1)
    assert library.settings.contact_phone == "065008080"
    assert library.settings.is_sample
    assert library.settings.asks_feedback


def test_equal_files_make_an_equal_release_and_any_change_another(tmp_path: Path) -> None:
    """The digest names the release, wherever the folder stands."""
    first = load_sound(write_flows(tmp_path / "a"))
    second = load_sound(write_flows(tmp_path / "b"))
    changed = load_sound(write_flows(tmp_path / "c", spoiled("moj.yaml", "Deed}", "A deed}")))

    assert first.digest == second.digest != changed.digest
    assert len(first.digest) >= 16


def test_a_missing_folder_or_one_without_agencies_is_one_fault(tmp_path: Path) -> None:
    """One clear line, no library."""
    (tmp_path / "empty").mkdir()
    only_main = write_flows(tmp_path / "bare", {"moj.yaml": "", "gam.yaml": ""})

    assert [fault.code for fault in load(tmp_path / "nowhere").faults] == ["no-flows"]
    assert "no-flows" in [fault.code for fault in load(tmp_path / "empty").faults]
    assert "no-flows" in [fault.code for fault in load(only_main).faults]


def test_a_missing_main_file_and_strange_files_are_told(tmp_path: Path) -> None:
    """A folder is read whole; what has no meaning there is not passed over."""
    changes = {"_main.yaml": "", "gam.yml": FILES["gam.yaml"], "_old.yaml": "a: 1\n"}
    lines = told(write_flows(tmp_path / "flows", {**changes, "_main.yml": "a: 1\n"}))

    assert [line.split()[1] for line in lines] == ["missing-file", *["wrong-file"] * 3]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("gam.yaml.txt", "flow files end in .yaml; rename it (Windows hides the .txt"),
        ("gam.YAML", "flow files end in .yaml; rename it"),
        ("Gam.yaml", "a file has the name of its agency's id: a-z, 0-9 and -"),
    ],
)
def test_a_file_saved_under_another_name_is_told_once(tmp_path: Path, name: str, hint: str) -> None:
    """Not as an agency without a file too; nor is what leads into it called missing."""
    folder = write_flows(tmp_path / "flows", {"gam.yaml": "", name: FILES["gam.yaml"]})

    (line,) = told(folder)

    assert line.startswith(f"{name}:1:1: wrong-file {hint}")


def test_a_copy_beside_its_file_is_told_once(tmp_path: Path) -> None:
    """Of all that stands twice by now, the name alone is what to mend."""
    copy = {"moj - Copy.yaml": FILES["moj.yaml"]}

    (line,) = told(write_flows(tmp_path / "flows", copy))

    assert line.startswith("moj - Copy.yaml:1:1: wrong-file")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(sorted(FILES)),
    line=st.integers(0, 40),
    replacement=st.sampled_from(
        ["", "menu:", "  - id: x", "title: []", "  - [a]", "goto: moj", "x"]
    ),
)
def test_any_line_lost_or_replaced_is_a_fault_or_a_library(
    tmp_path: Path, name: str, line: int, replacement: str
) -> None:
    """Half-written files never raise: either something is told, or the flows are usable."""
    lines = FILES[name].split("\n")
    lines[line % len(lines)] = replacement
    loaded = load(write_flows(tmp_path / "flows", {name: "\n".join(lines) or "\n"}))

    assert (loaded.library is None) == has_errors(loaded.faults)
