"""After an emergency: its number stays in sight until the citizen chooses something else."""

import orjson
import pytest

from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import Fact
from bot.messages.inbound import Location, Media
from bot.messages.reply import ButtonsReply
from bot.store.records import pack_session, unpack_session
from tests.conversation.talking import Talk

_NUMBER = {"ar": "*اتصل فورًا بالرقم 911*", "en": "*Call 911 now*"}
_ABOVE = "إن كان هناك خطر أو مصابون فاتصل فورًا بالرقم 911."
_CRY = "حدا بضربني"
_COLD = [
    "عمره خمس سنين",
    "لا تتركوني",
    "بسرعة",
    "انا خايفة",
    "كلاب وينكم",
    "😭😭😭",
    "والله " * 150,
]


@pytest.fixture
def alarmed(arabic: Talk) -> Talk:
    """Somebody at a service who was just told the number."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says(_CRY)
    return arabic


@pytest.mark.parametrize("said", _COLD)
def test_words_that_lead_nowhere_surely_keep_the_number(alarmed: Talk, said: str) -> None:
    """However often: no list of services, no miss, no word counted; place and buttons are kept."""
    before, buttons = alarmed.session, alarmed.options
    for _ in range(3):
        alarmed.says(said)

        assert alarmed.first_line == _NUMBER["ar"]
        assert "من يسمع ويساعد" in alarmed.reply.body
        assert alarmed.options == buttons
        assert alarmed.turn is not None
        assert (alarmed.turn.facts, alarmed.turn.unfound) == ((Fact("still_emergency"),), ())
        after = alarmed.session
        assert (after.state, after.shown, after.misses) == (before.state, before.shown, 0)


@pytest.mark.parametrize(
    ("cry", "said", "language"),
    [
        ("he is hitting me", "he is 5 years old", "en"),
        ("he is hitting me", "hurry", "en"),
        ("he is hitting me", "لا تتركوني", "ar"),
        (_CRY, "he is 5 years old", "en"),
        (_CRY, "لا تتركوني", "ar"),
    ],
)
def test_the_number_is_told_in_the_language_of_the_words(
    arabic: Talk, cry: str, said: str, language: str
) -> None:
    """The conversation's own language stays."""
    arabic.says(cry, said)

    assert arabic.first_line == _NUMBER[language]
    assert arabic.session.language == "ar"


def test_a_question_of_the_service_in_view_opens_below_the_number(alarmed: Talk) -> None:
    """What to do is asked by who wants a passport, and by who is in danger."""
    alarmed.says("شو اعمل")

    assert alarmed.first_line == _ABOVE
    assert alarmed.session.state == "cspd/passport-renew/steps"


def test_a_service_that_is_surely_meant_opens_below_the_number(alarmed: Talk) -> None:
    """And what comes next is still of the emergency."""
    alarmed.says("بدي اعرف رسوم تجديد جواز السفر")

    assert alarmed.first_line == _ABOVE
    assert alarmed.session.state == "cspd/passport-renew/fees"
    alarmed.says("لا تتركوني")
    assert alarmed.first_line == _NUMBER["ar"]


@pytest.mark.parametrize("said", ["ساعدني", "بدي احكي مع موظف"])
def test_a_call_for_help_or_for_a_person_is_answered_below_the_number(
    alarmed: Talk, said: str
) -> None:
    """In danger such words may be a cry as well."""
    alarmed.says(said)

    assert alarmed.first_line == _ABOVE
    assert not isinstance(alarmed.reply, ButtonsReply)


@pytest.mark.parametrize("said", ["3", "القائمة", "رجوع", "الرسوم والمدة", "تجديد جواز السفر"])
def test_who_chooses_something_is_not_told_the_number_again(alarmed: Talk, said: str) -> None:
    """A number, a word known everywhere, a label, a service by its name: all is as ever."""
    alarmed.says(said)
    assert "911" not in alarmed.first_line
    assert alarmed.session.alarm == ""

    alarmed.says("لا تتركوني")
    assert "911" not in alarmed.reply.body


def test_a_tap_or_a_long_silence_ends_it(alarmed: Talk) -> None:
    """Who comes back next day is asked nothing of yesterday."""
    told = alarmed.session
    alarmed.taps("القائمة الرئيسية")
    assert alarmed.session.alarm == ""

    alarmed.session = told
    alarmed.waits(1800)
    alarmed.says("لا تتركوني")
    assert "911" not in alarmed.reply.body


@pytest.mark.parametrize("sent", [Media("voice"), Location(31.95, 35.93)])
def test_what_is_sent_after_a_cry_is_answered_below_the_number(
    alarmed: Talk, sent: Media | Location
) -> None:
    """A voice message, or the place where somebody is in danger."""
    alarmed.sends(sent)

    assert alarmed.first_line == _ABOVE
    alarmed.says("لا تتركوني")
    assert alarmed.first_line == _NUMBER["ar"]


def test_a_question_that_waits_is_answered_or_the_number_told(constructs: Release) -> None:
    """What is no answer is no miss after a cry; what is one is taken."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id("town/benefit")
    talk.says("the house is on fire", "please hurry")
    assert talk.first_line == "*Call 065000911 now*"
    assert (talk.session.state, talk.session.misses) == ("town/benefit", 0)

    talk.says("40")
    assert talk.session.state != "town/benefit"
    assert "065000911" not in talk.reply.body


def test_a_number_that_is_listed_no_more_is_not_told(alarmed: Talk, constructs: Release) -> None:
    """After a reload the flows in force decide."""
    alarmed.moves_to(constructs)
    alarmed.says("لا تتركوني")

    assert "911" not in alarmed.reply.body
    assert alarmed.session.alarm == ""


def test_it_is_remembered_without_what_kind_of_emergency_it_was(arabic: Talk) -> None:
    """Who thinks of suicide leaves no more behind than who saw a fire; older sessions have none."""
    arabic.says("بدي اموت")
    despair = arabic.session.alarm
    arabic.says("في حريق")

    assert arabic.session.alarm == despair == "ar 911 psd/emergency"
    assert unpack_session(pack_session(arabic.session)) == arabic.session
    older = orjson.loads(pack_session(Session()))
    del older["alarm"]
    assert unpack_session(orjson.dumps(older)) == Session()
