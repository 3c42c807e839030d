"""A workbook that clerks fill: both languages side by side, limits told, choices offered."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.authoring.sheets.files.guide import GUIDE
from bot.authoring.sheets.tables.columns import (
    GUIDE_NAME,
    KINDS_AR,
    KINDS_NAME,
    MORE,
    SHEETS,
    Column,
    Sheet,
)
from bot.authoring.sheets.tables.table import letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A fixed day, so that equal flows make equal bytes.
_CREATED = datetime(2026, 1, 1)
_SPARE_ROWS = 2000  # rows below the last that offer choices too
_DAY = "yyyy-mm-dd"
# Not every program makes rows as high as their wrapped texts when it opens a file.
_LINE_HEIGHT = 15
_MOST_LINES = 8
_GUIDE_WIDTH = 70
_GREY = "#666666"
_PRINT_SCALE = 70  # per cent: the widest column fits on a page beside those that are repeated
_A4 = 9  # the number that programs know this paper by

Kind = tuple[str, str, str]  # id, Arabic and English title


def workbook_bytes(rows: Mapping[str, Sequence[Sequence[str]]], kinds: Iterable[Kind]) -> bytes:
    """The workbook of rows by sheet name, their cells in the order of the sheet's columns.

    No cell is a formula or a link; numbers stay the texts they are.
    """
    from xlsxwriter import Workbook  # here: time that other commands can spare

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, {**options, "in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        book.set_size(2400, 1400)
        _Writer(book, list(kinds), rows).write()
    return out.getvalue()


class _Writer:
    """One workbook being written."""

    def __init__(
        self, book: "Workbook", kinds: list[Kind], rows: Mapping[str, Sequence[Sequence[str]]]
    ) -> None:
        self._book, self._kinds, self._rows = book, kinds, rows
        top = {"valign": "top", "text_wrap": True}
        # "@" keeps what is typed into the cell a text: phones with their zeros, ids, "=".
        self._cell = book.add_format({**top, "num_format": "@"})
        self._arabic = book.add_format({**top, "num_format": "@", "reading_order": 2})
        self._day = book.add_format({**top, "num_format": _DAY})
        head = {**top, "bold": True, "bg_color": "#DDE7E2", "bottom": 1, "align": "center"}
        self._head = book.add_format(head)
        self._note = book.add_format({**top, "num_format": "@", "font_color": _GREY})
        self._head_note = book.add_format({**head, "bg_color": "#EEEEEE", "font_color": _GREY})
        self._head_needed = book.add_format({**head, "bg_color": "#BFD8CC"})

    def write(self) -> None:
        """The sheets in the order in which they are filled, the guide first."""
        self._write_guide()
        for sheet in SHEETS:
            self._write_sheet(sheet)
        self._write_kinds()

    def _add(self, name: str) -> "Worksheet":
        page = self._book.add_worksheet(name)
        page.right_to_left()
        page.set_landscape()
        page.set_paper(_A4)
        page.hide_gridlines(0)  # they are printed too
        return page

    def _write_guide(self) -> None:
        page = self._add(GUIDE_NAME)
        page.set_column(0, 1, _GUIDE_WIDTH)
        page.fit_to_pages(1, 0)
        for row, (arabic, english) in enumerate(GUIDE):
            head = row == 0
            page.set_row(row, _height((arabic, english), (_GUIDE_WIDTH, _GUIDE_WIDTH)))
            page.write_string(row, 0, arabic, self._head if head else self._arabic)
            page.write_string(row, 1, english, self._head if head else self._cell)

    def _write_sheet(self, sheet: Sheet) -> None:
        page = self._add(sheet.name)
        rows = self._rows.get(sheet.name, ())
        fixed = sum(not column.path for column in sheet.columns[:4])
        page.freeze_panes(1, fixed)
        page.repeat_rows(0)  # on every printed page, so that each tells what its cells are
        page.repeat_columns(0, fixed - 1)
        page.set_print_scale(_PRINT_SCALE)
        page.set_row(0, 34)
        for at, column in enumerate(sheet.columns):
            self._write_head(page, at, column)
            self._offer_choices(page, sheet, at, column, len(rows))
        formats = [self._format(column) for column in sheet.columns]
        forms = [column.form for column in sheet.columns]
        widths = [column.width for column in sheet.columns]
        for number, cells in enumerate(rows, start=1):
            page.set_row(number, _height(cells, widths))
            for at, text in enumerate(cells):
                if not text:
                    continue
                day = _as_day(text) if forms[at] == "day" else None
                if day is not None:
                    page.write_datetime(number, at, day, formats[at])
                else:
                    page.write_string(number, at, text, formats[at])
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)

    def _write_head(self, page: "Worksheet", at: int, column: Column) -> None:
        page.set_column(at, at, column.width, self._format(column))
        style = self._head_needed if column.required else self._head
        style = self._head_note if column is MORE else style
        page.write_string(0, at, column.header, style)
        notes = [column.note_ar, column.note_en]
        if column.required:
            notes += ["لا تُترك فارغة.", "Must be filled."]
        if note := "\n".join(filter(None, notes)):
            page.write_comment(0, at, note, {"author": "", "x_scale": 2, "y_scale": 1.2})

    def _format(self, column: Column) -> "Format":
        if column.form == "day":
            return self._day
        if column is MORE:
            return self._note
        return self._arabic if column.path[-1:] == ("ar",) else self._cell

    def _offer_choices(
        self, page: "Worksheet", sheet: Sheet, at: int, column: Column, rows: int
    ) -> None:
        """A list to choose from, which takes other words too: import tells of them kindly."""
        source: object = list(column.choices)
        if column.key == "kind":
            source = _range(KINDS_NAME, 0, len(self._kinds))
        elif column.key == "agency" and sheet.name != "agencies":
            source = _range("agencies", 0, len(self._rows.get("agencies", ())) + 50)
        elif not column.choices:
            return
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, at, rows + _SPARE_ROWS, at, rule)

    def _write_kinds(self) -> None:
        page = self._add(KINDS_NAME)
        page.set_column(0, 2, 26)
        page.freeze_panes(1, 1)
        for at, head in enumerate((f"{KINDS_AR}\nkind", "العنوان\nArabic", "العنوان\nEnglish")):
            page.write_string(0, at, head, self._head)
        for row, kind in enumerate(self._kinds, start=1):
            for at, text in enumerate(kind):
                page.write_string(row, at, text, self._cell)


def _range(sheet: str, column: int, rows: int) -> str:
    """A column of another sheet, below its head."""
    name = letters(column + 1)
    return f"={sheet}!${name}$2:${name}${max(rows, 1) + 1}"


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row is for its wrapped texts, up to a limit."""
    lines = (
        sum(1 + len(line) // width for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return _LINE_HEIGHT * min(max(lines), _MOST_LINES)


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
