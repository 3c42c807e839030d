"""Opening hours: when what is open closes, and what is closed opens."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.flows.when.opening import DaySpan, Opening, OpeningSpan

_WORKDAYS = OpeningSpan((6, 0, 1, 2, 3), 8 * 60, 15 * 60)
WEEK = Opening(
    (_WORKDAYS, OpeningSpan((5,), 9 * 60, 14 * 60)),
    (DaySpan(date(2026, 11, 29), date(2026, 11, 30)),),
)
SPLIT = Opening((OpeningSpan((0,), 8 * 60, 12 * 60), OpeningSpan((0,), 12 * 60, 24 * 60)))
NIGHT = Opening((OpeningSpan((0,), 20 * 60, 24 * 60), OpeningSpan((1,), 0, 6 * 60)))
ALWAYS = Opening((OpeningSpan(tuple(range(7)), 0, 24 * 60),))
NEVER = Opening((_WORKDAYS,), (DaySpan(date(2026, 1, 1), date(2027, 12, 31)),))


@pytest.mark.parametrize(
    ("opening", "at", "is_open", "changes"),
    [
        (WEEK, "2026-11-23T11:00", True, "2026-11-23T15:00"),  # a Monday
        (WEEK, "2026-11-23T15:00", False, "2026-11-24T08:00"),
        (WEEK, "2026-11-24T07:59", False, "2026-11-24T08:00"),
        (WEEK, "2026-11-27T12:00", False, "2026-11-28T09:00"),  # Friday to Saturday
        (WEEK, "2026-11-28T14:00", False, "2026-12-01T08:00"),  # over two holidays
        (WEEK, "2026-11-29T10:00", False, "2026-12-01T08:00"),
        (SPLIT, "2026-11-23T09:00", True, "2026-11-24T00:00"),  # no gap at noon
        (NIGHT, "2026-11-23T23:00", True, "2026-11-24T06:00"),  # past midnight
        (ALWAYS, "2026-11-23T23:00", True, None),
        (NEVER, "2026-11-23T10:00", False, None),
    ],
)
def test_the_next_change_is_the_first_time_that_is_otherwise(
    opening: Opening, at: str, is_open: bool, changes: str | None
) -> None:
    """Holidays, weekends, spans that meet and nights are one question."""
    zone = ZoneInfo("Asia/Amman")
    moment = datetime.fromisoformat(at).replace(tzinfo=zone)
    expected = datetime.fromisoformat(changes).replace(tzinfo=zone) if changes else None

    assert opening.is_open(moment) is is_open
    assert opening.changes_at(moment) == expected
