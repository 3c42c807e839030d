"""So few screens of a service that all its screens are sound if these are.

Words around a screen make its body longer, never longer than a body may be, and change nothing
else. An answer that a search led to shows no row that it lacks when chosen from its menu, but for
"not this". What is said about the answers of one menu differs by their titles, which stand on
their own screens too, and by the length of their addresses. The tests hold the drawing to that.
"""

from collections.abc import Collection, Iterator

from bot.conversation.gallery import (
    Above,
    Exhibit,
    around_any,
    bare,
    dressed,
    found_by_pin,
    replies_of_node,
    spots_of,
)
from bot.conversation.release import Release
from bot.conversation.screens.layout import BODY_MAX, make_safe
from bot.conversation.screens.wording import Spot
from bot.flows.nodes import Answer, Node
from bot.messages.reply import ListReply, Reply, TextReply
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES, Language

_Shape = tuple[str | tuple[str, int], ...]

_NO_LIST: _Shape = ()
_GAP = 2  # units between the words above and the body


def sample_replies(release: Release, nodes: Collection[Node], above: Above) -> Iterator[Exhibit]:
    """Replies of the nodes of one service; where one of them breaks a rule, look at them all."""
    longest_first = sorted(nodes, key=lambda node: -len(node.address))
    for language in LANGUAGES:
        words = (*around_any(release, language), above[language])
        yield longest_first[0].place, "words", TextReply(make_safe("\n".join(words), language))
        shown: set[_Shape] = set()  # also of menus, whose answers were spoken of
        for node in longest_first:
            if isinstance(node.content, Answer):
                yield from _of_answer(release, language, node, above[language], shown)
            else:
                yield from _of_place(release, language, node, above[language])


def _of_place(release: Release, language: Language, node: Node, above: str) -> Iterator[Exhibit]:
    """All screens; with words around them those alone where these find no room, or show others."""
    room = BODY_MAX - units(make_safe(above, language)) - _GAP
    for spot in spots_of(release, language, node):
        exhibit = bare(release, node, spot)
        yield exhibit
        if spot.subject:
            continue  # nothing is said around it
        if units(exhibit[2].body) > room or not release.shelf.shows_all_the_same(spot):
            yield from dressed(release, node, spot, above)
    yield from found_by_pin(release, language, node)


def _of_answer(
    release: Release, language: Language, node: Node, above: str, shown: set[_Shape]
) -> Iterator[Exhibit]:
    """Its pages; as found by a search, if none of its menu and shape was; what is said about it."""
    menu = release.library.menu_above(node).address
    shapes: set[_Shape] = set()
    for page in range(1, release.shelf.pages(node.address) + 1):
        spot = Spot(node.address, page, language)
        exhibit = bare(release, node, spot)
        yield exhibit
        if not release.shelf.shows_all_the_same(spot):
            yield from replies_of_node(release, language, node, above)
            return
        shapes.add(_shape(menu, exhibit[2]))
    if shapes | {(menu,)} <= shown:
        return
    for spot in spots_of(release, language, node):
        if spot.hits or (spot.subject and (menu,) not in shown):
            yield bare(release, node, spot)
        if set(spot.hits) - {node.address}:
            shown |= shapes - {_NO_LIST}
    shown.add((menu,))


def _shape(menu: str, reply: Reply) -> _Shape:
    """Equal for lists of one menu with as many rows in each section; of nothing else."""
    if not isinstance(reply, ListReply):
        return _NO_LIST
    return (menu, *((section.title, len(section.options)) for section in reply.sections))
