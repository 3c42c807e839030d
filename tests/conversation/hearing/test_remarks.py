"""Insults, complaints and other languages: answered kindly, and never at a service's expense."""

import pytest

from bot.conversation.release import Release
from tests.conversation.hearing.test_alarms import queries
from tests.conversation.talking import Talk

_INSULTS = ["يا حمار", "انتو كذااابين", "بوت غبي", "fuck you", "stupid bot", "ya 7mar"]
_COMPLAINTS = [
    "المعلومة غلط",
    "الجواب غلط يا جماعة",
    "معلوماتكم مش صحيحة",
    "this is wrong",
    "wrong information",
]
_FOREIGN = [
    "je voudrais un passeport pour mon fils",
    "saya mau paspor",
    "Пожалуйста, паспорт",
    "你好",
    "नमस्ते",
    "میں ڈاکٹر ہوں",
    "mujhe madad chahiye",
]
_ENGLISH_WORD = "Sorry, I can answer in Arabic and English only."


@pytest.mark.parametrize("said", _INSULTS)
@pytest.mark.parametrize("place", ["@main", "cspd/passport-renew"])
def test_an_insult_is_answered_kindly_and_the_place_kept(
    english: Talk, said: str, place: str
) -> None:
    """With a person's phone and the same menu; nothing of it is said back, and it is no miss."""
    english.taps_id(place)
    english.says(said, said)

    assert english.first_line.startswith("I understand your frustration.")
    assert "065008080" in english.first_line
    assert (english.session.state, english.session.misses) == (place, 0)


def test_an_insult_beside_a_service_gets_the_service(arabic: Talk) -> None:
    """What they came for matters more."""
    arabic.says("بدي اجدد جواز سفري يا حمار")

    assert arabic.session.state == "cspd/passport-renew"


@pytest.mark.parametrize("said", _COMPLAINTS)
def test_a_complaint_about_an_answer_asks_for_its_reason(arabic: Talk, said: str) -> None:
    """So it reaches the agency's owner as a count; words are not kept. It counts once."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says(said)
    assert arabic.session.state == "@reasons"
    assert arabic.fact_names == ["not_useful"]

    arabic.says("2")
    assert arabic.turn is not None
    assert [at.subject for at in arabic.turn.facts] == ["wrong:cspd/passport-renew/fees"]

    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says(said)
    assert arabic.fact_names == []


def test_a_complaint_without_an_answer_in_view_asks_which(arabic: Talk) -> None:
    """Nothing is counted against an answer that was not meant."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("المعلومات خاطئة")

    assert arabic.first_line == "شكرًا على تنبيهك. افتح الإجابة التي تقصدها، ثم اختر «لا، لم تفدني»."
    assert (arabic.session.state, arabic.fact_names) == ("cspd/passport-renew", [])


@pytest.mark.parametrize("said", _FOREIGN)
def test_another_language_is_told_so_in_english_with_the_menu(release: Release, said: str) -> None:
    """A newcomer is answered in English; whoever has a language keeps it and the place."""
    new = Talk(release)
    new.says(said)
    assert _ENGLISH_WORD in new.reply.body
    assert (new.session.language, new.session.misses) == ("en", 0)
    assert new.session.state in ("@main", "@results")

    known = Talk(release)
    known.says("السلام عليكم")
    known.taps_id("cspd")
    known.says(said)
    assert known.reply.body.startswith(f"{_ENGLISH_WORD}\nFor English, type: English\n")
    assert known.session.state in ("cspd", "@results")
    assert known.session.language == "ar"
    assert known.session.misses == 0


def test_what_the_words_of_another_language_find_is_shown_below(arabic: Talk) -> None:
    """A service named in it may be understood all the same."""
    arabic.says("میں پاسپورٹ چاہتا ہوں")

    assert arabic.first_line == _ENGLISH_WORD
    assert arabic.session.state == "@results"


def test_no_query_that_is_answered_is_taken_for_a_remark(release: Release) -> None:
    """Of all that the search is measured on and that has a service, none holds a remark."""
    heard = {
        text: remark
        for text, expected in queries()
        if expected != {None} and (remark := release.remarks.hear(text))
    }

    assert heard == {}
