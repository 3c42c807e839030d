"""Where a citizen stands: all of a session that decides what the next message does."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bot.conversation.session import START, Session
from bot.flows.nodes import MAIN
from bot.messages.reply import Reply, options_of
from bot.texts.languages import LANGUAGES, Language


class Standing(NamedTuple):
    """A session folded to what makes it differ from others.

    Left out, because it changes the reply to a few kinds of message alone, each of which is
    tried as a whole run from every standing: how many messages in a row were not understood or
    in the other language, and which answers were rated. Left out too: the silence since the last
    message, of which every standing is tried with a long one, the emergency that was just answered,
    which scripts try, and what the service alone reads.
    `is_new` says nothing was ever said before; the language is empty until one is known.
    """

    state: str = START
    subject: str = ""
    page: int = 1
    language: str = ""
    shown: str = ""
    hits: tuple[str, ...] = ()
    is_welcomed: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    is_new: bool = True


class Seen(NamedTuple):
    """An option as it was shown: what its tap sends and what it says."""

    id: str
    label: str


NOBODY = Standing()
_LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {language: language for language in LANGUAGES}
)


def standing_of(session: Session) -> Standing:
    """The session, folded."""
    return Standing(
        session.state,
        session.subject,
        session.page,
        session.language or "",
        session.shown,
        session.hits,
        session.is_welcomed,
        session.answers,
        session.seen_at == 0.0,
    )


def session_of(at: Standing, now: float, silence_s: float = 0.0) -> Session:
    """A session that stands so, whose last message came a silence before `now`."""
    return Session(
        state=at.state,
        subject=at.subject,
        page=at.page,
        language=language_of(at),
        shown=at.shown,
        hits=at.hits,
        is_welcomed=at.is_welcomed,
        answers=at.answers,
        seen_at=0.0 if at.is_new else now - silence_s,
    )


def language_of(at: Standing) -> Language | None:
    """The language of the conversation, or None where it is not known yet."""
    return _LANGUAGES.get(at.language)


def agency_in(at: Standing) -> str:
    """The agency whose screen this is, or that a screen of the bot speaks of; empty for none."""
    for address in (at.state, at.subject, *at.hits):
        if address and not address.startswith("@"):
            return address.partition("/")[0]
    return ""


def seen_in(reply: Reply) -> tuple[Seen, ...]:
    """Every option of a reply, as a citizen sees it."""
    return tuple(Seen(option.id, option.label) for option in options_of(reply))


def name_of(at: Standing) -> str:
    """A standing for people: the screen, what it speaks of, page and language."""
    of = f" of {at.subject}" if at.subject else ""
    found = ", found" if at.hits and at.state != "@results" else ""
    page = f", page {at.page}" if at.page > 1 else ""
    place = "the main menu" if at.state == MAIN else at.state
    return f"{place}{of}{page}{found} [{at.language or 'no language yet'}]"
