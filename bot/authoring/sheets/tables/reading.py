"""Sheets as they were handed in to tables with known columns; every mistake at its cell."""

from collections.abc import Iterable, Iterator

from bot.authoring.sheets.tables.cells import CellValue, clean
from bot.authoring.sheets.tables.columns import BY_NAME, SHEETS, Column, Sheet
from bot.authoring.sheets.tables.headers import (
    SHEET_KEY,
    find_sheet,
    guess_sheet,
    header_row,
    is_passed_over,
    names_of,
)
from bot.authoring.sheets.tables.table import CellFault, CellPlace, RawSheet, Table, TableRow
from bot.flows.faults import hint
from bot.texts.folding import fold

_FILLED_DOWN = ("agency", "service", "under", SHEET_KEY)  # merged over the rows they belong to


def read_tables(sheets: Iterable[RawSheet]) -> tuple[list[Table], list[CellFault]]:
    """The tables that sheets hold; one that has but another name is a fault."""
    tables: list[Table] = []
    faults: list[CellFault] = []
    for raw in sheets:
        if raw.meant_as:
            faults.append(CellFault(CellPlace(raw.name), "unknown-sheet", _misnamed(raw)))
            continue
        reading = _Reading(raw)
        tables += reading.tables()
        faults += reading.faults
    return tables, faults


def _misnamed(raw: RawSheet) -> str:
    return (
        f'it has the columns of "{raw.meant_as}" but not its name; rename it, '
        f'or put its name in brackets to keep it as your own, such as "({raw.meant_as})"'
    )


class _Reading:
    """One sheet being read."""

    def __init__(self, raw: RawSheet) -> None:
        self.faults: list[CellFault] = []
        self._raw = raw
        self._sheet = find_sheet(raw.name)
        self._read_names()
        if self._sheet is None:  # a CSV file, of all sheets or of one that does not say which
            found = {self._names.get(fold(clean(cell, "line"))) for cell in self._header()}
            if SHEET_KEY not in found:
                self._sheet = guess_sheet(key for key in found if key)
                self._read_names()
        self._merged = dict(_merged_cells(raw))

    def _read_names(self) -> None:
        columns = self._sheet.columns if self._sheet else _all_columns()
        self._names = names_of(columns) | {fold(SHEET_KEY): SHEET_KEY}
        self._head = header_row(self._raw.rows, self._names)

    def _header(self) -> list[CellValue]:
        return self._raw.rows[self._head] if self._raw.rows else []

    def tables(self) -> Iterator[Table]:
        """One table, or one for each sheet whose rows a CSV file holds."""
        columns = self._columns()
        if self._sheet is None and SHEET_KEY not in columns:
            self._fault(self._head, 0, "no-header", "no row here names the columns")
            return
        tables: dict[str, Table] = {}
        for position in range(self._head + 1, len(self._raw.rows)):
            sheet = self._sheet_of(position, columns)
            if sheet is None or not any(clean(cell, "line") for cell in self._raw.rows[position]):
                continue
            table = tables.get(sheet.name)
            if table is None:
                known = {key: at + 1 for key, at in columns.items() if key in sheet.by_key}
                table = tables[sheet.name] = Table(sheet, self._raw.name, known)
            table.rows.append(self._row(position, table))
        yield from tables.values()

    def _columns(self) -> dict[str, int]:
        """Keys and their columns, from 0; a header that is not known is a fault."""
        columns: dict[str, int] = {}
        for at, cell in enumerate(self._header()):
            header = clean(cell, "line")
            key = self._names.get(fold(header))
            if key in columns:
                message = f'the column "{header}" is there twice'
                self._fault(self._head, at, "duplicate-column", message)
            elif key is not None:
                columns[key] = at
            elif not is_passed_over(header):
                own = self._sheet.columns if self._sheet else ()
                known = [name for column in own for name in (column.key, column.en, column.ar)]
                mend = hint(header, known) or ' Put it in brackets, such as "(notes)", to keep it.'
                message = f'the column "{header}" is not known.{mend}'
                self._fault(self._head, at, "unknown-column", message)
        return columns

    def _sheet_of(self, position: int, columns: dict[str, int]) -> Sheet | None:
        """The sheet a row is of; None after a fault."""
        if self._sheet is not None:
            return self._sheet
        name = clean(self._value(position, columns[SHEET_KEY], SHEET_KEY), "line")
        sheet = BY_NAME.get(name) or find_sheet(name)
        if sheet is None and any(clean(cell, "line") for cell in self._raw.rows[position]):
            message = f"write one of: {', '.join(BY_NAME)}.{hint(name, BY_NAME)}"
            self._fault(position, columns[SHEET_KEY], "unknown-sheet", message)
        return sheet

    def _row(self, position: int, table: Table) -> TableRow:
        cells: dict[str, str] = {}
        numbers: list[str] = []
        known = table.sheet.by_key
        for key, number in table.columns.items():
            at = number - 1
            value = self._value(position, at, key)
            cells[key] = clean(value, known[key].form)
            if _is_number(value):
                numbers.append(key)
            if (position, at) in self._raw.formulas:
                message = "this is a formula; copy it and paste it as a value"
                self._fault(position, at, "formula", message)
        return TableRow(position + 1, cells, frozenset(numbers))

    def _value(self, position: int, at: int, key: str) -> CellValue:
        source = self._merged.get((position, at)) if key in _FILLED_DOWN else None
        row, column = source or (position, at)
        cells = self._raw.rows[row]
        return cells[column] if column < len(cells) else ""

    def _fault(self, row: int, column: int, code: str, message: str) -> None:
        place = CellPlace(self._raw.name, row + 1, column + 1)
        self.faults.append(CellFault(place, code, message))


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _all_columns() -> list[Column]:
    return [column for sheet in SHEETS for column in sheet.columns]


def _merged_cells(raw: RawSheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each cell of a merged range and the first one, which holds its text."""
    for (top, left), (bottom, right) in raw.merged:
        for row in range(top, min(bottom + 1, len(raw.rows))):
            for column in range(left, right + 1):
                yield (row, column), (top, left)
