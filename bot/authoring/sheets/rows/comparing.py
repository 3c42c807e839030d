"""What a sheet would change: rows added, changed and missing, told cell by cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.authoring.sheets.rows.matching import ID_COLUMNS, SheetRow
from bot.authoring.sheets.rows.rows import FileRow
from bot.authoring.sheets.tables.cells import are_same
from bot.authoring.sheets.tables.columns import Column
from bot.authoring.sheets.tables.table import CellFault

ASK = "ask"  # the key of a question back to the citizen, which no sheet shows
_OF_ANSWERS = ("answer", "link", "offices")
_SHORTEST_WITH_ZERO = 7  # digits; shorter ones are short codes and have no area code
# Local numbers begin with 0 and foreign ones with +; shorter are those of short services.
_LOST_ITS_BEGINNING = re.compile("[1-9][0-9]{7,}")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that is there: what stood in it and what shall."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is there and whose cells differ."""

    old: FileRow
    new: SheetRow
    cells: tuple[CellChange, ...]


@dataclass(slots=True)
class Changes:
    """All differences between a sheet and the files, in the order of the sheet."""

    added: list[SheetRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    missing: list[FileRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to add or to change."""
        return bool(self.added or self.changed)


def compare(
    file_rows: Sequence[FileRow], sheet_rows: Sequence[SheetRow]
) -> tuple[Changes, list[CellFault]]:
    """The differences, and the faults of cells that no file could hold as they are."""
    by_address = {row.spot.address: row for row in file_rows}
    changes = Changes(missing=list(_missing(file_rows, sheet_rows)))
    faults: list[CellFault] = []
    for row in sheet_rows:
        old = by_address.get(row.spot.address)
        cells = tuple(_differences(old, row))
        faults += _faults(old, row, cells)
        if old is None:
            changes.added.append(row)
        elif cells:
            changes.changed.append(ChangedRow(old, row, cells))
    return changes, faults


def changed_ids(changes: Changes) -> Iterator[CellFault]:
    """Rows that are new by their ids alone: what is there has the same titles and no row any more.

    An id that changes in a sheet would make a second node, and leave taps and talks with the old.
    """
    lost = {
        (row.spot.sheet, row.spot.parent, named): row.spot.key
        for row in changes.missing
        if (named := _names(row.cells)) and row.spot.identity == "id"
    }
    for row in changes.added:
        was = lost.get((row.spot.sheet, row.spot.parent, _names(row.row.cells)))
        if was and row.spot.identity == "id":
            message = (
                f'the id was "{was}", and citizens\' taps live by it: write it again; in the file '
                'it can be changed, with "moved_from"'
            )
            yield CellFault(row.place(ID_COLUMNS[row.spot.sheet]), "changed-id", message)


def _names(cells: Mapping[str, str]) -> tuple[str, ...]:
    named = tuple(cells.get(key, "") for key in ("title_ar", "title_en", "name_ar", "name_en"))
    return named if any(named) else ()


def _differences(old: FileRow | None, row: SheetRow) -> Iterator[CellChange]:
    before: Mapping[str, str] = old.cells if old else {}
    for column in row.table.sheet.values:
        if column.key in row.row.cells:
            was, shall = before.get(column.key, ""), row.row.cells[column.key]
            if not are_same(column.form, was, shall):
                yield CellChange(column, was, shall)


def _faults(old: FileRow | None, row: SheetRow, cells: Sequence[CellChange]) -> Iterator[CellFault]:
    changed = {change.column.key for change in cells}
    for column in row.table.sheet.values:
        if column.key not in changed and old is not None:
            continue
        text = row.row.cells.get(column.key, "")
        if old is not None and column.key in old.hidden:
            message = (
                f"{column.en} is written in {old.spot.agency}.yaml in a way that no cell holds; "
                "change it there"
            )
            yield CellFault(row.place(column.key), "not-for-sheets", message)
        elif old is not None and ASK in old.unshown and text and column.path[0] in _OF_ANSWERS:
            message = (
                f"{column.en} has no meaning here: {old.spot.address} asks the citizen back; "
                "change it in the file"
            )
            yield CellFault(row.place(column.key), "not-for-sheets", message)
        elif row.spot.identity == "goto" and text:
            message = f"{column.en} has no meaning beside goto, which takes all from there"
            yield CellFault(row.place(column.key), "unknown-key", message)
        elif not text and _is_needed(column, row):
            yield CellFault(row.place(column.key), "missing-key", f"{column.en} is missing")
        elif column.form == "phone" and _may_lack_zero(text, column, row):
            message = (
                "the phone is stored as a number, which drops a zero in front; make the cell "
                "a text and write it again"
            )
            yield CellFault(row.place(column.key), "bad-phone", message)
        elif column.form == "phone" and _LOST_ITS_BEGINNING.fullmatch(text):
            message = (
                'the phone begins neither with 0 nor with "+", as where a spreadsheet dropped '
                "them; write it whole"
            )
            yield CellFault(row.place(column.key), "bad-phone", message)


def _may_lack_zero(text: str, column: Column, row: SheetRow) -> bool:
    return column.key in row.row.numbers and len(text) >= _SHORTEST_WITH_ZERO


def _is_needed(column: Column, row: SheetRow) -> bool:
    """Whether a cell may not be empty: a required one, or one whose other language is filled."""
    if column.required:
        return True
    is_own = row.spot.sheet == "questions" and row.spot.identity == "id"
    if is_own and column.path[0] == "title":
        return True
    if column.path[-1] not in ("ar", "en") or column.path[0] == "keywords":
        return False
    stem = column.key[:-2]
    other = f"{stem}{'en' if column.path[-1] == 'ar' else 'ar'}"
    return bool(row.row.cells.get(other))


def _missing(file_rows: Sequence[FileRow], sheet_rows: Sequence[SheetRow]) -> Iterator[FileRow]:
    """Rows of the files that the sheet could have shown and did not.

    A sheet speaks for an agency of which it has a row, and for a service of which it has a
    question; of others it says nothing. Agencies are never missing.
    """
    shown = {row.spot.address for row in sheet_rows}
    spoken = {(row.spot.sheet, _scope(row.spot.sheet, row.spot.parent)) for row in sheet_rows}
    gone: list[str] = []
    for row in file_rows:
        spot = row.spot
        if spot.sheet == "agencies" or spot.address in shown:
            continue
        is_below_gone = any(spot.parent == at or spot.parent.startswith(f"{at}/") for at in gone)
        if is_below_gone or (spot.sheet, _scope(spot.sheet, spot.parent)) in spoken:
            if spot.identity != "goto":
                gone.append(spot.address)
            yield row


def _scope(sheet: str, parent: str) -> str:
    """What a row's sheet speaks for: the agency, and for a question its service."""
    return "/".join(parent.split("/")[: 2 if sheet == "questions" else 1])
