"""What a YAML file holds, as authors see it: texts, lists and keys, each with its place."""

from dataclasses import dataclass

from bot.flows.nodes import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `is_plain` says it was written without quotes or block signs.

    `indent` is how far in the lines of a text below a `|` stand; 0 for other texts.
    """

    text: str
    place: Place
    is_plain: bool = True
    indent: int = 0

    def place_of(self, position: int) -> Place:
        """Where a character of the text stands in the file, as far as that is known.

        Of a text in quotes, or folded over lines, only its beginning is.
        """
        file, line, column = self.place.file, self.place.line, self.place.column
        if self.indent:
            begins = self.text.rfind("\n", 0, position) + 1
            down = self.text.count("\n", 0, position) + 1
            return Place(file, line + down, self.indent + position - begins + 1)
        return Place(file, line, column + position) if self.is_plain else self.place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Tree, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and its value."""

    key: str
    place: Place  # of the key
    value: "Tree"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the author's order; keys are unique."""

    entries: tuple[Entry, ...]
    place: Place

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        for entry in self.entries:  # a loop: half the time of `next` over a generator
            if entry.key == key:
                return entry
        return None

    def get(self, key: str) -> "Tree | None":
        """The value of a key, or None."""
        entry = self.entry(key)
        return entry.value if entry is not None else None


Tree = Scalar | Sequence | Mapping

Step = str | int  # a key, or the position in a list; a path of steps leads to a value


def find(tree: Tree, path: tuple[Step, ...]) -> tuple[Place, Place]:
    """The places of the key and of the value at the end of a path, as far as it exists.

    For an item of a list, and for the root, both are the value's.
    """
    key_place = value_place = tree.place
    for step in path:
        if isinstance(step, str) and isinstance(tree, Mapping):
            entry = tree.entry(step)
            if entry is None:
                break
            key_place, tree = entry.place, entry.value
        elif isinstance(step, int) and isinstance(tree, Sequence) and step < len(tree.items):
            tree = tree.items[step]
            key_place = tree.place
        else:
            break
        value_place = tree.place
    return key_place, value_place


def plain(tree: Tree) -> object:
    """The tree as `str`, `list` and `dict`, without places."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree.items]
    return {entry.key: plain(entry.value) for entry in tree.entries}
