"""One citizen's flood is met with one notice, then silence, until they slow down."""

from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest

from bot.conversation.release import Release, load_release
from bot.conversation.session import Session
from bot.messages.inbound import Text
from bot.service.receiving.floods import HOURLY_MOST, LANE_MOST, judge_flood
from bot.whatsapp.updates import ReceivedMessage
from tests.service.test_merging import PHONE
from tests.support.bots import ROOT
from tests.support.offices import Office, office


@pytest.fixture(scope="module")
def release() -> Release:
    """The catalogue, for its emergencies."""
    return load_release(ROOT / "flows", ROOT / "locales", session_timeout_s=1800, timezone=UTC)


def met_with(seconds_apart: float, count: int, session: Session | None = None) -> list[str]:
    """How messages at a steady pace are met when every reply leaves at once."""
    now = 1_000.0
    found: list[str] = []
    at = session or Session()
    for _ in range(count):
        answer, at = judge_flood(at, 0, now)
        found.append(answer)
        now += seconds_apart
    return found


def test_two_messages_a_second_for_a_minute_are_all_answered() -> None:
    """What an impatient person may do."""
    assert Counter(met_with(0.5, 120)) == {"answer": 120}


def test_three_hundred_replies_an_hour_are_given() -> None:
    """At any pace that stays below it."""
    assert Counter(met_with(12.0, 1000)) == {"answer": 1000}


def test_two_programs_that_answer_each_other_soon_stop() -> None:
    """One notice, then nothing, however long the other goes on."""
    found = Counter(met_with(1.0, 5000))

    assert found["notice"] == 1
    assert HOURLY_MOST <= found["answer"] <= HOURLY_MOST * 1.2


def test_a_full_lane_ends_answers_after_one_notice() -> None:
    """No more may wait than there is room for; draining alone is no slowing down."""
    notice, session = judge_flood(Session(), LANE_MOST, 1_000.0)
    still, session = judge_flood(session, 0, 1_001.0)

    assert (notice, still) == ("notice", "silence")


def test_who_slows_down_is_answered_again() -> None:
    """A pause, and the lane is empty: the flood is over."""
    _, session = judge_flood(Session(), LANE_MOST, 1_000.0)

    answer, session = judge_flood(session, 0, 1_010.0)

    assert (answer, session.is_flooding) == ("answer", False)


def test_a_clock_that_goes_back_does_no_harm() -> None:
    """Nothing drains, nothing breaks."""
    _, session = judge_flood(Session(), 0, 1_000.0)

    answer, session = judge_flood(session, 0, 10.0)

    assert (answer, session.flood_level) == ("answer", 2.0)


async def test_a_cry_for_help_is_answered_in_a_flood_once(tmp_path: Path, release: Release) -> None:
    """Whoever floods may be in danger: which number to call they are told, instead of the notice
    or in the silence after it; then the flood is met as any other.
    """
    async with office(tmp_path / "early.db", release) as here:
        await say(here, ["hello"] * LANE_MOST)
        cried = await say(here, ["call an ambulance", "call an ambulance", "hello"])
        assert ["911" in body for body in cried] == [True, False]

    async with office(tmp_path / "late.db", release) as here:
        await say(here, ["hello"] * (LANE_MOST + 5))
        [late] = await say(here, ["hello", "call an ambulance", "hello", "call an ambulance"])
        assert "911" in late


async def say(here: Office, texts: list[str]) -> list[str]:
    """Send texts at once; their replies."""
    before = max([entry.number for entry in await here.store.waiting((b"", 0), 1000)], default=0)
    now = here.clock.now()
    await here.admitter.admit(
        [ReceivedMessage(f"w{before}/{n}", PHONE, now, Text(text)) for n, text in enumerate(texts)]
    )
    entries = await here.store.waiting((b"", 0), 1000)
    return [entry.content.decode() for entry in entries if entry.number > before]
