"""Cells of a row as the keys and values of its node, in the order in which authors write them."""

from collections.abc import Iterator, Mapping

from bot.authoring.sheets.editing.writing import Value
from bot.authoring.sheets.tables.cells import split_words
from bot.authoring.sheets.tables.columns import Sheet

BODY = "answer"  # its texts stand over lines of their own

# The keys of a node in the order of the flow files; what is not named comes where it stands.
KEY_ORDER = (
    "id", "kind", "goto", "flow", "stage", "when", "title", "name", "about", "keywords", "address",
    "at", "verified", "hotline", "phone", "website", "hours", "owner", "source", "reviewed",
    "review_by", "moved_from", "answer", "link", "offices", "menu",
)  # fmt: skip


def values_of(sheet: Sheet, cells: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Each key that the cells fill, with its value; empty cells make none."""
    grouped: dict[str, dict[str, Value]] = {}
    single: dict[str, Value] = {}
    for column in sheet.values:
        text = cells.get(column.key, "")
        if not text:
            continue
        key = column.path[0]
        if len(column.path) == 1:
            single[key] = text
        else:
            value: Value = split_words(text) if column.form == "words" else text
            grouped.setdefault(key, {})[column.path[1]] = value
    for key in KEY_ORDER:
        if key in single:
            yield key, single[key]
        elif key in grouped:
            parts = grouped[key]
            yield key, _as_list(parts) if "0" in parts or "1" in parts else parts


def _as_list(parts: Mapping[str, Value]) -> list[str]:
    """Latitude and longitude; a missing one stays an empty text, which `check` refuses."""
    return [str(parts.get(position, "")) for position in ("0", "1")]
