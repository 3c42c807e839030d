"""Ways to break the bot, each in one place: a walk must find every one of them."""

import itertools
from collections.abc import Callable
from dataclasses import replace

from bot.conversation.addresses import ERASE_ID
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.flows.nodes import MAIN
from bot.messages.inbound import Inbound, Tap, Text
from bot.messages.reply import ButtonsReply, ListReply, Section

TakeTurn = Callable[..., Turn]
Change = Callable[[Release, Session, Inbound, Turn], Turn]

SERVICE, FEES, WHERE = "alpha/service", "alpha/service/fees", "alpha/service/where"
NOW = 1_795_420_800.0


def changed(change: Change) -> TakeTurn:
    """The engine, whose turns are changed by whoever breaks it."""

    def take(
        release: Release, session: Session, said: Inbound, now: float, *, is_invited: bool = False
    ) -> Turn:
        turn = take_turn(release, session, said, now, is_invited=is_invited)
        return change(release, session, said, turn)

    return take


def without_home(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """One menu has no row for the main menu."""
    reply = turn.reply
    if turn.session.state != SERVICE or not isinstance(reply, ListReply):
        return turn
    sections = tuple(
        Section(section.title, tuple(at for at in section.options if at.id != MAIN))
        for section in reply.sections
    )
    return replace(turn, reply=replace(reply, sections=tuple(at for at in sections if at.options)))


def back_to_and_fro(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Back leads from a service to its answer, and from there to the service again."""
    is_back = isinstance(said, Text) and said.body in ("رجوع", "back", "00")
    if session.state == SERVICE and is_back:
        return take_turn(release, session, Tap(FEES), NOW)
    return turn


def language_lost(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Whoever thanks is spoken to in English."""
    if isinstance(said, Text) and said.body == "شكرا":
        turn.session.language = "en"
    return turn


def language_lost_at(place: str) -> Change:
    """Whoever thanks at one place is spoken to in English."""

    def lose(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        if session.state == place:
            return language_lost(release, session, said, turn)
        return turn

    return lose


def trapped(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Whoever asks for the fees never gets away from them."""
    if session.state == FEES:
        return take_turn(release, session, Tap(FEES), NOW)
    return turn


def nothing_leads_on(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Nothing that one answer offers does anything: only words lead away."""
    is_offered = isinstance(said, Tap) or (isinstance(said, Text) and said.body[:1].isdigit())
    if session.state == WHERE and is_offered:
        return take_turn(release, session, Tap(WHERE), NOW)
    return turn


def too_long(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """One answer is longer than a message may be."""
    if turn.session.state != WHERE:
        return turn
    return replace(turn, reply=replace(turn.reply, body=turn.reply.body + "…" * 1024))


def label_too_long(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """One button says more than a button may."""
    reply = turn.reply
    if turn.session.state != "@privacy" or not isinstance(reply, ButtonsReply):
        return turn
    first = replace(reply.options[0], label="القائمة الرئيسية لكل الجهات")
    return replace(turn, reply=replace(reply, options=(first, *reply.options[1:])))


def forgotten_at_once(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Who asks to be forgotten is not asked whether they mean it."""
    if turn.session.state == "@erase":
        return take_turn(release, session, Tap(ERASE_ID), NOW)
    return turn


def other_digits(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Persian two is read as one."""
    if isinstance(said, Text) and said.body == "۲":
        return take_turn(release, session, Text("1"), NOW)
    return turn


def never_the_same() -> Change:
    """A reply tells how often it was given."""
    count = itertools.count(1)

    def tell(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        if turn.session.state != FEES:
            return turn
        return replace(turn, reply=replace(turn.reply, body=f"{turn.reply.body} {next(count)}"))

    return tell


def only_where(place: str, change: Change) -> Change:
    """A change of turns that is there for who stands on one place, or asks about it, alone."""

    def take(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        is_there = place in (session.state, session.subject)
        return change(release, session, said, turn) if is_there else turn

    return take
