"""Addresses that share a code by chance: whoever has one of the two would be shown the other."""

from collections.abc import Iterator

from bot.flows.codes import code_of
from bot.flows.faults import Fault
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Place


def code_faults(library: Library) -> Iterator[Fault]:
    """A fault at the later of two addresses with one code, those that are gone included."""
    owners: dict[str, str] = {}
    for address, place in _addresses(library):
        owner = owners.setdefault(code_of(address), address)
        if owner != address:
            message = (
                f'the code of "{address}" is by chance that of "{owner}" ({code_of(address)}); '
                "give the newer of the two another id"
            )
            yield Fault(place, "same-code", message)


def _addresses(library: Library) -> Iterator[tuple[str, Place]]:
    """Every address there is or was, what may no longer change first, with where it is told."""
    main = library.node(MAIN).place
    yield from ((old, main) for old in library.settings.retired)
    for old, heir in library.former():
        yield old, library.node(heir).place
    nodes = library.nodes.values()
    yield from ((node.address, node.place) for node in nodes if node.address != MAIN)
