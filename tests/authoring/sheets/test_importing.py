"""Sheets taken into flows: what changes, what stays, what is refused."""

import difflib
from pathlib import Path

import pytest

from bot.authoring.sheets.exporting import as_csv, as_workbook
from bot.authoring.sheets.rows.folder import read_folder
from bot.authoring.sheets.tables.table import letters
from tests.authoring.sheets.sheets import (
    Change,
    Row,
    edit,
    faults_of,
    find,
    new_row,
    save_csv,
    sheet_of,
    small_flows,
    take,
    texts_of,
)


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A folder of two agencies."""
    return small_flows(tmp_path / "flows")


def lines_changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that differ, with their sign."""
    found = []
    for name, text in after.items():
        pair = before.get(name, "").splitlines(), text.splitlines()
        found += list(difflib.unified_diff(*pair, n=0, lineterm=""))[2:]
    return [line for line in found if not line.startswith("@@")]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_unchanged_sheet_changes_nothing(flows: Path, ending: str) -> None:
    """Export and import is nothing to do, and a second export is the same bytes."""
    make = as_workbook if ending == "xlsx" else as_csv
    file = flows.parent / f"sheet.{ending}"
    file.write_bytes(make(read_folder(flows)))

    imported = take(file, flows)

    assert imported.is_idle
    assert not imported.changes
    assert make(read_folder(flows)) == file.read_bytes()


def test_one_changed_title_changes_one_line(flows: Path) -> None:
    """Comments, quotes, order and every other line stay as they were."""
    before = texts_of(flows)

    def retitle(rows: list[Row]) -> None:
        find(rows, sheet="services", service="passport-renew")["title_en"] = "Renew: passports"

    imported = edit(flows, retitle)

    assert imported.faults == []
    assert lines_changed(before, texts_of(flows)) == [
        "-    title: {ar: تجديد جواز السفر, en: Passport renewal}",
        '+    title: {ar: تجديد جواز السفر, en: "Renew: passports"}',
    ]


def test_an_answer_over_lines_stays_a_block(flows: Path) -> None:
    """A new text of two lines stands where the old one stood, in the same style."""
    before = texts_of(flows)

    def answer(rows: list[Row]) -> None:
        row = find(rows, sheet="questions", service="passport-renew", kind="fees")
        row["answer_en"] = "See #4: 50 JOD.\n\nThen - {confirm_fee}"

    edit(flows, answer)

    added = [line for line in lines_changed(before, texts_of(flows)) if line.startswith("+")]
    assert added == [
        "+            See #4: 50 JOD.",
        "+",
        "+            Then - {confirm_fee}",
    ]


def add_service(rows: list[Row]) -> None:
    """A service without an id and four questions that name it by its title."""
    name = {"agency": "وزارة العدل", "service": "Change a name"}
    new_row(rows, sheet="services", agency="moj", title_ar="تغيير الاسم", title_en="Change a name")
    for kind in ("documents", "fees", "الرابط الإلكتروني"):
        texts = {"answer_ar": "هوية", "answer_en": "An ID"} if kind != "الرابط الإلكتروني" else {}
        new_row(rows, sheet="questions", kind=kind, **name, **texts)
    new_row(rows, sheet="questions", goto="moj/non-conviction", **name)


def test_a_new_service_gets_an_id_of_its_title_and_its_questions(flows: Path) -> None:
    """Agency, service and kind may be named by titles; the same sheet again adds nothing."""
    imported = edit(flows, add_service)
    rows = sheet_of(flows)

    assert imported.faults == []
    assert find(rows, sheet="services", service="change-a-name")["title_ar"] == "تغيير الاسم"
    keys = [row["kind"] or row["goto"] for row in rows if row["service"] == "change-a-name"]
    assert keys == ["", "documents", "fees", "online", "moj/non-conviction"]
    assert take(flows.parent / "sheet.csv", flows).is_idle


def test_a_new_agency_gets_a_file_and_a_line_in_the_main_menu(flows: Path) -> None:
    """The comment beside the other agencies stays."""

    def found(rows: list[Row]) -> None:
        new_row(
            rows, sheet="agencies", title_ar="المياه", title_en="Water", hotline="117116",
            website="https://water.example.jo", hours_ar="من 8", hours_en="From 8",
        )  # fmt: skip
        titles = {"title_ar": "اشتراك", "title_en": "Connection"}
        new_row(rows, sheet="services", agency="water", **titles)
        new_row(rows, sheet="questions", agency="water", service="Connection", kind="online")

    imported = edit(flows, found)

    assert imported.faults == []
    main = (flows / "_main.yaml").read_text(encoding="utf-8")
    assert main.startswith("agencies:\n  - cspd  # first\n  - moj\n  - water\n")
    assert "water/connection/online" in [row.spot.address for row in read_folder(flows).rows()]


def test_missing_rows_stay_unless_removal_is_asked_for(flows: Path) -> None:
    """Without the flag they are listed and kept; with it the service goes with its questions."""

    def drop(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["service"] != "passport-lost"]

    before = texts_of(flows)
    kept = edit(flows, drop)
    assert texts_of(flows) == before
    assert kept.changes.missing[0].spot.address == "cspd/passport-lost"

    assert edit(flows, drop, removes=True).faults == []
    assert all(line.startswith("-") for line in lines_changed(before, texts_of(flows)))
    assert "passport-lost" not in {row["service"] for row in sheet_of(flows)}


def test_a_service_is_not_removed_from_under_its_questions(flows: Path) -> None:
    """Its row is gone and theirs are not: that is a mistake, not a wish."""
    before = texts_of(flows)

    def drop(rows: list[Row]) -> None:
        rows.remove(find(rows, sheet="services", service="passport-lost"))

    imported = edit(flows, drop, removes=True)

    assert {fault.code for fault in imported.faults} == {"unknown-service"}
    assert texts_of(flows) == before


def test_a_sheet_of_one_agency_says_nothing_of_others(flows: Path) -> None:
    """Removal never reaches an agency of which the sheet has no row."""

    def only_moj(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["agency"] == "moj"]

    assert edit(flows, only_moj, removes=True).is_idle


def test_what_no_sheet_shows_stays(flows: Path) -> None:
    """Keys, values and comments that the sheet does not know survive a change beside them."""
    file = flows / "moj.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("menu:\n", "moved_from: [justice]  # was a ministry\nmenu:\n", 1)
    file.write_text(text, encoding="utf-8")

    def change(rows: list[Row]) -> None:
        row = find(rows, sheet="agencies", agency="moj")
        row["stage"], row["about_en"] = "pilot", ""
        row["about_ar"] = ""

    assert edit(flows, change).faults == []
    after = file.read_text(encoding="utf-8")
    assert "moved_from: [justice]  # was a ministry\n" in after
    assert "flow: moj\nstage: pilot\n" in after
    assert "عدم المحكومية والوكالات وكاتب العدل والقضايا" not in after


def test_line_ends_and_mark_of_a_file_stay(flows: Path) -> None:
    """A file with CRLF and a byte order mark keeps both."""
    file = flows / "moj.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    edit(flows, add_service)

    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# yaml")
    assert content.count(b"\r\n") == content.count(b"\n")


def _too_long(rows: list[Row]) -> str:
    find(rows, sheet="services", service="passport-renew")["title_ar"] = "ع" * 27
    return "title_ar too-long"


def _no_agency(rows: list[Row]) -> str:
    find(rows, sheet="questions", service="passport-renew", kind="fees")["agency"] = "cspdd"
    return "agency unknown-agency"


def _no_kind(rows: list[Row]) -> str:
    find(rows, sheet="questions", service="passport-renew", kind="fees")["kind"] = "feees"
    return "kind unknown-kind"


def _one_language(rows: list[Row]) -> str:
    find(rows, sheet="questions", service="passport-renew", kind="fees")["answer_en"] = ""
    return "answer_en missing-key"


def _bad_phone(rows: list[Row]) -> str:
    find(rows, sheet="agencies", agency="cspd")["hotline"] = "call us"
    return "hotline bad-phone"


def _phone_without_zero(rows: list[Row]) -> str:
    find(rows, sheet="agencies", agency="cspd")["hotline"] = "65001234"
    return "hotline bad-phone"


def _bad_day(rows: list[Row]) -> str:
    find(rows, sheet="services", service="passport-renew")["reviewed"] = "31/11/2026"
    return "reviewed bad-date"


def _lost_goto(rows: list[Row]) -> str:
    new_row(rows, sheet="questions", agency="moj", goto="moj/nowhere")
    return "goto unknown-goto"


def _bad_place(rows: list[Row]) -> str:
    find(rows, sheet="offices", agency="cspd")["latitude"] = "95"
    return "latitude bad-coordinates"


MISTAKES = [
    _too_long, _no_agency, _no_kind, _one_language, _bad_phone, _phone_without_zero,
    _bad_day, _lost_goto, _bad_place
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_its_cell_and_nothing_is_written(flows: Path, mistake: Change) -> None:
    """Sheet, row and column of each mistake, whether the sheet or the built flow shows it."""
    before = texts_of(flows)
    rows = sheet_of(flows)
    first = [dict(row) for row in rows]
    column, code = str(mistake(rows)).split()  # type: ignore[func-returns-value]
    number = next(at for at, row in enumerate(rows) if at >= len(first) or row != first[at]) + 2
    imported = take(save_csv(rows, flows.parent / "sheet.csv"), flows)

    place = f"sheet.csv!{letters(list(rows[0]).index(column) + 1)}{number}"
    assert faults_of(imported) == [f"{place} {code}"]
    assert imported.files == []
    assert texts_of(flows) == before


def test_all_mistakes_are_told_at_once(flows: Path) -> None:
    """Mistakes of references do not hide those of values."""
    rows = sheet_of(flows)
    for mistake in (_too_long, _no_agency, _bad_phone, _lost_goto, _bad_place):
        mistake(rows)

    imported = take(save_csv(rows, flows.parent / "sheet.csv"), flows)

    codes = {fault.code for fault in imported.faults}
    assert codes == {
        "too-long", "unknown-agency", "bad-phone", "unknown-goto", "bad-coordinates"
    }  # fmt: skip


@pytest.mark.parametrize(("sheet", "column"), [("services", "service"), ("offices", "office")])
def test_an_id_that_was_changed_in_a_sheet_is_told_as_that(
    flows: Path, sheet: str, column: str
) -> None:
    """And as nothing else: it would make a second node beside the one that citizens know."""
    before = texts_of(flows)
    row = next(row for row in sheet_of(flows) if row["sheet"] == sheet and row[column])

    def rename(rows: list[Row]) -> None:
        find(rows, **{key: row[key] for key in ("sheet", "agency", "service", column)})[column] += (
            "x"
        )

    (fault,) = edit(flows, rename).faults

    assert (fault.code, fault.message[:12]) == ("changed-id", 'the id was "')
    assert texts_of(flows) == before


def _service(rows: list[Row]) -> None:
    titles = {"title_ar": "تغيير الاسم", "title_en": "Change a name"}
    new_row(rows, sheet="services", agency="moj", **titles)


def test_a_row_that_holds_nothing_is_told_what_it_lacks(flows: Path) -> None:
    """In words of the sheets, not of the files: a service a question, a question an answer."""
    rows = sheet_of(flows)
    _service(rows)
    new_row(rows, sheet="questions", agency="moj", service="non-conviction", title_ar="نموذج",
            title_en="A form")  # fmt: skip

    faults = take(save_csv(rows, flows.parent / "sheet.csv"), flows).faults

    assert [fault.message.partition(";")[0] for fault in faults] == [
        "it has no question yet", "it has no answer",
    ]  # fmt: skip


def test_a_new_service_whose_question_is_mistaken_has_that_mistake_alone(flows: Path) -> None:
    """That it has no question follows from it."""
    rows = sheet_of(flows)
    _service(rows)
    answers = {"answer_ar": "خمسة.", "answer_en": "Five."}
    new_row(rows, sheet="questions", agency="moj", service="Change a name", kind="feees", **answers)

    imported = take(save_csv(rows, flows.parent / "sheet.csv"), flows)

    assert [fault.code for fault in imported.faults] == ["unknown-kind"]
