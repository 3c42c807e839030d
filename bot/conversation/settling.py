"""Where a conversation stands today: flows and what may be shown have changed since it stopped."""

from datetime import date

from bot.conversation.screens.offices import shown_offices
from bot.conversation.screens.shelf import BUILT_IN, SPEAKS_OF_CONTENT
from bot.flows.asking import accepts
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Ask, OfficeCard
from bot.flows.when.sight import Sight
from bot.values import value

RETURNING = frozenset({"@privacy", "@erase", "@return"})  # they lead back to their subject
Answers = tuple[tuple[str, str], ...]


@value
class Standing:
    """A place, its subject and what a search found, as they are today.

    `is_lost` where the place is a lesser one: the nearest above the one that is no more.
    """

    state: str
    subject: str = ""
    hits: tuple[str, ...] = ()
    is_lost: bool = False


def stand(
    library: Library, sight: Sight, state: str, subject: str, hits: tuple[str, ...]
) -> Standing:
    """The same place, its heir, or the nearest that lives above it.

    A screen of the bot that offers a way back to its subject stays, whatever became of that: who
    takes that way is told.
    """
    hits = hits and hits_today(sight, hits)
    if state == "@results" and not hits:
        return Standing(MAIN, is_lost=True)
    if state in SPEAKS_OF_CONTENT:
        living, is_same = sight.nearest(subject)
        if not is_same or (state == "@nearest" and not has_offices(library, sight, living)):
            return Standing(living, is_lost=True)
        return Standing(state, living)
    if state in BUILT_IN:
        living, is_same = sight.nearest(subject) if subject else (MAIN, False)
        return Standing(state, living if is_same else subject, hits)
    living, is_same = sight.nearest(state)
    if not is_same:
        return Standing(living, is_lost=True)
    if subject and isinstance(library.node(living).content, OfficeCard):
        asker, is_asker = sight.nearest(subject)
        subject = asker if is_asker else ""
    return Standing(living, subject, hits)


def has_offices(library: Library, sight: Sight, address: str) -> bool:
    """Whether the agency of an address has offices that may be shown."""
    agency = library.agencies.get(address.partition("/")[0])
    return agency is not None and bool(shown_offices(sight, agency))


def hits_today(sight: Sight, hits: tuple[str, ...]) -> tuple[str, ...]:
    """Results of a search where they stand now, without those that are no more."""
    found = map(sight.nearest, hits)
    return tuple(dict.fromkeys(living for living, is_same in found if is_same))


def answers_today(library: Library, answers: Answers, today: date) -> Answers:
    """What still answers its question, under the question's address of today.

    Not what was asked under another name or as another type: that was another question, and what
    was told as a text is never shown.
    """
    found = (_answer_today(library, key, answer, today) for key, answer in answers)
    return tuple(answer for answer in found if answer is not None)


def answer_key(address: str, ask: Ask) -> str:
    """By what an answer is remembered: the address of its question, and what that asks for."""
    return f"{address}?{_asked(ask)}"


def question_of(key: str) -> str:
    """The address in the key of an answer."""
    return key.partition("?")[0]


def _answer_today(library: Library, key: str, answer: str, today: date) -> tuple[str, str] | None:
    question, is_same = library.nearest_living(question_of(key), library.nodes.__contains__)
    ask = library.node(question).content
    if not is_same or not isinstance(ask, Ask) or not accepts(ask, answer, today):
        return None
    named = answer_key(question, ask)
    return (named, answer) if key.partition("?")[2] in ("", _asked(ask)) else None


def _asked(ask: Ask) -> str:
    return f"{ask.name}:{ask.type}"
