"""How long texts are once their placeholders are filled in: each may stand for a page itself."""

from collections.abc import Iterable, Iterator

from bot.flows.faults import Fault
from bot.flows.nodes import Answer, Ask, Node
from bot.flows.schema.values import ANSWER_UNITS, BRIEF_UNITS
from bot.texts.directions import units


def length_faults(nodes: Iterable[Node]) -> Iterator[Fault]:
    """Answers and questions that are too long as citizens would read them."""
    for node in nodes:
        if not isinstance(node.content, Answer | Ask):
            continue
        limit = ANSWER_UNITS if isinstance(node.content, Answer) else BRIEF_UNITS
        text = node.content.text
        if 2 * max(len(text.ar), len(text.en)) <= limit:  # nearly all
            continue
        length = max(units(text.ar), units(text.en))
        if length > limit:
            message = f"{length} of {limit} characters with all that is filled in; shorten it"
            yield Fault(node.place, "too-long", message)
