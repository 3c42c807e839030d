"""The generated screens of an agency's offices: the list of them, and a card for each."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Outline, items
from bot.flows.compiling.above import Above
from bot.flows.compiling.inputs import OfficeWords
from bot.flows.compiling.wording import dialled
from bot.flows.nodes import Agency, Node, OfficeCard, OfficeList, Place
from bot.flows.schema.documents import AgencyDocument, OfficeDocument
from bot.flows.when.opening import UNKNOWN, Opening


def office_nodes(
    document: AgencyDocument,
    outline: Outline,
    agency: Agency,
    words: OfficeWords,
    above: Above,
    calling_code: str,
) -> Iterator[Node]:
    """The list and the cards; none for an agency without offices."""
    if not document.offices:
        return
    address = f"{agency.id}/{OFFICES}"
    entry = outline.entry(OFFICES)
    place = entry.place if entry is not None else outline.place
    yield Node(
        address=address,
        parent=agency.id,
        title=words.title,
        content=OfficeList(agency.offices),
        place=place,
        about=words.about,
        stage=above.stage,
        when=above.when,
    )
    written = items(entry.value if entry is not None else None)
    for office, each in zip(document.offices, written, strict=True):
        yield _card(office, address, agency, each.place, above.inside(office), calling_code)


def _opening(document: OfficeDocument, agencys: Opening) -> Opening:
    """Its own; the agency's where its hours are the agency's too; else nobody knows."""
    if document.opening:
        return Opening(tuple(document.opening), agencys.closed)
    return UNKNOWN if document.hours else agencys


def _card(
    document: OfficeDocument,
    parent: str,
    agency: Agency,
    place: Place,
    own: Above,
    calling_code: str,
) -> Node:
    latitude, longitude = document.at
    phone = dialled(document.phone, calling_code) if document.phone else ""
    name = document.name.both()
    return Node(
        address=f"{parent}/{document.id}",
        parent=parent,
        title=document.title.both() if document.title else name,
        content=OfficeCard(
            address_text=document.address.both(),
            hours=document.hours.both() if document.hours else agency.hours,
            phone=phone or agency.hotline,
            latitude=latitude,
            longitude=longitude,
            is_verified=document.verified,
            opening=_opening(document, own.opening),
        ),
        place=place,
        name=name,
        stage=own.stage,
        when=own.when,
        owner=document.owner or "",
        source=document.source or "",
        reviewed=document.reviewed,
        review_by=document.review_by,
    )
