"""Trees to documents: every mistake at once, at its place, in words an author understands."""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.flows.faults import CODES, Fault, hint, nearest
from bot.flows.reading.signs import CURLY_QUOTES, INVISIBLE, STRAIGHT, removal_of
from bot.flows.reading.source import Source
from bot.flows.reading.tree import Mapping, Step, Tree, find, plain
from bot.flows.schema.conditions import WhenDocument
from bot.flows.schema.texts import Document, KeywordLists, Texts

_Document = TypeVar("_Document", bound=Document)

_EXPECTED = {
    "string_type": "a text",
    "list_type": 'a list: a line with "- " for each item, or [one, two]',
    "model_type": "keys with values",
    "dict_type": "keys with values",
}
_OF_WHAT_IS_NOT_THERE = (
    "missing-key", "missing-language", "empty-text", "wrong-type", "unknown-key"
)  # fmt: skip
_LANGUAGES = {"ar": "Arabic", "en": "English"}


def read_document(tree: Tree, model: type[_Document]) -> tuple[_Document | None, list[Fault]]:
    """The document a tree holds, or None and all that is wrong with its keys and values."""
    try:
        return model.model_validate(plain(tree)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {path for detail in details if (path := _meant_path(detail, model))}
        return None, [
            _fault(detail, tree, model)
            for detail in details
            if not (detail["type"] == "missing" and _path(detail) in misspelt)
        ]


def mapping_of(source: Source, model: type[Document]) -> tuple[Mapping | None, tuple[Fault, ...]]:
    """The keys and values of a flow file, or None; and what is wrong with reading it."""
    if source.tree is None or isinstance(source.tree, Mapping):
        more = _sound_faults(source.rest, model) if isinstance(source.rest, Mapping) else ()
        return source.tree, (*source.faults, *more)
    message = "a flow file begins with keys and values"
    return None, (*source.faults, Fault(source.tree.place, "wrong-type", message))


def _sound_faults(rest: Tree, model: type[_Document]) -> list[Fault]:
    """What is wrong with the values of a file that is broken elsewhere; nothing is called missing.

    A key that lost its value, or its place, to a broken piece is told with that.
    """
    _, faults = read_document(rest, model)
    return [fault for fault in faults if fault.code not in _OF_WHAT_IS_NOT_THERE]


def _fault(detail: ErrorDetails, tree: Tree, model: type[Document]) -> Fault:
    """One of pydantic's errors as a fault."""
    path = _path(detail)
    kind = detail["type"]
    key_place, value_place = find(tree, path)
    if unseen := _invisible_sign(detail, path):
        return Fault(key_place if kind == "extra_forbidden" else value_place, *unseen)
    if kind == "extra_forbidden":
        return Fault(key_place, "unknown-key", _key_message(str(path[-1]), model, path[:-1]))
    if kind == "missing":
        above, _ = find(tree, path[:-1])
        key = str(path[-1])
        if key in _LANGUAGES and _is_texts(_type_at(model, path[:-1])):
            return Fault(above, "missing-language", f'the {_LANGUAGES[key]} is missing ("{key}")')
        return Fault(above, "missing-key", f'"{key}" is missing')
    if kind == "literal_error":
        return Fault(value_place, "bad-choice", _choice_message(detail, _type_at(model, path)))
    if kind in CODES:
        return Fault(key_place if "[key]" in detail["loc"] else value_place, kind, detail["msg"])
    return Fault(value_place, "wrong-type", _type_message(detail, _type_at(model, path)))


def _path(detail: ErrorDetails) -> tuple[Step, ...]:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _meant_path(detail: ErrorDetails, model: type[Document]) -> tuple[Step, ...] | None:
    """Where a key would stand that has no meaning as it is written: it is told once, as that."""
    path = _path(detail)
    if detail["type"] != "extra_forbidden":
        return None
    meant = _meant(str(path[-1]), model, path[:-1])
    return (*path[:-1], meant) if meant else None


def _meant(key: str, model: type[Document], path: tuple[Step, ...]) -> str | None:
    """The key of a path that was most likely meant by one that is not known there."""
    known = _fields_at(model, path)
    for likely in (INVISIBLE.sub("", key).strip(), key.partition(":")[0], key.lower()):
        if likely in known:
            return likely
    return None if _is_texts(_type_at(model, path)) else nearest(key, known)


def _invisible_sign(detail: ErrorDetails, path: tuple[Step, ...]) -> tuple[str, str] | None:
    """The fault of a sign that nobody sees, where letters alone are to stand."""
    is_key = detail["type"] == "extra_forbidden"
    written = path[-1] if is_key else detail["input"]
    if not isinstance(written, str) or not (found := INVISIBLE.search(written)):
        return None
    is_exact = detail["type"] == "literal_error" or detail["type"].startswith("bad-")
    if is_exact or (is_key and INVISIBLE.sub("", written).strip().isascii()):
        return "hidden-character", f'{removal_of(found[0])} in "{INVISIBLE.sub("", written)}"'
    return None


def _key_message(key: str, model: type[Document], path: tuple[Step, ...]) -> str:
    """That a key is not known at a path, and what its author most likely meant."""
    known = _fields_at(model, path)
    message = f'"{key}" has no meaning here.'
    if key.partition(":")[0] in known:
        return f'{message} Write a space after the ":"'
    if meant := _meant(key, model, path):
        return f'{message} Did you mean "{meant}"?'
    if _is_texts(_type_at(model, path)):
        end = f": {STRAIGHT}" if key[-1:] in tuple(CURLY_QUOTES) else "."
        return f"{message} A text with a comma inside {{ }} must stand in quotes{end}"
    known_words = f"{message} Known are: {', '.join(known)}"
    if _type_at(model, path) is WhenDocument:
        known_words += f'. What a citizen answered is asked by "answer: {{{key}: …}}"'
    return known_words


def _choice_message(detail: ErrorDetails, expected: Any) -> str:
    words = [word for part in (expected, *get_args(expected)) for word in _literals(part)]
    written = detail["input"]
    if not isinstance(written, str):
        return f"write one of: {', '.join(words)}"
    return f'"{written}" is none of: {", ".join(words)}.{hint(written, words)}'


def _literals(annotation: Any) -> Iterator[str]:
    yield from (word for word in get_args(annotation) if isinstance(word, str))


def _type_message(detail: ErrorDetails, expected: Any) -> str:
    wanted = _EXPECTED.get(detail["type"], detail["msg"])
    if _is_texts(expected):
        wanted = "both languages, {ar: …, en: …}"
    if expected is KeywordLists:
        wanted = "lists by language, {ar: […], en: […], arabizi: […]}"
    if expected is WhenDocument:
        wanted = "conditions, such as {open: true}"
    written = detail["input"]
    found = "a list" if isinstance(written, list) else "keys with values"
    if isinstance(written, str):
        found = "a text" if written else "nothing"
    return f"expected {wanted}, found {found}"


def _fields_at(model: type[Document], path: tuple[Step, ...]) -> list[str]:
    """The keys known at a path."""
    found = _type_at(model, path)
    if not _is_model(found):
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _type_at(annotation: Any, path: tuple[Step, ...]) -> Any:
    """The declared type at a path of keys and list positions, without `| None`."""
    for step in path:
        annotation = _without_none(annotation)
        if _is_model(annotation):
            annotation = _annotation_of(annotation, step)
        else:  # `list[item]` or `dict[key, value]`
            annotation = (get_args(annotation) or (None,))[-1]
    return _without_none(annotation)


def _annotation_of(model: type[BaseModel], key: Step) -> Any:
    """The declared type under a key as it is written in files."""
    fields = model.model_fields.items()
    return next((field.annotation for name, field in fields if (field.alias or name) == key), None)


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (list, dict):
        return annotation
    kept = [part for part in get_args(annotation) if part is not type(None)]
    return kept[0] if len(kept) == 1 and not isinstance(kept[0], str) else annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_texts(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Texts)
