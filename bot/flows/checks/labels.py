"""The labels of rows as citizens see them, and which of a menu read alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.flows.checks.outline import OFFICES, Flow, Outline, items
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading import tree
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Bilingual

Labelled = tuple[Place, Bilingual]  # a choice and its label; "" where a language has none


class Row(NamedTuple):
    """A choice of a menu: where it stands, its own label, and the address of its `goto` if any."""

    place: Place
    label: Bilingual
    goto: str = ""


Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Of every node of a flow its label, its kind's included; and the rows of each menu."""

    by_address: Mapping[str, Bilingual]
    menus: tuple[Rows, ...]

    @classmethod
    def of(cls, flow: Flow, offices_title: Bilingual) -> "Labels":
        """Those of a flow; `offices_title` names the screen that is made of its offices."""
        kinds = {name: in_both(kind.get("title")) for name, kind in flow.kinds.items()}
        by_address = {node.address: _own(node, kinds) for node in flow.nodes if node.address}
        menus = (node for node in flow.nodes if node.entry("menu") is not None)
        return cls(by_address, tuple(tuple(_rows(each, kinds, offices_title)) for each in menus))


def label_faults(labels: Mapping[str, Bilingual], menus: Sequence[Rows]) -> Iterator[Fault]:
    """Rows of one menu that read alike; a `goto` is labelled like the node it opens."""
    for rows in menus:
        yield from alike([(row.place, labels.get(row.goto, row.label)) for row in rows])


def alike(labels: Sequence[Labelled]) -> Iterator[Fault]:
    """Labels that a typed answer could not tell apart, in either language."""
    told: set[Place] = set()
    for language in LANGUAGES:
        seen: dict[str, Place] = {}
        for place, label in labels:
            text = label.in_(language)
            if not (folded := _folded(text)):
                continue
            if folded in seen and place not in told:
                told.add(place)
                first = seen[folded]
                where = f"line {first.line}" if first.file == place.file else str(first)
                message = f'"{text}" reads like the choice of {where}; tell them apart'
                yield Fault(place, "duplicate-label", message)
            seen.setdefault(folded, place)


def in_both(texts: tree.Tree | None) -> Bilingual:
    """What is written of a text; "" for a language it lacks."""
    written = (texts.get(each) if isinstance(texts, tree.Mapping) else None for each in LANGUAGES)
    ar, en = (each.text if isinstance(each, tree.Scalar) else "" for each in written)
    return Bilingual(ar, en)


def _own(node: Outline, kinds: Mapping[str, Bilingual]) -> Bilingual:
    title = node.tree.get("title")
    if title is None and (label := kinds.get(node.word("kind"))):
        return label
    return in_both(title)


def _rows(menu: Outline, kinds: Mapping[str, Bilingual], offices_title: Bilingual) -> Iterator[Row]:
    offices = menu.entry(OFFICES)
    if menu.parent is None and offices is not None and any(items(offices.value)):
        yield Row(offices.place, offices_title)
    keys: set[str] = set()
    for child in menu.children:
        if child.key not in keys:  # else told already as a double
            keys.add(child.key)
            yield Row(child.place, _own(child, kinds), child.goto)


@lru_cache(maxsize=1 << 12)
def _folded(label: str) -> str:
    """The recurring questions of all services have the same few labels."""
    return fold(label)
