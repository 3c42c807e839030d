"""What leads elsewhere: `goto`, `moved_from`, and the list of agencies."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Catalogue, Outline, items, levels, scalars
from bot.flows.faults import Fault, hint
from bot.flows.nodes import Place
from bot.flows.reading.signs import INVISIBLE, removal_of
from bot.flows.reading.tree import Mapping, Scalar
from bot.flows.schema.values import ID_PATTERN
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES


def target_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Faults of addresses that name something elsewhere."""
    addresses = known_addresses(catalogue)
    claimed: dict[str, Place] = {}
    for node in catalogue.nodes:
        yield from _goto_faults(node, addresses, catalogue)
    for _, tree in levels(catalogue):
        yield from _heir_faults(tree, addresses, claimed)
    for emergency in catalogue.emergencies:
        written = emergency.get("service")
        if isinstance(written, Scalar):
            yield from _unknown_faults(written, addresses, catalogue)
    yield from _retired_faults(catalogue, addresses)


def _retired_faults(catalogue: Catalogue, addresses: set[str]) -> Iterator[Fault]:
    """Addresses listed as gone for good that live, or that have an heir."""
    heirs = {old.text for _, tree in levels(catalogue) for old in scalars(tree.get("moved_from"))}
    for old in scalars(catalogue.main.get("retired") if catalogue.main is not None else None):
        if old.text in addresses:
            message = f'"{old.text}" still exists, so it is not retired'
            yield Fault(old.place, "bad-retired", message)
        elif old.text in heirs:
            message = f'"{old.text}" has an heir ("moved_from"); take it off this list'
            yield Fault(old.place, "bad-retired", message)


def known_addresses(catalogue: Catalogue) -> set[str]:
    """Every address a catalogue has, those of generated screens included."""
    addresses = {address for address, _ in levels(catalogue) if address}
    for agency in catalogue.agencies.values():
        if any(items(agency.tree.get(OFFICES))):
            addresses.add(f"{agency.address}/{OFFICES}")
    return addresses


def _goto_faults(node: Outline, addresses: set[str], catalogue: Catalogue) -> Iterator[Fault]:
    entry, target = node.entry("goto"), node.goto
    if entry is None or not target:
        return
    if isinstance(entry.value, Scalar):
        yield from _unknown_faults(entry.value, addresses, catalogue)
    if any(above.address == target for above in node.ancestors()):
        message = f'"{target}" is a menu above this choice; "back" leads there already'
        yield Fault(entry.value.place, "goto-cycle", message)


def _unknown_faults(written: Scalar, addresses: set[str], catalogue: Catalogue) -> Iterator[Fault]:
    """An address that nothing has; what an unreadable file holds is not known."""
    target = written.text
    if unseen := INVISIBLE.search(target):
        yield Fault(written.place, "hidden-character", removal_of(unseen[0]))
    elif target not in addresses and target.partition("/")[0] not in catalogue.unreadable:
        heir = _heir_of(target, catalogue)
        mend = f' It moved: write "{heir}"' if heir in addresses else hint(target, addresses)
        if not mend and (named := _address_of(target, catalogue)):
            mend = f' That is the title of "{named}": write this address'
        if not mend and "/" not in target.partition("://")[0]:
            mend = ' Write an address, such as "moj/non-conviction"'
        yield Fault(written.place, "unknown-goto", f'there is no "{target}".{mend}')


def _address_of(title: str, catalogue: Catalogue) -> str:
    """The address of the first node that has this title or name; "" where none has."""
    written = fold(title)
    for node in catalogue.nodes:
        for texts in map(node.tree.get, ("title", "name")):
            found = map(texts.get, LANGUAGES) if isinstance(texts, Mapping) else ()
            if any(isinstance(at, Scalar) and fold(at.text) == written for at in found):
                return node.address
    return ""


def _heir_of(address: str, catalogue: Catalogue) -> str:
    """The address that a node, or a menu it stood in, moved to; "" where none says so."""
    for heir, tree in levels(catalogue):
        for old in scalars(tree.get("moved_from")):
            if f"{address}/".startswith(f"{old.text}/"):
                return heir + address[len(old.text) :]
    return ""


def _heir_faults(tree: Mapping, addresses: set[str], claimed: dict[str, Place]) -> Iterator[Fault]:
    """Old addresses that still live, or that two claim.

    The way from heir to heir ends because none of them lives in what has moved (`Library`).
    """
    for old in scalars(tree.get("moved_from")):
        if old.text in addresses:
            message = f'"{old.text}" still exists, so nothing moved from there'
            yield Fault(old.place, "bad-moved-from", message)
        elif old.text in claimed:
            message = f'"{old.text}" moved already to {claimed[old.text]}'
            yield Fault(old.place, "bad-moved-from", message)
        claimed.setdefault(old.text, old.place)


def listing_faults(catalogue: Catalogue, main_file: str) -> Iterator[Fault]:
    """Agencies listed without a file, or with a file and not listed, or under another name."""
    for agency_id, agency in catalogue.agencies.items():
        flow = agency.entry("flow")
        written = agency.word("flow")
        if flow is not None and ID_PATTERN.fullmatch(written) and written != agency_id:
            message = f'the flow "{written}" stands in a file named {agency_id}.yaml; rename one'
            yield Fault(flow.value.place, "wrong-file-name", message)
    if catalogue.main is None:
        return
    present = {*catalogue.agencies, *catalogue.unreadable}
    listed: dict[str, Scalar] = {}
    for name in scalars(catalogue.main.get("agencies")):
        if name.text in listed:
            message = f'"{name.text}" is listed on line {listed[name.text].place.line} already'
            yield Fault(name.place, "duplicate-id", message)
        elif name.text not in present:
            message = f"there is no file {name.text}.yaml.{hint(name.text, present)}"
            yield Fault(name.place, "unknown-agency", message)
        listed.setdefault(name.text, name)
    for agency_id, agency in catalogue.agencies.items():
        if agency_id not in listed:
            message = f'"{agency_id}" is not listed under "agencies" in {main_file}'
            yield Fault(agency.place, "unlisted-agency", message)
