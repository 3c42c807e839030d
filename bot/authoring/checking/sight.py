"""What conditions hide: from everybody for ever, or at times all that there is to choose."""

from collections.abc import Iterator, Mapping

from bot.authoring.checking.worlds import Conditions, may_be, questions_in
from bot.flows.faults import Fault
from bot.flows.library import Library
from bot.flows.nodes import Ask, Choice, Menu, Node


def sight_faults(library: Library) -> Iterator[Fault]:
    """Nodes that nobody is ever shown, and menus that at times show no choice."""
    questions = questions_in(library)
    for node in library.nodes.values():
        above = library.nodes.get(node.parent)
        if above is not None and node.when != above.when:
            yield from _never_shown(node, above, questions)
        if isinstance(node.content, Menu):
            yield from _empty_at_times(library, node, node.content.choices, questions)
        elif isinstance(node.content, Ask):
            yield from _ways_not_taken(library, node, node.content.then, questions)


def _never_shown(node: Node, above: Node, questions: Mapping[str, Ask]) -> Iterator[Fault]:
    """A node whose conditions exclude each other, or those of a menu above."""
    if not may_be(node.when, (), questions) and may_be(above.when, (), questions):
        message = (
            'nobody is ever shown this: its "when" and those above, or what may be answered, '
            "exclude each other"
        )
        yield Fault(node.place, "bad-condition", message)


def _empty_at_times(
    library: Library, node: Node, choices: tuple[Choice, ...], questions: Mapping[str, Ask]
) -> Iterator[Fault]:
    shown = [_conditions(library, choice) for choice in choices]
    is_each_hidden = bool(shown) and all(set(each) - set(node.when) for each in shown)
    if is_each_hidden and may_be(node.when, shown, questions):
        message = 'at times none of its choices is shown; leave one without "when"'
        yield Fault(node.place, "empty-at-times", message, "warning")


def _ways_not_taken(
    library: Library, node: Node, then: tuple[Choice, ...], questions: Mapping[str, Ask]
) -> Iterator[Fault]:
    """Nodes of `then` before which others take every answer they would."""
    before: list[Conditions] = []
    for choice in then:
        conditions = _conditions(library, choice)
        taken = before and not may_be((*node.when, *conditions), before, questions)
        if taken and may_be(conditions, (), questions):
            message = "never shown: what stands above it takes every answer there is"
            is_elsewhere = choice.key == choice.target  # a `goto`
            place = node.place if is_elsewhere else library.nodes[choice.target].place
            yield Fault(place, "no-way-on", message, "warning")
        before.append(conditions)


def _conditions(library: Library, choice: Choice) -> Conditions:
    return (*choice.when, *library.nodes[choice.target].when)
