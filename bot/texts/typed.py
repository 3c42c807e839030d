"""Numbers and dates as citizens type them, in canonical form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES
from bot.texts.numerals import UNSEEN, western_digits
from bot.texts.phrases import Phrases

# A whole number, its thousands apart or not, and at most two words that say of what.
_WHOLE = re.compile(
    r"(-?(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:[,٬ ][0-9]{3}){1,3}))(?: *[^\W\d_]+){0,2}\.?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2}) ([^\W\d_][^\d_]*) ([0-9]{4})")


@dataclass(frozen=True, slots=True)
class DayWords:
    """The months, and the days around today that have a word, by their folded names."""

    months: Mapping[str, int]
    away: Mapping[str, int]  # in days from today

    @classmethod
    def of(cls, phrases: Phrases) -> "DayWords":
        """Those of all languages together. Raises FlowError when one is missing."""
        months = {
            fold(phrases.say(language, f"month-{month}")): month
            for language in LANGUAGES
            for month in range(1, 13)
        }
        away = {
            word: days
            for name, days in (("yesterday", -1), ("today", 0), ("tomorrow", 1))
            for word in phrases.words(f"words-{name}")
        }
        return cls(MappingProxyType(months), MappingProxyType(away))

    def days(self, today: date) -> dict[str, date]:
        """Which days the words mean."""
        return {word: today + timedelta(days=away) for word, away in self.away.items()}


def read_whole(text: str) -> int | None:
    """A whole number of at most twelve digits: "25", "٢٥", "1,250", "25 years"; else None."""
    found = _WHOLE.fullmatch(_plain(text))
    return int(re.sub("[,٬ ]", "", found[1])) if found else None


def read_day(text: str, months: Mapping[str, int], days: Mapping[str, date]) -> date | None:
    """A day: "2026-11-23", "23/11/2026", "٢٣ تشرين الثاني ٢٠٢٦", "today"; else None.

    `months` lead from folded names to numbers, `days` from folded words such as "today" to what
    they mean. Day comes before month, as in Jordan.
    """
    plain = _plain(text)
    if day := days.get(fold(plain)):
        return day
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(*map(int, found.groups()))
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(plain):
        month = months.get(fold(found[2]))
        return _day(int(found[3]), month, int(found[1])) if month else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    """With ASCII digits and single spaces, without marks of direction."""
    return western_digits(" ".join(UNSEEN.sub("", text).split()).replace("−", "-"))
