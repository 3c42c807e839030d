"""Numbers and dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.typed import read_day, read_whole

MONTHS = {"november": 11, "تشرين الثاني": 11}
DAYS = {"today": date(2026, 11, 23), "اليوم": date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("25", 25), ("٢٥", 25), ("۲۵", 25), (" 25. ", 25), ("0", 0), ("-3", -3), ("25 سنة", 25)],
        *[("1,250", 1250), ("1 250 000", 1250000), ("1٬250", 1250), ("\u206625\u2069", 25)],
        *[("00", None), ("007", None), ("1e3", None), ("2.5", None), ("²", None), ("", None)],
        *[
            ("12,50", None),
            ("1234567890123", None),
            ("about 25", None),
            ("3 of my four sons", None),
        ],
    ],
)
def test_whole_numbers(typed: str, number: int | None) -> None:
    """Digits of any family, thousands apart, a word of what; nothing that is not whole."""
    assert read_whole(typed) == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *[("2026-11-23", date(2026, 11, 23)), ("23/11/2026", date(2026, 11, 23))],
        *[("٢٣/١١/٢٠٢٦", date(2026, 11, 23)), ("23.11.2026", date(2026, 11, 23))],
        *[("23 November 2026", date(2026, 11, 23)), ("٢٣ تشرين الثاني ٢٠٢٦", date(2026, 11, 23))],
        *[("31/2/2026", None), ("11/23/2026", None), ("23/11/26", None), ("23 Foo 2026", None)],
        *[("0000-01-01", None), ("", None)],
        *[("Today", date(2026, 11, 23)), ("اليوم ", date(2026, 11, 23)), ("today 2", None)],
    ],
)
def test_dates(typed: str, day: date | None) -> None:
    """Year first or day first, never month first; a day that there is."""
    assert read_day(typed, MONTHS, DAYS) == day


@given(st.text(max_size=60))
def test_any_text_is_a_value_or_none(typed: str) -> None:
    """Nothing raises."""
    read_whole(typed)
    read_day(typed, MONTHS, DAYS)
