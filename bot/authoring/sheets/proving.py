"""New files held to what `check` holds all files to, before any is written."""

import re
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from bot.authoring.checking.check import check_part
from bot.authoring.checking.drawing.aids import ALONE, Aids
from bot.authoring.sheets.editing.applying import NewFile
from bot.authoring.sheets.editing.endings import text_of
from bot.authoring.sheets.editing.spans import SpannedText
from bot.authoring.sheets.rows.folder import FlowFolder
from bot.authoring.sheets.rows.matching import SheetRow
from bot.authoring.sheets.rows.rows import FileRow, rows_of
from bot.authoring.sheets.tables.cells import are_same
from bot.authoring.sheets.tables.table import CellFault, CellPlace
from bot.flows.faults import Fault
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Menu
from bot.flows.reading.source import parse_source
from bot.flows.reading.tree import Mapping, Step

_LINE = re.compile(r"\bline ([0-9]+)\b")

_LACKS = {  # what a node without any content lacks, in words of the sheets
    "services": 'it has no question yet; add a row that names it to "questions"',
    "questions": "it has no answer; write one in both languages, or where it leads under goto",
}


class Proof:
    """The folder as it would be, and what is wrong with it told in cells."""

    def __init__(self, folder: FlowFolder, files: Sequence[NewFile], rows: Sequence[SheetRow]):
        """Nothing is checked yet."""
        self._folder = folder
        self._files = {file.path.name: file for file in files}
        self._sheet_rows = {row.spot.address: row for row in rows}
        self._new_rows: dict[str, list[FileRow]] = {}
        self._texts: dict[str, SpannedText] = {}

    def faults(
        self, locales: Path, touched: Collection[str], aids: Aids = ALONE
    ) -> list[CellFault]:
        """All that `check` would say; of the screens, those that the touched addresses show in."""
        with tempfile.TemporaryDirectory(prefix="daleel-") as name:
            aside = Path(name)
            for file in (self._folder.path).iterdir():
                if file.is_file() and file.name not in self._files:
                    (aside / file.name).write_bytes(file.read_bytes())
            for new in self._files.values():
                (aside / new.path.name).write_bytes(new.content)
            found = check_part(
                aside, locales, lambda library: screens_around(library, touched), aids
            )
        return [self._in_cells(fault, aside) for fault in found if fault.severity == "error"]

    def differences(self) -> Iterator[CellFault]:
        """Cells that the new files would not say again: an edit went astray, so none is made."""
        names = [name for name in self._files if not name.startswith("_")]
        new = {row.spot.address: row for name in names for row in self._rows_of(name)}
        for address, row in self._sheet_rows.items():
            if f"{row.spot.agency}.yaml" not in self._files:
                continue
            cells = new[address].cells if address in new else {}
            for column in row.table.sheet.values:
                text = row.row.cells.get(column.key, "")
                hidden = address in new and column.key in new[address].hidden
                if (
                    text
                    and not hidden
                    and not are_same(column.form, text, cells.get(column.key, ""))
                ):
                    message = f"{column.en} cannot be put into the file; change it there"
                    yield CellFault(row.place(column.key), "not-for-sheets", message)

    def _in_cells(self, fault: Fault, aside: Path) -> CellFault:
        """A fault at the cell it comes from; at its place in the file where no sheet shows it."""
        name = Path(fault.place.file).name
        message = _LINE.sub(lambda line: self._say_line(name, int(line[1])), fault.message)
        message = message.replace(str(aside), str(self._folder.path))
        row, rest = self._row(name, fault.place.line, fault.place.column)
        if row is not None:
            place, title = self._column(row, rest)
            lack = _LACKS.get(row.table.sheet.name) if fault.code == "not-one-content" else None
            return CellFault(place, fault.code, lack or f"{title}{message}")
        where = str(fault.place).replace(str(aside), str(self._folder.path))
        return CellFault(CellPlace(""), fault.code, message, where)

    def _say_line(self, name: str, line: int) -> str:
        row, rest = self._row(name, line, 10_000)
        return str(self._column(row, rest)[0]) if row is not None else f"line {line}"

    def _row(self, name: str, line: int, column: int) -> tuple[SheetRow | None, tuple[Step, ...]]:
        """The row that a place in a new file comes from, and the way to the place from there."""
        if name not in self._files and name.removesuffix(".yaml") not in self._folder.agencies:
            return None, ()
        path = self._text_of(name).path_at(line, column)
        rows = {row.path: row for row in self._rows_of(name)}
        while path not in rows:
            path = path[:-1]
        file_row = rows[path]
        rest = self._text_of(name).path_at(line, column)[len(path) :]
        return self._sheet_rows.get(file_row.spot.address), rest

    @staticmethod
    def _column(row: SheetRow, rest: tuple[Step, ...]) -> tuple[CellPlace, str]:
        """The cell of a place in a row, and the column's title to begin a sentence with."""
        words = tuple(str(step) for step in rest)
        for column in row.table.sheet.values:
            if words and words[: len(column.path)] == column.path[: len(words)]:
                return row.place(column.key), f"{column.en}: "
        key = row.spot.identity if rest and row.spot.identity != "id" else ""
        return row.place(key), ""

    def _text_of(self, name: str) -> SpannedText:
        if name not in self._texts:
            self._texts[name] = SpannedText(text_of(self._content(name)))
        return self._texts[name]

    def _rows_of(self, name: str) -> list[FileRow]:
        if name not in self._new_rows:
            tree = parse_source(self._content(name), name).tree
            agency = name.removesuffix(".yaml")
            rows = list(rows_of(agency, tree)) if isinstance(tree, Mapping) else []
            self._new_rows[name] = rows
        return self._new_rows[name]

    def _content(self, name: str) -> bytes:
        if name in self._files:
            return self._files[name].content
        return self._folder.agencies[name.removesuffix(".yaml")].content


def screens_around(library: Library, touched: Collection[str]) -> set[str]:
    """The nodes whose screens show something of the touched ones.

    A screen shows its node, the title of the menu above, its choices, and beneath an answer the
    other choices of its menu; choices may lead elsewhere. An agency's own words are on all its
    screens.
    """
    wanted = {address for address in touched if address in library.nodes}
    agencies = {address for address in wanted if "/" not in address}
    wanted |= {at for at in library.nodes if at.partition("/")[0] in agencies}
    showing = {MAIN, *wanted, *(library.nodes[address].parent for address in wanted)}
    around = set(showing)
    for address, node in library.nodes.items():
        if isinstance(node.content, Menu):
            targets = [choice.target for choice in node.content.choices]
            if address in showing or not wanted.isdisjoint(targets):
                around.add(address)
                around.update(targets)
    return around & library.nodes.keys()
