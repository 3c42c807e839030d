"""Opening hours that the program understands: weekly spans, and days on which all is closed."""

from dataclasses import dataclass
from datetime import date, datetime

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

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at a local time."""
        day, minute = at.date(), at.hour * 60 + at.minute
        if any(span.first <= day <= span.last for span in self.closed):
            return False
        return any(
            at.weekday() in span.days and span.opens <= minute < span.closes for span in self.spans
        )
