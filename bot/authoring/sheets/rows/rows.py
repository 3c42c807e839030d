"""The nodes of a flow file as rows of sheets: where each stands and what its cells say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.authoring.sheets.tables.cells import clean, join_words
from bot.authoring.sheets.tables.columns import BY_NAME, MORE, Column, SheetName
from bot.flows.checks.outline import OFFICES
from bot.flows.reading import tree as trees
from bot.flows.reading.tree import Scalar, Sequence, Step, Tree

IDENTITIES = ("id", "kind", "goto")  # a node begins with one of these


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands: in which menu, and under which key there.

    `identity` is the key's word in the file; an agency and an office have an id. `parent` is the
    address of the menu, "" for an agency.
    """

    sheet: SheetName
    parent: str
    identity: str
    key: str

    @property
    def address(self) -> str:
        """A name that no other row has; for nodes it is the address citizens' taps go to."""
        if self.sheet == "agencies":
            return self.key
        if self.sheet == "offices":
            return f"{self.parent}/{OFFICES}/{self.key}"
        return f"{self.parent}{' → ' if self.identity == 'goto' else '/'}{self.key}"

    @property
    def agency(self) -> str:
        """The agency's id."""
        return self.address.partition("/")[0].partition(" ")[0]


@dataclass(frozen=True, slots=True)
class FileRow:
    """One node of a file as a row.

    `hidden` are the columns whose value no cell can hold; `unshown` the keys without a column, and
    those of hidden ones.
    """

    spot: Spot
    cells: Mapping[str, str]
    path: tuple[Step, ...]
    hidden: frozenset[str]
    unshown: tuple[str, ...] = ()

    def line(self) -> list[str]:
        """The cells in the order of the sheet's columns."""
        return [self.cells.get(column.key, "") for column in BY_NAME[self.spot.sheet].columns]


def rows_of(agency: str, tree: trees.Mapping) -> Iterator[FileRow]:
    """The rows of one agency's file: itself, its offices, its services and their questions."""
    spot = Spot("agencies", "", "id", agency)
    yield _row(spot, {"agency": agency}, tree, ())
    for position, office in _items(tree.get(OFFICES)):
        if key := _word(office, "id"):
            spot = Spot("offices", agency, "id", key)
            cells = {"agency": agency, "office": key}
            yield _row(spot, cells, office, (OFFICES, position))
    yield from _below(agency, "", "", tree, ())


def _below(
    agency: str, service: str, under: str, node: trees.Mapping, path: tuple[Step, ...]
) -> Iterator[FileRow]:
    """The rows of a menu's choices and of all below."""
    parent = "/".join(filter(None, (agency, service, under)))
    for position, child in _items(node.get("menu")):
        inside = (*path, "menu", position)
        identity = next((word for word in reversed(IDENTITIES) if _word(child, word)), "")
        if not identity:
            continue  # `check` tells of it
        key = _word(child, identity)
        if not (service or under) and identity == "id" and child.get("menu") is not None:
            spot = Spot("services", parent, "id", key)
            yield _row(spot, {"agency": agency, "service": key}, child, inside)
            yield from _below(agency, key, "", child, inside)
        else:
            cells = {"agency": agency, "service": service, "under": under}
            cells["question" if identity == "id" else identity] = key
            yield _row(Spot("questions", parent, identity, key), cells, child, inside)
            if identity != "goto":
                deeper = f"{under}/{key}" if under else key
                yield from _below(agency, service, deeper, child, inside)


def _row(spot: Spot, cells: dict[str, str], node: trees.Mapping, path: tuple[Step, ...]) -> FileRow:
    hidden = set()
    for column in BY_NAME[spot.sheet].values:
        text = _text(node, column)
        if text is None:
            hidden.add(column.key)
        elif text:
            cells[column.key] = text
    unshown = tuple(_unshown(spot.sheet, node, hidden))
    cells[MORE.key] = join_words(unshown)
    return FileRow(spot, cells, path, frozenset(hidden), unshown)


def _unshown(name: SheetName, node: trees.Mapping, hidden: set[str]) -> Iterator[str]:
    """The keys of a node of which its row says nothing."""
    sheet = BY_NAME[name]
    shown = {column.path[0] for column in sheet.values if column.key not in hidden}
    shown |= {*IDENTITIES, "menu", *(("flow", OFFICES) if name == "agencies" else ())}
    yield from (entry.key for entry in node.entries if entry.key not in shown)


def _text(node: trees.Mapping, column: Column) -> str | None:
    """What a cell says of a value; "" where there is none, None where a cell cannot hold it."""
    value: Tree | None = node
    for step in column.path:
        if isinstance(value, Sequence) and step.isdecimal():
            value = value.items[int(step)] if int(step) < len(value.items) else None
        elif isinstance(value, trees.Mapping):
            value = value.get(step)
        else:
            return None
        if value is None:
            return ""
    if column.form == "words":
        if not isinstance(value, Sequence):
            return None
        words = [item.text for item in value.items if isinstance(item, Scalar)]
        is_whole = len(words) == len(value.items)
        return clean(join_words(words), "words") if is_whole else None
    if not isinstance(value, Scalar) or (column.choices and value.text not in column.choices):
        return None
    return clean(value.text, column.form)


def _items(tree: Tree | None) -> Iterator[tuple[int, trees.Mapping]]:
    if isinstance(tree, Sequence):
        for position, item in enumerate(tree.items):
            if isinstance(item, trees.Mapping):
                yield position, item


def _word(node: trees.Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) else ""
