"""Sheets of 2,000 services, out and in again, beside bare writing of the cells and bare YAML."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench.catalogue import make_catalogue
from bench.programs import ROOT
from bench.releases import yaml_events_s
from bot.authoring.sheets.exporting import as_csv, as_workbook
from bot.authoring.sheets.importing import import_sheets
from bot.authoring.sheets.rows.folder import read_folder

SERVICES = 2000
LOCALES = ROOT / "locales"


def report() -> None:
    """Print processor seconds, each beside its floor."""
    with TemporaryDirectory() as name:
        flows, sheet = Path(name) / "flows", Path(name) / "sheet.xlsx"
        make_catalogue(flows, SERVICES)
        folder = read_folder(flows)
        lines = [row.line() for row in folder.rows()]
        cells = sum(1 for line in lines for cell in line if cell)
        print(f"  {SERVICES} services, {len(lines)} rows, {cells} filled cells; processor seconds")
        writing = _seconds(lambda: _write_bare(lines))
        parsing = yaml_events_s(flows)
        _line("export .xlsx", lambda: sheet.write_bytes(as_workbook(read_folder(flows))), writing)
        csv = sheet.with_suffix(".csv")
        _line("export .csv", lambda: csv.write_bytes(as_csv(read_folder(flows))), parsing)
        for file in (sheet, csv):
            _line(f"import {file.suffix}, unchanged", lambda at=file: _take(at, flows), parsing)
        print(f"  floors: xlsxwriter writes these cells {writing:.2f}, YAML events {parsing:.2f}")


def _line(name: str, work: Callable[[], object], floor: float) -> None:
    seconds = _seconds(work)
    print(f"  {name:26} {seconds:6.2f}  {seconds / floor:5.1f} × floor", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _take(file: Path, flows: Path) -> None:
    if not import_sheets(file, flows, LOCALES, lambda _: None).is_idle:
        raise SystemExit("an unchanged sheet changes something")


def _write_bare(lines: list[list[str]]) -> None:
    from xlsxwriter import Workbook  # here: of an extra that other sections do without

    with Workbook(io.BytesIO(), {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, line in enumerate(lines):
            for at, cell in enumerate(line):
                if cell:
                    page.write_string(number, at, cell)
