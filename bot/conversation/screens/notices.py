"""Screens of the bot itself: first contact, privacy, erasing, coming back."""

from bot.conversation.addresses import ERASE_ID, switch_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    Entry,
    Screen,
    buttons_screen,
    entry,
    join_lines,
)
from bot.conversation.screens.wording import Spot, Wording
from bot.flows.nodes import MAIN
from bot.messages.reply import TextReply
from bot.texts.languages import LANGUAGES


def draw_start(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """Both languages side by side; no line of it mixes them, so nothing needs isolating."""
    entries = tuple(
        entry(switch_id(language, MAIN), wording.say(f"language-{language}"))
        for language in LANGUAGES
    )
    return buttons_screen(wording.say("welcome-undecided"), entries, "en", room)


def draw_privacy(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """What is kept and for how long, and a way back."""
    entries = _ways_back(wording, spot, wording.say("row-back"))
    return buttons_screen(wording.say("privacy"), entries, wording.language, room)


def draw_erase(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """Asks before the citizen is forgotten; "no" leads back to where they were."""
    entries = (
        entry(ERASE_ID, wording.say("erase-yes")),
        entry(spot.subject or MAIN, wording.say("erase-no")),
    )
    return buttons_screen(wording.say("erase-confirm"), entries, wording.language, room)


def draw_return(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """After a long silence: go on where they were, or begin anew."""
    entries = _ways_back(wording, spot, wording.say("button-continue"))
    return buttons_screen(wording.say("greeting-return"), entries, wording.language, room)


def erased(wording: Wording) -> Screen:
    """The last words to somebody who is forgotten with them."""
    return Screen(TextReply(wording.say("erased")))


def apology(wording: Wording) -> Screen:
    """What a citizen reads when their message could not be answered for a fault of ours."""
    return Screen(TextReply(wording.say("apology")))


def notices(wording: Wording) -> str:
    """What everybody is told once: sample content, no secrets here, privacy, the other language."""
    first = (
        wording.say("sample-notice") if wording.library.settings.is_sample else "",
        wording.say("safety-notice"),
        wording.say("privacy-hint"),
    )
    told = " ".join(notice for notice in first if notice)
    return join_lines(told, wording.say("other-language-hint"))


def opening(wording: Wording, *, is_first: bool) -> str:
    """The words above the main menu of who is new: with a welcome unless that was said before."""
    intro = wording.say("intro")
    greeting = f"{wording.say('welcome')} {intro}" if is_first else intro
    return join_lines(greeting, wording.say("prompt-agencies-first"))


def _ways_back(wording: Wording, spot: Spot, label: str) -> tuple[Entry, ...]:
    """To the place the citizen was at, where there is one, and to the main menu."""
    main = entry(MAIN, wording.say("button-main-menu"))
    is_place = spot.subject not in ("", MAIN)
    return (entry(spot.subject, label), main) if is_place else (main,)
