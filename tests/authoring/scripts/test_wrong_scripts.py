"""A wrong script is told with its line and column, and with what would mend it."""

from pathlib import Path

import pytest

from bot.authoring.scripts.reading.fields import CODES
from bot.authoring.scripts.reading.reader import parse_script, read_script
from bot.flows.faults import CODES as FLOW_CODES

HEAD = "conversation: x\nsteps:\n"
WRONG: dict[str, tuple[str, str]] = {
    "no name": ("steps: [{says: a}]", '1:1: missing-key "conversation" is missing: what it shows'),
    "no steps": ("conversation: x", '1:1: missing-key "steps" is missing'),
    "steps of nothing": (
        "conversation: x\nsteps:",
        '2:7: wrong-type expected steps: a line with "- " for each, a step such as '
        '"says: مرحبا", found nothing',
    ),
    "no script": ("- says: a", '1:1: wrong-type expected a script: "conversation", "steps"'),
    "unknown key": (
        "conversation: x\nstep: [{says: a}]",
        '2:1: unknown-key "step" has no meaning here. Did you mean "steps"?',
    ),
    "unknown verb": (
        HEAD + "  - say: a",
        '3:5: unknown-key "say" has no meaning here. Did you mean "says"?',
    ),
    "a row that lacks a value": (
        "conversation: x\nrows: [{word: a, at: b}, {word: c}]\nsteps:\n"
        "  - says: $word\n    sees: {screen: $at}",
        '2:26: missing-key "at" is missing; other rows have it',
    ),
    "two verbs": (
        HEAD + "  - says: a\n    taps: b",
        '4:5: not-one-act "says" and "taps" are two steps; begin each with "- "',
    ),
    "no verb": (
        HEAD + "  - sees: a",
        "3:5: not-one-act the step does nothing; write one of: says, types, taps, shares",
    ),
    "empty words": (HEAD + "  - says:", "3:10: wrong-type expected a text, found nothing"),
    "unknown expectation": (
        HEAD + "  - says: a\n    sees: {screne: main}",
        '4:12: unknown-key "screne" has no meaning here. Did you mean "screen"?',
    ),
    "empty expectation": (
        HEAD + "  - says: a\n    sees: {}",
        "4:11: wrong-type expected what is seen: a text, or keys such as {screen: cspd, has: …}, "
        "found empty braces",
    ),
    "an expectation in empty quotes": (
        HEAD + '  - says: a\n    sees: ""',
        "4:11: wrong-type expected a text, or a list of texts, found nothing",
    ),
    "nothing and something": (
        HEAD + "  - says: a\n    sees: {nothing: duplicate, has: b}",
        '4:32: nothing-else where nothing is seen, "has" cannot be; remove one of them',
    ),
    "unknown language": (
        HEAD + "  - says: a\n    sees: {language: fr}",
        '4:22: bad-choice "fr" is none of: ar, en.',
    ),
    "unknown kind of message": (
        HEAD + "  - says: a\n    sees: {kind: button}",
        '4:18: bad-choice "button" is none of: text, list, buttons, link, location-request. '
        'Did you mean "buttons"?',
    ),
    "unknown medium": (
        HEAD + "  - sends: pictur",
        '3:12: bad-choice "pictur" is none of: image, voice, audio',
    ),
    "two media": (
        HEAD + "  - sends: {image: a, video: b}",
        "3:12: not-one-act say one thing that is sent, of: image, voice",
    ),
    "no option": (
        HEAD + "  - taps: {of: 1}",
        '3:11: not-one-act say what is tapped by one of "option", "number" and "id"',
    ),
    "a step to come": (
        HEAD + "  - says: a\n  - taps: {option: b, of: 2}",
        '4:27: unknown-step "2" is no step before this one, which is step 2',
    ),
    "a number of words": (
        HEAD + "  - taps: {number: two}",
        '3:20: bad-number "two" is no number of an option',
    ),
    "repeats before anything": (
        HEAD + "  - repeats: last",
        "3:14: unknown-step there is no step before this one",
    ),
    "no duration": (
        HEAD + "  - waits: a day",
        '3:12: bad-time "a day" is no time; write a length of time such as 30s, 5m, 25h, 2d or '
        '"1h 30m", "until 09:30" or "until" with a day',
    ),
    "no time of day": (HEAD + "  - waits: until 25:00", '3:12: bad-time "until 25:00" is no time'),
    "no gap": (
        HEAD + "  - says: a\n    after: soon",
        '4:12: bad-time "soon" is no length of time such as 30s',
    ),
    "no age": (
        HEAD + "  - says: a\n    sent: yesterday",
        '4:11: bad-time "yesterday" is no time; write when it was sent: "2h ago"',
    ),
    "no moment": (
        "conversation: x\nstarts: monday\nsteps: [{says: a}]",
        '2:9: bad-time "monday" is no moment; write a moment such as "2026-11-26 10:00"',
    ),
    "a day beyond all calendars": (
        HEAD + "  - waits: until 0001-01-01",
        '3:12: bad-time "until 0001-01-01" is no time',
    ),
    "seen while waiting": (
        HEAD + "  - waits: 5m\n    sees: a",
        '4:5: bad-combination "sees" does not go with "waits"; put it into the step after it',
    ),
    "seen together": (
        HEAD + "  - together: [{says: a}]\n    sees: a",
        '4:5: bad-combination "sees" does not go with "together"; put it into its own steps',
    ),
    "waits in a webhook": (
        HEAD + "  - together:\n      - waits: 5m",
        '4:9: bad-combination "waits" cannot be part of one webhook',
    ),
    "values for nobody": (
        HEAD + "  - says: a\n    with: {b: c}",
        '4:5: bad-combination "with" belongs to "does"',
    ),
    "no place": (
        HEAD + "  - shares: [91, 35]",
        "3:13: bad-coordinates write a place as [latitude, longitude], such as [31.95, 35.91]",
    ),
    "no phone": (
        'conversation: x\ncitizen: {phone: "0790000001"}\nsteps: [{says: a}]',
        "2:18: bad-phone a phone number begins with its country code, such as 962790000001",
    ),
    "no user id": (
        HEAD + "  - says: a\n    as: {user_id: jordan}",
        "4:19: bad-phone a user id is two capitals, a dot, letters and digits",
    ),
    "unknown variable": (
        "conversation: x\nvalues: {greeting: a}\nsteps:\n  - says: well, $greting",
        '4:17: unknown-variable "$greting" stands for nothing here. Did you mean "greeting"? '
        "For a dollar sign write $$",
    ),
    "variables of nothing": (
        HEAD + "  - says: $word",
        '3:11: unknown-variable "$word" stands for nothing here. Give it under "values".',
    ),
    "a variable with a space": (
        "conversation: x\nvalues: {two words: a}\nsteps: [{says: a}]",
        '2:10: bad-id "two words" is no name for a variable; use letters, digits and _',
    ),
    "languages not chosen": (
        HEAD + "  - says: {ar: أ, en: a}",
        '3:11: missing-key a text by language needs "languages: [ar, en]"',
    ),
    "a language short": (
        "conversation: x\nlanguages: [ar, en]\nsteps:\n  - says: {ar: أ}",
        '4:11: missing-language the English is missing ("en")',
    ),
    "a beginning that is not there": (
        HEAD + "  - does: _none.yaml",
        '3:11: no-script there is no file "_none.yaml"; it is sought beside this one',
    ),
    "a beginning of itself": (
        HEAD + "  - does: script.yaml",
        '3:11: no-script "script.yaml" is being played already',
    ),
    "a webhook that is not there": (
        HEAD + "  - delivers: none.json",
        '3:15: bad-webhook "none.json" cannot be read: there is no such file',
    ),
    "flows that are not there": (
        HEAD + "  - flows: elsewhere",
        '3:12: no-flows there is no folder "elsewhere"; it is sought beside the script',
    ),
    "invited or not": (
        "conversation: x\ninvited: perhaps\nsteps: [{says: a}]",
        '2:10: bad-choice "perhaps" is none of: yes, no.',
    ),
    "white space alone is seen everywhere": (
        HEAD + '  - says: a\n    sees: {has: [b, " "]}',
        "4:17: unseen white space alone is seen everywhere",
    ),
    "so it begins everywhere": (
        HEAD + '  - says: a\n    sees: {begins: "\\n"}',
        "4:20: unseen white space alone is seen everywhere",
    ),
    "a bare text that is none": (
        HEAD + '  - says: a\n    sees: " "',
        "4:11: unseen white space alone is seen everywhere",
    ),
    "a mark that nobody sees": (
        HEAD + '  - says: a\n    sees: {lacks: "\\u200f"}',
        "4:19: unseen white space alone is seen everywhere",
    ),
    "a column of rows that nothing uses": (
        "conversation: x\nrows: [{a: b, fee: c}, {a: d}]\nsteps: [{says: $a}]",
        "2:15: unused-variable nothing uses $fee; write it where it belongs, or take it out",
    ),
    "a value that nothing uses": (
        "conversation: x\nvalues: {fee: c}\nsteps: [{says: a}]",
        "2:10: unused-variable nothing uses $fee",
    ),
    "a raw webhook by another name": (
        HEAD + '  - delivers: {body: a}\n    as: {phone: "962790000002"}',
        '4:5: bad-combination "as" does not go with "delivers": the webhook tells it itself',
    ),
    "a repetition that is late": (
        HEAD + "  - says: a\n  - repeats: last\n    sent: 2h ago",
        '5:5: bad-combination "sent" does not go with "repeats"',
    ),
    "a name of white space": (
        'conversation: " "\nsteps: [{says: a}]',
        "1:15: wrong-type expected a text, found white space",
    ),
    "an empty list": (
        "conversation: x\nlanguages: []\nsteps: [{says: a}]",
        "2:12: wrong-type expected a list of languages: [ar, en], found an empty list",
    ),
    "a tab": (HEAD + "\t- says: a", "3:1: tab a tab stands here; use spaces"),
    "no yaml": (HEAD + "  - says: a: b", "3:12: syntax a text with"),
    "a hidden mark": (HEAD + "  - says: a\u2066b", "3:12: hidden-character remove the invisible"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the script stands."""
    return tmp_path / "script.yaml"


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_at_its_place(name: str, file: Path) -> None:
    """The first fault is at this line and column and begins with these words."""
    text, expected = WRONG[name]
    file.write_text(text, encoding="utf-8")

    script = read_script(file)

    told = [str(fault).removeprefix(f"{file}:") for fault in script.faults]
    assert any(each.startswith(expected) for each in told), told
    assert script.conversations == ()
    assert {fault.code for fault in script.faults} <= CODES.keys() | FLOW_CODES.keys()


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    """Each once, though every language and row reads the file anew."""
    text = (
        "conversation: x\nlanguages: [ar, en]\nrows: [{a: b}, {a: c}]\n"
        "steps:\n  - say: a\n  - says: $none\n  - waits: long\n"
    )

    codes = [fault.code for fault in parse_script(text, file).faults]

    assert codes == ["unknown-key", "unknown-variable", "bad-time"]


@pytest.mark.parametrize(
    "text",
    [
        "conversation: x\nstep: [{says: a}]",
        "conversaton: x\nsteps: [{says: a}]",
        "conversation: x\nvalue: {a: b}\nsteps: [{says: $a}, {says: $a}]",
        "conversation: x\nrow: [{a: b}]\nsteps: [{says: $a}]",
        "conversation: x\nlanguage: [ar, en]\nsteps: [{says: {ar: أ, en: a}}]",
    ],
)
def test_one_misspelt_key_is_one_mistake(text: str, file: Path) -> None:
    """What would not be missing without it is not told."""
    assert [fault.code for fault in parse_script(text, file).faults] == ["unknown-key"]


def test_a_mistake_in_a_beginning_is_told_in_its_own_file(tmp_path: Path) -> None:
    """Not in the script that begins with it."""
    beginning = tmp_path / "_begin.yaml"
    beginning.write_text("conversation: b\nsteps:\n  - waits: long\n", encoding="utf-8")

    script = parse_script(HEAD + "  - does: _begin.yaml", tmp_path / "script.yaml")

    assert [fault.place.file for fault in script.faults] == [str(beginning)]


def test_a_beginning_knows_no_other_keys_than_a_script(tmp_path: Path) -> None:
    """A key at the wrong place would not be looked at."""
    beginning = tmp_path / "_begin.yaml"
    beginning.write_text("steps:\n  - says: a\nsees: b\n", encoding="utf-8")

    (fault,) = parse_script(HEAD + "  - does: _begin.yaml", tmp_path / "script.yaml").faults

    assert (fault.place.line, fault.code) == (3, "unknown-key")


def test_a_value_is_used_where_any_run_or_beginning_has_a_place_for_it(tmp_path: Path) -> None:
    """In one of the languages, or in the file that a script begins with."""
    beginning = tmp_path / "_begin.yaml"
    beginning.write_text("steps:\n  - says: $greeting\n", encoding="utf-8")
    text = (
        "conversation: x\nlanguages: [ar, en]\nvalues: {greeting: a}\nrows: [{word: b}]\n"
        "steps:\n  - does: _begin.yaml\n  - says: {ar: أ, en: $word}\n"
    )

    assert parse_script(text, tmp_path / "script.yaml").faults == ()


def test_codes_of_scripts_are_not_those_of_flows() -> None:
    """One code has one meaning."""
    assert not CODES.keys() & FLOW_CODES.keys()
