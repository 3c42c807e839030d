"""Two conversations that turn out to be one person's: no reply is lost, doubled or overtaken."""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import pytest

from bot.conversation.release import Release, load_release
from bot.messages.inbound import Identity
from tests.support.bots import ROOT
from tests.support.offices import office
from tests.support.small_flows import write_small_flows

PHONE = Identity(phone="962790000001")
USER = Identity(user_id="JO.12345678901234567890")
BOTH = Identity(PHONE.phone, USER.user_id)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small library."""
    flows = write_small_flows(tmp_path_factory.mktemp("flows"))
    return load_release(flows, ROOT / "locales", session_timeout_s=1800, timezone=UTC)


async def replies(
    path: Path, release: Release, groups: Sequence[Sequence[tuple[str, Identity, str]]]
) -> list[str]:
    """Headings of the replies after these groups of messages."""
    async with office(path, release) as here:
        for group in groups:
            await here.hears(*group)
        return sorted(await here.headings())


async def test_what_was_said_before_two_were_found_to_be_one_is_answered_where_it_was_said(
    tmp_path: Path, release: Release
) -> None:
    """One commit or several: the replies are the same."""
    before = [("1", PHONE, "English"), ("2", USER, "العربية"), ("3", USER, "Agency bravo")]
    then = [("4", PHONE, "Agency alpha"), ("5", BOTH, "Agency charlie")]

    one_by_one = await replies(tmp_path / "1.db", release, [[one] for one in (*before, *then)])
    together = await replies(tmp_path / "2.db", release, [[one] for one in before] + [then])

    assert "*Agency alpha*" in one_by_one
    assert together == one_by_one


async def test_a_message_that_comes_again_under_more_names_is_known(
    tmp_path: Path, release: Release
) -> None:
    """The second delivery itself shows that two are one; the message still has one reply."""
    said = [[("1", USER, "English")], [("2", PHONE, "English")], [("1", BOTH, "English")]]

    assert len(await replies(tmp_path / "bot.db", release, said)) == 2


async def test_what_waited_under_the_older_key_is_named_to_a_new_process(
    tmp_path: Path, release: Release
) -> None:
    """After a start, too, the older key's replies go first."""
    async with office(tmp_path / "bot.db", release) as here:
        await here.hears(("1", PHONE, "English"))
        await here.hears(("2", USER, "English"))
        assert await here.store.merged_waiting() == []

        await here.hears(("3", BOTH, "menu"))

        [(old, kept)] = await here.store.merged_waiting()
        entries = await here.store.waiting((b"", 0), 100)
        assert sorted((entry.citizen == kept, entry.number) for entry in entries) == [
            (False, 1), (True, 1), (True, 2)
        ]  # fmt: skip
        assert old in {entry.citizen for entry in entries}
