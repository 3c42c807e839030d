"""Every screen by its spot, drawn once and kept: most citizens see what others saw before."""

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from bot.conversation.screens import asking, feedback, menus, notices, offices, results
from bot.conversation.screens.answers.drawing import draw_answer
from bot.conversation.screens.answers.texts import answer_parts
from bot.conversation.screens.layout import BODY_MAX, Entry, Screen
from bot.conversation.screens.wording import RETENTION_DAYS, Spot, Wording, living_entries
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Answer, Ask, Menu, NearestOffice, OfficeCard, OfficeList
from bot.flows.when.conditions import Circumstances
from bot.flows.when.sight import Asked, Sight, would_answer
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases

_KEPT_AT_MOST = 20_000  # screens, a few KB each; a catalogue many times this one fits whole
_VARIANTS = 8  # of one screen, by who sees it when; more are drawn anew

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
    Ask: asking.draw_ask,
    Answer: draw_answer,
    OfficeList: offices.draw_list,
    NearestOffice: offices.draw_request,
    OfficeCard: offices.draw_card,
}
_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


class _Kept(Generic[_Key, _Made]):
    """What was made, by its key and by what making it asked of a sight; `most` keys at once."""

    def __init__(self, most: int = _KEPT_AT_MOST) -> None:
        self._most = most
        self._kept: dict[_Key, list[tuple[Asked, _Made]]] = {}

    def find(self, key: _Key, now: Circumstances | None) -> _Made | None:
        """What was made for somebody who sees the same."""
        for asked, made in self._kept.get(key, ()):
            if not asked or would_answer(now, asked):
                return made
        return None

    def pieces(self) -> list[object]:
        """All that was made."""
        return [*self._kept.values()]

    def is_for_all(self, key: _Key) -> bool:
        """Whether making it asked nothing."""
        return any(not asked for asked, _ in self._kept.get(key, ()))

    def keep(self, key: _Key, sight: Sight, made: _Made) -> None:
        """Remember what was made with a sight, unless it tells what one citizen answered."""
        if sight.is_personal:
            return
        if len(self._kept) >= self._most and key not in self._kept:
            self._kept.clear()
        variants = self._kept.setdefault(key, [])
        if len(variants) < _VARIANTS:
            variants.append((sight.asked, made))


class Shelf:
    """Draws the screens of one release and keeps them.

    Everything is asked under the circumstances of a citizen; without any, all there is is shown.
    """

    def __init__(
        self, library: Library, phrases: Phrases, retention_days: int = RETENTION_DAYS
    ) -> None:
        """Draw nothing yet: screens are drawn when first asked for.

        `retention_days` is what citizens are told of how long their rows are kept.
        """
        self._library = library
        self._phrases = phrases
        self._retention_days = retention_days
        self._screens: _Kept[tuple[Spot, int], Screen] = _Kept()
        self._passing: _Kept[tuple[Spot, int], Screen] = _Kept(most=1)
        self._pages: _Kept[str, int] = _Kept()
        self._fixed: Mapping[Language, dict[str, tuple[Entry, ...]]] = {at: {} for at in LANGUAGES}

    def wording(self, language: Language, now: Circumstances | None = None) -> Wording:
        """What to write with in a language."""
        return self._wording(language, Sight(self._library, now))

    def screen(self, spot: Spot, room: int = BODY_MAX, now: Circumstances | None = None) -> Screen:
        """The screen of a spot, in a body of at most `room` units.

        What a search found differs from citizen to citizen without end: it is kept until the
        next, as one turn may ask for it more than once.
        """
        shelf = self._passing if room < BODY_MAX or spot.hits else self._screens
        kept = shelf.find((spot, room), now)
        if kept is None:
            sight = Sight(self._library, now)
            kept = _draw(self._wording(spot.language, sight), spot, room)
            shelf.keep((spot, room), sight, kept)
        return kept

    def shows_all_the_same(self, spot: Spot) -> bool:
        """Whether a screen, the last that was drawn, hangs on nobody and no moment."""
        shelf = self._passing if spot.hits else self._screens
        return shelf.is_for_all((spot, BODY_MAX))

    def pages(self, state: str, now: Circumstances | None = None) -> int:
        """How many pages the screen of a state has; those of an answer are its parts."""
        count = self._pages.find(state, now)
        if count is None:
            sight = Sight(self._library, now)
            wordings = [self._wording(each, sight) for each in LANGUAGES]
            count = max(len(_spans(state, wording)) for wording in wordings)
            self._pages.keep(state, sight, count)
        return count

    def pieces(self) -> list[object]:
        """The screens drawn: who lets the shelf go lets these go one by one."""
        return self._screens.pieces()

    def _wording(self, language: Language, sight: Sight) -> Wording:
        fixed = self._fixed[language]
        return Wording(self._library, self._phrases, language, sight, self._retention_days, fixed)


def _spans(state: str, wording: Wording) -> tuple[object, ...]:
    node = wording.library.nodes.get(state)
    if node is None:
        return (state,)
    if isinstance(node.content, Menu):
        return menus.menu_spans(node, len(living_entries(wording, node)))
    if isinstance(node.content, OfficeList):
        return offices.list_spans(wording, wording.library.agency_of(state))
    return answer_parts(wording, node) if isinstance(node.content, Answer) else (state,)


def _draw(wording: Wording, spot: Spot, room: int) -> Screen:
    draw = BUILT_IN.get(spot.state)
    if draw is None:
        draw = _BY_CONTENT[type(wording.library.node(spot.state).content)]
    return draw(wording, spot, room)
