"""What no sheet shows stays in the files to the byte, and is told where it matters."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.authoring.sheets.exporting import as_csv, as_workbook
from bot.authoring.sheets.rows.folder import FlowFolder, read_folder
from bot.authoring.sheets.summary import as_json, as_text
from tests.authoring.sheets.sheets import (
    ROOT,
    Row,
    edit,
    find,
    new_row,
    sheet_of,
    take,
    texts_of,
)
from tests.authoring.sheets.test_importing import lines_changed
from tests.flows.authored import load

SAMPLE = ROOT / "tests" / "samples" / "language"


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """The made-up catalogue that uses every construct of the language."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "flows"))


def digest_of(flows: Path) -> str:
    """The name of the release that a folder makes."""
    library = load(flows).library
    assert library is not None
    return library.digest


@pytest.mark.parametrize(("make", "ending"), [(as_workbook, "xlsx"), (as_csv, "csv")])
def test_every_construct_survives_a_way_through_a_sheet(
    flows: Path, make: Callable[[FlowFolder], bytes], ending: str
) -> None:
    """Nothing to write, also where removal is asked for: same bytes, same release."""
    before, release = texts_of(flows), digest_of(flows)
    file = flows.parent / f"sheet.{ending}"
    file.write_bytes(make(read_folder(flows)))

    for removes in (False, True):
        imported = take(file, flows, removes=removes)
        assert imported.is_idle
        assert not imported.changes
        assert imported.changes.missing == []

    assert texts_of(flows) == before
    assert digest_of(flows) == release


@pytest.mark.parametrize(
    ("wanted", "old", "new"),
    [
        ({"question": "benefit"}, "en: Work out your benefit}", "en: Your benefit}"),
        ({"service": "help-now", "sheet": "services"}, "en: Help right now}", "en: Help at once}"),
        ({"question": "call"}, "en: Call now}", "en: Ring}"),
        ({"question": "apply"}, "en: Apply}", "en: Apply online}"),
        ({"question": "form"}, "en: The form}", "en: A form}"),
    ],
)
def test_a_changed_title_beside_what_no_sheet_shows_changes_its_line(
    flows: Path, wanted: Row, old: str, new: str
) -> None:
    """Questions back, conditions, buttons and documents stay as they are."""
    before = texts_of(flows)

    def retitle(rows: list[Row]) -> None:
        find(rows, **wanted)["title_en"] = new.removeprefix("en: ").removesuffix("}")

    assert edit(flows, retitle).faults == []

    went, came = lines_changed(before, texts_of(flows))
    assert went.startswith("-")
    assert came == went.replace("-", "+", 1).replace(old, new)


def test_a_row_says_what_else_the_file_says_of_it(flows: Path) -> None:
    """In a column whose head in brackets makes it a note; what stands in it changes nothing."""
    rows = sheet_of(flows)

    def more(**wanted: str) -> str:
        return find(rows, **wanted)["(more)"]

    assert more(question="benefit") == "ask, then"
    assert more(question="call") == "when, phone"
    assert more(question="all-offices") == "offices"
    assert more(service="school", sheet="services") == "when"
    assert more(office="east", sheet="offices") == "moved_from, reviewed"
    assert more(agency="town", sheet="agencies") == "opening, closed"
    assert more(question="night", service="help-now") == "when"
    assert more(question="seeds") == ""

    def scribble(rows: list[Row]) -> None:
        for row in rows:
            row["(more)"] = "whatever"

    assert edit(flows, scribble).is_idle


def test_a_removal_tells_what_goes_with_it(flows: Path) -> None:
    """A question back takes all that follows it along, which no row of the sheet shows."""

    def drop(rows: list[Row]) -> None:
        rows.remove(find(rows, question="benefit"))

    kept = edit(flows, drop)
    gone = edit(flows, drop, removes=True)

    assert "= question town/benefit  (not in the sheet; kept)" in as_text(kept)
    assert "- question town/benefit  (with ask, then, which no sheet shows)" in as_text(gone)
    (row,) = json.loads(as_json(gone, is_written=True))["missing"]
    assert row == {"address": "town/benefit", "sheet": "questions", "unshown": ["ask", "then"]}
    assert "benefit" not in (flows / "town.yaml").read_text(encoding="utf-8")


def test_a_question_back_takes_no_answer_and_no_rows_below(flows: Path) -> None:
    """What follows an answer is written in the file; the sheet says so at the cells."""
    before = texts_of(flows)

    def answer(rows: list[Row]) -> None:
        row = find(rows, question="benefit")
        row["answer_ar"], row["answer_en"] = "نعم", "Yes"

    def below(rows: list[Row]) -> None:
        texts = {"title_ar": "س", "title_en": "X", "answer_ar": "ن", "answer_en": "Y"}
        new_row(rows, sheet="questions", agency="town", question="x", under="benefit", **texts)

    for change, count in ((answer, 2), (below, 1)):
        told = edit(flows, change).faults
        assert [fault.code for fault in told] == ["not-for-sheets"] * count
        assert all("town/benefit asks the citizen back" in fault.message for fault in told)
    assert texts_of(flows) == before
