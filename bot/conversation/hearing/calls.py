"""What is said to somebody in danger: the number first, and the place kept as it is."""

from dataclasses import replace

from bot.conversation.hearing.alarms import Alarm
from bot.conversation.release import Release
from bot.conversation.screens.layout import BODY_MAX, join_blocks, make_safe, wrap
from bot.conversation.screens.notices import call
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import FactName
from bot.flows.nodes import Ask, Emergency
from bot.messages.inbound import Inbound, Media, Text
from bot.messages.reply import Reply
from bot.texts.directions import cut, units
from bot.texts.languages import Language
from bot.texts.numerals import looks_numeric


def hear_alarm(walk: Walk, text: str) -> Alarm | None:
    """The emergency that a text cries for; not where it is a label, or a number that was asked."""
    alarm = walk.release.alarms.hear(text)
    if alarm is None or (looks_numeric(text) and walk.is_at(Ask)):
        return None
    return None if walk.screen.has_label(text) else alarm


def is_cry(release: Release, inbound: Inbound) -> bool:
    """Whether a message cries for help and can mean nothing else."""
    alarm = release.alarms.hear(words_in(inbound))
    return alarm is not None and alarm.is_sure


def words_in(inbound: Inbound) -> str:
    """What somebody wrote themselves: a text, or words under a picture; "" where nothing."""
    if isinstance(inbound, Text):
        return inbound.body
    return inbound.caption if isinstance(inbound, Media) else ""


def sound(walk: Walk, alarm: Alarm) -> Reply:
    """Which number to call, in the language of the cry.

    Neither the place nor what was shown there changes: numbers and answers go on meaning the same.
    """
    walk.note("emergency", alarm.emergency.id)
    remember(walk, alarm)
    language = alarm.language or walk.language
    wording = walk.release.shelf.wording(language, walk.circumstances)
    return call(wording, alarm.emergency, walk.place).reply


def with_number(walk: Walk, alarm: Alarm, reply: Reply, fact: FactName = "emergency") -> Reply:
    """An ordinary reply with the number above it, where there may be danger.

    A body that has no room for it gives way: the number is never left out.
    """
    walk.note(fact, alarm.emergency.id if fact == "emergency" else "")
    line = walk.wording.say("emergency-perhaps", phone=alarm.emergency.phone)
    whole = wrap(reply, line, "", walk.language)
    if whole is not None:
        return whole
    room = BODY_MAX - units(make_safe(line, walk.language)) - len("\n\n")
    body = join_blocks(make_safe(line, walk.language), cut(reply.body, room))
    return replace(reply, body=body)


def remember(walk: Walk, alarm: Alarm) -> None:
    """Keep for the next message that this reply told the number of an emergency."""
    walk.session.alarm = mark_of(alarm.emergency, alarm.language or walk.language)


def mark_of(emergency: Emergency, language: Language) -> str:
    """All that the next reply needs of an emergency, and nothing of what it was."""
    return f"{language} {emergency.phone} {emergency.service}"
