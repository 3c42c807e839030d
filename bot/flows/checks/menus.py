"""The choices of one menu beside each other: told apart by id, by label and by what they open."""

from collections.abc import Iterator
from functools import lru_cache

from bot.flows.checks.outline import OFFICES, Catalogue, Outline, items
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Entry, Mapping, Scalar, Sequence, Tree
from bot.flows.schema.values import LABEL_UNITS
from bot.texts.directions import units
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Bilingual

_UNSEEN = ("draft", "invited")
Labelled = tuple[Place, Tree | None]  # a choice and its title, as far as it has one


def menu_faults(catalogue: Catalogue, offices_title: Bilingual) -> Iterator[Fault]:
    """Faults among the choices of every menu, the main menu and the lists of offices included."""
    by_address = {node.address: node for node in catalogue.nodes if node.address}
    for node in catalogue.nodes:
        if (menu := node.entry("menu")) is not None:
            yield from _emptiness(node, menu)
            yield from _identity_faults(node)
            yield from _label_faults(node, catalogue, by_address, offices_title)
        elif node.entry("then") is not None:
            yield from _identity_faults(node)
    for agency in catalogue.agencies.values():
        yield from _office_faults(agency)
    agencies: list[Labelled] = [
        (agency.place, agency.tree.get("title")) for agency in catalogue.agencies.values()
    ]
    yield from alike(agencies)


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


def _label_faults(
    menu: Outline, catalogue: Catalogue, by_address: dict[str, Outline], offices_title: Bilingual
) -> Iterator[Fault]:
    labels: list[Labelled] = []
    offices = menu.entry(OFFICES)
    if menu.parent is None and offices is not None and any(items(offices.value)):
        labels.append((offices.place, _as_tree(offices_title, offices.place)))
    keys: set[str] = set()
    for child in menu.children:
        if child.key in keys:
            continue  # told already as a double
        keys.add(child.key)
        source = by_address.get(child.goto, child) if child.goto else child
        title = source.tree.get("title")
        if title is None and source.word("kind") in catalogue.kinds:
            title = catalogue.kinds[source.word("kind")].get("title")
        labels.append((child.place, title))
    yield from alike(labels)


def _as_tree(texts: Bilingual, place: Place) -> Mapping:
    both = ((language, texts.in_(language)) for language in LANGUAGES)
    entries = (Entry(language, place, Scalar(text, place)) for language, text in both)
    return Mapping.of(entries, place)


def alike(labels: list[Labelled]) -> Iterator[Fault]:
    """Labels that a typed answer could not tell apart, in either language."""
    told: set[Place] = set()
    for language in LANGUAGES:
        seen: dict[str, Place] = {}
        for place, title in labels:
            text = title.get(language) if isinstance(title, Mapping) else None
            if not isinstance(text, Scalar) or not (folded := _folded(text.text)):
                continue
            if folded in seen and place not in told:
                told.add(place)
                first = seen[folded]
                where = f"line {first.line}" if first.file == place.file else str(first)
                message = f'"{text.text}" reads like the choice of {where}; tell them apart'
                yield Fault(place, "duplicate-label", message)
            seen.setdefault(folded, place)


@lru_cache(maxsize=1 << 12)
def _folded(label: str) -> str:
    """The recurring questions of all services have the same few labels."""
    return fold(label)


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
        labels.append((office.place, title or office.get("name")))
        if title is None:
            yield from _name_faults(office)
    yield from alike(labels)


def _name_faults(office: Mapping) -> Iterator[Fault]:
    """A name that has to serve as the label of a row and is too long for it."""
    name = office.get("name")
    for language in LANGUAGES:
        text = name.get(language) if isinstance(name, Mapping) else None
        if isinstance(text, Scalar) and (length := units(text.text)) > LABEL_UNITS:
            message = f'{length} of {LABEL_UNITS} characters; add a shorter "title" for its row'
            yield Fault(text.place, "too-long", message)
