"""What no file shows by itself: words of the bot as labels, offices outside the country."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from bot.conversation.matching import Word
from bot.conversation.release import Release
from bot.flows.faults import Fault
from bot.flows.nodes import MAIN, Ask, Box, Node, OfficeCard, Place
from bot.flows.reading.source import read_source
from bot.flows.reading.tree import Mapping, Sequence, Step, find
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Bilingual

# Citizens are promised that these work from anywhere; a label typed chooses its row instead.
_PROMISED: frozenset[Word] = frozenset(
    ("menu", "back", "more", "previous", "help", "privacy", "erase", "arabic", "english")
)

Promised = Callable[[str], Word | None]  # the word of the bot that a text is, if any


def node_faults(release: Release) -> Iterator[Fault]:
    """Faults of the nodes of a sound library, beside the bot's own words and the map."""
    promised = cache(partial(_promised, release))  # most questions share their titles
    for node in release.library.nodes.values():
        if node.address != MAIN:
            yield from _label_faults(node, promised)
            yield from _keyword_faults(node, promised)
            yield from _place_faults(node, release.library.settings.country)


def _label_faults(node: Node, promised: Promised) -> Iterator[Fault]:
    choices = node.content.choices if isinstance(node.content, Ask) else ()
    titles: list[tuple[Bilingual, tuple[Step, ...]]] = [(node.title, ("title",))]
    for at, choice in enumerate(choices):
        titles.append((choice.title, ("ask", "choices", at, "title")))
    for title, path in titles:
        for language in LANGUAGES:
            label = title.in_(language)
            if word := promised(label):
                message = f'who types "{label}" anywhere means "{word}"; give the row another label'
                yield Fault(_within(node.place, (*path, language)), "reserved-label", message)


def _keyword_faults(node: Node, promised: Promised) -> Iterator[Fault]:
    """Keywords that are words of the bot: who types one never gets as far as a search."""
    words = node.keywords
    for keyword in (*words.ar, *words.en, *words.arabizi):
        if word := promised(keyword):
            message = f'the keyword "{keyword}" means "{word}" wherever it is typed; take it out'
            yield Fault(node.place, "claimed-keyword", message, "warning")


def _promised(release: Release, written: str) -> Word | None:
    word = release.vocabulary.words.get(fold(written))
    return word if word in _PROMISED else None


def _place_faults(node: Node, country: Box) -> Iterator[Fault]:
    card = node.content
    if not isinstance(card, OfficeCard):
        return
    if not country.holds(card.latitude, card.longitude):
        where = f"{card.latitude}, {card.longitude}"
        message = f"{where} is outside the country; latitude comes first, then longitude"
        yield Fault(_within(node.place, ("at",)), "bad-coordinates", message)


def _within(begins: Place, path: tuple[Step, ...]) -> Place:
    """Where a value of what begins at a place stands; that place where it comes from elsewhere.

    Its file is read once more: there is a mistake in it.
    """
    waiting = [read_source(Path(begins.file)).tree]
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Mapping):
            if tree.place == begins:
                return find(tree, path)[1]
            waiting += [entry.value for entry in tree.entries]
        elif isinstance(tree, Sequence):
            waiting += tree.items
    return begins
