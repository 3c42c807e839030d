"""The words by which places are asked for."""

from collections.abc import Collection, Iterator

from bot.flows.library import Library
from bot.flows.nodes import MAIN, Node, OfficeCard
from bot.texts.languages import Language


def words_for(library: Library, places: Collection[str], language: Language) -> tuple[str, ...]:
    """Everything that asks for one of these places by itself, in the order of their authors."""
    nodes = [library.nodes[place] for place in places if place != MAIN]
    return tuple(dict.fromkeys(word for node in nodes for word in _words(node, language)))


def _words(node: Node, language: Language) -> Iterator[str]:
    """Keywords and names; recurring questions and offices are asked for by words of others."""
    keywords = node.keywords
    written = keywords.en if language == "en" else keywords.ar + keywords.arabizi
    if (written or node.name) and not isinstance(node.content, OfficeCard):
        yield from written
        yield from (name.in_(language) for name in (node.title, node.name) if name)
