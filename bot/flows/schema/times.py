"""Types of values that tell times: seasons, opening hours, days and spans of days."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.flows.reading.meant import day_meant, hours_meant, season_meant
from bot.flows.when.conditions import MonthDay
from bot.flows.when.opening import WEEKDAYS, DaySpan, OpeningSpan

_SEASON = re.compile(r"([0-9]{2})-([0-9]{2})\.\.([0-9]{2})-([0-9]{2})")
_HOURS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
)
_LEAP_YEAR = 2000  # so that a season may begin or end on 29 February
_DAY_MINUTES = 24 * 60


def read_day(text: str) -> date:
    """A day written as YYYY-MM-DD. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar as files write it; such texts compare as days do."""
    try:
        read_day(text)
    except ValueError:
        return False
    return True


def _season(written: object) -> tuple[MonthDay, MonthDay]:
    found = _SEASON.fullmatch(written) if isinstance(written, str) else None
    rule = "write a season as MM-DD..MM-DD, such as 08-15..09-30"
    if found is None:
        meant = season_meant(written) if isinstance(written, str) else ""
        raise PydanticCustomError("bad-date", rule + (f"; here {meant}" if meant else ""))
    numbers = [int(part) for part in found.groups()]
    first, last = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    for month, day in (first, last):
        try:
            date(_LEAP_YEAR, month, day)
        except ValueError:
            raise PydanticCustomError("bad-date", "the year has no such day; " + rule) from None
    return first, last


def _day_span(written: object) -> DaySpan:
    first, dots, last = written.partition("..") if isinstance(written, str) else ("", "", "")
    try:
        span = DaySpan(read_day(first), read_day(last if dots else first))
    except ValueError:
        meant = day_meant(written) if isinstance(written, str) else ""
        here = f", here {meant}" if meant else ""
        rule = f"write a day as YYYY-MM-DD{here}, or several as 2027-05-26..2027-05-29"
        raise PydanticCustomError("bad-date", rule) from None
    if span.last < span.first:
        raise PydanticCustomError("bad-date", "the first day comes after the last; change them")
    return span


def _opening_span(written: object) -> OpeningSpan:
    found = _HOURS.fullmatch(written) if isinstance(written, str) else None
    rule = 'write days and hours as "sun-thu 08:00-15:00" or "sat 09:00-14:00"'
    if found is None or not {found["first"], found["last"] or "sun"} <= set(WEEKDAYS):
        meant = hours_meant(written) if isinstance(written, str) else ""
        if meant:
            raise PydanticCustomError("bad-hours", f'write days and hours as "{meant}"')
        raise PydanticCustomError("bad-hours", f"{rule}; the days are {', '.join(WEEKDAYS)}")
    opens, closes = (_minute(found[name]) for name in ("opens", "closes"))
    if not 0 <= opens < closes <= _DAY_MINUTES:
        raise PydanticCustomError("bad-hours", f"{rule}, from 00:00 up to 24:00")
    return OpeningSpan(_days(found["first"], found["last"] or found["first"]), opens, closes)


def _days(first: str, last: str) -> tuple[int, ...]:
    """The days from a first to a last one; a span may pass the week's end."""
    start = WEEKDAYS.index(first)
    count = (WEEKDAYS.index(last) - start) % len(WEEKDAYS) + 1
    return tuple((start + day) % len(WEEKDAYS) for day in range(count))


def _minute(clock: str) -> int:
    """The minute of the day, or -1 where the clock shows no such time."""
    hour, minute = int(clock[:2]), int(clock[3:])
    return hour * 60 + minute if minute < 60 else -1


def _written(pattern: str) -> WithJsonSchema:
    """In the editor's schema these are texts of a form."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


_ONE_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
Season = Annotated[
    tuple[MonthDay, MonthDay],
    BeforeValidator(_season),
    _written(r"[0-9]{2}-[0-9]{2}\.\.[0-9]{2}-[0-9]{2}"),
]
Days = Annotated[DaySpan, BeforeValidator(_day_span), _written(rf"{_ONE_DAY}(\.\.{_ONE_DAY})?")]
Hours = Annotated[
    OpeningSpan,
    BeforeValidator(_opening_span),
    _written(r"[a-z]{3}(-[a-z]{3})? [0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}"),
]
