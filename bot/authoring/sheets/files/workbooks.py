"""Workbooks (.xlsx) as cells, with the places of formulas and of merged ranges."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from bot.authoring.sheets.tables.cells import CellValue
from bot.authoring.sheets.tables.headers import find_sheet, misnamed_sheet
from bot.authoring.sheets.tables.table import RawSheet
from bot.errors import SheetError

_MOST_UNPACKED = 300 << 20  # bytes; 2,000 services unpack to a tenth of it
_MOST_CELLS = 4_000_000  # up to the last row and column that are used; 2,000 services fill a tenth
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
# What the reader of archives raises beside its own errors, for parts that nobody could unpack.
_UNREADABLE = (OSError, LookupError, ValueError, RuntimeError, EOFError, zlib.error)


def read_workbook(content: bytes, name: str) -> list[RawSheet]:
    """The sheets of a workbook that we know by name, or that have but another name.

    Raises SheetError for what is no workbook, is locked by a password or unpacks to too much.
    """
    from python_calamine import (  # here: a megabyte that other commands can spare
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    _refuse_bombs(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        cells = _Cells(content)
        sheets = []
        for title in book.sheet_names:
            formulas = cells.formulas_of(title)
            sheet = book.get_sheet_by_name(title)
            rows: list[list[CellValue]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
            if find_sheet(title) is None:
                if meant := misnamed_sheet(title, rows):
                    sheets.append(RawSheet(title, rows, meant_as=meant.name))
                continue
            merged = tuple(sheet.merged_cell_ranges or ())
            sheets.append(RawSheet(title, rows, formulas, merged))
    except PasswordError:
        raise SheetError(f"{name}: the workbook has a password; save it without") from None
    except (CalamineError, expat.ExpatError, zipfile.BadZipFile, *_UNREADABLE) as error:
        raise SheetError(f"{name}: the workbook cannot be read: {error}") from None
    if not sheets:
        known = "agencies, services, questions, offices"
        raise SheetError(f"{name}: the workbook has no sheet of these names: {known}")
    return sheets


def _refuse_bombs(content: bytes, name: str) -> None:
    """Workbooks are archives; a small one can unpack to more than the memory holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, *_UNREADABLE):
        raise SheetError(f"{name}: this is no workbook (.xlsx)") from None
    if size > _MOST_UNPACKED:
        raise SheetError(f"{name}: the workbook unpacks to over {_MOST_UNPACKED >> 20} MiB")


class _Cells:
    """The cells of a workbook as they are written: which are formulas, and how far they reach.

    Their reader gives formulas as mere values, and makes room for all cells up to the last.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        targets = {
            attributes["Id"]: attributes["Target"]
            for tag, attributes in self._elements("xl/_rels/workbook.xml.rels")
            if tag == "Relationship"
        }
        self._parts = {
            attributes["name"]: targets[relation]
            for tag, attributes in self._elements("xl/workbook.xml")
            if tag == "sheet"
            for key, relation in attributes.items()
            if key.rpartition(":")[2] == "id"
        }

    def formulas_of(self, title: str) -> frozenset[tuple[int, int]]:
        """Rows and columns, from 0. Raises ValueError where a sheet reaches too far."""
        target = self._parts[title]
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        found = set()
        at = ""
        row = column = last_row = last_column = 0
        for tag, attributes in self._elements(part):
            if tag == "row":
                row, column = int(attributes.get("r", row + 1)), 0
            elif tag == "c":
                at = attributes.get("r", "")
                row, column = _place_of(at) if at else (row, column + 1)
            elif tag in ("v", "is", "f"):
                last_row, last_column = max(last_row, row), max(last_column, column)
                if last_row * last_column > _MOST_CELLS:
                    raise ValueError(f"{title} reaches to the cell {at}; delete what stands there")
                if tag == "f":
                    found.add((row - 1, column - 1))
            elif tag == "extLst":  # lists to choose from, whose sources are formulas too
                break
        return frozenset(found)

    def _elements(self, part: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The elements of a part as they begin, without the prefixes of their names."""
        found: list[tuple[str, dict[str, str]]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, at: found.append((tag.rpartition(":")[2], at))
        parser.EntityDeclHandler = _refuse_entity
        with self._archive.open(part) as stream:
            while chunk := stream.read(1 << 16):
                parser.Parse(chunk)
                yield from found
                found.clear()


def _refuse_entity(*_: object) -> None:
    """Entities make small files explode; no spreadsheet writes any."""
    raise expat.ExpatError("it declares XML entities")


def _place_of(cell: str) -> tuple[int, int]:
    """The row and column of a cell such as C7, from 1. Raises ValueError for another name."""
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell} is the name of no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
