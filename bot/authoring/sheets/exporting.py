"""A folder of flows as a workbook or as a CSV file."""

from collections.abc import Sequence

from bot.authoring.sheets.files.csv_files import csv_bytes
from bot.authoring.sheets.files.writing import workbook_bytes
from bot.authoring.sheets.rows.folder import FlowFolder
from bot.authoring.sheets.tables.columns import SHEETS


def as_workbook(folder: FlowFolder, agencies: Sequence[str] = ()) -> bytes:
    """The workbook of all agencies, or of those named. Equal flows make equal bytes."""
    kinds = ((kind, title.ar, title.en) for kind, title in folder.kinds.items())
    return workbook_bytes(_rows(folder, agencies), kinds)


def as_csv(folder: FlowFolder, agencies: Sequence[str] = ()) -> bytes:
    """The same rows in one table, its first column saying of which sheet each is."""
    rows = _rows(folder, agencies)
    return csv_bytes((name, cells) for name, lines in rows.items() for cells in lines)


def _rows(folder: FlowFolder, agencies: Sequence[str]) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {sheet.name: [] for sheet in SHEETS}
    for row in folder.rows():
        if not agencies or row.spot.agency in agencies:
            rows[row.spot.sheet].append(row.line())
    return rows
