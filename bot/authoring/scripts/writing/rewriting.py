"""Values of a script put in the places of others, in the style of what stands there."""

from collections.abc import Iterable, Mapping

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
    if isinstance(value, str) and "\n" in value and "#" in rest and span.style != "|":
        raise EditRefused("a comment stands behind it; write it by hand")
    if check.name == "payload" and is_alike(check.expected, value):
        _rewrite_texts(edits, path, check.expected, value)
    elif isinstance(value, list) and isinstance(check.expected, tuple) and span.items:
        if len(span.items) != len(check.expected) or any(i.kind != "scalar" for i in span.items):
            raise EditRefused("its items are by language; write it by hand")
        edits.set_words(path, check.expected, value)
    elif span.kind == "mapping":
        edits.replace(path, value)
    else:
        edits.set_value(path, value, (), parts=(), is_body=False)


def is_alike(before: object, value: object) -> bool:
    """Whether two payloads differ in nothing but texts."""
    return all(
        isinstance(was, str) and isinstance(new, str) for _, was, new in _pairs(before, value)
    )


def _rewrite_texts(edits: Edits, path: tuple[Step, ...], before: object, value: object) -> None:
    for steps, was, new in _pairs(before, value):
        if was != new and isinstance(new, str):
            edits.set_value((*path, *steps), new, (), parts=(), is_body=False)


def _pairs(before: object, value: object) -> Iterable[tuple[tuple[Step, ...], object, object]]:
    """What stands in the same place of both, as deep as their keys and lengths are the same."""
    inner: Iterable[tuple[Step, object, object]]
    if isinstance(before, Mapping) and isinstance(value, Mapping) and [*before] == [*value]:
        inner = ((key, before[key], value[key]) for key in before)
    elif isinstance(before, list) and isinstance(value, list) and len(before) == len(value):
        inner = ((at, was, new) for at, (was, new) in enumerate(zip(before, value, strict=True)))
    else:
        yield (), before, value
        return
    for step, was, new in inner:
        for steps, one, other in _pairs(was, new):
            yield (step, *steps), one, other
