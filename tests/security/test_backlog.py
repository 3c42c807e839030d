"""Memory is bounded by what waits: beyond it the platform keeps the messages."""

from pathlib import Path

import pytest

from bot.conversation.release import Release
from bot.service.grouping import Overloaded
from tests.service.test_merging import PHONE, USER
from tests.service.test_merging import release as release
from tests.support.offices import office


async def test_t18_beyond_the_backlog_the_platform_is_told_to_come_back(
    tmp_path: Path, release: Release
) -> None:
    """Nothing is admitted while so many replies wait; statuses, which free places, always are."""
    async with office(tmp_path / "bot.db", release, backlog=2) as here:
        await here.hears(("1", PHONE, "English"))
        await here.hears(("2", USER, "English"))

        with pytest.raises(Overloaded):
            await here.hears(("3", PHONE, "Agency alpha"))

        await here.admitter.admit([])
        assert len(await here.headings()) == 2
