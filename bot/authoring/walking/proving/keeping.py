"""Proofs of what a message leaves as it is: the place, the language, the citizen."""

import re

from bot.authoring.walking.proving.case import Case, is_cry, parent_of
from bot.authoring.walking.standings.standing import Standing, language_of
from bot.conversation.addresses import (
    ERASE_ID,
    Open,
    Switch,
    read_id,
)
from bot.flows.nodes import MAIN, Answer, Menu
from bot.messages.inbound import Media, Opened, Tap
from bot.messages.reply import options_of
from bot.texts.languages import Language, other

_LETTERS = {"ar": re.compile("[\u0621-\u064a]"), "en": re.compile("[A-Za-z]")}


def the_language_is_kept(case: Case) -> str:
    """Only who asks for the other language gets it, and whoever is forgotten loses it."""
    if case.turn.must_forget or case.before.language in ("", case.after.language):
        return ""
    action = read_id(case.said.id) if isinstance(case.said, Tap) else None
    if case.kind == "language" or isinstance(action or read_id(case.means), Switch):
        return ""
    return f"a {case.kind} changes the language"


def the_place_is_there(case: Case) -> str:
    """The citizen stands on a screen that there is, on a page that it has, and may see it."""
    release, after = case.release, case.after
    if not release.machine.has_state(after.state):
        return "the citizen stands where nothing is"
    if not after.state.startswith("@") and not case.sight.shows(after.state):
        return "the citizen stands on what is not to be seen now"
    return "" if after.page >= 1 else "the citizen stands on a page before the first"


def nobody_is_forgotten_unasked(case: Case) -> str:
    """Only a yes to the question whether to forget does it; and then nothing is left."""
    is_yes = isinstance(case.said, Tap) and case.said.id == ERASE_ID
    may = is_yes or case.means == ERASE_ID or case.before.state == "@erase"
    if case.turn.must_forget and not may:
        return f"a {case.kind} forgets the citizen"
    is_blank = case.after == Standing() and case.turn.session.sequence == 0
    if case.turn.must_forget and not is_blank:
        return "something is left of who was forgotten"
    return "the confirmation forgets nobody" if is_yes and not case.turn.must_forget else ""


def erasing_is_confirmed(case: Case) -> str:
    """Who asks to be forgotten is asked back first, and whoever says nothing is kept."""
    if case.turn.must_forget:
        return "who asks to be forgotten is not asked back"
    if not case.before.language and not case.after.language:
        return ""
    return "" if case.after.state == "@erase" else "who asks to be forgotten is not asked back"


def the_language_switches_in_place(case: Case) -> str:
    """The other language shows the same screen; after thanks, which are said once, its menu."""
    before, after = case.before, case.after
    if not before.language:
        return "" if after.language else "a language asked for is not spoken"
    language: Language = "en" if before.language == "en" else "ar"
    if after.language != other(language):
        return "a language asked for is not spoken"
    if before.state == "@thanks":
        return ""
    here, there = (at._replace(language="", shown="", is_welcomed=True) for at in (before, after))
    place = before.subject if before.state.startswith("@") else before.state
    is_closed = bool(place) and not case.sight.shows(place)
    is_near = is_closed and after.state == case.sight.nearest(place)[0]
    return "" if here == there or is_near else "the other language loses the place"


def the_place_is_kept(case: Case) -> str:
    """What is not understood, seen or heard leaves the citizen at the place or its menu."""
    before, after = case.before, case.after
    if isinstance(case.said, Opened) or (isinstance(case.said, Media) and case.said.caption):
        return ""
    if not before.language or case.step > 0:
        return ""
    kept = {before.state, parent_of(case.release, case.sight, before)}
    node = case.release.library.nodes.get(before.state)
    if node is not None and isinstance(node.content, Answer):
        kept.add(case.release.library.menu_above(node).address)
    return "" if after.state in kept else f"a message of the class {case.kind} loses the place"


def nonsense_leads_out(case: Case) -> str:
    """Not understood again and again: a menu that leads on, never the same question for ever."""
    if case.step < 2 or not case.before.language:
        return ""
    node = case.release.library.nodes.get(case.after.state)
    is_menu = node is not None and isinstance(node.content, Menu)
    return "" if is_menu else "nonsense for the third time leads to no menu"


def an_emergency_keeps_the_place(case: Case) -> str:
    """Who cries for help is told whom to call, and stands where they stood."""
    is_kept = not case.before.language or case.after.state == case.before.state
    return "" if is_kept else "a cry for help loses the place"


def the_reply_speaks_the_language(case: Case) -> str:
    """Words of the conversation's language are in every reply but to a cry for help, which speaks
    the language of the cry.
    """
    language = language_of(case.after)
    if language is None or is_cry(case.turn):
        return ""
    is_spoken = _LETTERS[language].search(case.turn.reply.body)
    return "" if is_spoken else "a reply holds no word of the conversation's language"


def home_is_on_every_list(case: Case) -> str:
    """Where there is something to tap, the main menu is among it; but who asks to be forgotten
    answers that first.
    """
    options = options_of(case.turn.reply)
    if not options or case.after.state in (MAIN, "@erase"):
        return ""
    actions = (read_id(option.id) for option in options)
    is_there = any(isinstance(at, Open | Switch) and at.address == MAIN for at in actions)
    return "" if is_there else "a list without a row for the main menu"
