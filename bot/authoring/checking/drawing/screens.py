"""Every screen drawn by the citizens' own code and held to the platform's rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

import orjson

from bot.authoring.checking.drawing.aids import Aids, Finding
from bot.authoring.checking.drawing.reliance import Reliance, still_stands
from bot.conversation.gallery import Exhibit, replies_of_bot, replies_of_nodes
from bot.conversation.release import Release
from bot.errors import FlowError
from bot.flows.faults import Fault
from bot.flows.nodes import MAIN, Node, Place
from bot.messages.inbound import Identity
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.validation import Sound, find_violations

_CITIZEN = Identity(phone="962790000000")

Nodes = dict[str, dict[str, Node]]  # agency → address → node


def screen_faults(
    release: Release,
    locales: str,
    aids: Aids,
    keys: Mapping[str, str],
    drawn: Collection[str] | None = None,
) -> Iterator[Fault]:
    """A fault for each thing about a screen that the platform would refuse, told once a place.

    `keys` name, by agency, all that its own nodes were made of; only what differs from what was
    found before is drawn. With `drawn`, of the nodes those at these addresses alone. A text that
    `locales` lack is a fault of that folder.
    """
    grouped, memory = _by_agency(release), aids.memory
    shown = None if drawn is None else frozenset(drawn)
    yield from _bots_faults(release, locales)
    unknown: dict[str, int] = {}
    for agency, own in grouped.items():
        file = release.library.node(agency).place.file
        known = memory.recall(keys[agency], file) if memory and agency in keys else None
        if known is not None and still_stands(known.relied, release.library):
            yield from known.faults
        else:
            unknown[agency] = len(own) if shown is None else len(own.keys() & shown)
    find = partial(_find, release, locales, grouped, shown)
    for agency, finding in aids.spread(find, unknown).items():
        yield from finding.faults
        if memory and agency in keys and finding.is_whole:
            memory.remember(keys[agency], finding)


def _by_agency(release: Release) -> Nodes:
    grouped: Nodes = {agency: {} for agency in release.library.agencies}
    for address, node in release.library.nodes.items():
        if address != MAIN:
            grouped[address.partition("/")[0]][address] = node
    return grouped


def _bots_faults(release: Release, locales: str) -> Iterator[Fault]:
    """Of the main menu, which shows something of every agency, and of the bot's own screens."""
    try:
        yield from _violations(replies_of_bot(release))
        yield from _violations(replies_of_nodes(release, [release.library.node(MAIN)]))
    except FlowError as error:
        yield _missing(locales, error)


def _find(
    release: Release, locales: str, grouped: Nodes, shown: Collection[str] | None, agency: str
) -> Finding:
    """The faults of one agency's screens."""
    own = grouped[agency]
    reliance = Reliance(release, agency, own)
    nodes = [node for address, node in own.items() if shown is None or address in shown]
    faults = []
    try:
        for fault in _violations(replies_of_nodes(reliance.release, nodes)):
            faults.append(fault)  # noqa: PERF402  # those before an error are told too
    except FlowError as error:
        return Finding((*faults, _missing(locales, error)), {}, is_whole=False)
    return Finding(tuple(faults), reliance.relied())


def _missing(locales: str, error: FlowError) -> Fault:
    return Fault(Place(locales), "missing-message", str(error))


def _violations(exhibits: Iterable[Exhibit]) -> Iterator[Fault]:
    told, sound = set(), Sound()
    for place, name, reply in exhibits:
        message = address_message(content_of(reply), _CITIZEN, "check")
        for violation in find_violations(orjson.loads(message), sound):
            text = f"{name}: WhatsApp would refuse this screen: {violation.detail}"
            if (place, violation.detail) not in told:
                told.add((place, violation.detail))
                yield Fault(place, "refused-by-whatsapp", text)
