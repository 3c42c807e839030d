"""Sheets taken into a folder of flows: what changes, what is wrong, what to write."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.checking.drawing.aids import ALONE, Aids
from bot.authoring.sheets.editing.applying import Applying, NewFile
from bot.authoring.sheets.files.csv_files import read_csv
from bot.authoring.sheets.files.workbooks import read_workbook
from bot.authoring.sheets.proving import Proof
from bot.authoring.sheets.rows.comparing import Changes, changed_ids, compare
from bot.authoring.sheets.rows.folder import FlowFolder, read_folder
from bot.authoring.sheets.rows.matching import Matcher, SheetRow
from bot.authoring.sheets.rows.rows import FileRow
from bot.authoring.sheets.tables.reading import read_tables
from bot.authoring.sheets.tables.table import CellFault, RawSheet
from bot.errors import SheetError

WORKBOOK, CSV = ".xlsx", ".csv"
ENDINGS = (WORKBOOK, CSV)
_MOST_BYTES = 64 << 20

Step = Callable[[str], None]  # told what begins now


@dataclass(frozen=True, slots=True)
class Imported:
    """All that an import would do. With `faults` nothing may be written."""

    changes: Changes
    faults: list[CellFault]
    files: list[NewFile]
    removes: bool

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to write."""
        return not self.faults and not self.files


def import_sheets(
    file: Path,
    flows: Path,
    locales: Path,
    step: Step,
    *,
    removes: bool = False,
    aids: Aids = ALONE,
) -> Imported:
    """Compare a file of sheets with a folder, make the new files and check them; writes nothing.

    Raises SheetError for a file that cannot be read, FlowError for flows that cannot.
    """
    step("reading the sheet")
    tables, faults = read_tables(read_sheets(file))
    step("reading the flows")
    folder = read_folder(flows)
    file_rows = list(folder.rows())
    step("comparing")
    matcher = Matcher(folder, file_rows)
    matcher.place_tables(tables)
    changes, found = compare(file_rows, matcher.rows)
    faults += [*matcher.faults, *found]
    is_partial = len(matcher.rows) < sum(len(table.rows) for table in tables)
    if is_partial:  # with rows that could not be placed, nothing can be said to be missing
        changes.missing.clear()
    faults += changed_ids(changes)
    if removes:
        faults += _contradictions(changes, matcher.rows)
    applying = Applying(folder, file_rows, matcher.rows)
    files = applying.files(changes, removes=removes)
    faults += applying.faults
    if files:
        step("checking the result")
        found = _proven(folder, files, matcher.rows, changes, locales, faults, aids)
        faults += [at for at in found if not (is_partial and at.code == "not-one-content")]
    return Imported(changes, sorted(set(faults)), [] if faults else files, removes)


def read_sheets(file: Path) -> list[RawSheet]:
    """The sheets of a file. Raises SheetError when it cannot be read."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise SheetError(f"{file}: the file is over {_MOST_BYTES >> 20} MiB")
        content = file.read_bytes()
    except OSError as error:
        raise SheetError(f"{file}: cannot be read: {error.strerror}") from None
    if file.suffix.lower() == WORKBOOK:
        return read_workbook(content, str(file))
    return [read_csv(content, file.name)]


def _contradictions(changes: Changes, rows: Sequence[SheetRow]) -> Iterator[CellFault]:
    """Rows below a row that the sheet lacks, which would be removed with them."""
    gone = {row.spot.address for row in changes.missing if row.spot.identity != "goto"}
    for row in rows:
        parts = row.spot.parent.split("/")
        lost = next(
            (at for end in range(2, len(parts) + 1) if (at := "/".join(parts[:end])) in gone), ""
        )
        if lost:
            message = (
                f"no row says {lost}, which would be removed; remove this row too, or keep both"
            )
            yield CellFault(row.place(), "unknown-service", message)


def _proven(
    folder: FlowFolder,
    files: list[NewFile],
    rows: list[SheetRow],
    changes: Changes,
    locales: Path,
    told: Sequence[CellFault],
    aids: Aids,
) -> list[CellFault]:
    """What the checks say of the result, but for what was told of the same cells already."""
    proof = Proof(folder, files, rows)
    touched = {row.spot.address for row in changes.added}
    touched |= {row.old.spot.address for row in changes.changed}
    touched |= {_above(row) for row in changes.missing}
    cells = {fault.place for fault in told}
    found = proof.faults(locales, touched, aids)
    if not told and not found:
        found += proof.differences()
    rows_told = {(fault.place.sheet, fault.place.row) for fault in told}
    renamed = {(at.place.sheet, at.place.row) for at in told if at.code == "changed-id"}
    return [
        fault
        for fault in found
        if fault.place not in cells
        and (fault.place.sheet, fault.place.row) not in renamed
        and not (
            (fault.code.startswith("missing-") or fault.code == "not-one-content")
            and (fault.place.sheet, fault.place.row) in rows_told
        )
    ]


def _above(row: FileRow) -> str:
    return row.spot.parent or row.spot.address
