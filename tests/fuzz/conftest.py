"""What several of the fuzz tests look into."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import Release, load_release

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def release() -> Release:
    """The flows and locales of this repository."""
    return load_release(
        _ROOT / "flows",
        _ROOT / "locales",
        session_timeout_s=1800.0,
        timezone=ZoneInfo("Asia/Amman"),
    )
