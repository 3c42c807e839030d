"""Logs are lines of JSON that no input can forge and no secret reaches."""

import io
import json
import logging
import subprocess
import sys

import pytest

from bot.service.watching.logs import JsonLines
from tests.support.bots import ROOT

_INJECTED = 'a\r\nb\n{"level":"error"}\x1b[2J\x9b31m\u202e\u2028\u2066\ud800\ufeff'


def logged(event: str, **fields: object) -> str:
    """What one event writes."""
    written = io.StringIO()
    lines = logging.StreamHandler(written)
    lines.setFormatter(JsonLines())
    logger = logging.Logger("test")
    logger.addHandler(lines)
    logger.warning(event, extra=fields)
    return written.getvalue()


def test_t08_an_event_is_one_line_whatever_its_fields_hold() -> None:
    """Line ends, escape sequences, direction marks and lone surrogates are escaped, and kept."""
    line = logged("event", reason=_INJECTED)

    assert line.count("\n") == 1
    assert all(ch.isprintable() for ch in line.rstrip("\n"))
    line.encode("utf-8")
    assert json.loads(line)["reason"] == _INJECTED


def test_t08_a_field_is_no_longer_than_a_line_may_be() -> None:
    """A hostile name of a megabyte does not fill the disk."""
    assert len(logged("e" * 10**6, reason="x" * 10**6)) < 1_000


def test_t11_an_error_is_logged_by_kind_and_place_without_its_text() -> None:
    """Texts of errors quote what they stumbled on: numbers, words, addresses."""
    logger = logging.Logger("test")
    written = io.StringIO()
    lines = logging.StreamHandler(written)
    lines.setFormatter(JsonLines())
    logger.addHandler(lines)
    try:
        raise ExceptionGroup("of 962790000000", [ValueError("اسمي سري")])
    except ExceptionGroup:
        logger.exception("failed")

    told = json.loads(written.getvalue())
    assert told["error"] == "ExceptionGroup"
    assert "ValueError" in told["places"]
    assert not any(secret in written.getvalue() for secret in ("962790000000", "اسمي"))


@pytest.mark.parametrize("kind", ["ValueError", "KeyError"])
def test_t11_what_ends_the_program_is_told_without_its_text(kind: str) -> None:
    """Also an error that nobody foresaw: no traceback, one line of JSON."""
    program = (
        "from bot.service.watching.logs import set_up_logs\n"
        f"set_up_logs()\nraise {kind}('962790000000')\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert json.loads(ended.stderr)["error"] == kind
    assert "962790000000" not in ended.stderr
