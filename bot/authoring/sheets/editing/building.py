"""New nodes as lines of YAML, in the style of the flow files."""

from collections.abc import Callable, Iterable, Sequence

from bot.authoring.sheets.editing.values import BODY, values_of
from bot.authoring.sheets.editing.writing import entry
from bot.authoring.sheets.rows.matching import SheetRow

Children = Callable[[str], Sequence[SheetRow]]  # the new rows of a menu, by its address

_HEAD = "# yaml-language-server: $schema=_schema.json\n"


def item_lines(row: SheetRow, children: Children, column: int) -> str:
    """A new choice or office with all below it as lines; its dash at `column`.

    The lines come without that margin: `column` only tells how much room is left on them.
    """
    spot = row.spot
    lines = [f"{spot.identity}: {spot.key}"]
    lines += _entries(row, column + 2)
    below = children(spot.address) if spot.sheet != "offices" else ()
    if below:
        lines.append("menu:" + _list(below, children, column + 2, is_apart=False))
    return "- " + "\n".join(lines).replace("\n", "\n  ").replace("\n  \n", "\n\n")


def agency_text(row: SheetRow, offices: Sequence[SheetRow], children: Children) -> str:
    """The file of a new agency."""
    lines = [f"flow: {row.spot.key}", *_entries(row, 0)]
    if offices:
        lines.append("\noffices:" + _list(offices, children, 0, is_apart=False))
    services = children(row.spot.key)
    lines.append("\nmenu:" + (_list(services, children, 0, is_apart=True) if services else " []"))
    return _HEAD + "\n".join(lines) + "\n"


def menu_entry(rows: Iterable[SheetRow], children: Children, column: int, key: str) -> str:
    """A whole new list of choices or offices, its key at `column`, without that margin."""
    return f"{key}:" + _list(rows, children, column, is_apart=False)


def _entries(row: SheetRow, column: int) -> list[str]:
    found = values_of(row.table.sheet, row.row.cells)
    return [_aligned(key, value, column) for key, value in found]


def _aligned(key: str, value: object, column: int) -> str:
    """One entry without its margin, which the lines around it bring."""
    text = entry(key, value, column, is_body=key == BODY)  # type: ignore[arg-type]
    return text.replace("\n" + " " * column, "\n") if column else text


def _list(rows: Iterable[SheetRow], children: Children, column: int, *, is_apart: bool) -> str:
    parts = [item_lines(row, children, column + 2) for row in rows]
    lines = ["\n  " + part.replace("\n", "\n  ").replace("\n  \n", "\n\n") for part in parts]
    return ("\n" if is_apart else "").join(lines)
