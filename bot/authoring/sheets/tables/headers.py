"""Which column is which: headers as we write them, as people shorten them, as they mistype them."""

from collections.abc import Iterable

from bot.authoring.sheets.tables.cells import CellValue, clean
from bot.authoring.sheets.tables.columns import BY_NAME, SHEETS, Column, Sheet
from bot.texts.folding import fold

SHEET_KEY = "sheet"  # the column of a CSV file that says which sheet a row is of
_MOST_ROWS_ABOVE = 10  # a ministry's name, a logo, a date
_FEWEST_HEADS = 4  # by which a sheet is known to be one of ours, whatever it is called


def find_sheet(name: str) -> Sheet | None:
    """The sheet that a workbook calls so, in English or Arabic."""
    folded = fold(name)
    return next((at for at in SHEETS if folded in (at.name, fold(at.ar))), None)


def guess_sheet(keys: Iterable[str]) -> Sheet | None:
    """The sheet of a table that does not say: that whose own column it has."""
    known = set(keys)
    for key, name in (
        ("office", "offices"), ("answer_ar", "questions"), ("question", "questions"),
        ("kind", "questions"), ("service", "services"), ("agency", "agencies"),
    ):  # fmt: skip
        if key in known:
            return BY_NAME[name]
    return None


def misnamed_sheet(name: str, rows: list[list[CellValue]]) -> Sheet | None:
    """The sheet that one of another name was most likely meant as, by the heads of its columns.

    None where it is the author's own: with other heads, or its name in brackets.
    """
    if is_passed_over(name):
        return None
    names = names_of(column for sheet in SHEETS for column in sheet.columns)
    head = rows[header_row(rows, names)] if rows else []
    keys = {names.get(fold(clean(cell, "line")), "") for cell in head} - {""}
    return guess_sheet(keys) if "agency" in keys and len(keys) >= _FEWEST_HEADS else None


def names_of(columns: Iterable[Column]) -> dict[str, str]:
    """Every way to write a header, folded, and the key it stands for; a key before a label."""
    known = list(columns)
    names = {fold(column.key): column.key for column in known}
    for column in known:
        for written in (column.header, column.en, column.ar):
            names.setdefault(fold(written), column.key)
    return names


def header_row(rows: list[list[CellValue]], names: dict[str, str]) -> int:
    """The position of the row that holds the headers: the one that knows most of them; 0 if none.

    What people write above their tables is passed over.
    """
    counts = [
        sum(fold(clean(cell, "line")) in names for cell in row) for row in rows[:_MOST_ROWS_ABOVE]
    ]
    return counts.index(max(counts)) if counts else 0


def is_passed_over(header: str) -> bool:
    """Whether a column or sheet is the author's own: it has no name, or begins with a bracket."""
    return not header or header.startswith("(")
