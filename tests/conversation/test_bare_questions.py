"""Recurring questions asked in few words: "the fees?", «شو الأوراق المطلوبة»."""

from dataclasses import replace

import pytest

from bot.conversation.release import Release
from tests.conversation.talking import Talk

_PAPERS = ["شو الأوراق المطلوبة", "شو بدها وراق", "وثائق", "what documents do I need?", "matloob"]
_FEES = ["رسوم", "الرسوم", "fees", "شو الرسوم", "الرسوم و المدة", "طيب كم بدها وقت", "3-الرسوم"]


@pytest.mark.parametrize("place", ["cspd/passport-renew", "cspd/passport-renew/steps"])
@pytest.mark.parametrize(
    ("said", "question"),
    [
        *((said, "documents") for said in _PAPERS),
        *((said, "fees") for said in _FEES),
        ("وين اقرب مكتب", "where"),
        ("where do I go?", "where"),
    ],
)
def test_a_bare_question_is_of_the_service_in_view(
    arabic: Talk, place: str, said: str, question: str
) -> None:
    """Whoever reads of a service and asks for papers means that service, not any other."""
    arabic.taps_id(place)
    arabic.says(said)

    assert arabic.session.state == f"cspd/passport-renew/{question}"


@pytest.mark.parametrize("said", ["ساعات الدوام", "رقم التلفون", "اقرب مكتب", "opening hours"])
def test_a_question_of_places_at_an_agency_opens_its_offices(arabic: Talk, said: str) -> None:
    """An agency's own answer to "where and when" is the list of its offices."""
    arabic.taps_id("ssc")
    arabic.says(said)

    assert arabic.session.state == "ssc/offices"


@pytest.mark.parametrize("said", ["رسوم", "شو الأوراق المطلوبة", "how much?", "اقرب مكتب"])
def test_a_bare_question_without_a_service_is_asked_back(arabic: Talk, said: str) -> None:
    """At the main menu no service is guessed; asking so is not held against the citizen."""
    arabic.says(said)

    assert arabic.first_line.startswith("عن أي خدمة تسأل؟")
    assert (arabic.session.state, arabic.session.misses) == ("@main", 0)


@pytest.mark.parametrize(
    "said", ["شو بجيب معي", "شو الأوراق المطلوبة", "what documents do I need?"]
)
def test_a_bare_question_below_results_opens_none_of_them(arabic: Talk, said: str) -> None:
    """Nor a service whose id happens to be that of the question: which is meant is asked."""
    arabic.session = replace(arabic.session, state="@results", hits=("sanad/documents", "moj"))
    arabic.says(said)

    assert arabic.first_line.startswith("عن أي خدمة تسأل؟")
    assert arabic.session.state == "@results"


def test_a_question_of_places_below_results_opens_no_offices(arabic: Talk) -> None:
    """A single agency's offices among the results are no more meant than the rest."""
    arabic.session = replace(arabic.session, state="@results", hits=("ssc/offices", "moj"))
    arabic.says("ساعات الدوام")

    assert arabic.first_line.startswith("عن أي خدمة تسأل؟")


@pytest.mark.parametrize("said", ["شو بجيب معي", "شو الأوراق المطلوبة"])
def test_a_bare_question_at_an_agency_opens_no_service(arabic: Talk, said: str) -> None:
    """Its services are not its questions, whatever their ids."""
    arabic.taps_id("sanad")
    arabic.says(said)

    assert arabic.first_line.startswith("عن أي خدمة تسأل؟")


@pytest.mark.parametrize("said", ["طب وين اقرب فرع", "طب شو الرسوم", "طب كم بدها وقت"])
def test_a_so_before_a_bare_question_says_nothing(arabic: Talk, said: str) -> None:
    """It is spelt like medicine, which opens studies abroad."""
    arabic.says(said)

    assert arabic.first_line.startswith("عن أي خدمة تسأل؟")


def test_a_service_without_the_question_says_so(arabic: Talk) -> None:
    """Nobody is sent to another service for what this one does not answer."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says("شو الشروط")

    assert arabic.first_line.startswith("لا إجابة لدينا عن هذا السؤال")
    assert arabic.session.state == "cspd/passport-renew"


def test_a_bare_question_as_first_message_is_welcomed_and_asked_back(release: Release) -> None:
    """Even then no service is guessed."""
    talk = Talk(release)
    talk.says("قديش الرسوم")

    assert "عن أي خدمة تسأل؟" in talk.reply.body
    assert talk.session.state == "@main"
