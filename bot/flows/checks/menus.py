"""The choices of one menu beside each other: told apart by id and by what they open."""

from collections.abc import Iterator

from bot.flows.checks.labels import Labelled, alike, in_both
from bot.flows.checks.outline import OFFICES, Flow, Outline, items
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Entry, Mapping, Scalar, Sequence
from bot.flows.schema.values import EMOJI, LABEL_UNITS
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES

_UNSEEN = ("draft", "invited")


def menu_faults(flow: Flow) -> Iterator[Fault]:
    """Faults among the choices of every menu, and among the offices."""
    for node in flow.nodes:
        if (menu := node.entry("menu")) is not None:
            yield from _emptiness(node, menu)
            yield from _identity_faults(node)
        elif node.entry("then") is not None:
            yield from _identity_faults(node)
    yield from _office_faults(flow.agency)


def _emptiness(node: Outline, menu: Entry) -> Iterator[Fault]:
    if isinstance(menu.value, Sequence) and not menu.value.items:
        yield Fault(menu.place, "empty-menu", "a menu needs at least one choice")
    elif node.children and not _is_hidden(node) and all(map(_is_hidden, node.children)):
        message = "all choices are drafts; give the menu itself that stage"
        yield Fault(menu.place, "empty-menu", message)


def _is_hidden(node: Outline) -> bool:
    return any(each.word("stage") in _UNSEEN for each in (node, *node.ancestors()))


def _identity_faults(menu: Outline) -> Iterator[Fault]:
    """Two choices with one id or one target."""
    ids: dict[str, Place] = {}
    targets: dict[str, Place] = {}
    for child in menu.children:
        key, target = child.key, child.target
        if key in ids:
            code = "duplicate-target" if child.goto else "duplicate-id"
            message = f'"{key}" stands in this menu already, on line {ids[key].line}'
            yield Fault(_id_place(child), code, message)
        elif target and target in targets:
            line = targets[target].line
            message = f"line {line} of this menu opens {target} already"
            yield Fault(_id_place(child), "duplicate-target", message)
        if key:
            ids.setdefault(key, child.place)
        if target:
            targets.setdefault(target, child.place)


def _id_place(node: Outline) -> Place:
    entry = node.entry("goto") or node.entry("kind") or node.entry("id")
    return entry.value.place if entry is not None else node.place


def _office_faults(agency: Outline) -> Iterator[Fault]:
    ids: dict[str, Place] = {}
    labels: list[Labelled] = []
    for office in items(agency.tree.get(OFFICES)):
        written = office.get("id")
        if isinstance(written, Scalar):
            if written.text in ids:
                message = f'the office "{written.text}" stands on line {ids[written.text].line}'
                yield Fault(written.place, "duplicate-id", message)
            ids.setdefault(written.text, written.place)
        title = office.get("title")
        labels.append((office.place, in_both(title or office.get("name"))))
        if title is None:
            yield from _name_faults(office)
    yield from alike(labels)


def _name_faults(office: Mapping) -> Iterator[Fault]:
    """A name that has to serve as the label of a row and is too long for it."""
    name = office.get("name")
    for language in LANGUAGES:
        text = name.get(language) if isinstance(name, Mapping) else None
        if not isinstance(text, Scalar):
            continue
        if (length := units(text.text)) > LABEL_UNITS:
            message = f'{length} of {LABEL_UNITS} characters; add a shorter "title" for its row'
            yield Fault(text.place, "too-long", message)
        elif EMOJI.search(text.text):
            message = 'WhatsApp takes no emoji in the label of a row; add a "title" of words'
            yield Fault(text.place, "emoji", message)
