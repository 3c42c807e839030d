"""Texts that would show in another order than they are read, where only their author can help."""

from collections.abc import Iterator

from bot.flows.checks.placeholders import PLACEHOLDER
from bot.flows.faults import Fault
from bot.flows.reading.tree import Mapping, Scalar, Sequence, Tree
from bot.flows.schema.values import ANSWER_UNITS
from bot.texts.languages import LANGUAGES, Language
from bot.texts.turning import turned

_LETTER: dict[Language, str] = {"ar": "س", "en": "x"}  # what a placeholder is taken for


def order_faults(tree: Tree) -> Iterator[Fault]:
    """Warnings about every text in two languages, at the sign where the order goes wrong.

    A text over every limit is told of as that.
    """
    for texts in _texts(tree):
        for language in LANGUAGES:
            text = texts.get(language)
            if isinstance(text, Scalar) and len(text.text) <= ANSWER_UNITS:
                yield from _faults_of(text, language)


def _faults_of(text: Scalar, language: Language) -> Iterator[Fault]:
    filled = PLACEHOLDER.sub(lambda word: _LETTER[language] * len(word[0]), text.text)
    for at in turned(filled, language):
        yield Fault(text.place_of(at.position), "turned-text", at.message, "warning")


def _texts(tree: Tree) -> Iterator[Mapping]:
    """Every mapping with a text for a language, at any depth."""
    waiting: list[Tree] = [tree]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Sequence):
            waiting += at.items
        elif isinstance(at, Mapping):
            if any(isinstance(at.get(language), Scalar) for language in LANGUAGES):
                yield at
            waiting += (each.value for each in at.entries if not isinstance(each.value, Scalar))
