"""Faults of the bot's own texts: what Fluent cannot read, and where the languages differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.conversation.steps.showing import ABOVE_MAX
from bot.flows.faults import Fault, hint
from bot.flows.nodes import Place
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import read_fluent

# The plural forms a language tells apart (CLDR), each with the number that may stand for it.
_PLURALS: dict[Language, dict[str, str]] = {
    "ar": {"zero": "0", "one": "1", "two": "2", "few": "few", "many": "many", "other": "other"},
    "en": {"one": "1", "other": "other"},
}
_LISTS = "words-"  # of words that are understood, and never said
_ALL_PLURALS = frozenset(_PLURALS["ar"])


@dataclass(frozen=True, slots=True)
class _Message:
    place: Place
    length: int  # in UTF-16 units, at its longest, without what is filled in
    variables: frozenset[str]
    missing_plurals: tuple[str, ...]


def locale_faults(folder: Path) -> Iterator[Fault]:
    """All faults of `ar.ftl` and `en.ftl` in a folder; never raises for what they hold."""
    messages: dict[Language, dict[str, _Message]] = {}
    for language in LANGUAGES:
        file = folder / f"{language}.ftl"
        try:
            text, resource = read_fluent(file)
        except ValueError as error:
            yield Fault(Place(str(file)), "missing-file", f"cannot be read: {error}")
            continue
        messages[language] = {}
        yield from _file_faults(text, resource, str(file), language, messages[language])
    if len(messages) == len(LANGUAGES):
        yield from _differences(messages["ar"], messages["en"], folder / "en.ftl")
        yield from _differences(messages["en"], messages["ar"], folder / "ar.ftl")
        yield from _variable_faults(messages["ar"], messages["en"])


def _file_faults(
    text: str, resource: ast.Resource, file: str, language: Language, messages: dict[str, _Message]
) -> Iterator[Fault]:
    """Faults one file shows by itself; its messages are put into `messages`."""
    for entry in resource.body:
        place = _place(text, file, entry.span.start if entry.span else 0)
        if isinstance(entry, ast.Junk):
            for annotation in entry.annotations:
                start = annotation.span.start if annotation.span else 0
                why = annotation.message or "this is no message"
                message = f'a text is written "name = text", its braces in pairs (Fluent: {why})'
                yield Fault(_place(text, file, start), "broken-message", message)
        elif isinstance(entry, ast.Message | ast.Term):
            name = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
            if name in messages:
                message = f'"{name}" stands on line {messages[name].place.line} already'
                yield Fault(place, "duplicate-id", message)
                continue
            messages[name] = found = _read(entry, place, language)
            if found.length > ABOVE_MAX and not name.startswith(_LISTS):
                message = f"{found.length} of {ABOVE_MAX} characters; shorten it"
                yield Fault(place, "too-long", message)
            if found.missing_plurals:
                forms = ", ".join(found.missing_plurals)
                message = f'"{name}" lacks the plural forms: {forms}'
                yield Fault(place, "missing-plural", message)


def _place(text: str, file: str, position: int) -> Place:
    line_start = text.rfind("\n", 0, position) + 1
    return Place(file, text.count("\n", 0, position) + 1, position - line_start + 1)


def _differences(
    here: dict[str, _Message], there: dict[str, _Message], other_file: Path
) -> Iterator[Fault]:
    """Messages the other file has not."""
    for name, message in here.items():
        if name not in there:
            words = f'"{name}" is not in {other_file.name}.{hint(name, there.keys() - here.keys())}'
            yield Fault(message.place, "missing-message", words)


def _variable_faults(ar: dict[str, _Message], en: dict[str, _Message]) -> Iterator[Fault]:
    """Messages with a variable that the other language's does not use."""
    for name in ar.keys() & en.keys():
        apart = ar[name].variables ^ en[name].variables
        if apart:
            words = ", ".join(f"${variable}" for variable in sorted(apart))
            message = f'"{name}" uses {words} in one language alone'
            yield Fault(en[name].place, "variables-differ", message)


def _read(entry: ast.Message | ast.Term, place: Place, language: Language) -> _Message:
    reader = _Reader(language)
    reader.visit(entry)
    length = _length(entry.value) if entry.value else 0
    return _Message(place, length, frozenset(reader.variables), tuple(reader.missing_plurals))


def _length(pattern: ast.Pattern) -> int:
    return sum(
        units(part.value) if isinstance(part, ast.TextElement) else _longest(part.expression)
        for part in pattern.elements
    )


def _longest(expression: ast.InlineExpression | ast.Placeable | ast.SelectExpression) -> int:
    """What a choice says at its longest; of all else nothing is known here."""
    if not isinstance(expression, ast.SelectExpression):
        return 0
    return max(_length(variant.value) for variant in expression.variants)


class _Reader(Visitor):
    """Gathers the variables of a message, and the plural forms its choices lack."""

    def __init__(self, language: Language) -> None:
        self.variables: set[str] = set()
        self.missing_plurals: list[str] = []
        self._language = language

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # Fluent's
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # Fluent's
        keys = {
            variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
            for variant in node.variants
        }
        if len(keys & _ALL_PLURALS) > ("other" in keys):  # a choice by number, not by word
            for form, number in _PLURALS[self._language].items():
                if form not in keys and number not in keys:
                    self.missing_plurals.append(form)
        self.generic_visit(node)
