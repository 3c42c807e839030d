"""A script that was written is read as it was meant."""

from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.authoring.scripts.playing.outcomes import Outcome, Way
from bot.authoring.scripts.playing.screens import readable, shows_marks
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.script import (
    Act,
    Becomes,
    Delivers,
    Repeats,
    Says,
    Sends,
    Shares,
    Taps,
    Waits,
)
from bot.authoring.scripts.writing.writer import WrittenStep, act_of, sees_of, write_script
from bot.messages.inbound import Identity, Inbound, Location, Media, Opened, Tap, Text, Unreadable
from tests.authoring.scripts.conftest import Play

FILE = Path("script.yaml")
ACTS: list[Act] = [
    Says("مرحبا"),
    Says("two\nlines \n"),
    Says(" - a: b # {c} "),
    Says("\u2066\u0663\u2069\u200f"),
    Says("true"),
    Says("$5, $$, $a, ${b}, $"),
    Says("٣٫٥"),
    Taps("الرسوم"),
    Taps("الرسوم", "option", 1),
    Taps("3", "number"),
    Taps("@ar:cspd/passport-renew", "id"),
    Shares(31.95, -35.913),
    Shares(31.95, 35.913, "البيت، عمّان"),
    Sends("voice"),
    Sends("image", "كم الرسوم؟"),
    Sends("reaction", "👍", 1),
    Waits(90000.0),
    Waits(7200.0),
    Waits(90.0),
    Waits(until=time(9, 30)),
    Waits(until=datetime(2026, 12, 1, 8)),
    Repeats(),
    Repeats(1),
    Becomes(Identity("962790000002", "JO.8392017554")),
    Delivers(b'{"a": "\xd9\x85"}'),
]


def acts_of(text: str) -> list[Act]:
    """What happens in a script that was written."""
    script = parse_script(text, FILE)
    assert script.faults == (), text
    return [step.act for step in script.conversations[0].steps]


@pytest.mark.parametrize("act", ACTS, ids=repr)
def test_an_act_is_read_as_it_was_written(act: Act) -> None:
    """Whatever signs its words hold."""
    written = write_script("x", [WrittenStep(Says("first")), WrittenStep(act)])

    read = acts_of(written)[1]
    assert read == (Taps("الرسوم", "option", 1) if act == Taps("الرسوم", "any", 1) else act)


@given(some.text(some.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=150, deadline=None)
def test_any_words_come_back(text: str) -> None:
    """Of every script and with every sign that a message may hold."""
    written = write_script(text, [WrittenStep(Says(text), {"text": text})])

    script = parse_script(written.encode().decode(), FILE)
    assert script.faults == (), written
    step = script.conversations[0].steps[0]
    assert step.act == Says(text)
    assert step.checks is not None
    shown = text if shows_marks(text) else readable(text)
    assert str(step.checks[0].expected).rstrip("\n") == shown.rstrip("\n")


def test_everything_around_is_written_too() -> None:
    """Title, tags, citizen and beginning."""
    text = write_script(
        "A title: with a colon",
        [WrittenStep(Says("a"), "nothing"), WrittenStep(Says("b"))],
        tags=["one", "two words"],
        citizen=Identity(user_id="JO.8392017554"),
        starts=datetime(2026, 11, 26, 9, 5),
    )

    (conversation,) = parse_script(text, FILE).conversations
    assert conversation.title == "A title: with a colon"
    assert conversation.tags == {"one", "two words"}
    assert conversation.identity == Identity(user_id="JO.8392017554")
    assert conversation.starts == datetime(2026, 11, 26, 9, 5)
    assert [len(step.checks or ()) for step in conversation.steps] == [1, 0]


def test_what_was_seen_is_met_when_it_is_played_again(play: Play) -> None:
    """Screen, whole text and options of every step."""
    (played,) = play("conversation: x\nsteps: [{says: hi}, {says: English}, {types: '2'}]")
    steps = [WrittenStep(result.step.act, sees_of(result.outcomes[0])) for result in played.steps]

    text = write_script("again", steps)

    (again,) = play(text)
    assert again.verdict == "passed"
    assert "screen: bravo" in text
    assert "      text: |\n        *Agency bravo*\n" in text


def test_what_was_heard_is_an_act_again() -> None:
    """For those who explore by messages and not by scripts."""
    heard: list[Inbound] = [
        Text("a"), Tap("cspd", "الأحوال"), Location(31.5, 35.25), Media("voice"),
        Media("image", "b"), Unreadable("contacts"), Unreadable("hologram"), Opened(),
    ]  # fmt: skip

    assert [act_of(said) for said in heard] == [
        Says("a"), Taps("cspd", "id"), Shares(31.5, 35.25), Sends("voice"),
        Sends("image", "b"), Sends("contact"), Sends("unknown", "hologram"), Sends("welcome"),
    ]  # fmt: skip


def test_silence_is_written_as_such() -> None:
    """No screen is told of a message that nobody answered."""
    assert sees_of(Outcome("wamid.1", "ignored", way=Way("@main", "ar"))) == "nothing"
