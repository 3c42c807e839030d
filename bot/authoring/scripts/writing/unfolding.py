"""Keys in braces that outgrow their line, put on lines of their own before their values change.

Every value keeps its text and its path; a comment behind the braces comes behind their key.
"""

from collections.abc import Iterator, Mapping

from bot.authoring.sheets.editing.spans import Span, SpannedText
from bot.authoring.sheets.editing.writing import LINE_LENGTH, Value, flow
from bot.flows.reading.tree import Step

Path = tuple[Step, ...]
Wanted = Mapping[Path, Value]


def unfolded(spanned: SpannedText, wanted: Wanted) -> SpannedText:
    """The same text, with room on its lines for the values that shall stand at their paths."""
    text = spanned.text
    roots = {root for path in wanted if (root := _braces_around(spanned, path))}
    for root in sorted(roots, key=lambda path: spanned.at(path).start, reverse=True):
        span = spanned.at(root)
        if not _outgrows(spanned, root, wanted, spanned.line_start(span.start)):
            continue
        key = spanned.at(root[:-1]).entry(str(root[-1]))
        assert key is not None  # noqa: S101 - narrows for mypy
        end = spanned.line_end(span.end)
        comment = text[span.end : end].rstrip()
        lines = "".join(_lines(spanned, root, wanted, spanned.column_of(key.start) + 2))
        head = text[: span.start].rstrip()
        text = f"{head}{comment}{lines}{text[end:]}"
    return spanned if text == spanned.text else SpannedText(text)


def _braces_around(spanned: SpannedText, path: Path) -> Path | None:
    """The outermost collection in brackets around a value, if it is keys on one line."""
    outermost = next((path[:at] for at in range(len(path)) if spanned.at(path[:at]).is_flow), None)
    if outermost is None or not outermost or not isinstance(outermost[-1], str):
        return None
    span = spanned.at(outermost)
    is_line = "\n" not in spanned.text[span.start : span.end]
    return outermost if span.kind == "mapping" and is_line else None


def _outgrows(spanned: SpannedText, root: Path, wanted: Wanted, start: int) -> bool:
    """Whether the line from `start` to the end of some braces is too short for their values."""
    inside = {path: value for path, value in wanted.items() if path[: len(root)] == root}
    new = {path: flow(value) for path, value in inside.items()}
    if any("\\n" in text for text in new.values()):
        return True
    grown = sum(len(text) - _length(spanned.at(path)) for path, text in new.items())
    has_list = any(not isinstance(value, str) for value in inside.values())
    return has_list and spanned.at(root).end - start + grown > LINE_LENGTH


def _length(span: Span) -> int:
    return span.end - span.start


def _lines(spanned: SpannedText, root: Path, wanted: Wanted, column: int) -> Iterator[str]:
    """Each key with its value on a line, and those below a key that still outgrows it."""
    for entry in spanned.at(root).entries:
        path, value = (*root, entry.key), entry.value
        yield "\n" + " " * column
        is_braces = value.is_flow and value.kind == "mapping" and path not in wanted
        if is_braces and _outgrows(spanned, path, wanted, entry.start - column):
            yield spanned.text[entry.start : value.start].rstrip()
            yield from _lines(spanned, path, wanted, column + 2)
        else:
            yield spanned.text[entry.start : value.end]
