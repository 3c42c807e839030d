"""Lists of which an item is gone, or two have changed places."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.authoring.mutating.mutant import Kind
from bot.authoring.sheets.editing.spans import Span, SpannedText


class Changed(NamedTuple):
    """The characters from `start` to `end` become `put`."""

    kind: Kind
    start: int
    end: int
    put: str
    told: str


def changed_lists(spanned: SpannedText, items: Span) -> Iterator[Changed]:
    """Without each of its items in turn, and with each two neighbours swapped.

    Of a list over lines; what stands in brackets is left alone.
    """
    if items.is_flow or len(items.items) < 2:
        return
    lines = [_lines(spanned, item) for item in items.items]
    names = [_name(spanned, item) for item in items.items]
    for (start, end), name in zip(lines, names, strict=True):
        yield Changed("option-removed", start, end, "", f"without {name}")
    for (first, second), (one, other) in zip(pairwise(lines), pairwise(names), strict=True):
        between = spanned.text[first[1] : second[0]]
        put = spanned.text[slice(*second)] + between + spanned.text[slice(*first)]
        yield Changed("options-swapped", first[0], second[1], put, f"{other} before {one}")


def _lines(spanned: SpannedText, item: Span) -> tuple[int, int]:
    """From the item's dash to the end of its last line."""
    return spanned.line_start(item.start), min(spanned.line_end(item.end) + 1, len(spanned.text))


def _name(spanned: SpannedText, item: Span) -> str:
    """What the item is called by its author."""
    for key in ("id", "kind", "goto"):
        if entry := item.entry(key):
            return spanned.text[entry.value.start : entry.value.end]
    return spanned.text[item.start : item.end].split("\n", 1)[0]
