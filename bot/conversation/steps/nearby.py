"""A shared pin: the nearest office of the agency in question."""

from bot.conversation.screens.offices import (
    draw_card,
    find_nearest,
    shown_offices,
)
from bot.conversation.steps.showing import keep, show, show_menu
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import MAIN, Answer, Menu, NearestOffice
from bot.messages.inbound import Location
from bot.messages.reply import Reply


def locate(walk: Walk, location: Location) -> Reply:
    """The office nearest to a pin, which is used here and kept nowhere."""
    agency = walk.library.agencies.get(walk.agency)
    if agency is None or not shown_offices(walk.sight, agency):
        return show_menu(walk, walk.wording.say("location-elsewhere"))
    if walk.session.state != "@nearest" and not walk.is_at(NearestOffice):
        walk.go("@nearest", subject=_asker(walk))
    asker = walk.session.subject or walk.session.state
    if not walk.library.settings.country.holds(location.latitude, location.longitude):
        return show(walk, walk.wording.say("location-abroad"))
    nearest = find_nearest(walk.library, walk.sight, agency, location)
    if nearest is None:
        return show(walk, walk.wording.say("none-near"))
    address, distance_km = nearest
    walk.go(address, subject=asker)
    walk.note("opened", address)
    return keep(walk, draw_card(walk.wording, walk.spot, distance_km=distance_km))


def _asker(walk: Walk) -> str:
    """The answer about places that the citizen is at or next to; else the agency's list."""
    node = walk.library.node(walk.place)
    menu = node if isinstance(node.content, Menu) else walk.library.node(node.parent or MAIN)
    choices = menu.content.choices if isinstance(menu.content, Menu) else ()
    for address in (node.address, *(choice.target for choice in choices)):
        content = walk.library.node(address).content
        offers = isinstance(content, Answer) and content.offers_nearest
        if (offers or isinstance(content, NearestOffice)) and walk.sight.shows(address):
            return address
    return f"{walk.agency}/offices"
