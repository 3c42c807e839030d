"""One run of a script: variables filled in, and of texts by language the one that is spoken."""

import re
from collections.abc import Mapping as Values
from dataclasses import replace

from bot.authoring.scripts.reading.fields import Faults
from bot.flows.faults import hint
from bot.flows.reading.tree import Entry, Mapping, Scalar, Sequence, Tree
from bot.texts.languages import LANGUAGES, Language

VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<braced>[^\W\d]\w*)\}|(?P<bare>[^\W\d]\w*))")
_NAMES = {"ar": "Arabic", "en": "English"}


def fill(tree: Tree, values: Values[str, str], language: Language | None, faults: Faults) -> Tree:
    """The same tree with every `$name` replaced and every `{ar: …, en: …}` decided.

    Places stay those of the file. `$$` is a dollar. What stands for nothing is a fault.
    """
    match tree:
        case Scalar():
            return _filled(tree, values, faults) if "$" in tree.text else tree
        case Sequence(items=items):
            filled = tuple(fill(item, values, language, faults) for item in items)
            return replace(tree, items=filled)
        case Mapping(entries=entries, place=place):
            if is_by_language(tree):
                return _spoken(tree, values, language, faults)
            told = (
                Entry(entry.key, entry.place, fill(entry.value, values, language, faults))
                for entry in entries
            )
            return Mapping.of(told, place)


def is_by_language(tree: Tree) -> bool:
    """Whether this is one thing said in several languages."""
    return (
        isinstance(tree, Mapping)
        and bool(tree.by_key)
        and all(entry.key in LANGUAGES for entry in tree.entries)
    )


def _filled(scalar: Scalar, values: Values[str, str], faults: Faults) -> Scalar:
    def value_of(match: re.Match[str]) -> str:
        name = match["braced"] or match["bare"]
        if match["dollar"]:
            return "$"
        faults.used.add(name)
        if name not in values:
            faults.add(scalar.place_of(match.start()), "unknown-variable", _unknown(name, values))
        return values.get(name, match[0])

    return scalar._replace(text=VARIABLE.sub(value_of, scalar.text))


def _unknown(name: str, values: Values[str, str]) -> str:
    known = f" Known are: {', '.join(values)}." if values else ' Give it under "values".'
    near = hint(name, values) or known
    return f'"${name}" stands for nothing here.{near} For a dollar sign write $$'


def _spoken(
    tree: Mapping, values: Values[str, str], language: Language | None, faults: Faults
) -> Tree:
    if language is None:
        rule = 'a text by language needs "languages: [ar, en]" at the top of the script'
        faults.add(tree.place, "missing-key", rule)
        return Scalar("-", tree.place)
    found = tree.get(language)
    if found is None:
        message = f'the {_NAMES[language]} is missing ("{language}")'
        faults.add(tree.place, "missing-language", message)
        return Scalar("-", tree.place)
    return fill(found, values, language, faults)
