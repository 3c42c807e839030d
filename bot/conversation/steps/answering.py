"""Questions back to the citizen: hear an answer, go on with it, or help after what is none."""

from datetime import date

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
from bot.conversation.steps.showing import show, show_gone
from bot.conversation.steps.walk import Walk
from bot.flows.asking import accepts
from bot.flows.nodes import Ask
from bot.messages.reply import Reply
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES
from bot.texts.typed import read_day, read_whole

TEXT_MOST = 200  # characters of an answer that are kept
_TRIES = 3  # then the citizen is led out
# What a text typed cannot be an answer to: the promises that hold at every place.
_PROMISED: frozenset[Word] = frozenset(
    ("menu", "back", "help", "privacy", "erase", "arabic", "english", "human")
)


def hear_answer(walk: Walk, ask: Ask, text: str, otherwise: Meaning) -> Meaning:
    """What a text means where a question was asked; `otherwise` is what it means elsewhere."""
    if ask.type == "text":
        is_promised = isinstance(otherwise, Said) and otherwise.word in _PROMISED
        if is_promised or isinstance(otherwise, Chosen | Linked):  # a button's label, typed
            return otherwise
        answer = " ".join(text.split())[:TEXT_MOST]
        return Answered(answer) if fold(answer) else Misfit()
    if ask.type != "choice" and (typed := _read(walk, ask, text)) is not None:
        return Answered(typed) if accepts(ask, typed, walk.today) else Misfit()
    match otherwise:
        case OutOfRange() | Unclear():
            return Misfit()
        case Sought(found):
            return otherwise if found.is_sure else Misfit()
        case Chosen() | Said() | Linked() | Answered() | Misfit():
            return otherwise


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
    kept = tuple(at for at in walk.session.answers if not f"{at[0]}/".startswith(f"{address}/"))
    walk.session.answers = (*kept, (address, answer))
    walk.note("answered", address)
    ask = walk.library.node(address).content
    for choice in ask.then if isinstance(ask, Ask) else ():
        if walk.sight.holds(choice.when) and walk.sight.shows(choice.target):
            walk.go(choice.target)
            walk.note("opened", choice.target)
            return show(walk)
    walk.go_to_menu()
    return show(walk, walk.wording.say("option-closed"))


def _read(walk: Walk, ask: Ask, text: str) -> str | None:
    """A number or date that was typed, in canonical form."""
    if ask.type == "number":
        number = read_whole(text)
        return None if number is None else str(number)
    day: date | None = read_day(text, _months(walk))
    return day.isoformat() if day else None


def _months(walk: Walk) -> dict[str, int]:
    """The months by their folded names in both languages."""
    phrases = walk.release.phrases
    return {
        fold(phrases.say(language, f"month-{month}")): month
        for language in LANGUAGES
        for month in range(1, 13)
    }
