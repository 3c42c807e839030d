"""Opening hours that the program understands: weekly spans, and days on which all is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_AHEAD_DAYS = 30  # in which the next change is looked for: no holidays last longer
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as Python numbers them


@dataclass(frozen=True, slots=True)
class OpeningSpan:
    """Open on these days of the week (0 is Monday) from one minute of the day up to another."""

    days: tuple[int, ...]
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From a first day to a last one, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Opening:
    """When an agency is open."""

    spans: tuple[OpeningSpan, ...]
    closed: tuple[DaySpan, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anybody wrote down when it is open."""
        return bool(self.spans)

    def changes_at(self, at: datetime) -> datetime | None:
        """When what `is_open` tells at a local time will next be otherwise; None for long not."""
        now = self.is_open(at)
        return next((moment for moment in self._turns(at) if self.is_open(moment) != now), None)

    def _turns(self, at: datetime) -> Iterator[datetime]:
        """Every time to come at which something may open or close, in order."""
        minutes = sorted({0, *(end for span in self.spans for end in (span.opens, span.closes))})
        midnight = datetime.combine(at.date(), time(), at.tzinfo)
        for day in range(_AHEAD_DAYS + 1):
            moments = (midnight + timedelta(days=day, minutes=minute) for minute in minutes)
            yield from (moment for moment in moments if moment > at)

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at a local time."""
        day, minute = at.date(), at.hour * 60 + at.minute
        if any(span.first <= day <= span.last for span in self.closed):
            return False
        return any(
            at.weekday() in span.days and span.opens <= minute < span.closes for span in self.spans
        )


UNKNOWN = Opening(())  # nobody wrote down when it is open
