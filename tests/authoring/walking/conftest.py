"""A made-up catalogue that uses every construct of the flow language."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import Release, load_release

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="package")
def constructs() -> Release:
    """Loaded once."""
    return load_release(
        ROOT / "tests" / "samples" / "language",
        ROOT / "locales",
        session_timeout_s=1800.0,
        timezone=ZoneInfo("Asia/Amman"),
    )
