"""What conditions hide for ever, or all at once, is told before a citizen meets it."""

from pathlib import Path

import pytest

from bot.authoring.checking.check import check_flows
from bot.authoring.checking.worlds import may_be
from bot.flows.nodes import Ask, AskChoice
from bot.flows.when.conditions import AnswerIn
from bot.texts.languages import Bilingual
from tests.flows.authored import FILES, write_flows

LOCALES = Path(__file__).parents[3] / "locales"
MENU = """\
  - id: tax
    title: {ar: ضريبة, en: Tax}
    when: WHEN
    menu:
      - id: one
        title: {ar: أولى, en: First}
        when: ONE
        answer: {ar: نعم, en: Yes}
      - id: two
        title: {ar: ثانية, en: Second}
        when: TWO
        answer: {ar: لا, en: No}
"""
ASK = """\
  - id: tax
    title: {ar: ضريبة, en: Tax}
    ask: {name: age, type: number, min: 0, max: 120, text: {ar: كم؟, en: How old?}}
    then:
      - {id: one, when: ONE, answer: {ar: نعم, en: Yes}}
      - {id: two, when: TWO, answer: {ar: لا, en: No}}
      - {id: rest, answer: {ar: ربما, en: Perhaps}}
"""
OPENING = 'opening: ["sun-thu 08:00-15:00"]\nmenu:\n'


def told(folder: Path, template: str, **conditions: str) -> list[str]:
    """What `check` says of a service made of a template and conditions."""
    text = FILES["gam.yaml"].replace("menu:\n", OPENING, 1)
    for word, condition in {"when": "{}", "one": "{}", "two": "{}", **conditions}.items():
        template = template.replace(word.upper(), condition)
    template = "".join(line for line in template.splitlines(True) if "when: {}\n" not in line)
    flows = write_flows(folder / "flows", {"gam.yaml": text + template})
    return [str(fault).rpartition("flows/")[2] for fault in check_flows([flows], LOCALES)]


@pytest.mark.parametrize(
    ("when", "one"),
    [
        ("{language: ar}", "{language: en}"),
        ("{to: 2027-03-01}", "{from: 2027-03-02}"),
        ("{from: 2027-01-01, to: 2027-02-01}", "{season: 08-15..09-30}"),
        ("{open: true}", "{open: false}"),
        ("{open: true}", "{all: [{not: {open: true}}]}"),
        ("{from: 2026-11-27, to: 2026-11-28}", "{open: true}"),  # a weekend
    ],
)
def test_conditions_that_exclude_each_other_are_told(tmp_path: Path, when: str, one: str) -> None:
    """Those of a node and of the menus above: nobody would ever be shown the node."""
    (fault,) = told(tmp_path, MENU, when=when, one=one)

    assert fault.startswith("gam.yaml:22:9: bad-condition nobody is ever shown this")


@pytest.mark.parametrize(
    ("when", "one"),
    [
        ("{language: ar}", "{open: true}"),
        ("{to: 2027-03-01}", "{from: 2027-03-01}"),
        ("{from: 2026-12-01}", "{season: 12-15..01-10}"),
        ("{from: 2020-10-01, to: 2030-02-01}", "{season: 08-15..09-30}"),
        ("{season: 02-29..02-29}", "{language: en}"),
        ("{from: 2026-11-27, to: 2026-11-29}", "{open: true}"),
        ("{from: 2026-11-27, to: 2026-12-05}", "{open: true}"),  # from a Friday to a Saturday
        ("{any: [{language: ar}, {open: true}]}", "{language: en}"),
    ],
)
def test_conditions_that_can_hold_together_are_not_told(
    tmp_path: Path, when: str, one: str
) -> None:
    """Be it for a day, once in four years."""
    assert told(tmp_path, MENU, when=when, one=one) == []


@pytest.mark.parametrize(
    ("one", "two", "is_told"),
    [
        ("{open: true}", "{language: en}", True),
        ("{open: true}", "{open: false}", False),
        ("{from: 2027-01-01}", "{to: 2026-12-30}", True),
        ("{from: 2027-01-01}", "{to: 2026-12-31}", False),
        ("{language: ar}", "{}", False),
    ],
)
def test_a_menu_without_a_choice_at_times_is_told(
    tmp_path: Path, one: str, two: str, is_told: bool
) -> None:
    """A citizen who opens it then can only go back."""
    warned = [
        "gam.yaml:18:5: empty-at-times warning: at times none of its choices is shown; leave one "
        'without "when"'
    ]

    assert told(tmp_path, MENU, one=one, two=two) == warned * is_told


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("{answer: {age: ..17}}", "{answer: {age: 16..20}}", []),
        ("{answer: {age: ..17}}", "{answer: {age: 10..17}}", ["gam.yaml:23:9: no-way-on"]),
        ("{answer: {age: ..17}}", "{answer: {age: 18..}}", ["gam.yaml:24:9: no-way-on"]),
        ("{answer: {age: ..17}}", "{answer: {age: 18..119}}", []),
        ("{answer: {age: 121..}}", "{answer: {age: 18..}}", ["gam.yaml:22:9: bad-condition"]),
    ],
)
def test_ways_that_no_answer_takes_are_told(
    tmp_path: Path, one: str, two: str, expected: list[str]
) -> None:
    """Those above take all of its answers, or the question takes none of them."""
    found = told(tmp_path, ASK, one=one, two=two)

    assert [fault[: len(start)] for fault, start in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "when",
    [
        "{from: 0001-01-01}",
        "{to: 9999-12-31}",
        "{open: true, from: 9999-12-29}",
        "{season: 02-29..03-01, to: 9999-12-31}",
        "{season: 02-29..03-01, from: 0001-01-01}",
    ],
)
def test_days_at_the_ends_of_the_calendar_are_days(tmp_path: Path, when: str) -> None:
    """An author who means "for ever" writes the last day there is."""
    assert told(tmp_path, MENU, one=when) == []


def test_answers_at_the_ends_of_the_calendar_are_answers(tmp_path: Path) -> None:
    """The same of what is asked, and of what hangs on it."""
    template = ASK.replace("number, min: 0, max: 120", "date, min: 0001-01-01, max: 9999-12-31")
    one, two = "{answer: {age: ..0001-01-01}}", "{answer: {age: 9999-12-31}}"

    assert told(tmp_path, template, one=one, two=two) == []


def test_conditions_beyond_counting_are_let_pass() -> None:
    """Where not all circumstances can be tried, nothing is claimed."""
    choices = tuple(AskChoice(f"c{number}", Bilingual("أ", "A")) for number in range(8))
    asks = {
        f"q{number}": Ask("q", "choice", Bilingual("؟", "?"), (), choices) for number in range(5)
    }
    never = tuple(AnswerIn(question, frozenset(("gone",))) for question in asks)

    assert may_be(never, (), asks)
    assert not may_be(never[:2], (), asks)
