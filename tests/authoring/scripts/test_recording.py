"""What was heard becomes a script: taps by label where that is offered, pauses, a citizen."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.authoring.rehearsal import Rehearsal
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.writing.recording import Heard, record
from bot.messages.inbound import Identity, Inbound, Media, Tap, Text
from bot.service.direct.stage import Stage
from tests.support.small_flows import write_small_flows

AMMAN = ZoneInfo("Asia/Amman")
NOON = 1_795_420_800.0  # 2026-11-23 11:00 in Amman


def recorded(stage: Stage, *said: Inbound, every_s: float = 10.0) -> str:
    """The script of what was said, which is green."""
    heard = [Heard(each, NOON + number * every_s) for number, each in enumerate(said)]
    text = record("Made up", heard, stage.play, AMMAN)
    (conversation,) = parse_script(text, Path("a.yaml")).conversations
    assert stage.play(conversation).verdict == "passed"
    return text


def test_a_tap_is_written_by_its_label_and_a_stale_one_by_its_id(stage: Stage) -> None:
    """A label that is not offered where it was tapped cannot be tapped in a script."""
    offered = recorded(stage, Text("hello"), Text("English"), Tap("bravo", "Agency bravo"))
    stale = recorded(stage, Text("hello"), Text("English"), Tap("bravo", "An older label"))

    assert "taps: Agency bravo\n" in offered
    assert "taps: {id: bravo}\n" in stale


def test_long_pauses_and_the_hour_are_kept(stage: Stage) -> None:
    """After a pause a greeting is asked whether to go on, so the pause is part of the script."""
    hour = recorded(stage, Text("hello"), Text("English"), Text("2"), Text("hello"), every_s=3600)

    assert hour.startswith("conversation: Made up\nstarts: 2026-11-23 11:00\n")
    assert hour.count("- waits: 1h\n") == 3
    assert "screen: return\n" in hour


def test_silence_is_recorded_as_silence(stage: Stage) -> None:
    """The third picture of a burst gets no reply."""
    text = recorded(stage, *[Media("image")] * 3, every_s=1.0)

    assert text.count("- sends: image\n") == 3
    assert "sees: nothing\n" in text


def test_a_citizen_without_a_number_is_part_of_the_script(stage: Stage) -> None:
    """Where it is told who wrote."""
    text = record(
        "A", [Heard(Text("hello"), NOON)], stage.play, AMMAN, citizen=Identity(None, "JO.12345678")
    )

    assert "citizen: {user_id: JO.12345678}\n" in text


def test_nothing_said_is_no_script(stage: Stage) -> None:
    """A script has steps."""
    with pytest.raises(ValueError, match="nothing was said yet"):
        recorded(stage)


def test_after_a_reload_numbers_are_recorded_as_what_they_chose(
    stage: Stage, tmp_path: Path
) -> None:
    """A number that was typed for a menu leads elsewhere when that has other rows."""
    write_small_flows(tmp_path / "before", ("alpha", "bravo"))
    rehearsal = Rehearsal(stage.release(tmp_path / "before"))
    for said in ("hello", "English", "2"):
        rehearsal.say(Text(said), NOON)
    assert [each.said for each in rehearsal.heard][-1] == Text("2")

    write_small_flows(tmp_path / "after", ("bravo", "alpha"))
    rehearsal.move_to(stage.release(tmp_path / "after"))

    assert [each.said for each in rehearsal.heard][-1] == Tap("bravo", "Agency bravo")
