"""What else may have been meant when a search opens a place at once."""

from bot.conversation.screens.results import HITS_MAX
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Answer, Menu, NearestOffice, Node, OfficeList
from bot.flows.when.sight import Sight


def with_neighbours(library: Library, sight: Sight, hits: tuple[str, ...]) -> tuple[str, ...]:
    """The hits of a search; a lone one is joined by the services next to it on its menu.

    Nothing for an agency, whose neighbours are the whole main menu.
    """
    first = library.node(hits[0])
    service = library.menu_above(first) if isinstance(first.content, Answer) else first
    if service.parent in ("", MAIN):
        return ()
    if len(hits) > 1:
        return hits
    return (*hits, *_nearest_siblings(library, sight, service)[: HITS_MAX - 1])


def _nearest_siblings(library: Library, sight: Sight, service: Node) -> list[str]:
    """The other services of the same menu, the closest first: authors keep kin together."""
    menu = library.node(service.parent).content
    choices = menu.choices if isinstance(menu, Menu) else ()
    targets = [at.target for at in choices if sight.shows(at.target)]
    if service.address not in targets:
        return []
    own = targets.index(service.address)
    ranked = sorted(range(len(targets)), key=lambda at: (abs(at - own), at))
    return [targets[at] for at in ranked if at != own and _is_service(library, targets[at])]


def _is_service(library: Library, address: str) -> bool:
    return not isinstance(library.node(address).content, OfficeList | NearestOffice)
