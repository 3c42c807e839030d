"""The transitions that screens offer: each option and number of each screen, and whom it leads to.

An option that says something of an answer, or asks for offices, leads to a screen of the bot. What
the bot's own screens lead to is told by what it is (`menu`, `agency`, `office`), not by each of
the hundred answers one may have come from.
"""

from collections.abc import Iterator

from bot.authoring.checking.worlds import may_be, questions_in
from bot.conversation.addresses import FindNearest, Open, Rate, Switch, page_id, read_id
from bot.conversation.release import Release
from bot.conversation.screens.wording import Spot
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Answer, Ask, Menu, Node, OfficeCard, choices_of
from bot.flows.when.conditions import Condition, InLanguage
from bot.messages.reply import options_of
from bot.texts.languages import Language

START = "@start"
_FEEDBACK = ("@thanks", "@reasons")
_BACK = frozenset({"@nearest", "@privacy", "@erase", "@return"})  # they lead to whence they came


class Offers:
    """What a release offers on each screen in each language."""

    def __init__(self, release: Release) -> None:
        """Draw nothing yet."""
        self._release = release
        self._library = release.library
        self._questions = questions_in(release.library)

    def shows(self, address: str, language: Language) -> bool:
        """Whether anybody who speaks a language may ever see what stands at an address."""
        node = self._library.node(address)
        return self._library.is_public(node) and self._may_be(node.when, language)

    def of(self, node: Node, language: Language) -> Iterator[tuple[str, str]]:
        """Source and target of each transition that a node's screens offer; pages by their names.

        A source is a page only where another page is the target: numbers are good on every page.
        """
        targets: dict[tuple[str, str], None] = {}
        for page in range(1, self._release.shelf.pages(node.address) + 1):
            screen = self._release.shelf.screen(Spot(node.address, page, language))
            options = (*options_of(screen.reply), *(entry.option for entry in screen.entries))
            for option in options:
                targets.update(dict.fromkeys(self._move(node, page, option.id)))
        if isinstance(node.content, Ask):
            targets.update(((node.address, then.target), None) for then in node.content.then)
        conditions = self._conditions(node)
        for source, target in targets:
            if self._is_possible(node, target, conditions, language):
                yield source, target

    def _move(self, node: Node, page: int, row_id: str) -> Iterator[tuple[str, str]]:
        match read_id(row_id):
            case Open(address, wanted):
                if address != node.address:
                    yield node.address, address
                elif wanted != page:
                    yield page_id(address, page), page_id(address, wanted)
            case Switch(language):
                yield node.address, f"@{language}"
            case Rate(is_useful):
                yield node.address, _FEEDBACK[not is_useful]
            case FindNearest():
                yield node.address, "@nearest"

    def _conditions(self, node: Node) -> dict[str, tuple[Condition, ...]]:
        """What each `goto` of the menu of a place hangs on."""
        menu = node if isinstance(node.content, Menu | Ask) else self._library.menu_above(node)
        return {choice.target: choice.when for choice in choices_of(menu) if choice.when}

    def _is_possible(
        self,
        node: Node,
        target: str,
        conditions: dict[str, tuple[Condition, ...]],
        language: Language,
    ) -> bool:
        there = self._library.nodes.get(target)
        if there is None:
            return True
        when = {*node.when, *conditions.get(target, ()), *there.when}
        return self._library.is_public(there) and self._may_be(tuple(when), language)

    def _may_be(self, when: tuple[Condition, ...], language: Language) -> bool:
        return not when or may_be((*when, InLanguage(language)), (), self._questions)


def offered_by_bot(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The bot's own screens that there are, and what each leads to; `start` is in no language."""
    yield START, (MAIN,)
    yield "@results", ("hit", MAIN)
    if any(agency.offices for agency in library.agencies.values()):
        yield "@nearest", ("office", "back", MAIN)
    if library.settings.asks_feedback and any(
        isinstance(node.content, Answer) for node in library.nodes.values()
    ):
        yield "@thanks", ("menu", "agency", MAIN)
        yield "@reasons", ("@thanks", "menu", "agency", MAIN)
    yield "@privacy", ("back", MAIN)
    yield "@erase", (START, "back")
    yield "@return", ("back", MAIN)


def as_offered(library: Library, source: str, target: str) -> str:
    """A target as transitions name it: its address, or what it is for a screen of the bot."""
    if not source.startswith("@") or source == MAIN or target.startswith("@"):
        return target
    if source == "@results":
        return "hit"
    node = library.nodes.get(target)
    if node is not None and isinstance(node.content, OfficeCard):
        return "office"
    if source in _BACK:
        return "back"
    return "agency" if "/" not in target else "menu"
