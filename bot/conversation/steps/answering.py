"""Questions back to the citizen: hear an answer, go on with it, or help after what is none."""

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
from bot.conversation.screens.asking import asked_type
from bot.conversation.settling import answer_key, question_of
from bot.conversation.steps.showing import show, show_gone
from bot.conversation.steps.walk import Walk
from bot.flows.asking import accepts
from bot.flows.nodes import AnswerType, Ask
from bot.messages.reply import Reply
from bot.texts.folding import fold
from bot.texts.typed import read_day, read_whole

TEXT_MOST = 200  # characters of an answer that are kept
_TRIES = 3  # then the citizen is led out
# What a text typed cannot be an answer to: the promises that hold at every place.
_PROMISED: frozenset[Word] = frozenset(
    ("menu", "back", "help", "privacy", "erase", "arabic", "english", "human")
)


def hear_answer(walk: Walk, ask: Ask, text: str, otherwise: Meaning) -> Meaning:
    """What a text means where a question was asked; `otherwise` is what it means elsewhere."""
    if asked_type(walk.session.shown) is None:  # a question stands here since the last reply
        return _sure_or_misfit(otherwise)
    if ask.type == "text":
        if _leads_on(otherwise):
            return otherwise
        answer = " ".join(text.split())[:TEXT_MOST]
        return Answered(answer) if fold(answer) else Misfit()
    if ask.type != "choice" and (typed := _read(walk, ask.type, text)) is not None:
        return Answered(typed) if accepts(ask, typed, walk.today) else Misfit()
    return _sure_or_misfit(otherwise)


def _sure_or_misfit(otherwise: Meaning) -> Meaning:
    """What is surely meant for elsewhere; all else is no answer."""
    match otherwise:
        case OutOfRange() | Unclear():
            return Misfit()
        case Sought(found):
            return otherwise if found.is_sure else Misfit()
        case Chosen() | Said() | Linked() | Answered() | Misfit():
            return otherwise


def answers_what_is_gone(walk: Walk, text: str, otherwise: Meaning) -> bool:
    """Whether a text answers the question last shown, which is no more or another one now."""
    asked = asked_type(walk.session.shown)
    if asked is None or walk.screen.digest == walk.session.shown:
        return False
    if asked == "text":
        return not _leads_on(otherwise)
    return asked != "choice" and _read(walk, asked, text) is not None


def _leads_on(meaning: Meaning) -> bool:
    """Whether a text is no answer to an open question: a promised word, or a button's label."""
    is_promised = isinstance(meaning, Said) and meaning.word in _PROMISED
    is_label = isinstance(meaning, Chosen) and not meaning.is_numbered
    return is_promised or is_label or isinstance(meaning, Linked)


def take_answer(walk: Walk, answer: str) -> Reply:
    """Go on from the question of the place."""
    return _go_on(walk, walk.session.state, answer)


def choose(walk: Walk, address: str, choice: str) -> Reply:
    """Answer a question with one of its choices, wherever the citizen is."""
    living, is_same = walk.sight.nearest(address)
    content = walk.library.node(living).content
    if not is_same or not isinstance(content, Ask) or not accepts(content, choice, walk.today):
        return show_gone(walk, living, address)
    if walk.session.state != living:
        walk.go(living)
    return _go_on(walk, living, choice)


def say_misfit(walk: Walk) -> Reply:
    """The question again with a word, and after several of these a way out."""
    walk.has_missed = True
    walk.session.misses += 1
    if walk.session.misses < _TRIES:
        walk.note("misfit", walk.session.state)
        return show(walk, walk.wording.say("ask-misfit"))
    walk.note("gave_up", walk.session.state)
    phone = walk.library.agency_of(walk.session.state).hotline
    walk.has_missed = False
    walk.go_to_menu()
    return show(walk, walk.wording.say("ask-given-up", phone=phone))


def _go_on(walk: Walk, address: str, answer: str) -> Reply:
    """Keep an answer and show the first of what follows that may be shown."""
    ask = walk.library.node(address).content
    if not isinstance(ask, Ask):
        raise TypeError(address)
    kept = (
        at for at in walk.session.answers if not f"{question_of(at[0])}/".startswith(f"{address}/")
    )
    walk.session.answers = (*kept, (answer_key(address, ask), answer))
    walk.note("answered", address)
    for choice in ask.then:
        if walk.sight.holds(choice.when) and walk.sight.shows(choice.target):
            walk.go(choice.target)
            walk.note("opened", choice.target)
            return show(walk)
    walk.go_to_menu()
    return show(walk, walk.wording.say("option-closed"))


def _read(walk: Walk, kind: AnswerType, text: str) -> str | None:
    """A number or date that was typed, in canonical form."""
    if kind == "number":
        number = read_whole(text)
        return None if number is None else str(number)
    words = walk.release.vocabulary.days
    day = read_day(text, words.months, words.days(walk.today))
    return day.isoformat() if day else None
