"""Lists of which an item is gone, or two have changed places; options that lead elsewhere."""

from collections.abc import Iterator
from itertools import pairwise

from bot.authoring.mutating.mutant import Change, Kind
from bot.authoring.sheets.editing.spans import Span, SpannedText


def changed_lists(spanned: SpannedText, items: Span) -> Iterator[Change]:
    """Without each of its items in turn, and with each two neighbours swapped.

    Of a list over lines; what stands in brackets is left alone.
    """
    if items.is_flow or len(items.items) < 2:
        return
    lines = [_lines(spanned, item) for item in items.items]
    names = [_name(spanned, item) for item in items.items]
    for (start, end), name in zip(lines, names, strict=True):
        yield Change("option-removed", start, end, "", f"without {name}")
    for (first, second), (one, other) in zip(pairwise(lines), pairwise(names), strict=True):
        told = f"{other} before {one}"
        yield _exchanged(spanned, "options-swapped", first, second, told)


def crossed_targets(spanned: SpannedText, menu: Span) -> Iterator[Change]:
    """Each two neighbours of a menu lead where the other led: their labels have changed places."""
    for one, other in pairwise(menu.items):
        for key in ("kind", "title"):
            mine, others = one.entry(key), other.entry(key)
            if mine is None or others is None or _same(spanned, mine.value, others.value):
                continue
            first = mine.value.start, mine.value.end
            second = others.value.start, others.value.end
            told = f"{_name(spanned, one)} leads to {_name(spanned, other)}, and the other way"
            yield _exchanged(spanned, "target", first, second, told)


def without_word(items: Span, written: list[str]) -> Iterator[Change]:
    """Without each of its words in turn; `written` is how they stand there."""
    spans = items.items
    for number, (item, words) in enumerate(zip(spans, written, strict=True)):
        if len(spans) == 1:
            return
        is_last = number == len(spans) - 1
        start = spans[number - 1].end if is_last else item.start
        end = item.end if is_last else spans[number + 1].start
        yield Change("search-word", start, end, "", f"without {words}", words.strip("\"'"))


def _exchanged(
    spanned: SpannedText, kind: Kind, first: tuple[int, int], second: tuple[int, int], told: str
) -> Change:
    between = spanned.text[first[1] : second[0]]
    put = spanned.text[slice(*second)] + between + spanned.text[slice(*first)]
    return Change(kind, first[0], second[1], put, told)


def _same(spanned: SpannedText, one: Span, other: Span) -> bool:
    return spanned.text[one.start : one.end] == spanned.text[other.start : other.end]


def _lines(spanned: SpannedText, item: Span) -> tuple[int, int]:
    """From the item's dash to the end of its last line."""
    return spanned.line_start(item.start), min(spanned.line_end(item.end) + 1, len(spanned.text))


def _name(spanned: SpannedText, item: Span) -> str:
    """What the item is called by its author."""
    for key in ("id", "kind", "goto"):
        if entry := item.entry(key):
            return spanned.text[entry.value.start : entry.value.end]
    return spanned.text[item.start : item.end].split("\n", 1)[0]
