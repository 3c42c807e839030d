"""Dates and times of day in words, as Jordan writes them."""

from datetime import date, datetime

from bot.texts.languages import Language
from bot.texts.phrases import Phrases


def say_date(language: Language, day: date, phrases: Phrases) -> str:
    """A date as day, month's name and year: "23 تشرين الثاني 2026", "23 November 2026".

    The names are the messages `month-1` … `month-12`. Raises FlowError when one is missing.
    """
    return f"{day.day} {phrases.say(language, f'month-{day.month}')} {day.year}"


def say_weekday(language: Language, day: date, phrases: Phrases) -> str:
    """A day of the week, day and month's name: "الأحد 29 تشرين الثاني", "Sunday 29 November".

    The names are the messages `weekday-1` (Monday) … `weekday-7` and those of the months.
    """
    weekday = phrases.say(language, f"weekday-{day.isoweekday()}")
    return f"{weekday} {day.day} {phrases.say(language, f'month-{day.month}')}"


def say_clock(language: Language, at: datetime, phrases: Phrases) -> str:
    """A time of day by twelve hours with its part of the day: "3:00 بعد الظهر", "3:00 pm"."""
    hour = at.hour % 12 or 12
    return phrases.say(language, f"clock-{_part_of_day(at)}", time=f"{hour}:{at.minute:02}")


def _part_of_day(at: datetime) -> str:
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    for name, ends in (("morning", 12), ("noon", 13), ("afternoon", 18)):
        if at.hour < ends:
            return name
    return "evening"
