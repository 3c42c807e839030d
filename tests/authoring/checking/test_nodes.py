"""What `check` tells of a sound library: labels that are words of the bot, offices abroad."""

from pathlib import Path

import pytest

from bot.authoring.checking.check import check_flows
from tests.flows.authored import spoiled, write_flows

LOCALES = Path(__file__).parents[3] / "locales"


def told(folder: Path) -> list[str]:
    """The faults of a folder of flows with the bare names of its files."""
    return [str(fault).rpartition("flows/")[2] for fault in check_flows([folder], LOCALES)]


@pytest.mark.parametrize(
    ("old", "new", "word", "column"),
    [
        ("en: Deed}", "en: Back}", "back", 32),
        ("en: Deed}", "en: Main menu}", "menu", 32),
        ("ar: سند وكالة", "ar: القائمه", "menu", 17),
        ("ar: سند وكالة", "ar: مُساعدة", "help", 17),
    ],
)
def test_a_label_never_takes_a_word_that_works_everywhere(
    tmp_path: Path, old: str, new: str, word: str, column: int
) -> None:
    """On that menu "back" would open a service, though citizens are told it goes back."""
    flows = write_flows(tmp_path / "flows", spoiled("moj.yaml", old, new))

    (fault,) = told(flows)

    assert fault.startswith(f"moj.yaml:28:{column}: reserved-label")
    assert f'means "{word}"' in fault


def test_an_office_stands_in_the_country(tmp_path: Path) -> None:
    """Latitude and longitude in the wrong order would make another office the nearest."""
    changes = spoiled("moj.yaml", "[31.96, 35.91]", "[35.91, 31.96]")

    (fault,) = told(write_flows(tmp_path / "flows", changes))

    assert fault.startswith("moj.yaml:12:9: bad-coordinates 35.91, 31.96 is outside the country")


def test_the_country_is_what_the_main_file_says(tmp_path: Path) -> None:
    """Another country's offices are no mistakes there, and Jordan's are."""
    box = "country: [[29.5, 46.5], [30.2, 48.5]]\nsample: true"
    changes = spoiled("_main.yaml", "sample: true", box)

    (fault,) = told(write_flows(tmp_path / "flows", changes))
    changes |= spoiled("moj.yaml", "[31.96, 35.91]", "[29.98, 47.66]")

    assert fault.startswith("moj.yaml:12:9: bad-coordinates 31.96, 35.91 is outside the country")
    assert told(write_flows(tmp_path / "flows", changes)) == []


def test_an_answer_to_choose_never_takes_a_word_that_works_everywhere(tmp_path: Path) -> None:
    """While a question waits, "back" goes back."""
    choices = "[{id: a, title: {ar: أولى, en: First}}, {id: b, title: {ar: ثانية, en: Back}}]"
    ask = f"""ask: {{name: s, type: choice, text: {{ar: ما؟, en: What?}}, choices: {choices}}}
        then:
          - {{id: x, answer: {{ar: نعم, en: Yes}}}}
"""
    old = "answer: {ar: اكتب طلبًا., en: Write a request.}\n"
    changes = spoiled("gam.yaml", old + "        link: https://www.amman.jo/permits\n", ask)

    (fault,) = told(write_flows(tmp_path / "flows", changes))

    assert fault.startswith('gam.yaml:13:146: reserved-label who types "Back" anywhere means')
