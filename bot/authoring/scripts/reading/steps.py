"""Lists of steps: each with its one verb, what surrounds it, and what is seen after it."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.authoring.scripts.reading.acting import ActReader, read_identity
from bot.authoring.scripts.reading.fields import KEYS, Faults, one_line
from bot.authoring.scripts.reading.filling import fill
from bot.authoring.scripts.reading.seeing import nothing_at, read_sees
from bot.authoring.scripts.reading.values import DURATION_FORM, read_duration
from bot.authoring.scripts.script import (
    Act,
    Delivers,
    Moves,
    Repeats,
    Step,
    Together,
    Waits,
)
from bot.flows.reading.source import read_source
from bot.flows.reading.tree import Entry, Scalar, Tree
from bot.flows.reading.tree import Mapping as Keys
from bot.texts.languages import Language

_AROUND = ("sees", "as", "after", "sent")
_SENT_FORM = 'when it was sent: "2h ago", "5m ahead" or "undated"'
_MOST_FILES = 8  # of beginnings in one another
_STEP = 'a step such as "says: مرحبا"'
_BEGINNING = 'a script with "steps"'


class StepReader:
    """Reads steps of one run of a script, and those of the files it begins with."""

    def __init__(self, faults: Faults, values: Mapping[str, str], language: Language | None):
        """Begin a run: variables have these values, texts are in this language."""
        self._faults = faults
        self._values = values
        self._language = language
        self._scopes = itertools.count()

    def read(self, tree: Tree, file: Path) -> tuple[Step, ...]:
        """The steps of a list that stands in a file."""
        filled = fill(tree, self._values, self._language, self._faults)
        return tuple(self._steps(filled, (file,), self._values))

    def _steps(
        self, tree: Tree, files: tuple[Path, ...], values: Mapping[str, str]
    ) -> Iterator[Step]:
        """Steps of a list; those of a file that one of them plays come in its place."""
        scope = next(self._scopes)
        reader = ActReader(self._faults, files[-1].parent)
        for number, item in enumerate(
            self._faults.items(tree, f'steps: a line with "- " for each, {_STEP}'), start=1
        ):
            reader.number = number
            keys = self._keys(item, reader)
            if keys is None:
                continue
            verb = self._verb(keys, reader)
            if verb is None:
                continue
            if verb.key == "does":
                for inner in self._included(keys, verb, files, values):
                    yield replace(inner, within=(*inner.within, (scope, number)))
            elif (step := self._step(keys, verb, reader, scope)) is not None:
                yield step

    def _keys(self, item: Tree, reader: ActReader) -> Keys | None:
        known = (*reader.verbs, "together", "does", *_AROUND, "with")
        return self._faults.mapping(item, _STEP, known)

    def _verb(self, keys: Keys, reader: ActReader) -> Entry | None:
        known = (*reader.verbs, "together", "does")
        verbs = [entry for entry in keys.entries if entry.key in known]
        if len(verbs) == 1:
            return verbs[0]
        if verbs:
            message = f'"{verbs[0].key}" and "{verbs[1].key}" are two steps; begin each with "- "'
            self._faults.add(verbs[1].place, "not-one-act", message)
        elif all(entry.key in (*_AROUND, "with") for entry in keys.entries):
            message = f"the step does nothing; write one of: {', '.join(known)}"
            self._faults.add(keys.place, "not-one-act", message)
        return None

    def _step(self, keys: Keys, verb: Entry, reader: ActReader, scope: int) -> Step | None:
        act: Act | None
        if verb.key == "together":
            act = self._together(verb.value, reader, scope)
        else:
            act = reader.read(verb.key, verb.value)
        sees, whose, after = keys.entry("sees"), keys.get("as"), keys.get("after")
        checks = read_sees(sees, self._faults) if sees else None
        if checks is None and isinstance(act, Repeats):
            checks = (nothing_at(verb.place),)
        late_s, is_dated = self._sent(keys.get("sent"))
        if (unfit := keys.entry("with")) is not None:
            self._faults.add(unfit.place, "bad-combination", '"with" belongs to "does"')
        if isinstance(act, Waits | Moves | Together):
            self._refuse_around(keys, verb.key)
        if isinstance(act, Repeats | Delivers):
            self._refuse_names(keys, verb.key)
        if act is None:
            return None
        return Step(
            act,
            keys.place,
            reader.number,
            scope,
            f"{verb.key}: {one_line(verb.value)}",
            checks,
            read_identity(whose, self._faults) if whose else None,
            self._duration(after) if after else None,
            late_s,
            is_dated,
        )

    def _refuse_around(self, keys: Keys, verb: str) -> None:
        for entry in keys.entries:
            if entry.key in _AROUND and not (verb == "together" and entry.key == "after"):
                where = "its own steps" if verb == "together" else "the step after it"
                message = f'"{entry.key}" does not go with "{verb}"; put it into {where}'
                self._faults.add(entry.place, "bad-combination", message)

    def _refuse_names(self, keys: Keys, verb: str) -> None:
        """The body of a webhook is given: who writes when stands in it."""
        for key in ("as", "sent"):
            if entry := keys.entry(key):
                message = f'"{key}" does not go with "{verb}": the webhook tells it itself'
                self._faults.add(entry.place, "bad-combination", message)

    def _together(self, tree: Tree, reader: ActReader, scope: int) -> Together:
        steps = []
        for item in self._faults.items(tree, "steps that arrive in one webhook"):
            keys = self._keys(item, reader)
            verb = self._verb(keys, reader) if keys else None
            if keys is None or verb is None:
                continue
            if verb.key in ("together", "does", "waits", "repeats", "delivers", "flows"):
                message = f'"{verb.key}" cannot be part of one webhook'
                self._faults.add(verb.place, "bad-combination", message)
            elif (step := self._step(keys, verb, reader, scope)) is not None:
                steps.append(step)
        return Together(tuple(steps))

    def _sent(self, tree: Tree | None) -> tuple[float, bool]:
        """How long a message was under way, and whether it bears a time at all."""
        text = self._faults.text(tree, _SENT_FORM) if tree else None
        if tree is None or text is None:
            return 0.0, True
        if text == "undated":
            return 0.0, False
        length, _, side = text.rpartition(" ")
        seconds = read_duration(length)
        if seconds is None or side not in ("ago", "ahead"):
            self._faults.add(tree.place, "bad-time", f'"{text}" is no time; write {_SENT_FORM}')
            return 0.0, True
        return (seconds if side == "ago" else -seconds), True

    def _duration(self, tree: Tree) -> float | None:
        text = self._faults.text(tree, DURATION_FORM)
        seconds = read_duration(text) if text else None
        if text and seconds is None:
            self._faults.add(tree.place, "bad-time", f'"{text}" is no {DURATION_FORM[2:]}')
        return seconds

    def _included(
        self, keys: Keys, verb: Entry, files: tuple[Path, ...], values: Mapping[str, str]
    ) -> Iterator[Step]:
        """The steps of another file, with the values of this one and its own beneath them."""
        self._refuse_around(keys, verb.key)
        name = self._faults.text(verb.value, "the file with the steps")
        found = self._find(name, verb, files) if name else None
        if found is None:
            return
        tree, file = found
        given = dict(values)
        if (more := keys.get("with")) is not None:
            given |= read_values(more, self._faults)
        own = tree.get("values")
        if own is not None:
            given = (
                read_values(fill_values(own, self._language, self._faults), self._faults) | given
            )
        steps = tree.get("steps")
        if steps is None:
            self._faults.add(tree.place, "missing-key", '"steps" is missing')
            return
        filled = fill(steps, given, self._language, self._faults)
        yield from self._steps(filled, (*files, file), given)

    def _find(self, name: str, verb: Entry, files: tuple[Path, ...]) -> tuple[Keys, Path] | None:
        file = files[-1].parent / name
        place = verb.value.place
        if file.resolve() in [each.resolve() for each in files] or len(files) > _MOST_FILES:
            self._faults.add(place, "no-script", f'"{name}" is being played already')
            return None
        if not file.is_file():
            message = f'there is no file "{name}"; it is sought beside this one'
            self._faults.add(place, "no-script", message)
            return None
        source = read_source(file, takes_escapes=True)
        self._faults.found.extend(source.faults)
        tree = source.tree
        if not isinstance(tree, Keys):
            if tree is not None:
                self._faults.wrong_type(tree, _BEGINNING)
            return None
        self._faults.mapping(tree, _BEGINNING, KEYS)
        return tree, file


def fill_values(tree: Tree, language: Language | None, faults: Faults) -> Tree:
    """Values with each text in the language of the run."""
    if not isinstance(tree, Keys):
        return tree
    entries = (
        Entry(entry.key, entry.place, fill(entry.value, {}, language, faults))
        for entry in tree.entries
    )
    return Keys.of(entries, tree.place)


def read_values(tree: Tree, faults: Faults) -> dict[str, str]:
    """Variables and what they stand for."""
    if not isinstance(tree, Keys):
        faults.wrong_type(tree, "variables with their values, {word: مرحبا}")
        return {}
    found: dict[str, str] = {}
    for entry in tree.entries:
        if not entry.key.isidentifier():
            message = f'"{entry.key}" is no name for a variable; use letters, digits and _'
            faults.add(entry.place, "bad-id", message)
        elif isinstance(entry.value, Scalar):
            found[entry.key] = entry.value.text
        else:
            faults.wrong_type(entry.value, "a text")
    return found
