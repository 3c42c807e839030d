"""The skeleton of an agency, as far as its file can be read: nodes, addresses, parents.

Checks walk this instead of the typed documents, so that a wrong value somewhere never hides a
wrong structure elsewhere.
"""

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.flows.faults import nearest
from bot.flows.nodes import Place
from bot.flows.reading.tree import Entry, Mapping, Scalar, Sequence, Tree
from bot.flows.schema.menus import NodeDocument

OFFICES = "offices"  # key and last id of an agency's generated screen


@dataclass(slots=True)
class Outline:
    """One node of a menu, or an agency at the top; `address` is "" where it has no usable id.

    `id` is the last part of its address, as written; `goto` the address it opens instead of one of
    its own.
    """

    address: str
    tree: Mapping
    parent: "Outline | None" = None
    children: "list[Outline]" = field(default_factory=list)
    id: str = ""
    goto: str = ""

    @property
    def place(self) -> Place:
        """Where the node begins."""
        return self.tree.place

    def entry(self, key: str) -> Entry | None:
        """A key of the node with its value."""
        return self.tree.by_key.get(key)

    def word(self, key: str) -> str:
        """The text of a key; "" where there is none."""
        return word(self.tree, key)

    def misspells(self, key: str) -> bool:
        """Whether a key without meaning was most likely meant as this one: that is told of it."""
        known = NodeDocument.model_fields
        return any(nearest(written, known) == key for written in self.tree.by_key.keys() - known)

    @property
    def key(self) -> str:
        """The trigger that chooses it in its menu: its id, or the whole address of its `goto`."""
        return self.goto or self.id

    @property
    def target(self) -> str:
        """The address it opens."""
        return self.goto or self.address

    @property
    def question(self) -> Mapping | None:
        """The `ask` of the node."""
        asked = self.tree.get("ask")
        return asked if isinstance(asked, Mapping) else None

    def questions_above(self) -> "dict[str, Outline]":
        """The nodes above that ask something, by the name of the answer; the nearest has a name."""
        found: dict[str, Outline] = {}
        for node in self.ancestors():
            name = node.question.get("name") if node.question else None
            if isinstance(name, Scalar):
                found.setdefault(name.text, node)
        return found

    @property
    def hides_answers(self) -> bool:
        """Whether something above asks for what has no name: that is told, and not what follows."""
        above = [at for at in self.ancestors() if at.entry("then") or at.entry("ask")]
        return any(at.question is None or not at.question.by_key.get("name") for at in above)

    def ancestors(self) -> "Iterator[Outline]":
        """The nodes above, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def walk(self) -> "Iterator[Outline]":
        """The node itself and all below, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


@dataclass(frozen=True, slots=True)
class Flow:
    """One agency, as far as its file can be read, and the recurring questions beside it.

    `nodes` are all of it, the agency itself included. `kinds` by id; where their file could not be
    read they are unknown rather than missing.
    """

    agency: Outline
    nodes: tuple[Outline, ...]
    kinds: abc.Mapping[str, Mapping]
    kinds_readable: bool

    @classmethod
    def of(
        cls, agency: Outline, kinds: abc.Mapping[str, Mapping], *, kinds_readable: bool
    ) -> "Flow":
        """The flow of an agency's outline."""
        return cls(agency, tuple(agency.walk()), kinds, kinds_readable)

    def take_apart(self) -> list[object]:
        """Its trees in pieces, each behind those that hang on it; nothing else of it is left.

        Parents and children would keep each other until a collection of garbage.
        """
        for node in self.nodes:
            node.children = []
        return [node.tree for node in reversed(self.nodes)]


def outline_agency(agency_id: str, tree: Mapping) -> Outline:
    """The outline of one agency's file."""
    own_id = word(tree, "kind") or word(tree, "id")
    root = Outline(agency_id, tree, id=own_id, goto=word(tree, "goto"))
    _add_children(root)
    return root


def _add_children(parent: Outline) -> None:
    for item in (*items(parent.tree.get("menu")), *items(parent.tree.get("then"))):
        own_id, goto = word(item, "kind") or word(item, "id"), word(item, "goto")
        is_placed = parent.address and own_id and not goto
        address = f"{parent.address}/{own_id}" if is_placed else ""
        child = Outline(address, item, parent, id=own_id, goto=goto)
        parent.children.append(child)
        _add_children(child)


def word(tree: Mapping, key: str) -> str:
    """The text of a key; "" where there is none."""
    entry = tree.by_key.get(key)
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def items(tree: Tree | None) -> Iterator[Mapping]:
    """The mappings of a list; nothing where it is no list."""
    if isinstance(tree, Sequence):
        for item in tree.items:
            if isinstance(item, Mapping):
                yield item


def scalars(tree: Tree | None) -> Iterator[Scalar]:
    """The texts of a list; nothing where it is no list."""
    if isinstance(tree, Sequence):
        for item in tree.items:
            if isinstance(item, Scalar):
                yield item


def levels(flow: Flow) -> Iterator[tuple[str, Mapping]]:
    """All that may bear the keys of any level, by its address: nodes and offices."""
    for node in flow.nodes:
        yield node.address, node.tree
    yield from office_levels(flow)


def office_levels(flow: Flow) -> Iterator[tuple[str, Mapping]]:
    """The offices, which are no nodes of a menu, by their addresses."""
    for office in items(flow.agency.tree.get(OFFICES)):
        own_id = word(office, "id")
        yield f"{flow.agency.address}/{OFFICES}/{own_id}" if own_id else "", office
