"""Conditions of `when`: what they ask of must be there, and they must be able to hold."""

from collections.abc import Iterator

from bot.flows.checks.outline import Catalogue, Outline, items
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping, Scalar


def condition_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Faults of every `when`, those of offices included."""
    for agency in catalogue.agencies.values():
        for node in agency.walk():
            yield from _faults_of(node.tree, node, agency)
        for office in items(agency.tree.get("offices")):
            yield from _faults_of(office, agency, agency)


def _faults_of(tree: Mapping, node: Outline, agency: Outline) -> Iterator[Fault]:
    entry = tree.entry("when")
    if entry is None or not isinstance(entry.value, Mapping):
        return
    for part in _parts(entry.value):
        if not part.entries:
            message = 'a condition is missing, such as "when: {language: ar}"'
            yield Fault(part.place, "bad-condition", message)
        yield from _order_faults(part)
        opening = part.entry("open")
        if opening is not None and agency.entry("opening") is None:
            message = 'the agency has no "opening", such as ["sun-thu 08:00-15:00"]'
            yield Fault(opening.place, "bad-condition", message)


def _parts(when: Mapping) -> Iterator[Mapping]:
    """A condition and all those inside it."""
    yield when
    inside = when.get("not")
    if isinstance(inside, Mapping):
        yield from _parts(inside)
    for key in ("all", "any"):
        for part in items(when.get(key)):
            yield from _parts(part)


def _order_faults(when: Mapping) -> Iterator[Fault]:
    """A first day after the last; days compare as they are written."""
    first, last = when.get("from"), when.get("to")
    if isinstance(first, Scalar) and isinstance(last, Scalar) and first.text > last.text:
        place: Place = last.place
        yield Fault(place, "bad-condition", f'"to" lies before "from", {first.text}')
