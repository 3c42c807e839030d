"""Every screen by its spot, drawn once and kept: most citizens see what others saw before."""

from collections.abc import Callable, Mapping

from bot.conversation.screens import feedback, menus, notices, offices, results
from bot.conversation.screens.answers.drawing import draw_answer
from bot.conversation.screens.answers.texts import answer_parts
from bot.conversation.screens.layout import BODY_MAX, Screen
from bot.conversation.screens.wording import Spot, Wording, living_entries
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Answer, Menu, OfficeCard, OfficeList
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases

_KEPT_AT_MOST = 20_000  # screens, a few KB each; a catalogue many times this one fits whole

Draw = Callable[[Wording, Spot, int], Screen]

BUILT_IN: Mapping[str, Draw] = {
    MAIN: menus.draw_main,
    "@start": notices.draw_start,
    "@results": results.draw_results,
    "@nearest": offices.draw_request,
    "@thanks": feedback.draw_thanks,
    "@reasons": feedback.draw_reasons,
    "@privacy": notices.draw_privacy,
    "@erase": notices.draw_erase,
    "@return": notices.draw_return,
}
SPEAKS_OF_CONTENT = frozenset({"@nearest", "@thanks", "@reasons"})  # their subject must live

_BY_CONTENT: Mapping[type, Draw] = {
    Menu: menus.draw_menu,
    Answer: draw_answer,
    OfficeList: offices.draw_list,
    OfficeCard: offices.draw_card,
}


class Shelf:
    """Draws the screens of one release and keeps them."""

    def __init__(self, library: Library, phrases: Phrases) -> None:
        """Draw nothing yet: screens are drawn when first asked for."""
        self._wordings = {language: Wording(library, phrases, language) for language in LANGUAGES}
        self._library = library
        self._kept: dict[Spot, Screen] = {}
        self._pages: dict[str, int] = {}

    def wording(self, language: Language) -> Wording:
        """What to write with in a language."""
        return self._wordings[language]

    def screen(self, spot: Spot, room: int = BODY_MAX) -> Screen:
        """The screen of a spot, in a body of at most `room` units.

        Not kept: what a search found, which differs from citizen to citizen without end.
        """
        if room < BODY_MAX or spot.hits:
            return self._draw(spot, room)
        kept = self._kept.get(spot)
        if kept is None:
            kept = self._draw(spot, room)
            if len(self._kept) >= _KEPT_AT_MOST:
                self._kept.clear()
            self._kept[spot] = kept
        return kept

    def pages(self, state: str) -> int:
        """How many pages the screen of a state has; those of an answer are its parts."""
        count = self._pages.get(state)
        if count is None:
            spans = (self._spans(state, wording) for wording in self._wordings.values())
            count = self._pages[state] = max(map(len, spans))
        return count

    def _spans(self, state: str, wording: Wording) -> tuple[object, ...]:
        node = self._library.nodes.get(state)
        if node is None:
            return (state,)
        if isinstance(node.content, Menu):
            return menus.menu_spans(node, len(living_entries(wording, node)))
        if isinstance(node.content, OfficeList):
            return offices.list_spans(self._library.agency_of(state))
        return answer_parts(wording, node) if isinstance(node.content, Answer) else (state,)

    def _draw(self, spot: Spot, room: int) -> Screen:
        draw = BUILT_IN.get(spot.state)
        if draw is None:
            draw = _BY_CONTENT[type(self._library.node(spot.state).content)]
        return draw(self._wordings[spot.language], spot, room)
