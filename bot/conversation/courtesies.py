"""What is said when something stood between a citizen and an ordinary reply."""

from dataclasses import replace

from bot.conversation.release import Release
from bot.conversation.screens.layout import BODY_MAX
from bot.conversation.session import Session
from bot.conversation.turn import Fact, Turn
from bot.messages.reply import TextReply
from bot.texts.directions import units
from bot.texts.languages import Language


def ask_to_wait(release: Release, session: Session) -> Turn:
    """The one notice to somebody who sends more than can be answered; the place is kept."""
    body = release.phrases.say(_language(session), "too-many")
    return Turn(replace(session), TextReply(body), (session.state,), (Fact("flooded"),))


def excuse_delay(release: Release, turn: Turn) -> Turn:
    """The turn with a word of apology above its reply, where a message came in late.

    A body that has no room for it is left as it is: the answer matters more.
    """
    if any(fact.name in ("emergency", "still_emergency") for fact in turn.facts):
        return replace(turn, facts=(*turn.facts, Fact("late")))  # the number stands first
    line = release.phrases.say(_language(turn.session), "late-reply")
    body = f"{line}\n\n{turn.reply.body}"
    if units(body) > BODY_MAX:
        return turn
    return replace(turn, reply=replace(turn.reply, body=body), facts=(*turn.facts, Fact("late")))


def _language(session: Session) -> Language:
    return session.language or "ar"
