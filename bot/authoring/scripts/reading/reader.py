"""A script file to its conversations, or to all its mistakes at once."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.authoring.scripts.reading.acting import read_folder, read_identity
from bot.authoring.scripts.reading.fields import KEYS, Faults, keys_meant
from bot.authoring.scripts.reading.filling import fill
from bot.authoring.scripts.reading.steps import StepReader, fill_values, read_values
from bot.authoring.scripts.reading.values import MOMENT_FORM, read_moment
from bot.authoring.scripts.script import SOMEBODY, Conversation
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.source import parse_source, read_source
from bot.flows.reading.tree import Mapping as Keys
from bot.flows.reading.tree import Sequence as Items
from bot.flows.reading.tree import Tree
from bot.messages.inbound import Identity
from bot.texts.languages import LANGUAGES, Language

# What is also wrong where one of the keys is misspelt: told by itself, it would only confuse.
_FOLLOWING = {
    "conversation": "missing-key",
    "steps": "missing-key",
    "languages": "missing-key",
    "values": "unknown-variable",
    "rows": "unknown-variable",
}


@dataclass(frozen=True, slots=True)
class Script:
    """What a file holds: a conversation for each of its runs, none where it has mistakes."""

    file: str
    conversations: tuple[Conversation, ...]
    faults: tuple[Fault, ...]


def read_script(file: Path) -> Script:
    """Read one file. Never raises for what it holds."""
    source = read_source(file, takes_escapes=True)
    return _read(file, source.tree, source.faults)


def parse_script(text: str, file: Path) -> Script:
    """The same of a text that would stand in `file`."""
    source = parse_source(text.encode(), str(file), takes_escapes=True)
    return _read(file, source.tree, source.faults)


def _read(file: Path, tree: Tree | None, found: tuple[Fault, ...]) -> Script:
    faults = Faults()
    faults.found.extend(found)
    conversations: tuple[Conversation, ...] = ()
    if tree is not None:
        keys = faults.mapping(tree, 'a script: "conversation", "steps"', KEYS)
        conversations = tuple(_Reading(file, keys, faults).runs()) if keys else ()
        faults.drop(_FOLLOWING.get(key, "") for key in keys_meant(tree, KEYS))
        if keys:
            _find_lacking(keys, faults)
        if keys and not faults.found:
            _find_unused(keys, faults)
    ordered = tuple(sorted(set(faults.found)))
    return Script(str(file), () if ordered else conversations, ordered)


def _rows(keys: Keys) -> list[Keys]:
    rows = keys.get("rows")
    return [row for row in (rows.items if isinstance(rows, Items) else ()) if isinstance(row, Keys)]


def _find_lacking(keys: Keys, faults: Faults) -> None:
    """A value that is used and that one row has is one that all have, or it is of no row."""
    values = keys.get("values")
    everywhere = values.by_key.keys() if isinstance(values, Keys) else set[str]()
    rows = _rows(keys)
    named = {entry.key for row in rows for entry in row.entries}
    for row in rows:
        for name in sorted((named & faults.used) - row.by_key.keys() - everywhere):
            faults.add(row.place, "missing-key", f'"{name}" is missing; other rows have it')


def _find_unused(keys: Keys, faults: Faults) -> None:
    """A value that stands nowhere is an expectation that its author believes to be there."""
    given = [keys.get("values"), *_rows(keys)]
    named = [entry for tree in given if isinstance(tree, Keys) for entry in tree.entries]
    for entry in named:
        if entry.key not in faults.used:
            message = f"nothing uses ${entry.key}; write it where it belongs, or take it out"
            faults.add(entry.place, "unused-variable", message)


class _Reading:
    """One file being read; each run reads all of it anew, with its own values."""

    def __init__(self, file: Path, keys: Keys, faults: Faults) -> None:
        self._file = file
        self._keys = keys
        self._faults = faults

    def runs(self) -> Iterator[Conversation]:
        """A conversation for each language and row."""
        languages = self._languages()
        rows = self._keys.get("rows")
        listed = list(self._faults.items(rows, "rows of values")) if rows else [None]
        for (number, row), language in itertools.product(enumerate(listed, 1), languages):
            label: list[str] = [language] if language and len(languages) > 1 else []
            label += [f"row {number}"] if row is not None else []
            yield self._run(language, row, ", ".join(label))

    def _languages(self) -> list[Language | None]:
        tree = self._keys.get("languages")
        if tree is None:
            return [None]
        items = self._faults.items(tree, "a list of languages: [ar, en]")
        chosen = [self._faults.choice(item, LANGUAGES) for item in items]
        return [language for language in LANGUAGES if language in chosen] or [None]

    def _run(self, language: Language | None, row: Tree | None, label: str) -> Conversation:
        values = self._values(language, row)
        steps = self._keys.get("steps")
        if steps is None:
            self._faults.add(self._keys.place, "missing-key", '"steps" is missing')
        reader = StepReader(self._faults, values, language)
        return Conversation(
            title=self._text("conversation", values, language, is_needed=True),
            file=str(self._file),
            place=row.place if row else Place(str(self._file)),
            label=label,
            tags=frozenset(self._tags()),
            identity=self._identity(values, language),
            steps=reader.read(steps, self._file) if steps else (),
            language=language,
            starts=self._starts(values, language),
            is_invited=self._invited(),
            flows=self._flows(),
            fails=self._text("fails", values, language),
        )

    def _values(self, language: Language | None, row: Tree | None) -> dict[str, str]:
        values: dict[str, str] = {}
        for tree in (self._keys.get("values"), row):
            if tree is not None:
                spoken = fill_values(tree, language, self._faults)
                values |= read_values(spoken, self._faults)
        named = self._named_in_rows() if row else set()
        return dict.fromkeys(named, "-") | values  # `_find_lacking` tells of the others

    def _named_in_rows(self) -> set[str]:
        return {entry.key for row in _rows(self._keys) for entry in row.entries}

    def _filled(
        self, key: str, values: Mapping[str, str], language: Language | None
    ) -> Tree | None:
        tree = self._keys.get(key)
        return None if tree is None else fill(tree, values, language, self._faults)

    def _text(
        self,
        key: str,
        values: Mapping[str, str],
        language: Language | None,
        *,
        is_needed: bool = False,
    ) -> str:
        tree = self._filled(key, values, language)
        if tree is None and is_needed:
            self._faults.add(self._keys.place, "missing-key", f'"{key}" is missing: what it shows')
        text = (self._faults.text(tree) or "-") if tree else ""
        if tree and text.isspace():
            self._faults.add(tree.place, "wrong-type", "expected a text, found white space")
        return text

    def _tags(self) -> tuple[str, ...]:
        tree = self._keys.get("tags")
        return self._faults.texts(tree) if tree else ()

    def _identity(self, values: Mapping[str, str], language: Language | None) -> Identity:
        tree = self._filled("citizen", values, language)
        return (read_identity(tree, self._faults) if tree else None) or SOMEBODY

    def _starts(self, values: Mapping[str, str], language: Language | None) -> datetime | None:
        tree = self._filled("starts", values, language)
        text = self._faults.text(tree, MOMENT_FORM) if tree else None
        if tree is None or text is None:
            return None
        moment = read_moment(text)
        if moment is None:
            self._faults.add(tree.place, "bad-time", f'"{text}" is no moment; write {MOMENT_FORM}')
        return moment

    def _invited(self) -> bool:
        tree = self._keys.get("invited")
        return tree is not None and self._faults.choice(tree, ("yes", "no")) == "yes"

    def _flows(self) -> Path | None:
        tree = self._keys.get("flows")
        return read_folder(tree, self._faults, self._file.parent) if tree else None
