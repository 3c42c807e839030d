"""YAML parser events to a tree, refusing what authors do not need.

Aliases, anchors, tags and merge keys make small files explode and hide what a line means. Reading
the events of the C parser is the quickest way that keeps line and column of everything, and stops
at the first event over a limit, before anything is built from it.
"""

import re
from dataclasses import dataclass, field

import yaml

from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.signs import CURLY_QUOTES, HIDDEN, code_point, removal_of
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
_WHOLLY_QUOTED = re.compile(f"([{CURLY_QUOTES}])[^{CURLY_QUOTES}]+([{CURLY_QUOTES}])")

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SUSPECT = re.compile(f"{HIDDEN.pattern}|{_CONTROL.pattern}")


@dataclass(slots=True)
class _OpenMapping:
    place: Place
    key: Scalar | None = None
    entries: dict[str, Entry] = field(default_factory=dict)

    def close(self) -> Tree:
        return Mapping(self.entries, self.place)


@dataclass(slots=True)
class _OpenSequence:
    place: Place
    items: list[Tree] = field(default_factory=list)

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
        self._name = name
        self._checks_texts = checks_texts
        self._warns = warns
        self._open: list[_OpenMapping | _OpenSequence] = []
        self._root: Tree | None = None
        self._values = 0
        self._lines: list[str] = []

    def build(self, text: str) -> Tree | None:
        """The tree, or None after a fault that leaves none."""
        self._lines = text.split("\n")
        try:
            parser = yaml.CSafeLoader(text)
            while (event := parser.get_event()) is not None:
                self._take(event)
        except _StopReadingError:
            return None
        except yaml.MarkedYAMLError as error:
            self.is_syntax = True
            mark, message = explain(error, text)
            self._fault(self._at(mark), "syntax", message)
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
        if isinstance(event, yaml.ScalarEvent):  # two of three
            self._count(event)
            self._take_scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._count(event)
            self._enter(event, _OpenMapping(self._at(event.start_mark)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._count(event)
            self._enter(event, _OpenSequence(self._at(event.start_mark)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._place(self._open.pop().close())
        elif isinstance(event, yaml.AliasEvent):
            self._count(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            self._stop(event, "syntax", "a second document begins here; keep one in a file")

    def _count(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse_sharing(event)
        self._values += 1
        if self._values > MOST_VALUES:
            self._stop(event, "too-large", f"more than {MOST_VALUES} values; split the file")

    def _refuse_sharing(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, "anchor", f"the alias *{event.anchor} is not allowed; quote the text")
        if event.anchor is not None:
            self._stop(event, "anchor", f"the anchor &{event.anchor} is not allowed; remove it")
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            self._stop(event, "anchor", f"the tag {tag} is not allowed; remove it")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        place, value, style = self._at(event.start_mark), event.value, event.style
        if style == '"' and self._checks_texts and _SUSPECT.search(value):
            self._tell_hidden(value, place)
        if value and self._warns and not style:
            if value[0] in CURLY_QUOTES:
                self._warn_of_quotes(value, place)
            if self._is_of_a_language():
                self._warn_of_remark(self._at(event.end_mark))
        indent = self._indent_below(place.line, value) if style == "|" else 0
        self._place(Scalar(value, place, not style, indent))

    def _is_of_a_language(self, levels: int = 1) -> bool:
        """Whether the mapping that was opened this many levels ago is at a key for a language."""
        top = self._open[-levels] if len(self._open) >= levels else None
        return isinstance(top, _OpenMapping) and top.key is not None and top.key.text in _SPOKEN

    def _warn_of_quotes(self, text: str, place: Place) -> None:
        """Tell of a text or keyword that stands in curly quotes as if they were quotes."""
        is_listed = bool(self._open) and isinstance(self._open[-1], _OpenSequence)
        is_text = self._is_of_a_language(2 if is_listed else 1)
        if is_text and (found := _WHOLLY_QUOTED.fullmatch(text)):
            message = f'the {found[1]} {found[2]} are shown as they stand; write "…", or nothing'
            self.faults.append(Fault(place, "curly-quotes", message, "warning"))

    def _warn_of_remark(self, end: Place) -> None:
        """Tell of a `#` behind a text without quotes: YAML drops what follows, mostly unmeant."""
        line = self._lines[end.line - 1] if end.line <= len(self._lines) else ""
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
        top = self._open[-1] if self._open else None
        if isinstance(top, _OpenMapping) and top.key is None:
            self._stop(event, "syntax", "a key must be a word")
        if len(self._open) >= MOST_DEPTH:
            self._stop(event, "too-large", f"nested more than {MOST_DEPTH} levels deep")
        self._open.append(opened)

    def _place(self, value: Tree) -> None:
        """Put a finished value where it belongs: at the root, in a list, as a key or its value."""
        if not self._open:
            self._root = value
            return
        top = self._open[-1]
        if isinstance(top, _OpenSequence):
            top.items.append(value)
        elif top.key is not None:
            top.entries.setdefault(top.key.text, Entry(top.key.text, top.key.place, value))
            top.key = None
        elif isinstance(value, Scalar):
            self._refuse_key(top, value)
            top.key = value

    def _refuse_key(self, top: "_OpenMapping", key: Scalar) -> None:
        if key.text == "<<" and key.is_plain:
            self._fault(key.place, "anchor", "the merge key << is not allowed; write it out")
            raise _StopReadingError
        if key.text in top.entries:
            first = top.entries[key.text].place.line
            message = f'"{key.text}" is given twice; the first is on line {first}'
            if any(isinstance(opened, _OpenSequence) for opened in self._open[-2:-1]):
                message += '. Another item of the list would begin with "- "'
            self._fault(key.place, "duplicate-key", message)

    def _stop(self, event: yaml.Event, code: str, message: str) -> None:
        self._fault(self._at(event.start_mark), code, message)
        raise _StopReadingError

    def _fault(self, place: Place, code: str, message: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(place, code, message))

    def _at(self, mark: Mark | None) -> Place:
        if mark is None:
            return Place(self._name)
        return Place(self._name, mark.line + 1, mark.column + 1)
