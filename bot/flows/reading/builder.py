"""YAML parser events to a tree, refusing what authors do not need.

Aliases, anchors, tags and merge keys make small files explode and hide what a line means. Reading
the events of the C parser is the quickest way that keeps line and column of everything, and stops
at the first event over a limit, before anything is built from it.
"""

import re
from dataclasses import dataclass

import yaml

from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.resuming import Pieces, read_on
from bot.flows.reading.signs import CURLY_QUOTES, HIDDEN, WHOLLY_QUOTED, code_point, removal_of
from bot.flows.reading.syntax import Mark, explain
from bot.flows.reading.tree import Entry, Mapping, Scalar, Sequence, Tree
from bot.texts.languages import LANGUAGES

MOST_DEPTH = 20
MOST_VALUES = 50_000
_MOST_FAULTS = 200
_REMARK = (
    "what follows # is a remark that nobody is shown; put the text in quotes, "
    "or the remark on a line of its own"
)
_SPOKEN = (*LANGUAGES, "arabizi")

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SUSPECT = re.compile(f"{HIDDEN.pattern}|{_CONTROL.pattern}")
# What a named tuple's own class does, without the call in between: there are half a million.
_new = tuple.__new__
_NOWHERE = Place("")


@dataclass(slots=True)
class _OpenMapping:
    place: Place
    entries: dict[str, Entry]
    key: str | None = None
    key_place: Place = _NOWHERE

    def close(self) -> Tree:
        return Mapping(self.entries, self.place)


@dataclass(slots=True)
class _OpenSequence:
    place: Place
    items: list[Tree]

    def close(self) -> Tree:
        return Sequence(tuple(self.items), self.place)


class _StopReadingError(Exception):
    """The rest of the file is not worth reading."""


class TreeBuilder:
    """Turns parser events into a tree, by a stack of what is open; one use each.

    `checks_texts` looks for hidden characters that came by escapes (`"\\u202e"`), which double
    quotes alone take; where they stand as they are, the file's reader has told of them already.
    `warns` tells of texts in a language that are hardly meant as they stand: cut short by a `#`,
    or in quotes that are none.
    """

    def __init__(self, name: str, *, checks_texts: bool, warns: bool) -> None:
        """A builder for the file that places call `name`."""
        self.faults: list[Fault] = []
        self.is_syntax = False  # the parser itself gave up
        self.broken: Pieces | None = None  # what it gave up for
        self._name = name
        self._checks_texts = checks_texts
        self._warns = warns
        self._open: list[_OpenMapping | _OpenSequence] = []
        self._top: _OpenMapping | _OpenSequence | None = None  # the last of them
        self._root: Tree | None = None
        self._values = 0
        self._lines: list[str] = []
        self._remarked: frozenset[int] = frozenset()  # the numbers of lines that hold a #

    def build(self, text: str) -> Tree | None:
        """The tree, or None after a fault that leaves none."""
        self._lines = text.split("\n")
        if self._warns:
            numbered = enumerate(self._lines, start=1)
            self._remarked = frozenset(number for number, line in numbered if "#" in line)
        try:
            next_event = yaml.CSafeLoader(text).get_event
            while (event := next_event()) is not None:
                if type(event) is yaml.ScalarEvent:  # two of three
                    self._take_scalar(event)
                else:
                    self._take(event)
        except _StopReadingError:
            return None
        except yaml.MarkedYAMLError as error:
            self.is_syntax = True
            self.broken = read_on(text, explain(error, text))
            for broken in self.broken.mistakes:
                place = Place(self._name, broken.line + 1, broken.column + 1)
                self._fault(place, "syntax", broken.message)
            return None
        except (yaml.YAMLError, ValueError):
            self.is_syntax = True
            place = Place(self._name)
            self._fault(place, "syntax", "the file holds a character that YAML does not allow")
            return None
        if self._root is None and not self.faults:
            self._fault(Place(self._name), "empty-file", "the file is empty")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop().close()
            self._top = self._open[-1] if self._open else None
            self._place(closed)
        elif isinstance(event, yaml.MappingStartEvent):
            self._count(event)
            self._enter(event, _OpenMapping(self._at(event.start_mark), {}))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._count(event)
            self._enter(event, _OpenSequence(self._at(event.start_mark), []))
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, "anchor", f"the alias *{event.anchor} is not allowed; quote the text")
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            self._stop(event, "syntax", "a second document begins here; keep one in a file")

    def _count(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._values += 1
        if event.anchor is not None:
            self._stop(event, "anchor", f"the anchor &{event.anchor} is not allowed; remove it")
        if event.tag is not None:
            rule = f"a text that begins with ! must stand in quotes; {event.tag} is taken for a tag"
            self._stop(event, "anchor", rule)
        if self._values > MOST_VALUES:
            self._stop(event, "too-large", f"more than {MOST_VALUES} values; split the file")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event)
        value, style, top, place = event.value, event.style, self._top, self._at(event.start_mark)
        if style == '"' and self._checks_texts and _SUSPECT.search(value):
            self._tell_hidden(value, place)
        if type(top) is _OpenMapping and top.key is None:
            self._take_key(top, value, place, is_plain=not style)
            return
        if value and self._warns and not style:
            if value[0] in CURLY_QUOTES:
                self._warn_of_quotes(value, place)
            if self._remarked and self._is_of_a_language():
                self._warn_of_remark(self._at(event.end_mark))
        indent = self._indent_below(place.line, value) if style == "|" else 0
        self._place(_new(Scalar, (value, place, not style, indent)))

    def _is_of_a_language(self, levels: int = 1) -> bool:
        """Whether the mapping that was opened this many levels ago is at a key for a language."""
        top = self._open[-levels] if len(self._open) >= levels else None
        return isinstance(top, _OpenMapping) and top.key in _SPOKEN

    def _warn_of_quotes(self, text: str, place: Place) -> None:
        """Tell of a text or keyword that stands in curly quotes as if they were quotes."""
        is_listed = isinstance(self._top, _OpenSequence)
        is_text = self._is_of_a_language(2 if is_listed else 1)
        if is_text and (found := WHOLLY_QUOTED.fullmatch(text)):
            message = f'the {found[1]} {found[2]} are shown as they stand; write "…", or nothing'
            self.faults.append(Fault(place, "curly-quotes", message, "warning"))

    def _warn_of_remark(self, end: Place) -> None:
        """Tell of a `#` behind a text without quotes: YAML drops what follows, mostly unmeant."""
        line = self._lines[end.line - 1] if end.line in self._remarked else ""
        if line[end.column - 1 :].lstrip(" ").startswith("#"):
            place = Place(self._name, end.line, line.index("#", end.column - 1) + 1)
            self.faults.append(Fault(place, "cut-text", _REMARK, "warning"))

    def _tell_hidden(self, text: str, place: Place) -> None:
        if hidden := HIDDEN.search(text):
            self._fault(place, "hidden-character", removal_of(hidden[0]))
        elif control := _CONTROL.search(text):
            message = f"remove the control character {code_point(control[0])}"
            self._fault(place, "hidden-character", message)

    def _indent_below(self, number: int, text: str) -> int:
        """How far in the text below a `|` stands, which is on the line of this number."""
        first = next((line for line in text.split("\n") if line), "")
        for at in range(number, len(self._lines)):
            line = self._lines[at]
            if line.strip():
                return len(line) - len(line.lstrip(" ")) - (len(first) - len(first.lstrip(" ")))
        return 0

    def _enter(self, event: yaml.Event, opened: "_OpenMapping | _OpenSequence") -> None:
        if isinstance(self._top, _OpenMapping) and self._top.key is None:
            self._stop(event, "syntax", "a key must be a word")
        if len(self._open) >= MOST_DEPTH:
            self._stop(event, "too-large", f"nested more than {MOST_DEPTH} levels deep")
        self._open.append(opened)
        self._top = opened

    def _place(self, value: Tree) -> None:
        """Put a finished value where it belongs: at the root, in a list, or behind its key."""
        top = self._top
        if top is None:
            self._root = value
        elif isinstance(top, _OpenSequence):
            top.items.append(value)
        elif (key := top.key) is not None:
            if key not in top.entries:
                top.entries[key] = _new(Entry, (key, top.key_place, value))
            top.key = None

    def _take_key(self, top: _OpenMapping, key: str, place: Place, *, is_plain: bool) -> None:
        if key == "<<" and is_plain:
            self._fault(place, "anchor", "the merge key << is not allowed; write it out")
            raise _StopReadingError
        if key in top.entries:
            first = top.entries[key].place.line
            message = f'"{key}" is given twice; the first is on line {first}'
            if any(isinstance(opened, _OpenSequence) for opened in self._open[-2:-1]):
                message += '. Another item of the list would begin with "- "'
            self._fault(place, "duplicate-key", message)
        top.key, top.key_place = key, place

    def _stop(self, event: yaml.Event, code: str, message: str) -> None:
        self._fault(self._at(event.start_mark), code, message)
        raise _StopReadingError

    def _fault(self, place: Place, code: str, message: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(place, code, message))

    def _at(self, mark: Mark | None) -> Place:
        if mark is None:
            return Place(self._name)
        return _new(Place, (self._name, mark.line + 1, mark.column + 1))
