"""Rows of a sheet to the nodes they mean: those that are there by their ids, new ones with new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.authoring.sheets.rows.folder import FlowFolder
from bot.authoring.sheets.rows.naming import Names
from bot.authoring.sheets.rows.rows import FileRow, Spot
from bot.authoring.sheets.rows.slugs import slug, unique
from bot.authoring.sheets.tables.columns import SheetName
from bot.authoring.sheets.tables.table import CellFault, CellPlace, Table, TableRow
from bot.flows.checks.outline import OFFICES
from bot.flows.schema.values import ID_PATTERN
from bot.texts.folding import fold

_ORDER: tuple[SheetName, ...] = ("agencies", "services", "questions", "offices")
ID_COLUMNS: dict[SheetName, str] = {
    "agencies": "agency",
    "services": "service",
    "questions": "question",
    "offices": "office",
}
_BAD_ID = "an id is 1-40 of a-z, 0-9 and -, and begins with a letter"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that was handed in, and where its node stands or shall stand."""

    spot: Spot
    table: Table
    row: TableRow

    def place(self, key: str = "") -> CellPlace:
        """The place of one of its cells."""
        return self.table.place(self.row, key)


class _RefusedError(Exception):
    """A row that cannot be placed: the column at fault, a code and why."""


class Matcher:
    """Places the rows of tables in a folder; the rows it could not place are faults."""

    def __init__(self, folder: FlowFolder, file_rows: Sequence[FileRow]) -> None:
        """Know what is there before any table is read."""
        self.rows: list[SheetRow] = []
        self.faults: list[CellFault] = []
        self._agencies, self._kinds = Names(), Names()
        self._services: dict[str, Names] = {}
        self._siblings: dict[tuple[str, bool], dict[str, FileRow]] = {}
        self._taken: dict[tuple[str, bool], set[str]] = {}
        self._addresses: set[str] = set()
        self._seen: dict[str, CellPlace] = {}
        for kind, title in folder.kinds.items():
            self._kinds.add(kind, (title.en, title.ar))
        for row in file_rows:
            self._learn(row.spot, row.cells)
            group = _group(row.spot)
            self._siblings.setdefault(group, {})[row.spot.key] = row
            self._taken.setdefault(group, set()).add(row.spot.key)

    def place_tables(self, tables: Sequence[Table]) -> None:
        """Place all rows: agencies before their services, those before their questions."""
        for name in _ORDER:
            for table in tables:
                if table.sheet.name == name and self._has_columns(table):
                    self._place_table(table)
        self.faults += self._orphans()

    def _learn(self, spot: Spot, cells: Mapping[str, str]) -> None:
        self._addresses.add(spot.address)
        if spot.sheet == "agencies":
            self._agencies.add_row(spot.key, cells)
        elif spot.sheet == "services":
            self._services.setdefault(spot.parent, Names()).add_row(spot.key, cells)

    def _has_columns(self, table: Table) -> bool:
        """Whether the columns are there without which no row can be placed."""
        own = "service" if table.sheet.name == "questions" else ID_COLUMNS[table.sheet.name]
        missing = [key for key in dict.fromkeys(("agency", own)) if key not in table.columns]
        if missing and table.rows:
            message = f"the sheet lacks the column {' and '.join(missing)}"
            self.faults.append(CellFault(CellPlace(table.label), "missing-column", message))
        return not missing

    def _place_table(self, table: Table) -> None:
        """Rows with an id first, so that none of theirs is made for another."""
        column = ID_COLUMNS[table.sheet.name]
        begin = len(self.rows)
        for row in sorted(table.rows, key=lambda row: not row.cells.get(column)):
            try:
                spot = self._spot(table.sheet.name, row.cells)
            except _RefusedError as refused:
                column, code, message = refused.args
                self.faults.append(CellFault(table.place(row, column), code, message))
                continue
            place = table.place(row, spot.identity if spot.identity != "id" else "")
            if (first := self._seen.get(spot.address)) is not None:
                message = f"{spot.address} stands in {first} already"
                self.faults.append(CellFault(place, "duplicate-id", message))
                continue
            self._seen[spot.address] = place
            self._taken.setdefault(_group(spot), set()).add(spot.key)
            self._learn(spot, row.cells)
            self.rows.append(SheetRow(spot, table, row))
        self.rows[begin:] = sorted(self.rows[begin:], key=lambda row: row.row.number)

    def _spot(self, sheet: SheetName, cells: Mapping[str, str]) -> Spot:
        if sheet == "agencies":
            return self._named(sheet, "", "agency", cells)
        agency = self._agency(cells)
        if sheet == "services":
            return self._named(sheet, agency, "service", cells)
        if sheet == "offices":
            return self._named(sheet, agency, "office", cells)
        return self._question(agency, cells)

    def _question(self, agency: str, cells: Mapping[str, str]) -> Spot:
        service = self._service(agency, cells.get("service", ""))
        under = cells.get("under", "").strip("/")
        parent = "/".join(filter(None, (agency, service, under)))
        given = [key for key in ("kind", "question", "goto") if cells.get(key)]
        if len(given) > 1:
            names = " and ".join(given)
            message = f"fill one of kind, question and goto, not {names}"
            raise _RefusedError(given[-1], "not-one-content", message)
        if given == ["goto"]:
            return Spot("questions", parent, "goto", cells["goto"])
        if given == ["kind"]:
            kind = self._kinds.find(cells["kind"])
            if kind is None:
                known = self._kinds.hint(cells["kind"]) or f" Known are: {_list(self._kinds)}"
                message = f'"{cells["kind"]}" is no recurring question.{known}'
                raise _RefusedError("kind", "unknown-kind", message)
            return Spot("questions", parent, "kind", kind)
        return self._named("questions", parent, "question", cells)

    def _named(self, sheet: SheetName, parent: str, column: str, cells: Mapping[str, str]) -> Spot:
        """A row by its id, or by its English title."""
        key = cells.get(column, "")
        group = (parent, sheet == "offices")
        if not key:
            title = cells.get("title_en") or cells.get("name_en") or ""
            key = self._known_by(title, group) or self._made_id(title, group, column)
        elif not ID_PATTERN.fullmatch(key) or (key == OFFICES and sheet == "services"):
            raise _RefusedError(column, "bad-id", f'{_BAD_ID}; "{key}" is none')
        return Spot(sheet, parent, "id", key)

    def _known_by(self, title: str, group: tuple[str, bool]) -> str:
        """The sibling that bears an English title and that no row has named yet; "" for none."""
        for row in self._siblings.get(group, {}).values():
            named = row.cells.get("title_en") or row.cells.get("name_en") or ""
            is_free = row.spot.address not in self._seen and row.spot.identity == "id"
            if is_free and title and fold(named) == fold(title):
                return row.spot.key
        return ""

    def _made_id(self, title: str, group: tuple[str, bool], column: str) -> str:
        made = slug(title)
        if not made:
            why = f'no id can be made of "{title}"' if title else "the English title is missing"
            raise _RefusedError(column, "bad-id", f"{why}; write an id here. {_BAD_ID}")
        return unique(made, self._taken.get(group, set()) | {OFFICES})

    def _agency(self, cells: Mapping[str, str]) -> str:
        text = cells.get("agency", "")
        found = self._agencies.find(text) if text else None
        if found is None:
            why = f'no agency is called "{text}".' if text else "write which agency."
            mend = self._agencies.hint(text) or f" Known are: {_list(self._agencies)}"
            raise _RefusedError("agency", "unknown-agency", why + mend)
        return found

    def _service(self, agency: str, text: str) -> str:
        if not text:
            return ""
        names = self._services.get(agency, Names())
        found = names.find(text)
        if found is None:
            why = f'{agency} has no service "{text}".'
            mend = names.hint(text) or " Add its row to the sheet services."
            raise _RefusedError("service", "unknown-service", why + mend)
        return found

    def _orphans(self) -> Iterator[CellFault]:
        """Rows under a question that is not there."""
        for row in self.rows:
            if row.spot.sheet == "questions" and row.spot.parent not in self._addresses:
                message = f"there is no {row.spot.parent} to stand under"
                yield CellFault(row.place("under"), "unknown-question", message)


def _group(spot: Spot) -> tuple[str, bool]:
    """Rows that may not share an id: the choices of one menu, the offices of one agency."""
    return spot.parent, spot.sheet == "offices"


def _list(names: Names) -> str:
    shown = names.all()
    return ", ".join(shown[:20]) + (" …" if len(shown) > 20 else "")
