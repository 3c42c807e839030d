"""What leads elsewhere: `goto`, `moved_from`, and the lists of the main file."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.flows.checks.across.facts import Facts
from bot.flows.checks.labels import alike
from bot.flows.checks.outline import scalars
from bot.flows.faults import Fault, hint, nearest
from bot.flows.nodes import Place
from bot.flows.reading.signs import INVISIBLE, removal_of
from bot.flows.reading.tree import Mapping, Scalar
from bot.flows.schema.values import ID_PATTERN
from bot.texts.folding import fold


class Targets:
    """Every address that agencies have, and had."""

    def __init__(self, agencies: Sequence[Facts], unreadable: Collection[str]) -> None:
        """Those of all files that could be read; what `unreadable` ones hold is not known."""
        self._agencies = agencies
        self._unreadable = unreadable
        self._addresses = {at for each in agencies for at in (*each.labels, *each.offices)}
        self._moved = [pair for each in agencies for pair in each.moved]
        self._moved += [pair for each in agencies for pair in each.offices_moved]

    def faults(self, main: Mapping | None, emergencies: Iterable[Mapping]) -> Iterator[Fault]:
        """Faults of addresses that name something elsewhere."""
        for agency in self._agencies:
            for written in agency.gotos:
                yield from self._unknown_faults(written)
        for emergency in emergencies:
            service = emergency.get("service")
            if isinstance(service, Scalar):
                yield from self._unknown_faults(service)
        yield from self._heir_faults()
        yield from self._retired_faults(main)

    def _unknown_faults(self, written: Scalar) -> Iterator[Fault]:
        """An address that nothing has."""
        target, addresses = written.text, self._addresses
        if unseen := INVISIBLE.search(target):
            yield Fault(written.place, "hidden-character", removal_of(unseen[0]))
        elif target not in addresses and target.partition("/")[0] not in self._unreadable:
            heir = self._heir_of(target)
            mend = f' It moved: write "{heir}"' if heir in addresses else hint(target, addresses)
            if not mend and (named := self._address_of(target)):
                mend = f' That is the title of "{named}": write this address'
            if not mend and "/" not in target.partition("://")[0]:
                mend = ' Write an address, such as "moj/non-conviction"'
            yield Fault(written.place, "unknown-goto", f'there is no "{target}".{mend}')

    def _address_of(self, title: str) -> str:
        """The address of the first node that has this title or name; "" where none has."""
        written = fold(title)
        names = (name for agency in self._agencies for name in agency.names)
        return next((address for address, name in names if fold(name) == written), "")

    def _heir_of(self, address: str) -> str:
        """The address that a node, or a menu it stood in, moved to; "" where none says so."""
        for heir, old in self._moved:
            if f"{address}/".startswith(f"{old.text}/"):
                return heir + address[len(old.text) :]
        return ""

    def _heir_faults(self) -> Iterator[Fault]:
        """Old addresses that still live, or that two claim.

        The way from heir to heir ends because none of them lives in what has moved (`Library`).
        """
        claimed: dict[str, Place] = {}
        for _, old in self._moved:
            if old.text in self._addresses:
                message = f'"{old.text}" still exists, so nothing moved from there'
                yield Fault(old.place, "bad-moved-from", message)
            elif old.text in claimed:
                message = f'"{old.text}" moved already to {claimed[old.text]}'
                yield Fault(old.place, "bad-moved-from", message)
            claimed.setdefault(old.text, old.place)

    def _retired_faults(self, main: Mapping | None) -> Iterator[Fault]:
        """Addresses listed as gone for good that live, or that have an heir."""
        heirs = {old.text for _, old in self._moved}
        for old in scalars(main.get("retired") if main is not None else None):
            if old.text in self._addresses:
                message = f'"{old.text}" still exists, so it is not retired'
                yield Fault(old.place, "bad-retired", message)
            elif old.text in heirs:
                message = f'"{old.text}" has an heir ("moved_from"); take it off this list'
                yield Fault(old.place, "bad-retired", message)


def listing_faults(
    agencies: Sequence[Facts], unreadable: Collection[str], main: Mapping | None, main_file: str
) -> Iterator[Fault]:
    """Agencies listed without a file, or with a file and not listed, or like another to read."""
    yield from alike([(agency.place, agency.title) for agency in agencies])
    for agency in agencies:
        written = agency.flow.text if agency.flow is not None else ""
        if agency.flow and ID_PATTERN.fullmatch(written) and written != agency.id:
            message = f'the flow "{written}" stands in a file named {agency.id}.yaml; rename one'
            yield Fault(agency.flow.place, "wrong-file-name", message)
    if main is None:
        return
    present = {*(agency.id for agency in agencies), *unreadable}
    listed: dict[str, Scalar] = {}
    meant: set[str] = set()  # by names that are misspelt, and told as that
    for name in scalars(main.get("agencies")):
        if name.text in listed:
            message = f'"{name.text}" is listed on line {listed[name.text].place.line} already'
            yield Fault(name.place, "duplicate-id", message)
        elif name.text not in present:
            message = f"there is no file {name.text}.yaml.{hint(name.text, present)}"
            meant.add(nearest(name.text, present) or "")
            yield Fault(name.place, "unknown-agency", message)
        listed.setdefault(name.text, name)
    for agency in agencies:
        if agency.id not in listed and agency.id not in meant:
            message = f'"{agency.id}" is not listed under "agencies" in {main_file}'
            yield Fault(agency.place, "unlisted-agency", message)
