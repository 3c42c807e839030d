"""The keys of one mapping of a script; whatever is wrong with them joins the faults."""

from collections.abc import Iterable, Sequence

from bot.flows.faults import Fault, hint, nearest
from bot.flows.nodes import Place
from bot.flows.reading.tree import Entry, Mapping, Scalar, Tree
from bot.flows.reading.tree import Sequence as Items

# Codes of scripts beside those of `bot.flows.faults.CODES`. They are for ever too.
CODES: dict[str, str] = {
    "no-script": "a file that is to be played and is not there, or plays itself",
    "not-one-act": "a step that does nothing, or two things",
    "unknown-step": "a step that is spoken of and does not come before",
    "unknown-variable": "a $word that stands for nothing here",
    "bad-time": "what is neither a length of time nor a moment",
    "bad-number": "what is no number that fits",
    "bad-webhook": "the body of a webhook that cannot be read",
    "nothing-else": "an expectation beside one that rules it out",
    "unseen": "an expectation of white space alone, which is seen everywhere",
    "unused-variable": "a value that no text has a place for",
}


KEYS = (
    "conversation", "tags", "citizen", "invited", "languages", "rows", "values", "starts",
    "flows", "fails", "steps",
)  # fmt: skip


class Faults:
    """The mistakes of a script so far."""

    def __init__(self) -> None:
        """None yet."""
        self.found: list[Fault] = []
        self.used: set[str] = set()  # the variables that stand somewhere

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one mistake."""
        self.found.append(Fault(place, code, message))

    def drop(self, codes: Iterable[str]) -> None:
        """Tell no mistake of these codes: they follow from another."""
        dropped = set(codes)
        self.found = [fault for fault in self.found if fault.code not in dropped]

    def wrong_type(self, tree: Tree, wanted: str) -> None:
        """Note that something else belongs here."""
        found = "a text" if isinstance(tree, Scalar) and tree.text else "nothing"
        if isinstance(tree, Items):
            found = "a list" if tree.items else "an empty list"
        if isinstance(tree, Mapping):
            found = "keys with values" if tree.by_key else "empty braces"
        self.add(tree.place, "wrong-type", f"expected {wanted}, found {found}")

    def text(self, tree: Tree, wanted: str = "a text") -> str | None:
        """The text that stands here, or None and a fault."""
        if isinstance(tree, Scalar) and tree.text:
            return tree.text
        self.wrong_type(tree, wanted)
        return None

    def texts(self, tree: Tree) -> tuple[str, ...]:
        """One text or a list of them."""
        if isinstance(tree, Scalar) and tree.text:
            return (tree.text,)
        if isinstance(tree, Items) and tree.items:
            found = (self.text(item) for item in tree.items)
            return tuple(text for text in found if text is not None)
        self.wrong_type(tree, "a text, or a list of texts")
        return ()

    def items(self, tree: Tree, wanted: str) -> Sequence[Tree]:
        """The items of a list that is not empty."""
        if isinstance(tree, Items) and tree.items:
            return tree.items
        self.wrong_type(tree, wanted)
        return ()

    def mapping(self, tree: Tree, wanted: str, known: Sequence[str]) -> Mapping | None:
        """Keys with values, none of them unknown to the language."""
        if not isinstance(tree, Mapping):
            self.wrong_type(tree, wanted)
            return None
        for entry in tree.entries:
            if entry.key not in known:
                self.add(entry.place, "unknown-key", unknown_key(entry.key, known))
        return tree

    def choice(self, tree: Tree, known: Iterable[str]) -> str | None:
        """One of the words that are known here."""
        words = list(known)
        text = self.text(tree, f"one of {', '.join(words)}")
        if text is None or text in words:
            return text
        message = f'"{text}" is none of: {", ".join(words)}.{hint(text, words)}'
        self.add(tree.place, "bad-choice", message)
        return None


def keys_meant(tree: Tree, known: Sequence[str]) -> set[str]:
    """The known keys that were most likely meant by keys which are not."""
    entries = tree.entries if isinstance(tree, Mapping) else ()
    meant = (nearest(entry.key, known) for entry in entries if entry.key not in known)
    return {key for key in meant if key}


def unknown_key(key: str, known: Sequence[str]) -> str:
    """That a key is not known, and what its author most likely meant."""
    if key.partition(":")[0] in known and ":" in key:
        return f'"{key}" has no meaning here. Write a space after the ":"'
    return f'"{key}" has no meaning here.' + (hint(key, known) or f" Known are: {', '.join(known)}")


def one_line(tree: Tree) -> str:
    """A value as it may be shown on a line: short, whatever it holds."""
    if isinstance(tree, Scalar):
        return " ".join(tree.text.split())
    if isinstance(tree, Items):
        return "[" + ", ".join(one_line(item) for item in tree.items) + "]"
    return "{" + ", ".join(_entry(entry) for entry in tree.entries) + "}"


def _entry(entry: Entry) -> str:
    return f"{entry.key}: {one_line(entry.value)}"
