"""Rules of what to do about the Graph API's errors."""

import json
from pathlib import Path

import pytest

from bot.whatsapp.graph_errors import ErrorClass, classify

TABLE: dict[str, str] = json.loads(
    (Path(__file__).parent.parent / "samples" / "error_classes.json").read_bytes()
)


@pytest.mark.parametrize("code", TABLE)
def test_every_known_code_has_its_class_whatever_the_http_status(code: str) -> None:
    """The code decides before the HTTP status: 3 comes with 500 and is not to be retried."""
    assert {classify(int(code), status) for status in (200, 400, 429, 500)} == {TABLE[code]}


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        (200, 403, "operator-must-act"),
        (299, 500, "operator-must-act"),
        (300, 403, "permanent-for-this-message"),
        (132999, 500, "permanent-for-this-message"),
        (999999, 429, "throttle-whole-number"),
        (999999, 503, "retry-with-backoff"),
        (999999, 400, "permanent-for-this-message"),
        (None, 401, "operator-must-act"),
        (999999, 401, "operator-must-act"),
        (None, 429, "throttle-whole-number"),
        (None, 502, "retry-with-backoff"),
        (None, 404, "permanent-for-this-message"),
    ],
)
def test_ranges_and_unknown_codes_fall_back(
    code: int | None, status: int, expected: ErrorClass
) -> None:
    """Permissions and templates go by range, strangers by HTTP status."""
    assert classify(code, status) == expected
