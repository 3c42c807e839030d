"""A YAML text as values that know where they begin and end, for edits of nothing else."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.flows.reading.tree import Step


class EditRefused(Exception):
    """An edit that would lose something or that the file's style has no room for; says what."""


@dataclass(slots=True)
class Span:
    """A value from `start` to `end`, counted in characters; the end is that of its content.

    A scalar has a `style`: "" plain, or the sign it begins with. A collection is written in
    brackets (`is_flow`) or over lines.
    """

    start: int
    end: int
    style: str = ""
    is_flow: bool = False
    items: "list[Span]" = field(default_factory=list)  # of a list
    entries: "list[SpanEntry]" = field(default_factory=list)  # of a mapping
    kind: str = "scalar"

    def entry(self, key: str) -> "SpanEntry | None":
        """The entry of a key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(slots=True)
class SpanEntry:
    """One key of a mapping, from the key's start, and its value."""

    key: str
    start: int
    value: Span


class SpannedText:
    """A sound YAML text (`bot.flows.reading` takes it) and the spans of all in it."""

    def __init__(self, text: str) -> None:
        """The text as it is in the file, its line ends as "\\n"."""
        self.text = text
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.root = _Builder(text).root

    def at(self, path: tuple[Step, ...]) -> Span:
        """The value at a path. Raises KeyError where there is none."""
        span = self.root
        for step in path:
            if isinstance(step, int):
                span = span.items[step]
            elif (entry := span.entry(step)) is not None:
                span = entry.value
            else:
                raise KeyError(step)
        return span

    def path_at(self, line: int, column: int) -> tuple[Step, ...]:
        """The path to the smallest value whose place this is; both count from 1."""
        where = self._line_starts[min(line, len(self._line_starts)) - 1] + column - 1
        path: list[Step] = []
        span = self.root
        while True:
            step = _step_to(span, where)
            if step is None:
                return tuple(path)
            path.append(step[0])
            span = step[1]

    def place_of(self, path: tuple[Step, ...]) -> tuple[int, int]:
        """Where a key or an item begins: its line and column, both from 1."""
        parent, last = self.at(path[:-1]), path[-1]
        entry = parent.entry(last) if isinstance(last, str) else None
        start = entry.start if entry else self.at(path).start
        return bisect_right(self._line_starts, start), self.column_of(start) + 1

    def column_of(self, position: int) -> int:
        """How many characters stand before a position on its line."""
        return position - self._line_starts[bisect_right(self._line_starts, position) - 1]

    def line_start(self, position: int) -> int:
        """Where the line of a position begins."""
        return position - self.column_of(position)

    def line_end(self, position: int) -> int:
        """Where the line of a position ends, before its line end."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end


def _step_to(span: Span, where: int) -> tuple[Step, Span] | None:
    """The last child that begins at or before a position."""
    if span.entries:
        begun = [entry for entry in span.entries if entry.start <= where]
        return (begun[-1].key, begun[-1].value) if begun else None
    at = bisect_right([item.start for item in span.items], where) - 1
    return (at, span.items[at]) if at >= 0 else None


class _Builder:
    """Parser events to spans."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        next(self._events)  # the stream begins
        next(self._events)  # the document begins
        self.root = self._value(next(self._events))

    def _value(self, event: yaml.Event) -> Span:
        if isinstance(event, yaml.ScalarEvent):
            start, end = _start(event), _end(event)
            if event.style in ("|", ">"):  # its end lies behind the blank lines that follow
                end = start + len(self._text[start:end].rstrip())
            return Span(start, end, event.style or "")
        start = _start(event)
        assert isinstance(event, yaml.CollectionStartEvent)  # noqa: S101 - narrows for mypy
        span = Span(start, start, is_flow=bool(event.flow_style))
        if isinstance(event, yaml.MappingStartEvent):
            span.kind = "mapping"
            end = self._fill_mapping(span)
        else:
            span.kind = "sequence"
            end = self._fill_sequence(span)
        span.end = end
        return span

    def _fill_mapping(self, span: Span) -> int:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - narrows for mypy
            value = self._value(next(self._events))
            if value.start == value.end:  # nothing stands there: the key ends it
                value.start = value.end = _end(event) + 1
            span.entries.append(SpanEntry(event.value, _start(event), value))
        return _end(event) if span.is_flow else span.entries[-1].value.end

    def _fill_sequence(self, span: Span) -> int:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            span.items.append(self._value(event))
        return _end(event) if span.is_flow else span.items[-1].end


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
