"""Logs as JSON lines: an event name and fields, one line an event whatever the fields hold."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType

from bot.service.watching.lines import Lines

logger = logging.getLogger(__name__)

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LONGEST = 300  # characters of one field
_PLACES = 8  # of a traceback, the innermost

# What a terminal obeys or shows in another order, and what an editor takes for a line's end. JSON
# asks to escape only the first 32 of them.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class JsonLines(logging.Formatter):
    """One JSON object a line; control characters and direction marks inside fields are escaped.

    Of an exception its kind and places are told, never its text, which may quote anything.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record's time, level, logger, event and extra fields."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage()[:_LONGEST],
        }
        for name, value in record.__dict__.items():
            if name not in _STANDARD:
                line[name] = str(value)[:_LONGEST]
        if record.exc_info and record.exc_info[0] is not None:
            error = record.exc_info[1]
            line["error"] = record.exc_info[0].__name__
            line["places"] = list(_places_of(error)) if error else []
        return _UNSEEN.sub(_escaped, json.dumps(line, ensure_ascii=False))


def _places_of(error: BaseException) -> Iterator[str]:
    """Where an error came from, and with a group each of its parts."""
    for frame in traceback.extract_tb(error.__traceback__)[-_PLACES:]:
        yield f"{frame.filename}:{frame.lineno}"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions[:_PLACES]:
            yield type(part).__name__
            yield from _places_of(part)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def set_up_logs(level: int = logging.INFO) -> Lines:
    """Send every logger's events to standard error as JSON lines; nobody waits for its reader."""
    lines = Lines(sys.stderr.fileno())
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[lines], force=True)
    logging.getLogger("transitions").setLevel(logging.WARNING)  # at INFO it writes citizens' paths
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)  # would write query strings
    sys.excepthook = _log_end
    return lines


def _log_end(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """What ends the program unforeseen, as one line: a traceback would quote what it met."""
    logger.critical("ended by an error", exc_info=(kind, error, error.__traceback__))
