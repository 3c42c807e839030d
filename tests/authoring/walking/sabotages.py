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
    return lengthened(turn) if turn.session.state == WHERE else turn


def lengthened(turn: Turn) -> Turn:
    """A turn whose reply is longer than a message may be."""
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


def never_the_same() -> Change:
    """A reply tells how often it was given."""
    count = itertools.count(1)

    def tell(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        if turn.session.state != FEES:
            return turn
        return replace(turn, reply=replace(turn.reply, body=f"{turn.reply.body} {next(count)}"))

    return tell


def yes_leads_home(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Who wants to go on after a long silence, and says so, lands at the main menu."""
    if session.state == "@return" and said == Text("نعم"):
        return take_turn(release, session, Tap(MAIN), NOW)
    return turn


def session_changed(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """A turn at one service counts in the session that it was given."""
    if session.state == SERVICE:
        session.misses += 1
    return turn


def number_is_another(text: str, read_as: str) -> Change:
    """A number, in these digits, is read as another."""

    def read(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        if said == Text(text):
            return take_turn(release, session, Text(read_as), NOW)
        return turn

    return read


def reason_leads_home(reason: str) -> Change:
    """Who gives one reason why an answer did not help lands at the main menu."""

    def lead(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        if isinstance(said, Tap) and said.id.startswith(f"@reason:{reason}:"):
            return take_turn(release, session, Tap(MAIN), NOW)
        return turn

    return lead


def home_is_not_heard(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Who asks for the main menu after thanks gets back to the answer."""
    if session.state == "@thanks" and said == Text("القائمة"):
        return take_turn(release, session, Tap(session.subject), NOW)
    return turn


def first_opinion_too_long(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Who never wrote before and says that an answer was useful is thanked without end."""
    is_useful = isinstance(said, Tap) and said.id.startswith("@useful:")
    return lengthened(turn) if is_useful and session.language is None else turn


def tells_no_change(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """A number typed for a menu that has changed opens what stands there, without a word."""
    if any(fact.name == "menu_changed" for fact in turn.facts):
        return take_turn(release, session, Tap(WHERE), NOW)
    return turn


def too_long_in_summer(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """What is shown in summer alone is longer than a message may be."""
    return lengthened(turn) if turn.session.state == FEES else turn


def language_lost_in_summer(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
    """Whoever thanks at a service in summer is spoken to in English."""
    is_summer = turn.session.seen_at < NOW - 30 * 86400
    if session.state == SERVICE and is_summer:
        return language_lost(release, session, said, turn)
    return turn


def only_at(place: str, change: Change) -> Change:
    """A change that is there for who stands at a place, or below it, alone."""

    def take(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        is_there = f"{session.state}/".startswith(f"{place}/")
        return change(release, session, said, turn) if is_there else turn

    return take


def only_about(place: str, change: Change) -> Change:
    """A change that is there at the screens of the bot about a place alone."""

    def take(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        return change(release, session, said, turn) if session.subject == place else turn

    return take


def only_of(place: str, change: Change) -> Change:
    """A change that is there for a row about a place alone."""

    def take(release: Release, session: Session, said: Inbound, turn: Turn) -> Turn:
        is_of = isinstance(said, Tap) and said.id.endswith(place)
        return change(release, session, said, turn) if is_of else turn

    return take
