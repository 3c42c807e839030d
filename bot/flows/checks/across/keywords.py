"""Keywords that two services claim."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.flows.checks.outline import Flow, Outline, scalars
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping, Scalar
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES
from bot.texts.numerals import looks_numeric

JOINT = re.compile("[،؛]")  # between several keywords, which makes them one
_LISTS = (*LANGUAGES, "arabizi")


class Claim(NamedTuple):
    """A keyword of a node: as search understands it, whose it is, and as it is written."""

    folded: str
    address: str
    text: str
    place: Place


def keywords_in(tree: Mapping) -> Iterator[Scalar]:
    """All keywords that something has."""
    keywords = tree.get("keywords")
    if isinstance(keywords, Mapping):
        for language in _LISTS:
            yield from scalars(keywords.get(language))


def keywords_of(node: Outline) -> Iterator[Scalar]:
    """The keywords of a node, agencies aside, each of which is one."""
    if node.parent is not None and node.address:
        yield from (word for word in keywords_in(node.tree) if not JOINT.search(word.text))


def claims_of(flow: Flow) -> Iterator[Claim]:
    """The keywords by which the nodes of a flow are found."""
    for node in flow.nodes:
        for word in keywords_of(node):
            if not looks_numeric(word.text):  # told as that
                yield Claim(fold(word.text), node.address, word.text, word.place)


def claim_faults(claims: Iterable[Claim]) -> Iterator[Fault]:
    """Who types what two services claim is led to the first alone."""
    firsts: dict[str, Claim] = {}
    for claim in claims:
        first = firsts.setdefault(claim.folded, claim)
        if first.address != claim.address:
            owner = f"{first.address} too ({first.place})"
            message = f'"{claim.text}" is a keyword of {owner}; keep one'
            yield Fault(claim.place, "claimed-keyword", message, "warning")
