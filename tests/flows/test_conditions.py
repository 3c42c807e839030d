"""Conditions hold or not by day, season, hour, language and invitation."""

from datetime import date, datetime

import pytest

from bot.flows.when.conditions import (
    Between,
    Circumstances,
    Combined,
    Condition,
    InLanguage,
    InSeason,
    IsInvited,
    IsOpen,
    Not,
)
from bot.flows.when.opening import DaySpan, Opening, OpeningSpan

WORKDAYS = Opening(
    (OpeningSpan((6, 0, 1, 2, 3), 8 * 60, 15 * 60),),
    (DaySpan(date(2026, 11, 25), date(2026, 11, 26)),),
)
SCHOOL = InSeason((8, 15), (9, 30))
WINTER = InSeason((12, 1), (2, 29))


@pytest.mark.parametrize(
    ("condition", "at", "holds"),
    [
        (Between(date(2027, 1, 1), None), "2026-12-31T23:59", False),
        (Between(date(2027, 1, 1), None), "2027-01-01T00:00", True),
        (Between(None, date(2027, 1, 1)), "2027-01-01T23:59", True),
        (Between(None, date(2027, 1, 1)), "2027-01-02T00:00", False),
        (SCHOOL, "2026-08-14T12:00", False),
        (SCHOOL, "2026-08-15T00:00", True),
        (SCHOOL, "2031-09-30T23:59", True),
        (WINTER, "2026-12-01T00:00", True),
        (WINTER, "2028-02-29T12:00", True),
        (WINTER, "2026-03-01T00:00", False),
        (WINTER, "2026-11-30T00:00", False),
        (IsOpen(WORKDAYS, is_open=True), "2026-11-23T08:00", True),  # a Monday
        (IsOpen(WORKDAYS, is_open=True), "2026-11-23T15:00", False),
        (IsOpen(WORKDAYS, is_open=False), "2026-11-23T07:59", True),
        (IsOpen(WORKDAYS, is_open=True), "2026-11-27T10:00", False),  # a Friday
        (IsOpen(WORKDAYS, is_open=True), "2026-11-26T10:00", False),  # closed that day
        (InLanguage("ar"), "2026-11-23T08:00", True),
        (InLanguage("en"), "2026-11-23T08:00", False),
        (Not(InLanguage("en")), "2026-11-23T08:00", True),
        (IsInvited(), "2026-11-23T08:00", False),
        (Combined((InLanguage("ar"), SCHOOL), "all"), "2026-11-23T08:00", False),
        (Combined((InLanguage("ar"), SCHOOL), "any"), "2026-11-23T08:00", True),
    ],
)
def test_a_condition_holds_at_its_times_alone(condition: Condition, at: str, holds: bool) -> None:
    """First and last days belong to it; the minute of closing does not."""
    assert condition.holds(Circumstances(datetime.fromisoformat(at), "ar")) is holds
