"""Everything a citizen can do can be said in a script, and does what it does in life."""

from pathlib import Path

import pytest

from bot.authoring.scripts.playing.results import Played, StepResult
from tests.authoring.scripts.conftest import GREETED, Play
from tests.support.small_flows import write_small_flows

HEAD = "conversation: x\nsteps:\n"


def one(play: Play, steps: str, head: str = HEAD) -> Played:
    """The only run of a script, which begins with somebody who has chosen English."""
    (played,) = play(head + GREETED + steps)
    return played


def screens(played: Played) -> list[str]:
    """Where each step ended; "" where nothing was seen."""
    return [_screen(step) for step in played.steps]


def _screen(step: StepResult) -> str:
    ways = [outcome.way for outcome in step.outcomes if outcome.content is not None]
    return ways[0].screen if ways and ways[0] else ""


def details(played: Played) -> list[str]:
    """Why nothing was seen, step by step."""
    return [outcome.detail or outcome.fate for step in played.steps for outcome in step.outcomes]


def told(played: Played) -> str:
    """The last step's trouble."""
    return "\n".join(played.steps[-1].trouble)


def test_typing_and_tapping_lead_on(play: Play) -> None:
    """By words, by number, by label, by the number before it, by id."""
    played = one(
        play,
        "  - types: '2'\n  - taps: Service bravo\n  - taps: Fees and time\n  - says: back\n"
        "  - taps: {number: 2}\n  - taps: {id: alpha/service}\n  - taps: {id: no/such}\n",
    )

    assert played.verdict == "passed"
    assert screens(played)[2:] == [
        "bravo", "bravo/service", "bravo/service/fees", "bravo/service", "bravo/service/where",
        "alpha/service", "@main",
    ]  # fmt: skip


def test_an_old_list_is_tapped_by_the_step_that_showed_it(play: Play) -> None:
    """Steps count in the list they stand in."""
    played = one(play, "  - types: '2'\n  - taps: {option: Agency charlie, of: 2}\n")

    assert screens(played)[2:] == ["bravo", "charlie"]


def test_a_beginning_is_one_step_to_those_after_it(play: Play, tmp_path: Path) -> None:
    """Its last list is what can be tapped of it, its last webhook what is repeated."""
    (tmp_path / "_begin.yaml").write_text("conversation: b\nsteps:\n" + GREETED)

    (played,) = play(
        HEAD + "  - does: _begin.yaml\n  - types: '2'\n"
        "  - taps: {option: Agency charlie, of: 1}\n  - repeats: 1\n"
    )

    assert screens(played)[2:] == ["bravo", "charlie", ""]
    assert details(played)[-1] == "duplicate"


def test_a_tap_on_what_is_not_there_ends_the_conversation(play: Play) -> None:
    """It tells what there was; the steps after it are not played."""
    played = one(play, "  - types: '2'\n  - taps: Service alpha\n  - says: back\n")

    assert played.verdict == "failed"
    assert len(played.steps) == 4
    assert told(played).startswith('there is no "Service alpha" in what was seen last')
    assert "· Service bravo" in told(played)


@pytest.mark.parametrize("number", ["0", "٠", "5", "9" * 5000])
def test_a_number_of_no_option_taps_nothing(play: Play, number: str) -> None:
    """Neither the last one, nor whatever that many digits would be."""
    (played,) = play(f'{HEAD}  - says: hi\n  - taps: "{number}"\n')

    assert screens(played) == ["@start", ""]
    assert told(played).startswith("there is no ")


def test_a_misspelt_option_is_told_with_what_was_meant(play: Play) -> None:
    """Most taps that fail are a letter off."""
    played = one(play, "  - types: '2'\n  - taps: Servise bravo\n")

    assert told(played).startswith(
        'there is no "Servise bravo" in what was seen last. Did you mean "Service bravo"? It offers'
    )


def test_an_option_is_meant_that_holds_the_words_that_were_said(play: Play) -> None:
    """Without their articles, in any spelling, though its letters are mostly others."""
    script = "conversation: x\nsteps:\n  - says: السلام عليكم\n  - types: '2'\n  - types: '1'\n"
    (played,) = play(script + "  - taps: المده رسوم\n")
    (unsure,) = play(script + "  - taps: و\n")

    assert 'Did you mean "الرسوم والمدة"?' in told(played)
    assert "Did you mean" not in told(unsure)


def test_numbers_are_told_where_one_is_tapped_that_is_not_there(play: Play, tmp_path: Path) -> None:
    """One that stands in the text alone can still be typed: its option is on a later page."""
    names = [f"agency{letter}" for letter in "abcdefghijkl"]
    write_small_flows(tmp_path / "more", names)
    script = "conversation: x\nflows: more\nsteps:\n" + GREETED + "  - taps: {number: %s}\n"
    (later,), (nowhere,) = play(script % 12), play(script % 13)

    _, *offered = told(later).split("\n")
    assert offered == [
        *(f"  {at}- Agency {name}" for at, name in enumerate(names[:8], 1)),
        "  · More",
        "  · العربية",
        "12 stands in the text alone: it can be typed, not tapped",
    ]
    assert told(nowhere).split("\n")[1:] == offered[:-1]


def test_nothing_can_be_tapped_where_nothing_was_shown(play: Play) -> None:
    """A clear word and no traceback; of an id it is no trouble: it may be of long ago."""
    (played,) = play(HEAD + "  - taps: Fees")
    (silent,) = play(HEAD + "  - sends: deletion\n  - taps: Fees")
    (by_id,) = play(HEAD + "  - taps: {id: alpha}")

    assert told(played) == told(silent) == "nothing was seen before this step"
    assert screens(by_id) == ["alpha"]


def test_media_and_odd_kinds_keep_the_place(play: Play) -> None:
    """Each is answered; with a caption that is understood, the words count."""
    kinds = ("voice", "audio", "video", "document", "sticker", "contact", "poll", "order", "form")
    steps = "".join(f"  - sends: {kind}\n" for kind in kinds)

    played = one(play, steps + "  - sends: {image: Agency bravo}\n  - sends: {unknown: hologram}\n")

    assert screens(played)[2:] == ["@main"] * len(kinds) + ["bravo"] * 2


def test_reactions_edits_and_deletions_are_not_answered(play: Play) -> None:
    """With the reason that the bot counts."""
    played = one(
        play, "  - sends: {reaction: 👍, of: 1}\n  - sends: {edit: no}\n  - sends: deletion\n"
    )

    assert details(played)[2:] == ["reaction", "edit", "revoke"]


def test_a_place_is_shared(play: Play) -> None:
    """With a name or without."""
    played = one(
        play, "  - shares: [31.95, ٣٥٫٩١]\n".replace("٫", ".") +
        "  - shares: {at: [31.95, 35.91], name: Home}\n",
    )  # fmt: skip

    assert details(played)[2:] == ["replied", "replied"]


def test_the_same_webhook_again_is_seen_by_nobody(play: Play) -> None:
    """Nothing is expected of it unless the script says so; an older one can be named."""
    played = one(play, "  - types: '2'\n  - repeats: last\n  - repeats: 1\n")

    assert played.verdict == "passed"
    assert details(played)[3:] == ["duplicate", "duplicate"]


def test_several_messages_arrive_together(play: Play) -> None:
    """Each has its own expectation."""
    played = one(
        play,
        "  - together:\n      - types: '2'\n        sees: {screen: bravo}\n"
        "      - sends: {reaction: x}\n        sees: nothing\n"
        "      - types: '1'\n        sees: {screen: alpha}\n",
    )

    assert [len(step.differences) for step in played.steps] == [0, 0, 0, 0, 1]


def test_time_passes_as_told(play: Play) -> None:
    """Ten seconds between two steps, or what stands there; waiting brings no further gap."""
    (played,) = play(
        "conversation: x\nstarts: 2026-11-26 10:00\nsteps:\n  - says: a\n  - says: b\n"
        "  - says: c\n    after: 1s\n  - waits: 1h 30m\n  - says: d\n  - waits: until 09:30\n"
        "  - says: e\n  - waits: until 2026-12-01\n  - says: f\n"
    )

    begin = played.steps[0].at
    assert begin == 1_795_676_400  # 26 November 2026, 07:00 UTC: ten o'clock in Amman
    assert [step.at - begin for step in played.steps] == [
        0, 10, 11, 5411, 84_600, 5 * 86_400,
    ]  # fmt: skip


def test_nobody_waits_for_a_moment_that_is_past(play: Play) -> None:
    """What was meant to be seen at that moment would be looked at in another."""
    played = one(play, "  - waits: until 2026-11-01 08:30\n  - says: a\n    sees: nothing\n")

    assert told(played) == "2026-11-01 08:30 is past: it is 2026-11-23 10:00 already"
    assert played.verdict == "failed"


def test_late_messages_are_excused_superseded_or_left(play: Play) -> None:
    """By the rules of the service: the newest of several late ones is answered."""
    played = one(
        play,
        "  - types: '2'\n    sent: 2h ago\n    sees: {begins: Sorry}\n"
        "  - types: '3'\n    sent: 3h ago\n  - types: '3'\n    sent: 24h ago\n"
        "  - types: '3'\n    sent: 5m ahead\n  - types: '3'\n    sent: undated\n",
    )

    assert details(played)[2:] == ["replied", "superseded", "too-old", "replied", "replied"]
    assert played.verdict == "passed"


def test_a_burst_of_pictures_gets_one_reply(play: Play) -> None:
    """The second reply is held back for a moment, and the third picture takes it back."""
    quick = "  - sends: image\n    after: 1s\n"

    burst = one(play, quick * 4)
    pair = one(play, quick * 2)

    assert details(burst)[2:] == ["replied", "superseded", "media-burst", "media-burst"]
    assert details(pair)[2:] == ["replied", "replied"]


def test_names_of_one_citizen_lead_to_one_conversation(play: Play) -> None:
    """A number, then both, then the user id alone; another number is somebody else."""
    played = one(
        play,
        "  - types: '2'\n"
        '  - types: "1"\n    as: {phone: "962790000001", user_id: JO.8392017554}\n'
        "  - says: back\n    as: {user_id: JO.8392017554}\n"
        '  - says: hello\n    as: {phone: "962790000099"}\n',
    )

    assert screens(played)[2:] == ["bravo", "bravo/service", "bravo", "@start"]


def test_whoever_changes_their_number_stays_where_they_were(play: Play) -> None:
    """From then on they write by the new one."""
    played = one(
        play, "  - types: '2'\n  - becomes: {phone: '962790000777'}\n    sees: {nothing: system}\n"
        "  - types: '1'\n",
    )  # fmt: skip

    assert screens(played)[2:] == ["bravo", "", "bravo/service"]
    assert played.steps[-1].outcomes[0].to is not None
    assert played.steps[-1].outcomes[0].to.phone == "962790000777"


def test_raw_webhooks_are_delivered_as_they_are(play: Play, tmp_path: Path) -> None:
    """From a file beside the script or from the script itself, sound or not."""
    sample = Path("tests/samples/webhooks/02_text_english_keyword.json").read_bytes()
    (tmp_path / "sound.json").write_bytes(sample)

    (played,) = play(
        "conversation: x\nstarts: 2026-11-23 11:00\nsteps:\n  - delivers: sound.json\n"
        '  - delivers: {body: "{nothing"}\n    sees: {status: 400}\n'
        '  - delivers: {body: "[]"}\n    sees: nothing\n'
    )

    assert played.verdict == "passed"
    assert [step.status for step in played.steps] == [200, 400, 200]
    assert [len(step.outcomes) for step in played.steps] == [1, 0, 0]


def test_the_flows_change_in_the_middle(play: Play, tmp_path: Path) -> None:
    """What was shown before still leads on, or to what is left of it."""
    write_small_flows(tmp_path / "after", ("alpha", "bravo"))

    played = one(
        play,
        "  - flows: after\n  - taps: {option: Agency bravo, of: 2}\n"
        "  - taps: {option: Agency charlie, of: 2}\n",
    )

    assert screens(played)[2:] == ["bravo", "@main"]


def test_flows_with_mistakes_end_the_conversation(play: Play, tmp_path: Path) -> None:
    """The step tells what `check` would tell."""
    (tmp_path / "after").mkdir()

    played = one(play, "  - flows: after\n  - says: menu\n")
    from_the_start = one(play, "", "conversation: x\nflows: after\nsteps:\n")

    assert "no-flows" in told(played)
    assert "no-flows" in told(from_the_start)
    assert played.verdict == from_the_start.verdict == "failed"
