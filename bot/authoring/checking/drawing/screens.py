"""Screens drawn by the citizens' own code and held to the platform's rules.

A sample of each service's first; all of them where one of it is refused, to tell each.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.authoring.checking.drawing.aids import Aids, Finding, Findings, Key, Known
from bot.authoring.checking.drawing.reliance import Digests, Reliance
from bot.authoring.checking.drawing.sampling import sample_replies
from bot.conversation.gallery import (
    Above,
    Exhibit,
    longest_above,
    replies_of_bot,
    replies_of_nodes,
    unsayable,
)
from bot.conversation.release import Release
from bot.errors import FlowError
from bot.flows.faults import Fault
from bot.flows.nodes import MAIN, Node, Place
from bot.whatsapp.payloads import compose
from bot.whatsapp.validation import Sound, find_content_violations

Services = dict[str, dict[str, Node]]  # by address its nodes by theirs; the agency's node is one


def screen_faults(
    release: Release,
    locales: str,
    aids: Aids,
    keys: Mapping[str, Key],
    drawn: Collection[str] | None = None,
) -> Iterator[Fault]:
    """A fault for each thing about a screen that the platform would refuse, told once a place.

    `keys` name, by agency, all that its own nodes were made of; only what differs from what was
    found before is drawn. With `drawn`, of the nodes those at these addresses alone. A text that
    `locales` lack is a fault of that folder.
    """
    try:
        above = longest_above(release)
    except FlowError as error:
        yield _missing(locales, str(error))
        return
    yield from (_missing(locales, why) for why in unsayable(release))
    yield from _bots_faults(release, above, locales)
    grouped, digests = _by_agency(release), Digests(release.library)
    standing = {at: _standing(aids, key, at, grouped[at], digests) for at, key in keys.items()}
    unknown = {
        at: {name: own for name, own in services.items() if name not in standing.get(at, ())}
        for at, services in grouped.items()
    }
    drawing = _Drawing(release, above, digests, unknown, None if drawn is None else set(drawn))
    new = aids.spread(drawing.find, {at: n for at in unknown if (n := drawing.size(at))})
    for at in grouped:
        findings = {**standing.get(at, {}), **new.get(at, {})}
        yield from _faults(findings, release, locales)
        is_whole = not any(finding.missing for finding in findings.values())
        if aids.memory and at in keys and at in new and is_whole:
            aids.memory.remember(keys[at].name, Known(keys[at].file, findings))


def _by_agency(release: Release) -> dict[str, Services]:
    grouped: dict[str, Services] = {agency: {} for agency in release.library.agencies}
    for address, node in release.library.nodes.items():
        if address != MAIN:
            agency, slash, rest = address.partition("/")
            service = agency + slash + rest.partition("/")[0]
            grouped[agency].setdefault(service, {})[address] = node
    return grouped


def _standing(aids: Aids, key: Key, agency: str, services: Services, digests: Digests) -> Findings:
    """Of what is remembered of an agency that which still holds."""
    known = aids.memory.recall(key.name) if aids.memory else None
    if known is None:
        return {}
    unchanged = agency if known.file == key.file else ""
    return {
        name: found
        for name, found in known.findings.items()
        if name in services and digests.stands(found, services[name], unchanged)
    }


def _faults(findings: Findings, release: Release, locales: str) -> Iterator[Fault]:
    for finding in findings.values():
        for address, text in finding.refused:
            yield Fault(release.library.node(address).place, "refused-by-whatsapp", text)
        if finding.missing:
            yield _missing(locales, finding.missing)


def _missing(locales: str, error: str) -> Fault:
    return Fault(Place(locales), "missing-message", error)


def _bots_faults(release: Release, above: Above, locales: str) -> Iterator[Fault]:
    """Of the main menu, which shows something of every agency, and of the bot's own screens."""
    main = [release.library.node(MAIN)]
    try:
        for exhibits in (replies_of_bot(release), replies_of_nodes(release, main, above)):
            for place, text in _violations(exhibits):
                yield Fault(place, "refused-by-whatsapp", text)
    except FlowError as error:
        yield _missing(locales, str(error))


@dataclass(frozen=True)
class _Drawing:
    """The screens of services about which nothing is known, of `shown` nodes alone if given."""

    release: Release
    above: Above
    digests: Digests
    unknown: Mapping[str, Services]
    shown: Collection[str] | None

    def size(self, agency: str) -> int:
        """How many nodes are to be drawn."""
        return sum(len(self._nodes(own)) for own in self.unknown[agency].values())

    def find(self, agency: str) -> Findings:
        """What the platform would refuse; nothing more after a text that is missing."""
        found: dict[str, Finding] = {}
        for service, own in self.unknown[agency].items():
            if nodes := self._nodes(own):
                found[service] = self._of_service(own, nodes)
                if found[service].missing:
                    break
        return found

    def _nodes(self, own: Mapping[str, Node]) -> list[Node]:
        return [node for at, node in own.items() if self.shown is None or at in self.shown]

    def _of_service(self, own: Mapping[str, Node], nodes: Collection[Node]) -> Finding:
        reliance = Reliance(self.release, self.digests, own)
        seen, missing = reliance.release, ""
        refused: tuple[tuple[str, str], ...] = ()
        if not _is_sound(sample_replies(seen, nodes, self.above)):
            refused, missing = _refused(nodes, replies_of_nodes(seen, nodes, self.above))
        return Finding(self.digests.own(own), refused, reliance.relied(), missing)


def _is_sound(exhibits: Iterable[Exhibit]) -> bool:
    try:
        return next(_violations(exhibits), None) is None
    except FlowError:  # a text is missing
        return False


def _refused(
    nodes: Collection[Node], exhibits: Iterable[Exhibit]
) -> tuple[tuple[tuple[str, str], ...], str]:
    """What is refused, by the address of its node, up to a text that is missing."""
    addresses = {node.place: node.address for node in nodes}
    refused = []
    try:
        for place, text in _violations(exhibits):
            refused.append((addresses[place], text))
    except FlowError as error:
        return tuple(refused), str(error)
    return tuple(refused), ""


def _violations(exhibits: Iterable[Exhibit]) -> Iterator[tuple[Place, str]]:
    told, sound = set(), Sound()
    for place, name, reply in exhibits:
        for violation in find_content_violations(compose(reply), sound):
            if (place, violation.detail) not in told:
                told.add((place, violation.detail))
                yield place, f"{name}: WhatsApp would refuse this screen: {violation.detail}"
