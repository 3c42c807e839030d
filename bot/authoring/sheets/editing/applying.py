"""Changes to new texts of flow files: each file edited where it must be, or left alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.authoring.sheets.editing.building import agency_text, item_lines, menu_entry
from bot.authoring.sheets.editing.edits import Edits
from bot.authoring.sheets.editing.endings import bytes_like, text_of
from bot.authoring.sheets.editing.spans import EditRefused, SpannedText
from bot.authoring.sheets.editing.values import BODY, KEY_ORDER, values_of
from bot.authoring.sheets.rows.comparing import ASK, ChangedRow, Changes
from bot.authoring.sheets.rows.folder import FlowFile, FlowFolder
from bot.authoring.sheets.rows.matching import SheetRow
from bot.authoring.sheets.rows.rows import FileRow, Spot
from bot.authoring.sheets.tables.table import CellFault, CellPlace
from bot.flows.checks.outline import OFFICES

_Group = tuple[str, bool]  # the address of a menu; or an agency and True for its offices


@dataclass(frozen=True, slots=True)
class NewFile:
    """What a file shall hold; `before` is what it holds now, None for a new one."""

    path: Path
    content: bytes
    before: bytes | None


@dataclass(slots=True)
class _AgencyWork:
    """What is to do in one agency's file."""

    added: list[SheetRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    removed: list[FileRow] = field(default_factory=list)


class Applying:
    """Makes the new files of all changes; what cannot be done is a fault."""

    def __init__(
        self, folder: FlowFolder, file_rows: Sequence[FileRow], sheet_rows: Sequence[SheetRow]
    ) -> None:
        """Know the rows on both sides, in their orders."""
        self.faults: list[CellFault] = []
        self._folder = folder
        self._rows = {row.spot.address: row for row in file_rows}
        self._sheet_rows = sheet_rows
        self._new: dict[_Group, list[SheetRow]] = defaultdict(list)
        self._after: dict[str, FileRow] = {}  # the neighbour that a new row comes behind

    def files(self, changes: Changes, *, removes: bool) -> list[NewFile]:
        """The files that change. With `removes`, rows that the sheet lacks go."""
        removed = changes.missing if removes else []
        self._order({row.spot.address for row in removed})
        work: dict[str, _AgencyWork] = defaultdict(_AgencyWork)
        for new in changes.added:
            self._new[_group(new.spot)].append(new)
            work[new.spot.agency].added.append(new)
        for changed in changes.changed:
            work[changed.old.spot.agency].changed.append(changed)
        for old in removed:
            work[old.spot.agency].removed.append(old)
        founded = [row for row in changes.added if row.spot.sheet == "agencies"]
        return [*self._founded(founded), *self._edited(work)]

    def _order(self, removed: set[str]) -> None:
        last: dict[_Group, FileRow] = {}
        for row in self._sheet_rows:
            group, old = _group(row.spot), self._rows.get(row.spot.address)
            if old is not None and row.spot.address not in removed:
                last[group] = old
            elif old is None and group in last:
                self._after[row.spot.address] = last[group]

    def _founded(self, agencies: Sequence[SheetRow]) -> Iterator[NewFile]:
        """The files of new agencies, and the main menu that lists them."""
        for row in agencies:
            offices = self._new[row.spot.key, True]
            text = agency_text(row, offices, self._children)
            yield NewFile(self._folder.path / f"{row.spot.key}.yaml", text.encode(), None)
        if agencies:
            edits = Edits(SpannedText(text_of(self._folder.main.content)))
            for row in agencies:
                self._attempt(row.place(), edits.append_word, ("agencies",), row.spot.key)
            yield from self._finished(self._folder.main, edits)

    def _edited(self, work: dict[str, _AgencyWork]) -> Iterator[NewFile]:
        for name, file in self._folder.agencies.items():
            if name not in work:
                continue
            edits = Edits(SpannedText(text_of(file.content)))
            for changed in work[name].changed:
                self._attempt(changed.new.place(), _change, edits, changed)
            groups = dict.fromkeys(_group(row.spot) for row in work[name].added)
            for group in groups:
                if parent := self._rows.get(group[0]):
                    self._insert(edits, parent, group)
            for old in _outermost(work[name].removed):
                place = CellPlace(old.spot.sheet)
                self._attempt(place, edits.remove_item, old.path, file=file)
            yield from self._finished(file, edits)

    def _insert(self, edits: Edits, parent: FileRow, group: _Group) -> None:
        """New rows of a list, each behind the neighbour it has in the sheet."""
        key = OFFICES if group[1] else "menu"
        path = (*parent.path, key)
        rows = self._new[group]
        if ASK in parent.unshown:
            message = f"{group[0]} asks the citizen back; what follows is written in the file"
            self.faults += [CellFault(row.place(), "not-for-sheets", message) for row in rows]
            return
        if not edits.has(path):
            column = edits.column_of_keys(parent.path)
            lines = menu_entry(rows, self._children, column, key)
            self._attempt(rows[0].place(), edits.add_key, parent.path, key, lines, KEY_ORDER)
            return
        for row in rows:
            after = self._after.get(row.spot.address)
            position = int(after.path[-1]) if after else None
            self._attempt(row.place(), self._insert_row, edits, path, row, position)

    def _insert_row(
        self, edits: Edits, path: tuple[str | int, ...], row: SheetRow, after: int | None
    ) -> None:
        lines = item_lines(row, self._children, edits.column_of_items(path))
        edits.append_item(path, after, lines, is_apart=row.spot.sheet == "services")

    def _children(self, address: str) -> Sequence[SheetRow]:
        return self._new.get((address, False), ())

    def _attempt(
        self,
        place: CellPlace,
        edit: Callable[..., None],
        *arguments: object,
        file: FlowFile | None = None,
    ) -> None:
        try:
            edit(*arguments)
        except EditRefused as refused:
            where = str(file.path) if file else ""
            message = f"the file cannot be edited here: {refused}"
            self.faults.append(CellFault(place, "not-for-sheets", message, where))

    def _finished(self, file: FlowFile, edits: Edits) -> Iterator[NewFile]:
        try:
            text = edits.result()
        except EditRefused as refused:
            fault = CellFault(CellPlace(""), "not-for-sheets", str(refused), str(file.path))
            self.faults.append(fault)
            return
        yield NewFile(file.path, bytes_like(file.content, text), file.content)


def _change(edits: Edits, row: ChangedRow) -> None:
    """One row's cells, key by key."""
    sheet = row.new.table.sheet
    cells = {**row.old.cells, **{change.column.key: change.after for change in row.cells}}
    values = dict(values_of(sheet, cells))
    touched: dict[str, list[str]] = defaultdict(list)
    for change in row.cells:
        touched[change.column.path[0]].append(change.column.path[-1])
    hidden = {sheet.by_key[key].path[0] for key in row.old.hidden}
    for key, parts in touched.items():
        path = (*row.old.path, key)
        if key in values:
            edits.set_value(path, values[key], KEY_ORDER, parts=parts, is_body=key == BODY)
        elif key not in hidden:
            edits.remove_key(path)


def _outermost(rows: Iterable[FileRow]) -> Iterator[FileRow]:
    """Rows that do not stand below another of them, which takes them along."""
    paths: set[tuple[str | int, ...]] = set()
    for row in rows:  # a row comes before those below it
        if not any(row.path[:end] in paths for end in range(len(row.path))):
            paths.add(row.path)
            yield row


def _group(spot: Spot) -> _Group:
    return spot.parent, spot.sheet == "offices"
