"""What an option does when it is chosen: open, switch, rate, find an office, forget."""

from bot.conversation.addresses import (
    Action,
    Choose,
    Erase,
    Explain,
    FindNearest,
    Open,
    Rate,
    ShowHits,
    Switch,
)
from bot.conversation.screens.feedback import draw_thanks
from bot.conversation.screens.notices import erased
from bot.conversation.session import Session
from bot.conversation.settling import has_offices, hits_today
from bot.conversation.steps.answering import choose
from bot.conversation.steps.showing import keep, show, show_gone
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import MAIN, Answer, NearestOffice, OfficeCard
from bot.messages.reply import Reply
from bot.texts.languages import Language

_RATED_AT_MOST = 20  # answers whose feedback is remembered; the oldest is forgotten first


def act(walk: Walk, action: Action) -> Reply:
    """Do what an option says, and reply."""
    match action:
        case Open(address, page):
            return open_address(walk, address, page)
        case Switch(language, address):
            speak(walk, language)
            return open_address(walk, address)
        case Rate(is_useful, address):
            return _rate(walk, address, is_useful=is_useful)
        case Explain():
            return _explain(walk, action)
        case FindNearest(asker):
            return find_nearest(walk, asker)
        case ShowHits(hits):
            return show_hits(walk, hits)
        case Choose(address, choice):
            return choose(walk, address, choice)
        case Erase():
            return forget(walk)


def open_address(walk: Walk, address: str, page: int = 1) -> Reply:
    """Show what an address leads to today, with a word when that is not what it said."""
    living, is_same = walk.sight.nearest(address)
    if not is_same:
        return show_gone(walk, living, address)
    walk.go(living, page, subject=_asker_of(walk, living))
    walk.note("opened", living)
    return show(walk)


def speak(walk: Walk, language: Language) -> None:
    """Speak a language from now on."""
    walk.step(f"@{language}")
    walk.note("language", language)


def find_nearest(walk: Walk, asker: str) -> Reply:
    """Ask for the citizen's place, offering the offices by number beside it."""
    living, is_same = walk.sight.nearest(asker)
    if not is_same or living == MAIN or not has_offices(walk.library, walk.sight, living):
        return show_gone(walk, living, asker)
    walk.go("@nearest", subject=living)
    return show(walk)


def show_hits(walk: Walk, hits: tuple[str, ...], above: str = "") -> Reply:
    """Results of a search as a list, with a word above; those that are no more are left out."""
    living = hits_today(walk.sight, hits)
    if not living:
        walk.go_home()
        return show(walk, walk.wording.say("nothing-found"))
    walk.go("@results", hits=living)
    return show(walk, above)


def forget(walk: Walk) -> Reply:
    """Say goodbye and begin anew; the store erases the citizen with this turn."""
    reply = erased(walk.wording).reply
    walk.must_forget = True
    walk.note("erased")
    walk.session = Session(sequence=walk.session.sequence)
    return reply


def _asker_of(walk: Walk, address: str) -> str:
    """For an office, the screen from which offices were asked; nothing for all else."""
    if not isinstance(walk.library.node(address).content, OfficeCard):
        return ""
    agency, at = address.partition("/")[0], walk.session
    asker = at.state if walk.is_at(NearestOffice) else at.subject
    is_same_agency = asker.partition("/")[0] == agency
    return asker if is_same_agency and walk.sight.shows(asker) else f"{agency}/offices"


def _rate(walk: Walk, address: str, *, is_useful: bool) -> Reply:
    """Count a rating once; ask why when it was not useful."""
    answer = _living_answer(walk, address)
    if answer is None:
        return open_address(walk, address)
    if answer in walk.session.rated:
        return _thank(walk, answer, again=True)
    _remember(walk, answer)
    walk.note("useful" if is_useful else "not_useful", answer)
    if is_useful:
        return _thank(walk, answer)
    walk.go("@reasons", subject=answer)
    return show(walk)


def _explain(walk: Walk, told: Explain) -> Reply:
    """Count a reason once; whoever wanted another service gets the agency's."""
    answer = _living_answer(walk, told.address)
    if answer is None:
        return open_address(walk, told.address)
    mark = f"?{answer}"
    is_new = mark not in walk.session.rated
    if is_new:
        _remember(walk, mark)
        walk.note("reason", f"{told.reason}:{answer}")
    if told.reason == "other-service":
        return open_address(walk, answer.partition("/")[0])
    return _thank(walk, answer, again=not is_new)


def _living_answer(walk: Walk, address: str) -> str | None:
    """Where a rated answer stands today; None when it is no answer any more."""
    living, is_same = walk.sight.nearest(address)
    is_answer = isinstance(walk.library.node(living).content, Answer)
    return living if is_same and is_answer else None


def _thank(walk: Walk, answer: str, *, again: bool = False) -> Reply:
    walk.go("@thanks", subject=answer)
    words = walk.wording.say("feedback-again") if again else ""
    return keep(walk, draw_thanks(walk.wording, walk.spot, words=words))


def _remember(walk: Walk, mark: str) -> None:
    """Ratings are kept as the answer's address, reasons as that with `?` before it."""
    walk.session.rated = (*walk.session.rated, mark)[-_RATED_AT_MOST:]
