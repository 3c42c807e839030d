"""Somebody in danger is told the number at once; nobody who asks for a service is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.conversation.hearing.alarms import Alarm, Alarms
from bot.conversation.hearing.calls import with_number
from bot.conversation.release import Release
from bot.conversation.screens.layout import BODY_MAX
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import Fact
from bot.flows.nodes import Emergencies, Keywords
from bot.messages.inbound import Media
from bot.messages.reply import ButtonsReply
from bot.texts.directions import units
from tests.conversation.conftest import ROOT
from tests.conversation.talking import Talk

_CRIES = [
    ("في حريق", "danger"),
    ("فيييي حريييق بالعماره!!!", "danger"),
    ("في حريق شو رقم الاطفائيه", "danger"),
    ("النجدة", "danger"),
    ("الإسعاف لو سمحت", "danger"),
    ("وابعثولنا اسعاف بسرعه", "danger"),
    ("my house is on fire", "danger"),
    ("HELP! there’s a fire", "danger"),
    ("call an ambulance please", "danger"),
    ("911", "danger"),
    ("٩١١", "danger"),
    ("fi 7aree2 bel beit", "danger"),
    ("حدا بضربني", "violence"),
    ("زوجي عم يضربني", "violence"),
    ("he is hitting me", "violence"),
    ("بدي انتحر", "despair"),
    ("ما بدي أعيش", "despair"),
    ("I want to kill myself", "despair"),
]
_QUIET = [
    "رقم الطوارئ لشركة الكهرباء",
    "طوارئ الكهرباء",
    "بدي تقرير حادث",
    "accident report",
    "fire safety certificate",
    "police clearance certificate",
    "صندوق المعونة الطارئة",
    "مركز شرطة",
    "اصابة عمل",
    "ساعدني",
    "help me",
]
_PERHAPS = [
    "صار معي حادث سير",
    "احترق بيتنا وبدنا معونه طارئه",
    "تعبت من حياتي",
    "صار حريق وبدي تعويض من التأمين",
]


@pytest.mark.parametrize(("said", "emergency"), _CRIES)
def test_a_cry_for_help_is_answered_with_the_number_first(
    release: Release, said: str, emergency: str
) -> None:
    """Whoever it is: a first message is enough, in any spelling of either language."""
    talk = Talk(release)
    talk.says(said)

    assert talk.first_line in ("*اتصل فورًا بالرقم 911*", "*Call 911 now*")
    assert talk.turn is not None
    assert talk.turn.facts == (Fact("emergency", emergency),)
    assert isinstance(talk.reply, ButtonsReply)


@pytest.mark.parametrize("said", _QUIET)
def test_who_asks_for_a_service_hears_of_no_emergency(arabic: Talk, said: str) -> None:
    """Words of danger in a question about something else."""
    arabic.says(said)

    assert "emergency" not in arabic.fact_names


@pytest.mark.parametrize("said", _PERHAPS)
def test_where_there_may_be_danger_the_number_stands_above_the_ordinary_answer(
    arabic: Talk, said: str
) -> None:
    """Nothing is missed, and nothing swallowed."""
    arabic.says(said)

    assert arabic.first_line == "إن كان هناك خطر أو مصابون فاتصل فورًا بالرقم 911."
    assert not isinstance(arabic.reply, ButtonsReply)


def queries() -> Iterator[tuple[str, frozenset[str | None]]]:
    """Every query that the search is measured on, with the services that answer it."""
    for name in ("queries.yaml", "more_queries.yaml"):
        file = Path(ROOT / "bench" / name)
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["queries"]:
            yield row["text"], frozenset({row["expect"], *row.get("also", ())})


def test_no_query_with_a_service_of_its_own_is_swallowed(release: Release) -> None:
    """Of all that the search is measured on, only the cries for help are taken for such."""
    heard = {
        text: expected
        for text, expected in queries()
        if (alarm := release.alarms.hear(text)) is not None and alarm.is_sure
    }

    assert len(heard) >= 2
    assert all(expected == {"psd/emergency"} for expected in heard.values()), heard


@pytest.mark.parametrize("place", ["@main", "cspd", "cspd/passport-renew/fees", "cspd/offices"])
def test_the_place_and_its_numbers_are_kept(arabic: Talk, place: str) -> None:
    """What the citizen types next means what it meant before."""
    arabic.taps_id(place)
    before = arabic.session
    arabic.says("في حريق")

    after = arabic.session
    assert (after.state, after.page, after.shown, after.subject) == (
        before.state,
        before.page,
        before.shown,
        before.subject,
    )
    arabic.says("2")
    assert arabic.session.state != place
    assert "menu_changed" not in arabic.fact_names


def test_a_question_that_waits_for_an_answer_waits_on(constructs: Release) -> None:
    """Whatever it asks for: the cry is no answer, no miss, and loses none given before."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id("town/benefit")
    for answer in ("40", "2", "1/5/2020", "none"):
        asked = talk.session
        talk.says("the house is on fire")
        assert talk.first_line == "*Call 065000911 now*"
        assert (talk.session.state, talk.session.answers) == (asked.state, asked.answers)
        assert (talk.session.misses, talk.session.shown) == (0, asked.shown)
        talk.says(answer)

    assert talk.session.state == "town/benefit/status/since/note/noted"


def test_a_number_that_was_asked_for_is_no_cry(constructs: Release) -> None:
    """911 may be somebody's answer; elsewhere it is what they want to call."""
    with_number = replace(constructs, alarms=Alarms(_calls_by_number(constructs)))
    talk = Talk(with_number)
    talk.says("hi", "English")
    talk.taps_id("town/benefit")

    talk.says("911")
    assert talk.fact_names == ["misfit"]
    talk.says("menu", "911")
    assert talk.fact_names == ["emergency"]


def _calls_by_number(release: Release) -> Emergencies:
    fire = release.library.emergencies.kinds[0]
    return Emergencies((replace(fire, alone=Keywords(ar=("911",))),))


def test_the_answer_is_in_the_language_of_the_cry(english: Talk) -> None:
    """The conversation's own language stays."""
    english.says("في حريق")
    assert english.first_line == "*اتصل فورًا بالرقم 911*"
    assert english.session.language == "en"

    english.says("911")
    assert english.first_line == "*Call 911 now*"


def test_a_cry_below_a_picture_is_heard(english: Talk) -> None:
    """Captions are words."""
    english.sends(Media("image", "my house is on fire"))

    assert english.first_line == "*Call 911 now*"


def test_the_ways_on_lead_to_the_place_and_to_what_tells_more(arabic: Talk) -> None:
    """Buttons bear the names of where they lead."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("في حريق")

    assert [option.id for option in arabic.options] == [
        "psd/emergency",
        "cspd/passport-renew",
        "@main",
    ]


def test_the_number_has_room_above_the_longest_screen(arabic: Talk) -> None:
    """The screen gives way, not the number."""
    reply = with_number(
        Walk(arabic.release, arabic.session, arabic.now),
        Alarm(arabic.release.library.emergencies.kinds[0], "ar", is_sure=False),
        replace(arabic.reply, body="كلمة " * 204),
    )

    assert units(reply.body) <= BODY_MAX
    assert reply.body.startswith("إن كان هناك خطر أو مصابون فاتصل فورًا بالرقم 911.\n\nكلمة")
