"""Workbooks and CSV files: no formula gets out or in, and what programs add is forgiven."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.sheets.exporting import as_workbook
from bot.authoring.sheets.files.csv_files import csv_bytes, read_csv
from bot.authoring.sheets.files.guarding import guard, unguard
from bot.authoring.sheets.files.workbooks import read_workbook
from bot.authoring.sheets.rows.folder import read_folder
from bot.authoring.sheets.tables.cells import are_same, clean
from bot.authoring.sheets.tables.columns import OFFICES, Form
from bot.authoring.sheets.tables.reading import read_tables
from bot.authoring.sheets.tables.table import RawSheet
from bot.errors import SheetError
from tests.authoring.sheets.sheets import small_flows, take

RISKY = "=+-@\t\r＝＋－＠"
texts = st.text(alphabet=st.sampled_from("ab '\n;,ع" + RISKY), max_size=12)


@given(texts)
def test_no_cell_of_a_csv_file_begins_a_formula_however_it_is_parted(text: str) -> None:
    """By commas, semicolons or tabs: no part begins with a sign that a spreadsheet runs."""
    for comma in (";", "\t", "\n", "\r"):
        for part in guard(text).split(comma):
            assert part.lstrip(" ")[:1] not in set(RISKY) - {"\t", "\r"}


@given(texts)
def test_a_guarded_cell_comes_back(text: str) -> None:
    """What the guard adds, import takes off again."""
    assert unguard(guard(text)) == text


def test_a_csv_file_gives_back_its_cells() -> None:
    """Through the file itself, with quotes, lines and formulas."""
    cells = ["moj", "x", "=1+1", "-5", '"a", b', "one\n-two", *[""] * 11]
    content = csv_bytes([("offices", cells[: len(OFFICES.columns)])])
    raw = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert "'=1+1" in raw[1]
    given = {str(cell) for cell in read_csv(content, "x.csv").rows[1] if cell}
    assert given == {"offices", *cells[:6]}


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    """A title that looks like one is a text in the file that goes out."""
    flows = small_flows(tmp_path / "flows")
    file = flows / "moj.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("en: Ministry of Justice}", 'en: "=1+1"}', 1), encoding="utf-8")

    sheets = read_workbook(as_workbook(read_folder(flows)), "x.xlsx")

    assert [sheet.formulas for sheet in sheets] == [frozenset()] * 4
    assert "=1+1" in sheets[0].rows[2]


def test_a_workbook_is_laid_out_for_reading_and_printing(tmp_path: Path) -> None:
    """From the right, heads in view and on every page, choices offered where words are fixed."""
    content = as_workbook(read_folder(small_flows(tmp_path / "flows")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        pages = [archive.read(f"xl/worksheets/sheet{at}.xml").decode() for at in range(1, 7)]

    assert all('rightToLeft="1"' in page for page in pages)
    assert all('orientation="landscape"' in page for page in pages[:5])
    assert ["frozen" in page for page in pages] == [False, True, True, True, True, True]
    assert [page.count("<dataValidation ") for page in pages] == [0, 1, 2, 4, 2, 0]
    assert book.count("_xlnm.Print_Titles") == 4


def book_of(
    file: Path, rows: list[list[object]], *, formula: str = "", name: str = "المكاتب"
) -> Path:
    """A workbook of offices as a clerk could make it, with a title above its table."""
    from xlsxwriter import Workbook

    with Workbook(file) as book:
        page = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.merge_range(0, 0, 0, 4, "وزارة العدل: مكاتب")
        heads = ["agency", "office", "name_ar", "name_en", "address_ar", "address_en"]
        heads += ["latitude", "longitude", "phone", "(notes)"]
        page.write_row(2, 0, heads)
        for number, row in enumerate(rows, start=3):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, at, cell, day)
                else:
                    page.write(number, at, cell)
        if len(rows) > 1:
            page.merge_range(3, 0, 2 + len(rows), 0, rows[0][0])
        if formula:
            page.write_formula(formula, "=1+1", None, 2)
    return file


def office(name: str, latitude: object, phone: object) -> list[object]:
    """One row of a clerk's sheet."""
    address = ["عمّان", "Amman"]
    return ["moj", "", f"مكتب {name}", f"{name} ", *address, latitude, 35.9, phone, "mine"]


def test_a_clerks_workbook_is_read_kindly(tmp_path: Path) -> None:
    """A title above, an Arabic sheet name, merged cells, empty rows, numbers, digits of Arabic."""
    flows = small_flows(tmp_path / "flows")
    rows = [office("North", 31.95, "٠٦ ٥٠٠-٨٠٨٠"), [], office("South", "٣١٫٩٥", 117)]
    rows[2][0] = ""

    imported = take(book_of(tmp_path / "a.xlsx", rows), flows)

    assert imported.faults == []
    added = {row.spot.address: dict(row.row.cells) for row in imported.changes.added}
    assert list(added) == ["moj/offices/north", "moj/offices/south"]
    assert added["moj/offices/north"]["phone"] == "065008080"
    assert added["moj/offices/south"]["phone"] == "117"
    assert added["moj/offices/south"]["latitude"] == "31.95"


def test_a_sheet_that_lost_its_name_is_told_and_not_passed_over(tmp_path: Path) -> None:
    """Else an import would say that there is nothing to do; a name in brackets says it is meant."""
    flows = small_flows(tmp_path / "flows")
    rows = [office("North", 31.95, "117")]

    lost = take(book_of(tmp_path / "a.xlsx", rows, name="Sheet1"), flows)
    with pytest.raises(SheetError, match="no sheet of these names"):
        take(book_of(tmp_path / "b.xlsx", rows, name="(Sheet1)"), flows)

    assert [str(fault) for fault in lost.faults] == [
        'Sheet1: unknown-sheet it has the columns of "offices" but not its name; rename it, '
        'or put its name in brackets to keep it as your own, such as "(offices)"'
    ]


def test_formulas_and_phones_as_numbers_are_refused_at_their_cells(tmp_path: Path) -> None:
    """A formula is not what it shows; a number has lost the zero that it began with."""
    flows = small_flows(tmp_path / "flows")
    rows = [office("North", 31.95, 65008080)]

    imported = take(book_of(tmp_path / "a.xlsx", rows, formula="E4"), flows)

    told = [f"{fault.place} {fault.code}" for fault in imported.faults]
    assert told == ["المكاتب!E4 formula", "المكاتب!I4 bad-phone"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xc7\xe1", "UTF-8"), (b'a,"b\n', "no CSV")],
)
def test_what_is_no_csv_file_is_refused(content: bytes, said: str) -> None:
    """With what would help."""
    with pytest.raises(SheetError, match=said):
        read_csv(content, "a.csv")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing", b"not a book at all"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    """One line and no traceback."""
    with pytest.raises(SheetError, match=r"^a\.xlsx: "):
        read_workbook(content, "a.xlsx")


ROWS = b"</sheetData>"
VALIDATION = (
    b'</sheetData><extLst><ext><x14:formula1 xmlns:x14="x">'
    b'<xm:f xmlns:xm="y">kinds!$A$2:$A$9</xm:f>'
    b"</x14:formula1></ext></extLst>"
)


def altered(
    tmp_path: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml"
) -> bytes:
    """A clerk's workbook with something in one of its parts replaced."""
    book = book_of(tmp_path / "a.xlsx", [office("North", 31.95, "065008080")])
    altered = io.BytesIO()
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(altered, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return altered.getvalue()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("XFD1048576", "reaches to the cell XFD1048576; delete what stands there"),
        ("E1048576", "reaches to the cell E1048576; delete what stands there"),
        ("ZZZZZZZ99999999999", "ZZZZZZZ99999999999 is the name of no cell"),
    ],
)
def test_a_workbook_that_reaches_too_far_is_refused(tmp_path: Path, cell: str, said: str) -> None:
    """Its reader would make room for every cell up to the last, and the program would die."""
    far = f'<row><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'.encode()

    with pytest.raises(SheetError, match=said):
        read_workbook(altered(tmp_path, ROWS, far + ROWS), "a.xlsx")


def test_rows_that_are_merely_formatted_reach_nowhere(tmp_path: Path) -> None:
    """Whoever colours a whole column has a million cells in which nothing stands."""
    content = altered(tmp_path, ROWS, b'<row r="1048576"><c r="XFD1048576" s="1"/></row>' + ROWS)

    (sheet,) = read_workbook(content, "a.xlsx")

    assert len(sheet.rows) == 4


def test_the_source_of_a_list_to_choose_from_is_no_cell(tmp_path: Path) -> None:
    """Programs write it at the end of the sheet, as a formula."""
    (sheet,) = read_workbook(altered(tmp_path, ROWS, VALIDATION), "a.xlsx")

    assert sheet.formulas == frozenset()


def test_an_archive_that_nobody_could_unpack_is_refused(tmp_path: Path) -> None:
    """It says that it needs a program of another age."""
    content = bytearray(altered(tmp_path, b"", b"", "none"))
    content[content.index(b"PK\x01\x02") + 6] = 200

    with pytest.raises(SheetError, match=r"^a\.xlsx: "):
        read_workbook(bytes(content), "a.xlsx")


@pytest.mark.parametrize(
    "head", ["sheet;agency;stage", "sheet\tagency\tstage", "Sheet,الجهة,Stage"]
)
def test_columns_are_found_by_any_comma_and_any_name(head: str) -> None:
    """Programs part cells by semicolons or tabs; people write headers in their language."""
    comma = next(sign for sign in ";\t," if sign in head)
    content = f"{head}\r\n{comma.join(('agencies', 'moj', 'live'))}\r\n".encode()

    tables, faults = read_tables([read_csv(content, "a.csv")])

    assert faults == []
    assert tables[0].rows[0].cells == {"agency": "moj", "stage": "live"}


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    """A mistyped header would else drop a whole column in silence."""
    _, faults = read_tables([read_csv(b"agency,service,titel_ar\r\nmoj,x,y\r\n", "a.csv")])

    assert [(str(fault.place), fault.code) for fault in faults] == [("a.csv!C1", "unknown-column")]
    assert 'Did you mean "title_ar"' in faults[0].message


def test_an_unknown_column_is_told_with_the_head_that_was_meant() -> None:
    """As workbooks write it, in either language."""
    _, faults = read_tables([RawSheet("services", [["Agency", "Service", "Titel (English)"]])])

    assert 'Did you mean "Title (English)"' in faults[0].message


@pytest.mark.parametrize(
    ("form", "typed", "clean_text"),
    [
        ("number", "35,921", "35.921"),
        ("number", "٣٥٫٩٢١", "35.921"),
        ("number", "31.957, 35.921", "31.957, 35.921"),
        ("flag", "Yes", "true"),
        ("flag", "نعم", "true"),
        ("flag", "لا", "false"),
        ("flag", "perhaps", "perhaps"),
        ("phone", "06 566-2845", "065662845"),
        ("phone", "117 / 118", "117/118"),
    ],
)
def test_what_clerks_type_is_taken_as_it_is_surely_meant(
    form: Form, typed: str, clean_text: str
) -> None:
    """A comma for the decimal point, yes and no; two numbers in a cell are never joined to one."""
    assert clean(typed, form) == clean_text


@given(st.text(max_size=30), st.sampled_from(["line", "text", "words", "phone", "day", "number"]))
def test_clean_text_stays_as_it_is(text: str, form: str) -> None:
    """So that the two sides of a comparison may be cleaned apart."""
    once = clean(text, form)  # type: ignore[arg-type]
    assert clean(once, form) == once  # type: ignore[arg-type]


def test_numbers_that_a_spreadsheet_changed_are_the_same() -> None:
    """A dropped plus, a dropped zero and a dropped decimal are no changes."""
    assert are_same("phone", "+96265008080", "96265008080")
    assert are_same("phone", "065008080", "65008080")
    assert are_same("number", "31.9460", "31.946")
    assert not are_same("line", "007", "7")
