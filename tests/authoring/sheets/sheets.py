"""Flows of the project in a folder of their own, and sheets of them to change."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from bot.authoring.sheets.exporting import as_csv
from bot.authoring.sheets.importing import Imported, import_sheets
from bot.authoring.sheets.rows.folder import read_folder
from bot.authoring.sheets.saving import write_files

ROOT = Path(__file__).parent.parent.parent.parent
AGENCIES = ("cspd", "moj")
Row = dict[str, str]
Change = Callable[[list[Row]], None]


def small_flows(folder: Path) -> Path:
    """Two of the project's agencies as a folder of their own."""
    folder.mkdir(parents=True)
    for name in AGENCIES:
        shutil.copy(ROOT / "flows" / f"{name}.yaml", folder)
    shutil.copy(ROOT / "flows" / "_kinds.yaml", folder)
    main = "agencies:\n  - cspd  # first\n  - moj\ncontact_phone: '065008080'\n"
    (folder / "_main.yaml").write_text(main, encoding="utf-8")
    return folder


def sheet_of(flows: Path) -> list[Row]:
    """The rows of a folder as a clerk's program reads them."""
    text = as_csv(read_folder(flows)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def find(rows: list[Row], **wanted: str) -> Row:
    """The row whose cells are these."""
    return next(row for row in rows if all(row[key] == text for key, text in wanted.items()))


def new_row(rows: list[Row], **cells: str) -> Row:
    """A row with these cells, put at the end."""
    row = {**dict.fromkeys(rows[0], ""), **cells}
    rows.append(row)
    return row


def save_csv(rows: list[Row], file: Path) -> Path:
    """The rows as a program would save them."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def take(file: Path, flows: Path, *, removes: bool = False) -> Imported:
    """What an import of a file would do."""
    return import_sheets(file, flows, ROOT / "locales", lambda _: None, removes=removes)


def edit(flows: Path, change: Change, *, removes: bool = False) -> Imported:
    """Export, change the rows, import them and write."""
    rows = sheet_of(flows)
    change(rows)
    imported = take(save_csv(rows, flows.parent / "sheet.csv"), flows, removes=removes)
    write_files(imported.files)
    return imported


def texts_of(flows: Path) -> dict[str, str]:
    """Every file by its name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(flows.iterdir())}


def faults_of(imported: Imported) -> list[str]:
    """The faults as places and codes."""
    return [f"{fault.file or fault.place} {fault.code}" for fault in imported.faults]
