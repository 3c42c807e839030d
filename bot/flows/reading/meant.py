"""What an author most likely meant by a value that cannot stand as it is written.

Each function gives the value as it would fit, or "" where nothing is surely meant. It is told, and
never taken in its place.
"""

import calendar
import re
from unicodedata import decimal

from bot.texts.folding import fold
from bot.texts.typed import read_day

_MONTHS = {
    fold(name): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_DASH = "[-–—‑]"
_MONTH_DAY = r"(?:[0-9]{4}-)?([0-9]{1,2})-([0-9]{1,2})"
_SEASON = re.compile(rf"{_MONTH_DAY} ?(?:\.{{1,3}}|…|{_DASH}|/|to) ?{_MONTH_DAY}")
_PHONE_SIGNS = re.compile(r"[\s().‑–-]")
_PIN = re.compile(r"!3d(-?[0-9.]+)!4d(-?[0-9.]+)")
_VIEW = re.compile(r"@(-?[0-9.]+),(-?[0-9.]+)")
_DEGREES = re.compile(r"-?[0-9]{1,3}\.[0-9]{2,}")
_DAY_NAME = "(sun|mon|tue|wed|thu|fri|sat)[a-z]*"
_TIME = "([01]?[0-9]|2[0-4])(?::([0-5][0-9]))? ?(am|pm)?"
_HOURS = re.compile(
    rf"{_DAY_NAME}(?: ?(?:{_DASH}|to) ?{_DAY_NAME})?,? {_TIME} ?(?:{_DASH}|to) ?{_TIME}"
)


def day_meant(written: str) -> str:
    """A day as YYYY-MM-DD: of "31/12/2026", "٢٠٢٦-١٢-٣١", "31 Dec 2026". The day comes first."""
    day = read_day(written, _MONTHS, {})
    return day.isoformat() if day else ""


def season_meant(written: str) -> str:
    """A season as MM-DD..MM-DD: with other signs between its days, or with years."""
    found = _SEASON.fullmatch(_latin(written))
    if not found:
        return ""
    numbers = [int(part) for part in found.groups()]
    if not all(1 <= month <= 12 for month in numbers[::2]) or max(numbers) > 31:
        return ""
    return "{:02}-{:02}..{:02}-{:02}".format(*numbers)


def phone_meant(written: str) -> str:
    """A phone number as digits: without what is set between them, and in Latin ones."""
    digits = _PHONE_SIGNS.sub("", _latin(written))
    return digits if re.fullmatch(r"\+?[0-9]{2,15}", digits) else ""


def id_meant(written: str) -> str:
    """An id of small letters, digits and hyphens."""
    return re.sub("[^a-z0-9]+", "-", written.lower()).strip("-") if written.isascii() else ""


def place_meant(written: object) -> str:
    """A place as [latitude, longitude]: of a text, of a map's link, of numbers with other signs."""
    parts = written if isinstance(written, list) else [written]
    text = _latin(" ".join(part for part in parts if isinstance(part, str)))
    if found := _PIN.search(text) or _VIEW.search(text):
        return f"[{found[1]}, {found[2]}]"
    numbers = _DEGREES.findall(text)
    return f"[{numbers[0]}, {numbers[1]}]" if len(numbers) == 2 and "'" not in text else ""


def hours_meant(written: str) -> str:
    """Opening hours as "sun-thu 08:00-15:00": of days written out and times by twelve hours."""
    found = _HOURS.fullmatch(" ".join(_latin(written).lower().split()))
    if not found:
        return ""
    first, last, *times = found.groups()
    opens, closes = _clock(*times[:3]), _clock(*times[3:])
    days = f"{first}-{last}" if last and last != first else first
    return f"{days} {opens}-{closes}" if opens < closes else ""


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    hours = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    return f"{hours:02}:{minute or '00'}"


def _latin(text: str) -> str:
    """With digits 0-9 and the Latin decimal point."""
    shown = text.replace("٫", ".")
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in shown)
