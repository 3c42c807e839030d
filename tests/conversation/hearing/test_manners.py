"""Courtesies, however they are put together, and the wish to speak to a person."""

from pathlib import Path

import pytest

from bot.conversation.hearing.manners import Manner, Manners
from bot.texts.phrases import Phrases
from tests.conversation.talking import Talk

_LOCALES = Path(__file__).parents[3] / "locales"


@pytest.fixture(scope="module")
def manners() -> Manners:
    """The manners of the real locales."""
    return Manners(Phrases.load(_LOCALES))


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("مشكورين الله يعافيكم", "thanks"),
        ("شكرااا حبيبي ❤️", "thanks"),
        ("ok thx", "thanks"),
        ("yeslamo kteer ya3tek el3afye", "thanks"),
        ("خلص شكرا مع السلامة", "goodbye"),
        ("مرحبا كيفكم يعطيكم العافية", "greeting"),
        ("الله يوفقكم ويحميكم", "blessing"),
        ("والله يعطيكي العافية", "blessing"),
        ("رد علي حدا يا عمي", "human"),
        ("I want to talk to a person", "human"),
        ("badi a7ki ma3 mowazzaf", "human"),
    ],
)
def test_courtesies_put_together_come_to_one(manners: Manners, text: str, manner: Manner) -> None:
    """To any person, with any endearment; the parting counts before thanks, these before hello."""
    assert manners.hear(text) == manner


@pytest.mark.parametrize(
    "text",
    [
        "",
        "يا غالي",
        "الله لا يوفقكم",
        "شكرا بس شو الاوراق",
        "مرحبا بدي اجدد الجواز",
        "thanks, and the fees?",
        "شكوى على موظف",
        "انا موظف",
        "I am an employee",
        "بدي شهادة لموظف",
        "بكم",
    ],
)
def test_a_question_among_courtesies_is_the_question(manners: Manners, text: str) -> None:
    """One word that is no courtesy, and the message is about that; endearments say nothing."""
    assert manners.hear(text) is None


def test_many_words_cost_no_more_than_a_glance(manners: Manners) -> None:
    """However the words may be cut into phrases, each place is looked at once."""
    assert manners.hear("الله يعطيك العافية " * 6 + "جواز") is None


def test_a_blessing_thanks_for_an_answer_and_greets_who_comes(arabic: Talk) -> None:
    """«يعطيك العافية» is said both ways; below an answer it must not lose the place."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says("يعطيك العافية")

    assert arabic.session.state == "cspd/passport-renew"

    arabic.taps_id("@main")
    arabic.says("يعطيكم العافية")

    assert arabic.session.state == "@main"
