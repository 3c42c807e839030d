"""Answers to questions: which fit, and how bounds of them are written."""

import re
from datetime import date
from typing import Literal

from bot.flows.nodes import Ask
from bot.flows.when.conditions import Bound

NUMBER_MOST = 999_999_999_999  # twelve digits: amounts of money, and no national number
TODAY: Literal["today"] = "today"

_NUMBER = re.compile(r"-?[0-9]{1,12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_bound(written: str, kind: str) -> Bound:
    """A bound of a number or a date. Raises ValueError where it is neither."""
    if kind == "date" and written == TODAY:
        return TODAY
    pattern = _DAY if kind == "date" else _NUMBER
    if not pattern.fullmatch(written):
        raise ValueError(written)
    return date.fromisoformat(written) if kind == "date" else int(written)


def read_range(written: str, kind: str) -> tuple[Bound, Bound]:
    """`18..`, `..15`, `18..65` or one value, as its two ends. Raises ValueError for all else."""
    first, dots, last = written.partition("..")
    if not dots:
        last = first
    if not first and not last:
        raise ValueError(written)
    ends = tuple(read_bound(end, kind) if end else None for end in (first, last))
    low, high = ends
    if low is not None and high is not None and TODAY not in ends and low > high:  # type: ignore[operator]
        raise ValueError(written)
    return low, high


def accepts(ask: Ask, answer: str, today: date) -> bool:
    """Whether an answer in its canonical form fits a question, also one that was changed since."""
    if ask.type == "text":
        return bool(answer)
    if ask.type == "choice":
        return any(choice.id == answer for choice in ask.choices)
    try:
        value = read_bound(answer, ask.type)
    except ValueError:
        return False
    if value == TODAY:  # a bound, and no day that anybody answers
        return False
    low, high = (today if end == TODAY else end for end in (ask.least, ask.most))
    is_low = low is not None and value < low  # type: ignore[operator]
    is_high = high is not None and value > high  # type: ignore[operator]
    return not is_low and not is_high
