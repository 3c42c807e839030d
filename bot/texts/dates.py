"""Dates in words, as Jordan writes them."""

from datetime import date

from bot.texts.languages import Language
from bot.texts.phrases import Phrases


def say_date(language: Language, day: date, phrases: Phrases) -> str:
    """A date as day, month's name and year: "23 تشرين الثاني 2026", "23 November 2026".

    The names are the messages `month-1` … `month-12`. Raises FlowError when one is missing.
    """
    return f"{day.day} {phrases.say(language, f'month-{day.month}')} {day.year}"
