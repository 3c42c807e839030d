"""Screens of the bot itself: first contact, privacy, erasing, coming back."""

from bot.conversation.addresses import ERASE_ID, switch_id
from bot.conversation.screens.layout import (
    BODY_MAX,
    BUTTON_TITLE_MAX,
    Entry,
    Screen,
    buttons_screen,
    entry,
    fit,
    join_lines,
)
from bot.conversation.screens.wording import Spot, Wording
from bot.flows.nodes import MAIN, Emergency
from bot.messages.reply import ButtonsReply, Option, TextReply
from bot.texts.directions import units
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
    told = wording.say("privacy", days=wording.retention_days)
    return buttons_screen(told, entries, wording.language, room)


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


def call(wording: Wording, emergency: Emergency, place: str, words: str = "") -> Screen:
    """The number of an emergency first, then `words` or what to do; ways on below, each by its own
    name.

    They bear no numbers: those of the screen before go on meaning what they meant.
    """
    first = wording.say("emergency-call", phone=emergency.phone)
    told = words or wording.text(emergency.text)
    body = fit([join_lines(f"*{first}*", told)], wording.language)
    ways = [at for at in (emergency.service, place) if at != MAIN and wording.sight.shows(at)]
    labels = {_button(wording, at): at for at in ways}
    labels[wording.say("button-main-menu")] = MAIN
    return Screen(ButtonsReply(body, tuple(Option(at, label) for label, at in labels.items())))


def _button(wording: Wording, address: str) -> str:
    """The title of what a button leads to, where a button has room for it."""
    title = wording.title(address)
    return title if units(title) <= BUTTON_TITLE_MAX else wording.say("button-continue")


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
