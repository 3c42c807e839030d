"""Offices: the agency's list, the request for a place, and one office's card."""

from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from bot.conversation.addresses import nearest_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    Entry,
    Screen,
    buttons_screen,
    entry,
    fit,
    join_blocks,
    join_lines,
    list_screen,
    number_lines,
    pages,
    request_screen,
)
from bot.conversation.screens.wording import (
    Spot,
    Wording,
    back_row,
    main_row,
    page_rows,
)
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Agency, Answer, NearestOffice, Node, OfficeCard
from bot.flows.when.opening import Opening
from bot.flows.when.sight import Sight
from bot.messages.inbound import Location
from bot.messages.reply import Option
from bot.texts.dates import say_clock, say_weekday

NEAR_KM = 100.0  # farther than this is no "near": Jordan's governorates are 30 to 100 km across
_EARTH_KM = 6371.0

# Where there is no turn, as for who checks screens: the words that take the most room.
_LONGEST = datetime(2026, 11, 25, 20, 0)  # a Wednesday evening, whatever the zone

_NAVIGATION = 2  # back, main menu
_NEAREST = 1  # on the first page alone


def list_spans(wording: Wording, agency: Agency) -> tuple[range, ...]:
    """Which offices stand on which page of the agency's list."""
    count = len(shown_offices(wording.sight, agency))
    return pages(count, _NEAREST + _NAVIGATION, _NAVIGATION)


def shown_offices(sight: Sight, agency: Agency) -> tuple[str, ...]:
    """The addresses of the agency's offices that the citizen may be shown."""
    return tuple(filter(sight.shows, agency.offices))


def draw_list(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """Hours, phone, website and offices of an agency."""
    node = wording.library.node(spot.state)
    agency = wording.library.agency_of(spot.state)
    offices = _office_entries(wording, agency)
    near = _nearest_row(wording, spot.state)
    entries = (*offices, Entry(near, near.label)) if offices else ()
    spans = list_spans(wording, agency)
    page = min(spot.page, len(spans))
    span = spans[page - 1]
    body = _list_body(wording, agency, entries, spans, page, room)
    rows = [at.option for at in offices[span.start : span.stop]]
    first = [near] if offices and page == 1 else []
    navigation = page_rows(wording, spot.state, spans, page)
    navigation += [back_row(wording, node.parent), main_row(wording)]
    sections = (
        (wording.say("section-offices"), [*first, *rows]),
        (wording.say("section-navigation"), navigation),
    )
    button = wording.say("button-offices")
    return list_screen(body, button, wording.footer, sections, entries, spot.state)


def draw_request(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """A request for the citizen's place, naming the offices by number for who cannot send one."""
    agency = wording.library.agency_of(spot.subject or spot.state)
    entries = _office_entries(wording, agency)
    title = wording.say("nearest-title", agency=wording.text(agency.title))
    top = join_lines(f"*{title}*", wording.say("nearest-prompt"))
    choose = wording.say("nearest-or-number")
    end = wording.say("nearest-navigation")
    candidates = (
        join_blocks(top, join_lines(choose, number_lines(entries, range(shown))), end)
        for shown in range(len(entries), 0, -1)
    )
    body = fit(candidates, wording.language, room)
    return request_screen(body, entries, f"{agency.id}/offices")


def draw_card(
    wording: Wording, spot: Spot, room: int = BODY_MAX, distance_km: float | None = None
) -> Screen:
    """One office; with a distance where it was found by the citizen's place."""
    node = wording.library.node(spot.state)
    body = join_lines(
        f"*{_name(wording, node)}*",
        "" if distance_km is None else wording.say("nearest-distance", km=round(distance_km)),
        *_particulars(wording, node),
    )
    return buttons_screen(body, card_entries(wording, spot), wording.language, room)


def card_entries(wording: Wording, spot: Spot) -> tuple[Entry, ...]:
    """Another question of the asking service, another service, the main menu."""
    agency = wording.library.agency_of(spot.state).id
    return next_entries(wording, asking_service(wording.library, spot.subject), agency)


def next_entries(wording: Wording, service: str, agency: str) -> tuple[Entry, ...]:
    """The three ways on: questions of a service (left out without one), services, main menu."""
    is_asked = service not in ("", agency)
    made = [entry(service, wording.say("button-another-question"))] if is_asked else []
    made.append(entry(agency, wording.say("button-another-service")))
    made.append(entry(MAIN, wording.say("button-main-menu")))
    return tuple(made)


def asking_service(library: Library, asker: str) -> str:
    """The menu above the answer from which an office was asked; its agency's for a list."""
    node = library.nodes.get(asker)
    if node is not None and isinstance(node.content, Answer | NearestOffice):
        return library.menu_above(node).address
    return asker.partition("/")[0]


def find_nearest(
    library: Library, sight: Sight, agency: Agency, place: Location
) -> tuple[str, float] | None:
    """The address of the agency's nearest office and its distance in km; None when none is near."""
    measured = [
        (_distance_km(place, card), address)
        for address in shown_offices(sight, agency)
        if isinstance(card := library.node(address).content, OfficeCard)
    ]
    distance, address = min(measured, default=(NEAR_KM + 1, ""))
    return (address, distance) if distance <= NEAR_KM else None


def _list_body(
    wording: Wording,
    agency: Agency,
    entries: tuple[Entry, ...],
    spans: tuple[range, ...],
    page: int,
    room: int,
) -> str:
    title = f"{wording.text(agency.title)}: {wording.say('offices-title')}"
    if page > 1:
        heading = wording.say("prompt-page", title=title, page=page, pages=len(spans))
        candidates = (join_blocks(heading, own) for own in _lines(entries, spans[page - 1]))
        return fit(candidates, wording.language, room)
    contact = join_lines(
        f"*{title}*",
        wording.say("office-hours", hours=wording.text(agency.hours)),
        _open_now(wording, agency.opening),
        wording.say("office-phone", phone=agency.hotline) if agency.hotline else "",
    )
    website = join_lines(wording.say("office-website"), agency.website) if agency.website else ""
    whole = join_lines(contact, website)
    prompt = wording.say("prompt-offices") if entries else ""
    every = number_lines(entries, range(len(entries)))
    own, labels = _lines(entries, spans[0])
    listed = ((whole, every), (whole, own), (whole, labels), (contact, labels))
    candidates = (join_blocks(above, join_lines(prompt, lines)) for above, lines in listed)
    return fit(candidates, wording.language, room)


def _lines(entries: tuple[Entry, ...], span: range) -> tuple[str, str]:
    """The offices of a page by their full names; by the labels of their rows."""
    labels = "\n".join(f"{at + 1}- {entries[at].option.label}" for at in span)
    return number_lines(entries, span), labels


def _office_entries(wording: Wording, agency: Agency) -> tuple[Entry, ...]:
    """The agency's offices: short title on the row, full name in the body."""
    made = []
    for address in shown_offices(wording.sight, agency):
        node = wording.library.node(address)
        if isinstance(node.content, OfficeCard):
            where = wording.text(node.content.address_text)
            label, name = wording.text(node.title), _name(wording, node)
            made.append(entry(address, label, where, name))
    return tuple(made)


def _nearest_row(wording: Wording, asker: str) -> Option:
    about = wording.say("row-nearest-about")
    return Option(nearest_id(asker), wording.say("row-nearest"), about)


def _name(wording: Wording, node: Node) -> str:
    return wording.text(node.name or node.title)


def _particulars(wording: Wording, node: Node) -> list[str]:
    """Address, hours, phone, and a map only where the place was verified."""
    card = node.content
    if not isinstance(card, OfficeCard):
        return []
    lines = [
        wording.say("office-address", address=wording.text(card.address_text)),
        wording.say("office-hours", hours=wording.text(card.hours)),
        _open_now(wording, card.opening),
        wording.say("office-phone", phone=card.phone) if card.phone else "",
    ]
    if card.is_verified:
        link = f"https://maps.google.com/?q={card.latitude},{card.longitude}"
        lines += [wording.say("office-map"), link]
    return lines


def _open_now(wording: Wording, opening: Opening) -> str:
    """Open or closed at the time of the turn, and until when; nothing where nobody knows.

    By the clock and the calendar, never "in an hour": who reads it later must not be misled.
    """
    if not opening.is_known:
        return ""
    now = wording.sight.moment or _LONGEST
    until = opening.changes_at(now)
    name = "open" if opening.is_open(now) else "closed"
    if until is None:
        return wording.say(f"{name}-now")
    time = say_clock(wording.language, until, wording.phrases)
    if name == "open" and until - now <= timedelta(days=1):
        return wording.say("open-until", time=time)
    day = say_weekday(wording.language, until, wording.phrases)
    return wording.say(f"{name}-until-day", day=day, time=time)


def _distance_km(place: Location, card: OfficeCard) -> float:
    """Great-circle distance (haversine); good to a few metres at these lengths."""
    south, north = radians(place.latitude), radians(card.latitude)
    east = radians(card.longitude - place.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
