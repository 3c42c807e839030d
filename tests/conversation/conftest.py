"""The real flows and texts, loaded once: conversations are tested on what citizens will read."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import Release, load_release
from tests.conversation.talking import Talk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def release() -> Release:
    """The release of this repository's own flows and locales."""
    return load_release(
        ROOT / "flows",
        ROOT / "locales",
        session_timeout_s=1800.0,
        timezone=ZoneInfo("Asia/Amman"),
    )


@pytest.fixture(scope="session")
def constructs() -> Release:
    """A made-up catalogue that uses every construct of the flow language."""
    return load_release(
        ROOT / "tests" / "samples" / "language",
        ROOT / "locales",
        session_timeout_s=1800.0,
        timezone=ZoneInfo("Asia/Amman"),
    )


@pytest.fixture
def arabic(release: Release) -> Talk:
    """Somebody who has greeted in Arabic and sees the main menu."""
    talk = Talk(release)
    talk.says("السلام عليكم")
    return talk


@pytest.fixture
def english(release: Release) -> Talk:
    """Somebody who has chosen English and sees the main menu."""
    talk = Talk(release)
    talk.says("hi", "English")
    return talk
