"""Lists of texts in brackets: what stays keeps its place, its quotes and its comments."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from bot.authoring.sheets.editing.spans import EditRefused, Span, SpannedText
from bot.authoring.sheets.editing.writing import LINE_LENGTH, scalar

Change = tuple[int, int, str]  # start, end, text


def changed_words(
    spanned: SpannedText, words: Span, before: Sequence[str], after: Sequence[str]
) -> Iterator[Change]:
    """The edits that make a list another. Raises EditRefused where a comment would go."""
    items = words.items
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, old, old_end, at, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(old_end - old, end - at)
        for item, word in zip(items[old : old + paired], after[at:], strict=False):
            yield item.start, item.end, scalar(word, is_flow=True, style=item.style)
        if old_end > old + paired:
            yield _removal(spanned, items, old + paired, old_end)
        if end > at + paired:
            yield _insertion(spanned, words, old + paired, after[at + paired : end])


def fits(spanned: SpannedText, words: Span, changes: Iterable[Change]) -> bool:
    """Whether a list on one line still fits it after the changes; one over lines does."""
    if _is_over_lines(spanned, words):
        return True
    line = spanned.line_end(words.end) - spanned.line_start(words.start)
    return line + sum(len(new) - (end - start) for start, end, new in changes) <= LINE_LENGTH


def _is_over_lines(spanned: SpannedText, words: Span) -> bool:
    return "\n" in spanned.text[words.start : words.end]


def _removal(spanned: SpannedText, items: Sequence[Span], first: int, end: int) -> Change:
    """Takes items out with the comma behind them, or the one before where a line ends with them.

    Comments on lines of their own stay before what follows.
    """
    before = spanned.text[items[first - 1].end : items[first].start] if first else "\n"
    is_line_end = end == len(items) or "\n" in spanned.text[items[end - 1].end : items[end].start]
    between = spanned.text[items[first].start : items[end - 1].end]
    if is_line_end and "\n" not in before and not _comments_of(between):
        return items[first - 1].end, items[end - 1].end, ""
    if end < len(items):
        start, stop = items[first].start, items[end].start
        margin = "\n" + " " * spanned.column_of(stop)
        kept = (comment + margin for comment in _comments_of(spanned.text[start:stop]))
        return start, stop, "".join(kept)
    start, stop = items[first - 1].end if first else items[0].start, items[-1].end
    if "#" in spanned.text[start:stop]:
        raise EditRefused("a comment stands in it; change it in the file")
    return start, stop, ""


def _comments_of(text: str) -> list[str]:
    """Those on lines of their own."""
    _, *lines = map(str.strip, text.split("\n"))
    return [line for line in lines if line.startswith("#")]


def _insertion(spanned: SpannedText, list_: Span, number: int, words: Sequence[str]) -> Change:
    """Puts words before the item of a number, or behind the last: each on a line, if items are."""
    items = list_.items
    written = [scalar(word, is_flow=True) for word in words]
    gaps = [spanned.text[one.end : other.start] for one, other in pairwise(items)]
    near = items[min(number, len(items) - 1)]
    line = spanned.line_end(near.end) - spanned.line_start(near.start)
    is_full = line + sum(map(len, written)) + 2 * len(written) > LINE_LENGTH
    is_apart = all("\n" in gap for gap in gaps) or is_full
    margin = "\n" + " " * spanned.column_of(items[0].start)
    between = f",{margin}" if is_apart and _is_over_lines(spanned, list_) else ", "
    if number < len(items):
        return near.start, near.start, between.join([*written, ""])
    return near.end, near.end, between.join(["", *written])
