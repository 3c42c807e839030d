"""Single values of scripts: lengths of time, moments, numbers."""

import re
from datetime import datetime, time

from bot.texts.numerals import western_digits

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(s|m|h|d)[a-z]*")
_DURATION = re.compile(rf"{_PART.pattern}(?: {_PART.pattern})*")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: +([0-9]{1,2}:[0-9]{2}))?")
_HOUR = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_COORDINATE = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")
_MOST_S = 10 * 366 * 86400.0  # no script needs ten years
_YEARS = range(2000, 2101)  # beyond a calendar's ends the bot could not tell the day

DURATION_FORM = 'a length of time such as 30s, 5m, 25h, 2d or "1h 30m"'
MOMENT_FORM = 'a moment such as "2026-11-26 10:00"'


def read_duration(text: str) -> float | None:
    """Seconds, or None for what is no length of time."""
    written = western_digits(text).strip()
    if not _DURATION.fullmatch(written):
        return None
    seconds = sum(float(count) * _UNITS[unit] for count, unit in _PART.findall(written))
    return seconds if seconds <= _MOST_S else None


def read_moment(text: str) -> datetime | None:
    """A day, with or without an hour, as the wall's clock shows it; None for anything else."""
    found = _MOMENT.fullmatch(western_digits(text).strip())
    if not found:
        return None
    at = read_hour(found[2]) if found[2] else time(10)
    try:
        day = datetime.fromisoformat(found[1])
    except ValueError:
        return None
    return datetime.combine(day, at) if at and day.year in _YEARS else None


def read_hour(text: str) -> time | None:
    """A time of day such as 09:30; None for anything else."""
    found = _HOUR.fullmatch(western_digits(text).strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_count(text: str) -> int | None:
    """A number from 1 to 999 in any digits; None for anything else."""
    written = western_digits(text).strip()
    return int(written) if re.fullmatch("[1-9][0-9]{0,2}", written) else None


def read_degrees(text: str, most: int) -> float | None:
    """Degrees within a limit; None for anything else."""
    written = western_digits(text).strip()
    degrees = float(written) if _COORDINATE.fullmatch(written) else 360.0
    return degrees if abs(degrees) <= most else None
