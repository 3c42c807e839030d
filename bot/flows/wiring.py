"""Which trigger leads from where to where: the machine's transitions as plain values, proved sound.

The state machine library takes unknown destinations, duplicate rows and duplicate states without a
word; whoever builds the machine from a `Wiring` has the promise that there are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import FlowError
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Ask, Menu, OfficeList, choices_of

HUB = "@hub"  # every jump to an address passes through this state
START = "@start"  # nothing said yet
BUILT_IN_SCREENS = (
    START,
    "@results",
    "@nearest",
    "@thanks",
    "@reasons",
    "@privacy",
    "@erase",
    "@return",
)

HOME = "@home"
BACK = "@back"

Moves = dict[str, dict[str, str]]  # trigger → source → destination


@dataclass(frozen=True, slots=True)
class Wiring:
    """The states, and for each trigger the destination by source."""

    states: tuple[str, ...]
    moves: Moves


def wire(library: Library) -> Wiring:
    """The whole graph of a library: menus, siblings, back, home, and jumps through the hub.

    Raises FlowError, a line for each fault, when a state is named twice or a row leads nowhere or
    two rows contradict each other. A library from the loader never has such faults.
    """
    states = (*BUILT_IN_SCREENS, HUB, *library.nodes)
    faults = [*_faulty_states(library), *_faulty_rows(library)]
    if faults:
        raise FlowError("\n".join(faults))
    moves: Moves = {
        HOME: dict.fromkeys(states, MAIN),
        BACK: {state: _parent(library, state) for state in states},
        HUB: {state: HUB for state in states if state != HUB},
    }
    for state in states:
        if state != HUB:
            moves.setdefault(state, {})[HUB] = state
    for source, key, target in _choice_rows(library):
        moves.setdefault(key, {})[source] = target
    return Wiring(states, moves)


def _parent(library: Library, state: str) -> str:
    """Where "@back" leads; built-in screens go to the main menu, and so does that itself."""
    node = library.nodes.get(state)
    return node.parent if node is not None and node.parent else MAIN


def _choice_rows(library: Library) -> Iterator[tuple[str, str, str]]:
    """Source, trigger and target: of menus and questions what they lead to, of the rest the
    choices of the menu above.
    """
    offered = {address: choices_of(node) for address, node in library.nodes.items()}
    for address, node in library.nodes.items():
        if isinstance(node.content, Menu | Ask | OfficeList):
            for choice in offered[address]:
                yield address, choice.key, choice.target
        else:
            for choice in offered.get(library.menu_above(node).address, ()):
                if choice.target != address:
                    yield address, choice.key, choice.target


def _faulty_states(library: Library) -> Iterator[str]:
    """States that clash with built-in names, stand under a wrong address, or have no parent."""
    if MAIN not in library.nodes:
        yield f"{MAIN}: the main menu is missing"
    for address, node in library.nodes.items():
        if node.address != address:
            yield f"{node.place}: {node.address} is registered as {address}"
        if address.startswith("@") and address != MAIN:
            yield f"{node.place}: {address} is a name of the machine's own"
        if address != MAIN and node.parent not in library.nodes:
            yield f"{node.place}: the parent {node.parent!r} of {address} does not exist"


def _faulty_rows(library: Library) -> Iterator[str]:
    """Choices that lead nowhere, share a trigger, or take one of the machine's own triggers."""
    for address, node in library.nodes.items():
        keys: set[str] = set()
        for choice in choices_of(node):
            key = choice.key
            if choice.target not in library.nodes:
                yield f"{node.place}: {address} offers {choice.target}, which does not exist"
            if key in keys:
                yield f"{node.place}: {address} has two choices with the key {key}"
            if key.startswith("@"):
                yield f"{node.place}: {address} uses the built-in trigger {key}"
            keys.add(key)
