"""What is told of differences reads from the top down, in either direction of writing."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from bot.authoring.scripts.playing.results import Difference, Report
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.telling.differences import tell_difference, tell_played
from bot.authoring.scripts.telling.junit import as_junit
from bot.authoring.scripts.telling.summary import summarise
from tests.authoring.scripts.conftest import GREETED, Play
from tests.support.small_flows import write_small_flows


def lines(difference: Difference) -> list[str]:
    """What is told."""
    return list(tell_difference(difference))


def test_changed_lines_stand_below_each_other_with_a_few_around_them() -> None:
    """A sign begins each; nothing is padded, nothing points at a column."""
    before = ("*الرسوم*", "", "سطر", "الرسوم المنشورة 50 دينارًا للمنتهي", "", "1- رجوع", "2- أخرى")
    after = (*before[:3], "الرسوم المنشورة 60 دينارًا للمنتهي", *before[4:])

    assert lines(Difference("text", before, after)) == [
        "the text:",
        "  …",
        "  ",
        "  سطر",
        "- الرسوم المنشورة 50 دينارًا للمنتهي",
        "+ الرسوم المنشورة 60 دينارًا للمنتهي",
        "  expected here: 50",
        "  seen instead: 60",
        "  ",
        "  1- رجوع",
    ]


def test_words_are_not_compared_where_lines_have_little_in_common() -> None:
    """Two other sentences are two other sentences."""
    told = lines(Difference("text", ("one two three four",), ("five six seven eight",)))

    assert told == ["the text:", "- one two three four", "+ five six seven eight"]


def test_what_is_missing_is_told_beside_what_is_there() -> None:
    """Options that are not offered, and those that are."""
    assert lines(Difference("offers", ("الرسوم",), ("رجوع", "القائمة"))) == [
        "the options do not hold:", "- الرسوم", "the options are:", "  رجوع", "  القائمة",
    ]  # fmt: skip


def test_a_conversation_is_told_by_its_steps(play: Play) -> None:
    """Each with its place in the file and its words; steps that are right are left out."""
    (played,) = play(
        "conversation: At bravo\nsteps:\n" + GREETED + "  - types: '2'\n    sees: {screen: alpha}\n"
    )
    file = played.conversation.file

    assert tell_played(played) == (
        f"{file}: At bravo\n  {file}:6:5: step 3, types: 2\n"
        "    the screen:\n    - alpha\n    + bravo"
    )


def test_what_is_there_is_told_once_a_step(play: Play) -> None:
    """A long text does not hide what else differs by standing there again."""
    (played,) = play(
        "conversation: At bravo\nsteps:\n" + GREETED + "  - types: '2'\n"
        "    sees: {has: Fees, lacks: bravo, offers: Fees, hides: Main menu, language: ar}\n"
    )

    told = tell_played(played)

    assert [told.count(heading) for heading in ("the text is:", "the options are:")] == [1, 1]
    assert told.count("- Fees") == 2
    assert "- ar" in told


def test_junit_holds_every_conversation_and_every_mistake(play: Play) -> None:
    """Failures with their difference, known failures as skipped, wrong scripts as errors."""
    script = "conversation: x\nsteps: [{says: hi, sees: {screen: %s}}]"
    known = "fails: later\n" + script
    played = [*play(script % "start"), *play(script % "main"), *play(known % "main")]
    faults = parse_script("steps: [{says: a}]", Path("wrong.yaml")).faults

    root = Xml.fromstring(as_junit(Report(played, faults)))  # noqa: S314 - our own

    cases = list(root.iter("testcase"))
    assert [[child.tag for child in case] for case in cases] == [
        [], ["failure"], ["skipped"], ["error"],
    ]  # fmt: skip
    assert "- main" in (cases[1][0].text or "")
    assert cases[3][0].get("message", "").startswith("wrong.yaml:1:1: missing-key")
    suites = [(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root]
    assert suites == [("3", "1", "0"), ("1", "0", "1")]


def test_the_summary_counts(play: Play) -> None:
    """What came out, in words."""
    script = "conversation: x\nsteps: [{says: hi, sees: {screen: %s}}]"
    good, bad = play(script % "start"), play(script % "main")

    assert summarise(Report(good), 1.0).endswith("steps/s each process): all as scripted")
    assert summarise(Report([*good, *bad]), 1.0).endswith(": 1 not as scripted")


NO_SCREEN = 'there is no screen "{}" in the flows.'


@pytest.mark.parametrize(
    ("screen", "meant"),
    [
        ("brave", ' Did you mean "bravo"?'),
        ("alpha/sevice/fees", ' Did you mean "alpha/service/fees"?'),
        ("thank", ' Did you mean "thanks"?'),
        ("brave?page=2", ' Did you mean "bravo"?'),
        ("nowhere-at-all", ""),
    ],
)
def test_a_screen_that_no_flows_have_is_told_as_such(play: Play, screen: str, meant: str) -> None:
    """With the one that was most likely meant: it can never be seen, whatever the bot does."""
    script = "conversation: x\nsteps:\n" + GREETED + "  - types: '0'\n    sees: {screen: '%s'}\n"
    (played,) = play(script % screen)

    told = tell_played(played).split("\n")

    assert told[-1] == f"      {NO_SCREEN.format(screen.partition('?')[0])}{meant}"


def test_curly_quotes_in_an_expectation_are_told(play: Play) -> None:
    """As word processors make them: they are no quotes, but part of what must be seen."""
    script = "conversation: x\nsteps:\n" + GREETED + "  - types: '2'\n    sees: {has: “Service”}\n"
    (played,) = play(script)
    other_text = "{lacks: “bravo”, has: '“a” b', text: \"One\\n“Two”\"}"
    (other,) = play(script.replace("{has: “Service”}", other_text))

    note = 'the “ ” belong to what must be seen as they stand; write "…", or nothing'
    assert note in tell_played(played)
    assert note not in tell_played(other)


def test_what_is_not_there_is_told_in_words(play: Play) -> None:
    """A sign with nothing behind it would tell nothing."""
    script = (
        "conversation: x\nsteps:\n" + GREETED + "  - types: '2'\n    sees: {link: https://a.jo}\n"
    )
    (played,) = play(script)

    assert tell_played(played).endswith("the link:\n    - https://a.jo\n    + there is none")


def test_items_of_a_payload_are_told_from_each_other(play: Play) -> None:
    """As they are written in a script."""
    script = "conversation: x\nsteps:\n  - says: a\n    sees: {payload: {type: text}}\n"
    (played,) = play(script)

    told = tell_played(played).split("\n")

    at = told.index("    +     buttons:")
    assert told[at + 1 : at + 7] == [
        *("    +       - type: reply", "    +         reply:"),
        *("    +           id: @ar:@main", "    +           title: العربية"),
        *("    +       - type: reply", "    +         reply:"),
    ]


HINTS = {
    "{has: '*Agéncy  bravo: Chöose a service'}": "",
    "{has: choose A servíce}": 'it is spelt "Choose a service" there',
    "{has: [bravo, AGENCY bravo]}": 'it is spelt "Agency bravo" there',
    "{offers: [Main menu, servise bravo]}": 'did you mean "Service bravo"?',
    "main": 'if the screen is meant, write "screen: main"',
    "alpha/service": 'if the screen is meant, write "screen: alpha/service"',
    "{has: nowhere, offers: [nobody]}": "",
}


@pytest.mark.parametrize("sees", HINTS)
def test_what_is_like_a_missing_part_is_told(play: Play, sees: str) -> None:
    """Most parts that a text has not are there in another spelling."""
    (played,) = play("conversation: x\nsteps:\n" + GREETED + f"  - types: '2'\n    sees: {sees}\n")

    notes = [difference.note for step in played.steps for difference in step.differences]

    assert "".join(notes) == HINTS[sees]


def test_where_nothing_is_seen_no_other_spelling_is_told(play: Play) -> None:
    """What the player says of it holds no words of a reply."""
    (played,) = play("conversation: x\nsteps:\n  - sends: deletion\n    sees: {has: Nothing}\n")

    assert [each.note for each in played.steps[0].differences] == [""]


@pytest.mark.parametrize("screen", ["alpha", "thanks", "@results", "alpha/service?page=3"])
def test_a_screen_that_there_is_differs_and_no_more(play: Play, screen: str) -> None:
    """Then the bot is elsewhere."""
    script = "conversation: x\nsteps:\n" + GREETED + "  - types: '2'\n    sees: {screen: '%s'}\n"
    (played,) = play(script % screen)

    assert "there is no screen" not in tell_played(played)
    assert played.verdict == "failed"


def test_a_screen_of_other_flows_that_a_script_meets_is_there(play: Play, tmp_path: Path) -> None:
    """Before it moves to them as well."""
    write_small_flows(tmp_path / "more", ["golf", "hotel"])
    (played,) = play(
        "conversation: x\nsteps:\n" + GREETED + "  - types: '2'\n    sees: {screen: golf}\n"
        "  - flows: more\n  - types: '0'\n    sees: {screen: hotl}\n"
    )

    assert 'golf" in the' not in tell_played(played)
    assert f'{NO_SCREEN.format("hotl")} Did you mean "hotel"?' in tell_played(played)
