"""Arabic texts with Latin words and numbers in them show in the order they are read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bidi import get_display

from bot.texts.directions import isolate

_MARK = re.compile("[\u2066-\u2069]")
_ARABIC = re.compile("[\u0620-\u064a]")
# A run of Latin letters, digits and their signs, from a letter or digit to another.
_RUN = re.compile(r"[A-Za-z0-9+$€][!-~]*[A-Za-z0-9%+]")


def arabic_lines(part: Any) -> Iterator[str]:
    """Every line of Arabic under any key of a document."""
    if isinstance(part, Mapping):
        for inside in part.values():
            yield from arabic_lines(inside)
    elif isinstance(part, list):
        for inside in part:
            yield from arabic_lines(inside)
    elif _ARABIC.search(part):
        yield from part.splitlines()


def test_runs_of_latin_and_numbers_show_whole(documents: Mapping[str, Any]) -> None:
    """By the bidirectional algorithm itself, on every Arabic line of the flows."""
    lines = set(arabic_lines(dict(documents)))
    assert len(lines) > 1000

    for line in lines:
        shown = _MARK.sub("", str(get_display(isolate(line, "ar"))))
        for run in _RUN.findall(line):
            assert run in shown, (line, shown)
