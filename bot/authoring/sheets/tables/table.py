"""A sheet as it was handed in: rows of cells with their places, and faults by place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.authoring.sheets.tables.cells import CellValue
from bot.authoring.sheets.tables.columns import Sheet


@dataclass(frozen=True, slots=True, order=True)
class CellPlace:
    """A cell; rows and columns count from 1. Column 0 is the whole row, row 0 the whole sheet."""

    sheet: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`services!C17`, as spreadsheets write it."""
        if not self.row:
            return self.sheet
        return f"{self.sheet}!{letters(self.column or 1)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """One mistake in one cell, or, with `file`, in a flow file that no sheet shows."""

    place: CellPlace
    code: str
    message: str
    file: str = ""  # `flows/moj.yaml:12:3`

    def __str__(self) -> str:
        """`services!C17: code message`."""
        return f"{self.file or self.place}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The cells of one sheet by row and column, from 0, with those that are formulas.

    `meant_as` is the sheet it most likely is, where its name says none.
    """

    name: str
    rows: list[list[CellValue]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    meant_as: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row by column keys; a key that the sheet has no column for is not there.

    `numbers` are the keys whose cells the spreadsheet holds as numbers.
    """

    number: int
    cells: Mapping[str, str]
    numbers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Table:
    """The rows of one kind of sheet. `label` is what places call it."""

    sheet: Sheet
    label: str
    columns: Mapping[str, int]  # key → column, from 1
    rows: list[TableRow] = field(default_factory=list)

    def place(self, row: TableRow, key: str = "") -> CellPlace:
        """Where a cell stands; the row itself where the sheet has no such column."""
        return CellPlace(self.label, row.number, self.columns.get(key, 0))


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
