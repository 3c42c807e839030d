"""The shape of each node by itself: one content, its id first, its address short enough."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Flow, Outline, items, levels, word
from bot.flows.faults import Fault, hint
from bot.flows.reading.tree import Mapping
from bot.flows.schema.times import is_day
from bot.texts.directions import units

MOST_LEVELS = 5  # ids in an address; deeper, nobody finds the way by numbers
# A row id has 150 signs at most and may be an address with a prefix such as `@reason:incomplete:`
# and a page; 120 leaves room for both.
ADDRESS_UNITS = 120

_CONTENTS = ("menu", "answer", "ask", "goto")
_FIRST = ("id", "kind", "goto")


def shape_faults(flow: Flow) -> Iterator[Fault]:
    """Faults that a node, or an office, shows by itself, its kind known."""
    for node in flow.nodes:
        yield from _address_faults(node)
        if node is not flow.agency:
            yield from _first_key_faults(node)
            yield from _content_faults(node, flow)
            yield from _naming_faults(node, flow)
            yield from _offices_faults(node, flow)
            yield from _cycle_faults(node)
    for _, tree in levels(flow):
        yield from _review_faults(tree)


def _address_faults(node: Outline) -> Iterator[Fault]:
    if (length := units(node.address)) > ADDRESS_UNITS:
        message = f"the address {node.address} has {length} of {ADDRESS_UNITS} signs; shorten ids"
        yield Fault(node.place, "long-address", message)
    if node.parent is not None and _menus_above(node) == MOST_LEVELS:
        message = f"this is more than {MOST_LEVELS} levels deep; few citizens will find it"
        yield Fault(node.place, "too-deep", message, "warning")


def _menus_above(node: Outline) -> int:
    count, above = 0, node.parent
    while above is not None:
        count += "menu" in above.tree.by_key
        above = above.parent
    return count


def _first_key_faults(node: Outline) -> Iterator[Fault]:
    first = next(iter(node.tree.entries), None)
    if first is None or not any(node.entry(key) for key in _FIRST):
        yield Fault(node.place, "missing-key", 'a node begins with "id", "kind" or "goto"')
    elif first.key not in _FIRST:
        named = next(key for key in _FIRST if node.entry(key))
        yield Fault(first.place, "id-not-first", f'put "{named}" first')


def _content_faults(node: Outline, flow: Flow) -> Iterator[Fault]:
    """None or two of menu, answer, ask, offices and goto; keys that belong to another content."""
    present = [entry for key in _CONTENTS if (entry := node.entry(key))]
    if len(present) > 1:
        words = " and ".join(f'"{entry.key}"' for entry in present)
        yield Fault(present[1].place, "not-one-content", f"a node has one content, not {words}")
    elif not present and not _has_other_content(node, flow):
        message = 'a node needs "menu", "answer", "ask", "offices" or "goto"'
        yield Fault(node.place, "not-one-content", message)
    if goto := node.entry("goto"):
        for entry in node.tree.entries:
            if entry.key not in (*_CONTENTS, "when"):
                message = f'"{entry.key}" has no meaning beside "goto", which takes all from there'
                yield Fault(entry.place, "unknown-key", message)
        if not node.word("goto"):
            yield Fault(goto.place, "wrong-type", 'write an address, such as "moj/non-conviction"')


def _has_other_content(node: Outline, flow: Flow) -> bool:
    """Whether it shows something without a content of its own, or with one that is misspelt.

    A way on without its question is told as that.
    """
    is_shown = node.entry(OFFICES) or node.entry("then") or _kind_answers(node, flow)
    return bool(is_shown) or any(map(node.misspells, _CONTENTS))


def _kind_answers(node: Outline, flow: Flow) -> bool:
    """Whether the kind gives an answer of its own, as far as kinds are known."""
    if not node.word("kind"):
        return False
    kind = flow.kinds.get(node.word("kind"))
    return kind is None or kind.entry("answer") is not None


def _naming_faults(node: Outline, flow: Flow) -> Iterator[Fault]:
    """Unknown kinds, ids beside kinds, missing titles, the reserved id."""
    kind = node.entry("kind")
    if kind is not None:
        if (written := node.entry("id")) is not None:
            message = '"id" has no meaning beside "kind", which gives the id'
            yield Fault(written.place, "unknown-key", message)
        name = node.word("kind")
        if flow.kinds_readable and name not in flow.kinds:
            known = f" Known are: {', '.join(flow.kinds)}"
            message = f'"{name}" is no kind of _kinds.yaml.{hint(name, flow.kinds) or known}'
            yield Fault(kind.value.place, "unknown-kind", message)
    elif node.entry("id") and not _goes_by_a_title(node):
        yield Fault(node.place, "missing-key", '"title" is missing')
    if node.id == OFFICES and node.parent is not None and node.parent.parent is None:
        message = '"offices" is the id of the generated screen of offices; choose another'
        yield Fault(node.place, "bad-id", message)


def _goes_by_a_title(node: Outline) -> bool:
    """Whether it has a title, be it misspelt, or goes by another's: that of its question."""
    follows = node.parent is not None and node.parent.entry("then") is not None
    return follows or any(map(node.entry, ("title", "goto"))) or node.misspells("title")


def _offices_faults(node: Outline, flow: Flow) -> Iterator[Fault]:
    entry = node.entry(OFFICES)
    if entry is None:
        return
    if not any(items(flow.agency.tree.get(OFFICES))):
        message = "this agency lists no offices, so none can be shown"
        yield Fault(entry.place, "bad-choice", message)
    has_answer = node.entry("answer") or _kind_answers(node, flow)
    if has_answer and node.word(OFFICES) == "all":
        message = 'beside an answer write "nearest"; "all" stands alone, as a choice of its own'
        yield Fault(entry.value.place, "bad-choice", message)


def _cycle_faults(node: Outline) -> Iterator[Fault]:
    """A choice that leads back to a menu it stands in."""
    entry = node.entry("goto")
    if entry and node.goto and any(above.address == node.goto for above in node.ancestors()):
        message = f'"{node.goto}" is a menu above this choice; "back" leads there already'
        yield Fault(entry.value.place, "goto-cycle", message)


def _review_faults(tree: Mapping) -> Iterator[Fault]:
    """A review that was due before the last one; days compare as they are written."""
    due, last, by = tree.entry("review_by"), word(tree, "reviewed"), word(tree, "review_by")
    if due is not None and last > by and is_day(last) and is_day(by):
        message = f'"review_by" lies before "reviewed", {last}'
        yield Fault(due.value.place, "bad-date", message)
