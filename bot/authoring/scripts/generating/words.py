"""The words by which places are asked for, and where somebody is who types them."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from bot.flows.library import Library
from bot.flows.nodes import MAIN, Keywords, Node, OfficeCard
from bot.texts.languages import Language


class Asked(NamedTuple):
    """Words typed one after the other, each at a place; at whatever place where it is ""."""

    at: str
    words: tuple[str, ...]


def words_for(library: Library, places: Collection[str], language: Language) -> tuple[Asked, ...]:
    """Everything that asks for one of these places by itself, in the order of their authors.

    Beside the main menu that is what belongs to no agency: recurring questions, each asked of the
    first service that answers it, and emergencies.
    """
    if MAIN in places:
        return (*_questions(library, language), Asked(MAIN, tuple(_cries(library, language))))
    nodes = [library.nodes[place] for place in places]
    return (Asked("", _once(word for node in nodes for word in _words(node, language))),)


def _questions(library: Library, language: Language) -> Iterator[Asked]:
    first: dict[str, Node] = {}
    for node in filter(library.is_public, library.nodes.values()):
        first.setdefault(node.kind, node)
    for kind in library.kinds.values():
        if kind.id in first:
            place = library.menu_above(first[kind.id]).address
            yield Asked(place, _once((kind.title.in_(language), *_in(kind.keywords, language))))


def _cries(library: Library, language: Language) -> Iterator[str]:
    for kind in library.emergencies.kinds:
        for keywords in (kind.alone, kind.within, kind.perhaps):
            yield from _in(keywords, language)


def _words(node: Node, language: Language) -> Iterator[str]:
    """Keywords and names; recurring questions and offices are asked for by words of others."""
    written = _in(node.keywords, language)
    if (written or node.name) and not isinstance(node.content, OfficeCard):
        yield from written
        yield from (name.in_(language) for name in (node.title, node.name) if name)


def _in(keywords: Keywords, language: Language) -> tuple[str, ...]:
    return keywords.en if language == "en" else keywords.ar + keywords.arabizi


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
