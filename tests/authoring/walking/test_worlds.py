"""The moments in which flows are walked show each condition on time from both of its sides."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.authoring.walking.standings.worlds import timed_conditions, worlds_of
from bot.conversation.release import load_release
from bot.flows.when.conditions import Circumstances
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

WHEN = (
    *("season: 08-15..09-30", "season: 12-30..12-31", "season: 10-29..11-02"),
    *("season: 02-29..02-29", "season: 12-31..12-31"),
    *("from: 2027-01-31", "to: 2026-12-31", "from: 2027-03-01, to: 2027-03-01"),
)


@pytest.mark.parametrize("when", WHEN)
def test_each_condition_holds_in_one_world_and_fails_in_another(tmp_path: Path, when: str) -> None:
    """Also one of a day or two at the end of a month, or that not every year has."""
    flows = write_small_flows(tmp_path, ["alpha"])
    file = flows / "alpha.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("  - id: service\n", f"  - id: service\n    when: {{{when}}}\n")
    text += "  - id: other\n    title: {ar: أخرى, en: Other}\n    answer: {ar: نعم, en: Yes}\n"
    file.write_text(text, encoding="utf-8")
    release = load_release(flows, ROOT / "locales", session_timeout_s=1.0, timezone=UTC)

    (condition,) = timed_conditions(release.library)
    moments = [datetime.fromtimestamp(world.now, UTC) for world in worlds_of(release)]

    assert {condition.holds(Circumstances(at, "ar")) for at in moments} == {True, False}
