"""Workbooks (.xlsx) as cells, with the places of formulas and of merged ranges."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from bot.authoring.sheets.tables.cells import CellValue
from bot.authoring.sheets.tables.headers import find_sheet, misnamed_sheet
from bot.authoring.sheets.tables.table import RawSheet
from bot.errors import SheetError

_MOST_UNPACKED = 300 << 20  # bytes; 2,000 services unpack to a tenth of it
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")


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
        formulas = _Formulas(content)
        sheets = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            rows: list[list[CellValue]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
            if find_sheet(title) is None:
                if meant := misnamed_sheet(title, rows):
                    sheets.append(RawSheet(title, rows, meant_as=meant.name))
                continue
            merged = tuple(sheet.merged_cell_ranges or ())
            sheets.append(RawSheet(title, rows, formulas.of(title), merged))
    except PasswordError:
        raise SheetError(f"{name}: the workbook has a password; save it without") from None
    except (CalamineError, OSError, KeyError, expat.ExpatError, zipfile.BadZipFile) as error:
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
    except zipfile.BadZipFile:
        raise SheetError(f"{name}: this is no workbook (.xlsx)") from None
    if size > _MOST_UNPACKED:
        raise SheetError(f"{name}: the workbook unpacks to over {_MOST_UNPACKED >> 20} MiB")


class _Formulas:
    """The cells of a workbook that are formulas, which its reader gives as mere values."""

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

    def of(self, title: str) -> frozenset[tuple[int, int]]:
        """Rows and columns, from 0."""
        target = self._parts[title]
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        found = set()
        at = ""
        for tag, attributes in self._elements(part):
            if tag == "c":
                at = attributes.get("r", "")
            elif tag == "f" and (match := _CELL.fullmatch(at)):
                found.add((int(match[2]) - 1, _column(match[1]) - 1))
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


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
