"""The page of mistakes says what is so: its examples are run, and it is up to date."""

from collections.abc import Mapping, Sequence

import pytest

from bot.authoring.mistakes.examples import read_groups
from bot.authoring.mistakes.page import mistakes_page
from bot.flows.faults import CODES
from bot.texts.turning import turned
from tests.authoring.mistakes.laying import Side, told_of
from tests.support.bots import ROOT

EXAMPLES = {
    f"{mistake.code}-{number}": (mistake.code, example)
    for group in read_groups()
    for mistake in group.mistakes
    for number, example in enumerate(mistake.examples, start=1)
}


def test_every_code_that_can_be_said_has_an_example_and_no_other() -> None:
    """A new code comes with a place on the page."""
    told = [mistake.code for group in read_groups() for mistake in group.mistakes]

    assert sorted(told) == sorted(CODES)
    assert all(mistake.examples for group in read_groups() for mistake in group.mistakes)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Side, Sequence[str]]:
    """What is said of both sides of every example."""
    examples = {name: example for name, (_, example) in EXAMPLES.items()}
    return told_of(examples, tmp_path_factory.mktemp("examples"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_wrong_example_is_told_to_the_letter(
    told: Mapping[Side, Sequence[str]], name: str
) -> None:
    """With line and column as printed on the page, of its code alone, and nothing else."""
    code, example = EXAMPLES[name]

    assert told[name, True] == list(example.told)
    assert {line.split()[1] for line in example.told} == {code}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_right_example_has_no_fault(told: Mapping[Side, Sequence[str]], name: str) -> None:
    """So that it can be copied."""
    assert told[name, False] == []


def test_every_code_is_told_in_both_languages() -> None:
    """In Arabic at least in short, and so that it shows in order."""
    for group in read_groups():
        for mistake in group.mistakes:
            assert mistake.says
            assert any("ء" <= sign <= "ي" for sign in mistake.arabic), mistake.code
            assert list(turned(mistake.arabic, "ar")) == [], mistake.arabic


def test_the_page_of_the_repository_is_up_to_date() -> None:
    """Whoever changes an example writes it anew: main.py schema --mistakes -o …"""
    page = (ROOT / "docs" / "mistakes.md").read_text(encoding="utf-8")

    assert page == mistakes_page()
    assert all(f'<a id="{code}"></a>' in page for code in CODES)
