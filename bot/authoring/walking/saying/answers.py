"""What is answered to a question of the bot: each end of what fits, what lies beyond, and trash."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.authoring.walking.standings.worlds import all_conditions
from bot.conversation.release import Release
from bot.flows.nodes import Ask
from bot.flows.when.conditions import AnswerWithin, Bound

_A_DAY = date(2000, 2, 29)
_MOST_TYPED = 24  # answers to one question: each leads to screens of its own


def answers_to(release: Release, address: str, ask: Ask) -> tuple[str, ...]:
    """Texts to answer a question with: fitting ones first, as far as that can be told.

    Of a number or date both sides of every bound that the question or a condition on it names.
    """
    if ask.type == "choice":
        return ("no such answer",)
    if ask.type == "text":
        return ("كلمتان قصيرتان", "two short words", "7", "x" * 300)
    bounds = [ask.least, ask.most, *_bounds_on(release, address)]
    typed = (_numbers if ask.type == "number" else _days)(bounds)
    return (*dict.fromkeys(typed),)[:_MOST_TYPED]


def _bounds_on(release: Release, address: str) -> Iterator[Bound]:
    """The bounds that conditions name of the answer to a question."""
    for condition in all_conditions(release.library):
        if isinstance(condition, AnswerWithin) and condition.question == address:
            yield condition.first
            yield condition.last


def _numbers(bounds: list[Bound]) -> Iterator[str]:
    ends = [bound for bound in bounds if isinstance(bound, int)]
    for end in ends or [7]:
        yield from (str(end), str(end - 1), str(end + 1))
    yield from ("٤٠", "0", "3.5", "seven")


def _days(bounds: list[Bound]) -> Iterator[str]:
    ends = [bound for bound in bounds if isinstance(bound, date)]
    for end in ends or [_A_DAY]:
        yield from (f"{at:%d/%m/%Y}" for at in (end, end - _DAY, end + _DAY))
    yield from ("١/٢/٢٠٢٠", "2099-01-01", "31/2/2020", "yesterday")


_DAY = timedelta(days=1)
