"""Feedback on an answer: thanks, or why it did not help."""

from bot.conversation.addresses import REASONS, reason_id
from bot.conversation.screens.answers.texts import answer_title
from bot.conversation.screens.layout import (
    BODY_MAX,
    Screen,
    buttons_screen,
    entry,
    fit,
    join_blocks,
    list_screen,
    number_lines,
)
from bot.conversation.screens.offices import next_entries
from bot.conversation.screens.wording import Spot, Wording, back_row, main_row


def draw_thanks(wording: Wording, spot: Spot, room: int = BODY_MAX, words: str = "") -> Screen:
    """Thanks for a rating and three ways on; `words` take the place of the ordinary thanks."""
    node = wording.library.node(spot.subject)
    agency = wording.library.agency_of(spot.subject)
    entries = next_entries(wording, wording.library.menu_above(node).address, agency.id)
    words = words or wording.say("feedback-thanks")
    return buttons_screen(words, entries, wording.language, room)


def draw_reasons(wording: Wording, spot: Spot, room: int = BODY_MAX) -> Screen:
    """Why an answer did not help, by choices: what citizens write is not kept."""
    node = wording.library.node(spot.subject)
    agency = wording.library.agency_of(spot.subject)
    about = wording.say("reason-other-service-about", agency=wording.text(agency.title))
    entries = tuple(
        entry(
            reason_id(reason, spot.subject),
            wording.say(f"reason-{reason}"),
            about if reason == "other-service" else "",
        )
        for reason in REASONS
    )
    why = wording.say("feedback-why", answer=answer_title(wording, node))
    lines = number_lines(entries, range(len(entries)))
    contact = wording.say("feedback-contact", phone=agency.hotline) if agency.hotline else ""
    body = fit([join_blocks(why, lines, contact)], wording.language, room)
    above = wording.library.menu_above(node).address
    navigation = (back_row(wording, above), main_row(wording))
    sections = (
        (wording.say("section-reasons"), [at.option for at in entries]),
        (wording.say("section-navigation"), navigation),
    )
    return list_screen(
        body, wording.say("button-reasons"), wording.footer, sections, entries, spot.subject
    )
