"""What no file shows by itself: labels that are words of the bot, offices outside the country."""

from collections.abc import Iterator

from bot.conversation.matching import Word
from bot.conversation.release import Release
from bot.flows.faults import Fault
from bot.flows.nodes import MAIN, Box, Node, OfficeCard
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES

# Citizens are promised that these work from anywhere; a label typed chooses its row instead.
_PROMISED: frozenset[Word] = frozenset(
    ("menu", "back", "more", "previous", "help", "privacy", "erase", "arabic", "english")
)


def node_faults(release: Release) -> Iterator[Fault]:
    """Faults of the nodes of a sound library, beside the bot's own words and the map."""
    for node in release.library.nodes.values():
        if node.address != MAIN:
            yield from _label_faults(node, release)
            yield from _place_faults(node, release.library.settings.country)


def _label_faults(node: Node, release: Release) -> Iterator[Fault]:
    for language in LANGUAGES:
        label = node.title.in_(language)
        word = release.vocabulary.words.get(fold(label))
        if word in _PROMISED:
            message = f'who types "{label}" anywhere means "{word}"; give the row another label'
            yield Fault(node.place, "reserved-label", message)


def _place_faults(node: Node, country: Box) -> Iterator[Fault]:
    card = node.content
    if not isinstance(card, OfficeCard):
        return
    if not country.holds(card.latitude, card.longitude):
        where = f"{card.latitude}, {card.longitude}"
        message = f"{where} is outside the country; latitude comes first, then longitude"
        yield Fault(node.place, "bad-coordinates", message)
