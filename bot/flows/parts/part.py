"""One agency's file by itself: its mistakes, what it becomes, what others must know of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.flows.checks.across.facts import Facts, leads_out
from bot.flows.checks.across.keywords import Claim, claims_of
from bot.flows.checks.beside import beside_faults
from bot.flows.checks.conditions import condition_faults
from bot.flows.checks.labels import Labels, label_faults
from bot.flows.checks.lengths import length_faults
from bot.flows.checks.menus import menu_faults
from bot.flows.checks.outline import Flow, outline_agency
from bot.flows.checks.placeholders import placeholder_faults
from bot.flows.checks.questions import question_faults
from bot.flows.checks.shape import shape_faults
from bot.flows.checks.warnings.advice import Dated, advice, dated_advice
from bot.flows.checks.warnings.reading_order import order_faults
from bot.flows.collection import let_go
from bot.flows.compiling.agency import compile_agency
from bot.flows.compiling.inputs import Compiled, pieces_of
from bot.flows.faults import Fault, has_errors
from bot.flows.parts.shared import Shared
from bot.flows.reading.source import parse_source
from bot.flows.schema.documents import AgencyDocument
from bot.flows.schema.reading import mapping_of, read_document


@dataclass(frozen=True, slots=True)
class Part:
    """All that follows from one file and from what all share, and from nothing else: no clock.

    `dated` faults hang on the day they are asked for. `facts` are None where the file cannot be
    read, `compiled` where a fault forbids its use.
    """

    faults: tuple[Fault, ...]
    dated: tuple[Dated, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: Facts | None = None
    compiled: Compiled | None = None


class Wanted(NamedTuple):
    """A part to be made: a digest of all that it is made of, and about how many nodes it has."""

    digest: str
    nodes: int


Make = Callable[[str], Part]  # of a file
Makers = Callable[[Make, Mapping[str, Wanted]], dict[str, Part]]  # of all files, by their names


def one_by_one(make: Make, wanted: Mapping[str, Wanted]) -> dict[str, Part]:
    """All parts, made here and now."""
    return {name: make(name) for name in wanted}


def make_part(agency: str, name: str, content: bytes, shared: Shared) -> Part:
    """The part of an agency, read from the bytes of its file; `name` is what places call it."""
    tree, read_faults = mapping_of(parse_source(content, name), AgencyDocument)
    if tree is None:
        return Part(read_faults)
    flow = Flow.of(outline_agency(agency, tree), shared.kinds, kinds_readable=shared.kinds_readable)
    document, wrong = read_document(tree, AgencyDocument)
    labels = Labels.of(flow, shared.words.title)
    faults = [*read_faults, *wrong, *_structural_faults(flow, labels)]
    compiled = None
    if document is not None and shared.common is not None and not has_errors(faults):
        compiled = compile_agency(document, flow.agency, shared.common)
        if long := tuple(length_faults(compiled.nodes)):
            faults += long
            compiled = None
    dated: tuple[Dated, ...] = ()
    claims: tuple[Claim, ...] = ()
    if shared.advises:
        faults += (*advice(flow), *order_faults(tree))
        dated, claims = tuple(dated_advice(flow)), tuple(claims_of(flow))
    part = Part(tuple(faults), dated, claims, Facts.of(flow, labels), compiled)
    pieces = [*(pieces_of(document) if document is not None else ()), *flow.take_apart()]
    del document, flow, tree
    let_go(pieces)
    return part


def _structural_faults(flow: Flow, labels: Labels) -> Iterator[Fault]:
    yield from shape_faults(flow)
    yield from beside_faults(flow)
    yield from condition_faults(flow)
    yield from question_faults(flow)
    yield from menu_faults(flow)
    inside = [rows for rows in labels.menus if not leads_out(rows, flow.agency.address)]
    yield from label_faults(labels.by_address, inside)
    yield from placeholder_faults(flow)
