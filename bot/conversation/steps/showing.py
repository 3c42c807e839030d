"""The screen of the place as a reply, with a word above it, and the welcome of who is new."""

from dataclasses import replace

from bot.conversation.screens.layout import BODY_MAX, Screen, join_blocks, make_safe, wrap
from bot.conversation.screens.menus import draw_main
from bot.conversation.screens.notices import notices, opening
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import MAIN, Answer, Ask
from bot.messages.reply import ListReply, Reply
from bot.texts.directions import cut, units
from bot.texts.languages import Language

_LEAST_ROOM = 256  # units of a body that no words above a screen take from it
ABOVE_MAX = BODY_MAX - _LEAST_ROOM  # units of such words; longer ones are cut
_STRAYED_ENOUGH = 2  # messages in the other language before it is offered, once


def show(walk: Walk, above: str = "") -> Reply:
    """The screen of the place; `above` stands over it, or opens the main menu."""
    if not walk.session.is_welcomed and walk.session.language:
        return _show_first(walk, above)
    if walk.session.state == MAIN and walk.session.page == 1 and above:
        return keep(walk, draw_main(walk.wording, walk.spot, opening=above))
    if not above:
        return keep(walk, walk.screen)
    reply = wrap(walk.screen.reply, above, "", walk.language)
    return reply_with(walk, reply) if reply else keep(walk, _squeezed(walk, above))


def show_menu(walk: Walk, above: str = "") -> Reply:
    """A word above the menu of the place: of an answer, and after thanks for rating one, the menu
    it belongs to. Who was at a place that is no more is told that as well.
    """
    if walk.is_lost:
        walk.note("gone", walk.session.state)
        above = join_blocks(above, walk.wording.say(walk.lost_word))
    if walk.is_at(Answer):
        walk.go_to_menu()
    elif walk.session.state == "@thanks":
        walk.go_back()
    return show(walk, above)


def show_gone(walk: Walk, living: str = MAIN, wanted: str = "") -> Reply:
    """The nearest menu to an option that is no more, or not now, and a word about it."""
    words = "option-closed" if walk.is_closed(wanted) else "option-gone"
    if isinstance(walk.library.node(living).content, Ask):
        words = "ask-again"
    walk.go(living)
    walk.note("gone", living)
    return show(walk, walk.wording.say(words))


def keep(walk: Walk, screen: Screen) -> Reply:
    """The screen's reply; its numbers are from now on what the citizen's numbers mean."""
    walk.session.shown = screen.digest
    return screen.reply


def reply_with(walk: Walk, reply: Reply) -> Reply:
    """A reply made of the place's own screen, whose numbers it shows."""
    return keep(walk, replace(walk.screen, reply=reply))


def offer_other(walk: Walk, reply: Reply, spoken: Language | None) -> Reply:
    """The reply, with an offer below it to who has now written twice in the other language.

    What speaks for no language neither counts nor forgives; the language itself is never changed.
    """
    language = walk.session.language
    if spoken is None or language is None:
        return reply
    walk.session.strayed = 0 if spoken == language else walk.session.strayed + 1
    if walk.session.strayed != _STRAYED_ENOUGH:
        return reply
    return wrap(reply, "", walk.wording.say("other-language-offer"), language) or reply


def _squeezed(walk: Walk, above: str) -> Screen:
    """The place's screen in the room that the words above leave; these are cut to leave some."""
    above = cut(above, ABOVE_MAX)
    room = BODY_MAX - units(make_safe(above, walk.language)) - 2
    screen = walk.screen_in(max(room, _LEAST_ROOM // 2))
    return replace(screen, reply=wrap(screen.reply, above, "", walk.language) or screen.reply)


def _show_first(walk: Walk, above: str) -> Reply:
    """The welcome once above the first screen, the notices once below the first list.

    Notices that find no room wait for the next list.
    """
    screen, lines = walk.screen, [above]
    if walk.is_first:
        lines.insert(0, walk.wording.say("welcome"))
    if walk.session.state == MAIN and walk.session.page == 1:
        first = above or opening(walk.wording, is_first=walk.is_first)
        screen = draw_main(walk.wording, walk.spot, opening=first)
        lines = lines[:-1] if above else []
    words = join_blocks(*lines)
    below = notices(walk.wording) if isinstance(screen.reply, ListReply) else ""
    whole = wrap(screen.reply, words, below, walk.language)
    if whole and below:
        walk.session.is_welcomed = True
    reply = whole or wrap(screen.reply, words, "", walk.language)
    if reply is None and above:
        reply = _squeezed(walk, above).reply
    return keep(walk, replace(screen, reply=reply or screen.reply))
