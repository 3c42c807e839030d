"""One value of a script put in the place of another, in the style of what stands there."""

from collections.abc import Mapping

from bot.authoring.scripts.script import Check
from bot.authoring.sheets.editing.edits import Edits
from bot.authoring.sheets.editing.spans import EditRefused, SpannedText
from bot.authoring.sheets.editing.writing import Value
from bot.flows.reading.tree import Step


def rewrite(
    edits: Edits, spanned: SpannedText, path: tuple[Step, ...], check: Check, value: Value
) -> None:
    """Put a value at a path. Raises EditRefused where the style there has no room for it."""
    span = spanned.at(path)
    rest = spanned.text[span.end : spanned.line_end(span.end)]
    if "#" in rest and not isinstance(value, str | list) and span.kind == "scalar":
        raise EditRefused("a comment stands behind it; write it by hand")
    if isinstance(value, str) and "\n" in value and "#" in rest and span.style != "|":
        raise EditRefused("a comment stands behind it; write it by hand")
    if check.name == "payload":
        _rewrite_tree(edits, spanned, path, check.expected, value)
    elif isinstance(value, list) and isinstance(check.expected, tuple) and span.items:
        if len(span.items) != len(check.expected) or any(i.kind != "scalar" for i in span.items):
            raise EditRefused("its items are by language; write it by hand")
        edits.set_words(path, check.expected, value)
    else:
        edits.set_value(path, value, (), parts=(), is_body=False)


def _rewrite_tree(
    edits: Edits, spanned: SpannedText, path: tuple[Step, ...], before: object, value: Value
) -> None:
    """A payload: where its shape is the same, only the texts that are others."""
    if before == value:
        return
    if isinstance(before, dict) and isinstance(value, Mapping) and [*before] == [*value]:
        for key, inner in value.items():
            _rewrite_tree(edits, spanned, (*path, key), before[key], inner)
    elif isinstance(before, list) and isinstance(value, list) and len(before) == len(value):
        for number, inner in enumerate(value):
            _rewrite_tree(edits, spanned, (*path, number), before[number], inner)
    else:
        keys = [*before, *value] if isinstance(before, dict) and isinstance(value, Mapping) else ()
        edits.set_value(path, value, (), parts=list(dict.fromkeys(keys)), is_body=False)
