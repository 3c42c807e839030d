"""What the words do that are understood at every place."""

from bot.conversation.addresses import Rate
from bot.conversation.matching import Word
from bot.conversation.settling import RETURNING
from bot.conversation.steps.acting import act, forget, open_address, speak
from bot.conversation.steps.missing import say_unclear
from bot.conversation.steps.showing import show, show_menu
from bot.conversation.steps.walk import Walk
from bot.flows.machine import MORE, PREVIOUS
from bot.flows.nodes import MAIN, Answer
from bot.messages.reply import Reply
from bot.texts.languages import Language


def obey(walk: Walk, word: Word) -> Reply:
    """Do what a word says, from any place."""
    match word:
        case "menu":
            return go_home(walk)
        case "back":
            return _go_back(walk)
        case "more" | "previous":
            return _turn_page(walk, is_forward=word == "more")
        case "help" | "thanks" | "goodbye" | "human":
            return show_menu(walk, _words_of(walk, word))
        case "privacy" | "erase":
            walk.go(f"@{word}", subject=walk.place)
            return show(walk)
        case "arabic" | "english":
            return _switch(walk, "ar" if word == "arabic" else "en")
        case "greeting":
            return _greet(walk)
        case "blessing":
            return _take_blessing(walk)
        case "yes" | "no":
            return _decide(walk, is_yes=word == "yes")


def go_home(walk: Walk) -> Reply:
    """The main menu, as it always is."""
    walk.go_home()
    walk.note("opened", MAIN)
    return show(walk)


def _words_of(walk: Walk, word: Word) -> str:
    if word == "human":
        return walk.wording.say("human-reply", phone=walk.library.settings.contact_phone)
    return walk.wording.say("thanks-reply" if word == "thanks" else word)


def _go_back(walk: Walk) -> Reply:
    """One up; a place that is no more was left already, and back would go too far."""
    if walk.is_lost:
        return show_menu(walk)
    if walk.session.state == MAIN:
        walk.go_home()
        return show(walk, walk.wording.say("already-main"))
    if walk.session.state in RETURNING:
        return open_address(walk, walk.session.subject or MAIN)
    walk.go_back()
    walk.note("opened", walk.session.state)
    return show(walk)


def _turn_page(walk: Walk, *, is_forward: bool) -> Reply:
    """The next or previous page; at the end the same one with a word."""
    if walk.is_lost:
        return show_menu(walk)
    if walk.step(MORE if is_forward else PREVIOUS):
        return show(walk)
    if walk.pages == 1:
        return show_menu(walk, walk.wording.say("only-page"))
    return show(walk, walk.wording.say("last-page" if is_forward else "first-page"))


def _take_blessing(walk: Walk) -> Reply:
    """«يعطيك العافية» greets who comes, and thanks who has just helped."""
    is_coming = walk.is_first or walk.session.state == MAIN or walk.was_away
    return _greet(walk) if is_coming else obey(walk, "thanks")


def _greet(walk: Walk) -> Reply:
    """The main menu; after a long silence the choice to go on, asked once."""
    place = walk.session.state
    if walk.was_away and not walk.is_lost and place != MAIN and walk.sight.shows(place):
        walk.go("@return", subject=place)
        return show(walk)
    return go_home(walk)


def _switch(walk: Walk, language: Language) -> Reply:
    """The screen of the place again in another language; thanks are said once, not twice."""
    if walk.session.state == "@thanks":
        walk.go_back()
    speak(walk, language)
    walk.settle()  # the place may be for those who speak the other one alone
    return show_menu(walk) if walk.is_lost else show(walk)


def _decide(walk: Walk, *, is_yes: bool) -> Reply:
    """Yes or no, where something was asked: feedback, erasing, going on, anything else.

    Elsewhere "yes" is the menu, which asks its own question, and "no" is a goodbye.
    """
    state, place = walk.session.state, walk.session.subject or MAIN
    if walk.is_lost:
        return show_menu(walk)
    if walk.is_at(Answer) and walk.library.settings.asks_feedback:
        return act(walk, Rate(is_yes, state))
    if state == "@erase":
        return forget(walk) if is_yes else open_address(walk, place)
    if state == "@return":
        return open_address(walk, place if is_yes else MAIN)
    if walk.is_first:
        return say_unclear(walk)
    if state == "@results":
        return show(walk) if is_yes else go_home(walk)
    if state == "@thanks":
        walk.go_home()
    return show(walk) if is_yes else show_menu(walk, walk.wording.say("goodbye"))
