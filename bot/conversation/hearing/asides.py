"""What is answered to remarks: kindly, above the menu of the place, and never as a miss."""

from bot.conversation.addresses import Rate
from bot.conversation.hearing.remarks import Remark
from bot.conversation.matching import Meaning, Misfit, Sought, Unclear
from bot.conversation.screens.layout import join_lines
from bot.conversation.steps.acting import act, show_hits
from bot.conversation.steps.showing import show_menu
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import Answer
from bot.messages.reply import Reply


def hear_remark(walk: Walk, text: str, meaning: Meaning) -> tuple[Remark | None, Meaning]:
    """The remark that a text is where nothing surer was understood, and what it means.

    Who insults and asks for a service is asking for the service; what was understood of the insult
    alone is none: "a waste of time" is no waste in the street.
    """
    match meaning:
        case Sought() | Misfit() | Unclear(why="not-found" | "no-service" | "of-what"):
            remark = walk.release.remarks.hear(text)
        case _:
            return None, meaning
    if remark == "insult" and not isinstance(meaning, Misfit):
        asked = walk.release.remarks.without_insults(text)
        found = walk.release.index.find(asked, walk.agency, walk.sight.shows)
        return (None, Sought(found)) if found.is_sure else (remark, meaning)
    is_surer = isinstance(meaning, Sought) and meaning.found.is_sure
    return (None if is_surer else remark), meaning


def answer_remark(walk: Walk, remark: Remark, meaning: Meaning) -> Reply:
    """A word about it; somebody of another language also sees what was found by their words."""
    if remark == "complaint":
        return _take_complaint(walk)
    if remark == "insult":
        phone = walk.library.settings.contact_phone
        return show_menu(walk, walk.wording.say("insult-reply", phone=phone))
    walk.note("foreign")
    if isinstance(meaning, Sought):
        walk.note("searched", "@results")
        return show_hits(
            walk, tuple(hit.address for hit in meaning.found.hits), _foreign_word(walk)
        )
    return show_menu(walk, _foreign_word(walk))


def _foreign_word(walk: Walk) -> str:
    """Which languages are spoken here, in English, and how to have it if it is not yet chosen."""
    said = walk.wording.say("foreign-language")
    hint = "" if walk.language == "en" else walk.wording.say("other-language-hint")
    return join_lines(said, hint)


def _take_complaint(walk: Walk) -> Reply:
    """An answer that is wrong is rated, and its reason asked for: so its owner hears of it."""
    if walk.is_at(Answer) and walk.library.settings.asks_feedback:
        return act(walk, Rate(is_useful=False, address=walk.session.state))
    if walk.is_at(Answer):
        phone = walk.library.agency_of(walk.session.state).hotline
        return show_menu(walk, walk.wording.say("feedback-contact", phone=phone))
    return show_menu(walk, walk.wording.say("complaint-which"))
