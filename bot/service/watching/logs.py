"""Logs as JSON lines: an event name and fields, one line an event whatever the fields hold."""

import logging
import sys
import traceback
from datetime import UTC, datetime

import orjson

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LONGEST = 300  # characters of one field


class JsonLines(logging.Formatter):
    """One JSON object a line; newlines and control characters inside fields are escaped."""

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
            line["error"] = record.exc_info[0].__name__
            line["places"] = [
                f"{frame.filename}:{frame.lineno}"
                for frame in traceback.extract_tb(record.exc_info[2])[-8:]
            ]
        return orjson.dumps(line, option=orjson.OPT_NON_STR_KEYS).decode()


def set_up_logs(level: int = logging.INFO) -> None:
    """Send every logger's events to standard error as JSON lines."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[lines], force=True)
    logging.getLogger("transitions").setLevel(logging.WARNING)  # at INFO it writes citizens' paths
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)  # would write query strings
