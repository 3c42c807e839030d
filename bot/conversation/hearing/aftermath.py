"""The message after an emergency: who writes on is still in it, until they choose otherwise."""

from typing import Literal

from bot.conversation.hearing.alarms import Alarm
from bot.conversation.hearing.calls import mark_of, remember, with_number
from bot.conversation.matching import (
    Answered,
    Chosen,
    Linked,
    Meaning,
    Misfit,
    OutOfRange,
    Said,
    Sought,
    Unclear,
    Word,
)
from bot.conversation.screens.layout import label_key
from bot.conversation.screens.notices import call
from bot.conversation.steps.walk import Walk
from bot.messages.inbound import Inbound, Opened, Tap
from bot.messages.reply import Reply
from bot.search.documents import Found
from bot.search.words.splitting import is_arabic, words_of
from bot.texts.languages import Language
from bot.texts.numerals import looks_numeric

# The number stands alone, or above the ordinary reply.
Heed = Literal["alone", "above"]
# Said in danger they may be cries; what they do otherwise is done as well.
_CRIES: frozenset[Word] = frozenset(("help", "human"))
# Numbers and codes that lead nowhere: of menus, not of what happened.
_OF_MENUS = ("no-number", "several", "no-such-code")


def heed(walk: Walk, meaning: Meaning, text: str) -> Heed | None:
    """How the emergency of the reply before stands to a text that means this; None: no more."""
    match meaning:
        case Sought(found) if found.is_sure:
            return None if _is_named(walk, found, text) else "above"
        case Said(word):
            return "above" if word in _CRIES else None
        case Unclear(why=why) if why in _OF_MENUS:
            return None
        case Sought() | Unclear() | Misfit():
            return "alone"
        case Chosen():  # or a question in words of their own: «شو اعمل» is no label
            is_plain = looks_numeric(text) or walk.screen.has_label(text)
            return None if is_plain else "above"
        case OutOfRange() | Linked() | Answered():
            return None


def stand_by(walk: Walk, alarm: Alarm, text: str, spoken: Language | None) -> Reply:
    """The number once more; the place is kept.

    In the language of the words or else of the cry: Latin letters after an English one are English,
    whatever they sound like.
    """
    remember(walk, alarm)
    walk.note("still_emergency")
    is_alike = alarm.language == "en" and not any(map(is_arabic, words_of(text)))
    language = (not is_alike and spoken) or alarm.language or walk.language
    wording = walk.release.shelf.wording(language, walk.circumstances)
    return call(wording, alarm.emergency, walk.place, wording.say("emergency-still")).reply


def keep_number(walk: Walk, alarm: Alarm, reply: Reply) -> Reply:
    """An ordinary reply with the number of the emergency before it above, which is remembered."""
    remember(walk, alarm)
    return with_number(walk, alarm, reply, "still_emergency")


def recall(walk: Walk, inbound: Inbound) -> Alarm | None:
    """The emergency that the last reply answered, once: it is forgotten unless remembered anew.

    None after a tap, a long silence, or where the authors list no such number any more.
    """
    mark, walk.session.alarm = walk.session.alarm, ""
    if not mark or isinstance(inbound, Tap | Opened) or walk.was_away:
        return None
    language: Language = "en" if mark.startswith("en ") else "ar"
    kinds = walk.library.emergencies.kinds
    return next(
        (Alarm(at, language, is_sure=False) for at in kinds if mark_of(at, language) == mark), None
    )


def _is_named(walk: Walk, found: Found, text: str) -> bool:
    """Whether a text is the title or name of the service that it leads to, and nothing else."""
    node = walk.library.node(found.hits[0].address)
    names = (name for both in (node.title, node.name) if both for name in (both.ar, both.en))
    return label_key(text) in map(label_key, names)
