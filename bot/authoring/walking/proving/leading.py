"""Proofs of where a message leads."""

from bot.authoring.walking.proving.case import Case, parent_of
from bot.conversation.addresses import (
    Choose,
    Explain,
    FindNearest,
    Open,
    Rate,
    ShowHits,
    Switch,
    read_id,
)
from bot.flows.nodes import MAIN
from bot.messages.inbound import Tap


def home_is_one_message_away(case: Case) -> str:
    """The word and the number for home lead to the first page of the main menu."""
    if not case.before.language and not case.after.language:
        return ""  # nobody knows the language of a mere "0"
    is_home = case.after.state == MAIN and case.after.page == 1
    return "" if is_home else "home leads elsewhere"


def back_returns(case: Case) -> str:
    """Back leads to the parent of the screen shown; to the asker of a screen of the bot itself."""
    expected = parent_of(case.release, case.sight, case.before)
    if not case.before.language or case.after.state == expected:
        return ""
    return "back leads elsewhere than one up"


def a_tap_does_what_its_row_says(case: Case) -> str:
    """A row of the newest message opens its very target, at once."""
    action, after = read_id(case.means), case.after
    match action:
        case Open(address, page) if case.sight.shows(address) or address == MAIN:
            holds = (after.state, after.page) == (address, page)
        case Open(address):  # of a screen of the bot, whose subject may not be seen any more
            holds = after.state == case.sight.nearest(address)[0]
        case Switch(language, address):
            holds = (after.state, after.language) == (address, language)
        case Rate():
            holds = after.state in ("@thanks", "@reasons")
        case Explain(reason, address):
            agency = address.partition("/")[0]
            holds = after.state == (agency if reason == "other-service" else "@thanks")
        case FindNearest(asker):
            holds = (after.state, after.subject) == ("@nearest", asker)
        case ShowHits():
            holds = after.state == "@results"
        case Choose(address):
            holds = any(fact.name == "answered" for fact in case.turn.facts)
        case None:
            return "a row has an id that means nothing"
        case _:
            holds = case.turn.must_forget
    return "" if holds else "a row that was just shown leads elsewhere"


def a_number_is_its_row(case: Case) -> str:
    """A number typed does exactly what a tap on the row it stands before does."""
    return _same_as_tapped(case, "a number leads elsewhere than its row")


def a_label_is_its_row(case: Case) -> str:
    """A label typed does exactly what a tap on it does."""
    return _same_as_tapped(case, "a label leads elsewhere than its row")


def yes_and_no_are_rows(case: Case) -> str:
    """Yes or no to what the bot asks does exactly what a tap on the row that says it does."""
    return _same_as_tapped(case, "yes or no does another thing than its row")


def an_old_row_opens_or_explains(case: Case) -> str:
    """A row ever shown opens what it said; else an ancestor, and never anything else."""
    if not isinstance(case.said, Tap) or not case.after.language:
        return ""
    action = read_id(case.said.id)
    if not isinstance(action, Open):
        return ""
    living, _ = case.sight.nearest(action.address)
    return "" if case.after.state == living else "an old row opens something else"


def a_code_opens_its_address(case: Case) -> str:
    """A code leads to what it stands for; else to an ancestor, and never anywhere else."""
    living, _ = case.sight.nearest(case.means)
    return "" if case.after.state == living else "a code opens something else"


def a_number_is_never_another_row(case: Case) -> str:
    """When the menu has changed, a number gets the new menu with a word, or what it said."""
    action = read_id(case.means)
    if not isinstance(action, Open) or not case.before.language:
        return ""
    is_told = any(fact.name in ("menu_changed", "gone") for fact in case.turn.facts)
    is_it = case.after.state == action.address
    return "" if is_it or is_told else "a number typed later opens another service"


def silence_changes_no_meaning(case: Case) -> str:
    """After a time-out a row does what it did before."""
    if case.means and not case.before.answers:
        return a_tap_does_what_its_row_says(case)
    return ""


def _same_as_tapped(case: Case, otherwise: str) -> str:
    tapped = case.tapped
    if tapped is None:
        return ""
    is_same = case.after == tapped.after and case.turn.reply == tapped.turn.reply
    return "" if is_same else otherwise
