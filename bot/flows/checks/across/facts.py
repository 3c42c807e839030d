"""What the files of others must know of one agency."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.flows.checks.labels import Labels, Rows, in_both
from bot.flows.checks.outline import OFFICES, Flow, items, office_levels, scalars
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping as TreeMapping
from bot.flows.reading.tree import Scalar
from bot.texts.languages import LANGUAGES, Bilingual


@dataclass(frozen=True, slots=True)
class Facts:
    """Gathered once a file, compared with those of all others.

    `id` is the name of the file without ending, `flow` the id that stands in it. `names` are the
    titles and long names of nodes, `moved` old addresses, those of offices apart: each beside the
    address it is of today, "" for what has no usable id. `leading_out` are the menus with a `goto`
    to another agency.
    """

    id: str
    place: Place
    flow: Scalar | None
    title: Bilingual
    labels: Mapping[str, Bilingual]  # by address, of all nodes
    offices: tuple[str, ...]  # addresses of the screens that are made of its offices
    gotos: tuple[Scalar, ...]
    names: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, Scalar], ...]
    offices_moved: tuple[tuple[str, Scalar], ...]
    leading_out: tuple[Rows, ...]

    @classmethod
    def of(cls, flow: Flow, labels: Labels) -> "Facts":
        """Those of a flow, whose labels are known."""
        agency = flow.agency
        written = agency.tree.get("flow")
        return cls(
            id=agency.address,
            place=agency.place,
            flow=written if isinstance(written, Scalar) else None,
            title=in_both(agency.tree.get("title")),
            labels=labels.by_address,
            offices=tuple(_office_screens(flow)),
            gotos=tuple(_gotos(flow)),
            names=tuple(_names(flow)),
            moved=tuple(_moved((node.address, node.tree) for node in flow.nodes)),
            offices_moved=tuple(_moved(office_levels(flow))),
            leading_out=tuple(rows for rows in labels.menus if leads_out(rows, agency.address)),
        )


def leads_out(rows: Rows, agency: str) -> bool:
    """Whether a choice opens an address of another agency."""
    return any(row.goto and row.goto.partition("/")[0] != agency for row in rows)


def _office_screens(flow: Flow) -> Iterator[str]:
    if any(items(flow.agency.tree.get(OFFICES))):
        yield f"{flow.agency.address}/{OFFICES}"
    yield from (address for address, _ in office_levels(flow) if address)


def _gotos(flow: Flow) -> Iterator[Scalar]:
    for node in flow.nodes:
        written = node.tree.get("goto")
        if isinstance(written, Scalar) and written.text:
            yield written


def _names(flow: Flow) -> Iterator[tuple[str, str]]:
    for node in flow.nodes:
        for texts in map(node.tree.get, ("title", "name")):
            found = map(texts.get, LANGUAGES) if isinstance(texts, TreeMapping) else ()
            yield from ((node.address, each.text) for each in found if isinstance(each, Scalar))


def _moved(trees: Iterable[tuple[str, TreeMapping]]) -> Iterator[tuple[str, Scalar]]:
    for address, tree in trees:
        yield from ((address, old) for old in scalars(tree.get("moved_from")))
