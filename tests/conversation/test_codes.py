"""Codes in a conversation: opened at once, from anywhere, also long after their service changed."""

from dataclasses import replace

import pytest

from bot.conversation.release import Release
from bot.flows.codes import code_of, written
from bot.messages.inbound import Media
from tests.conversation.catalogues import moved, rebuilt, without
from tests.conversation.talking import Talk

RENEW, FEES = "cspd/passport-renew", "cspd/passport-renew/fees"
NOTICES = {"ar": "لا ترسل رقمك الوطني", "en": "Do not send your national number"}
GONE_AR = "الخيار الذي اخترته لم يعد متاحًا"


def arabic_code(address: str) -> str:
    """The code as an Arabic poster shows it."""
    return written(code_of(address), "ar")


@pytest.mark.parametrize(
    ("said", "language", "words"),
    [
        (f"تجديد جواز السفر: الرسوم · رمز {arabic_code(FEES)}", "ar", "الرسوم المنشورة"),
        (f"Renew a passport: Fees · code {code_of(FEES)}", "en", "Published fees"),
        (arabic_code(FEES), "ar", "الرسوم المنشورة"),
        (code_of(FEES).lower(), "en", "Published fees"),
    ],
)
def test_a_first_message_with_a_code_is_answered_at_once(
    release: Release, said: str, language: str, words: str
) -> None:
    """The answer in the language of the link, with what everybody is told once."""
    talk = Talk(release)
    reply = talk.says(said)

    assert (talk.session.language, talk.session.state) == (language, FEES)
    assert words in reply.body
    assert NOTICES[language] in reply.body
    assert talk.fact_names == ["linked", "opened"]


def test_the_code_decides_not_the_words_beside_it(english: Talk) -> None:
    """Whoever wrote over the prefilled words still gets what the link opens."""
    english.says(f"driving licence please, code {code_of(RENEW)}")

    assert english.session.state == RENEW
    assert english.session.language == "en"


def test_a_code_is_understood_in_a_story_and_in_a_caption(english: Talk) -> None:
    """Also where a text is too long to be searched, or stands below a picture."""
    english.says(f"{'once upon a time ' * 40} {code_of(RENEW)}")
    assert english.session.state == RENEW
    english.sends(Media("image", f"code {code_of(FEES)}"))
    assert english.session.state == FEES


def test_a_code_keeps_the_language_of_a_known_citizen(arabic: Talk) -> None:
    """The link of a poster in the other language changes the place, not the language."""
    arabic.says(f"Renew a passport · code {code_of(RENEW)}")

    assert (arabic.session.language, arabic.session.state) == ("ar", RENEW)


def test_an_unknown_code_gets_a_kind_word_and_the_menu(release: Release) -> None:
    """It is not searched, and no mark against the citizen."""
    talk = Talk(release)
    reply = talk.says("تجديد جواز السفر · رمز بب11111")

    assert talk.session.state == "@main"
    assert "لا أعرف هذا الرمز" in reply.body
    assert talk.session.misses == 0
    assert len(talk.labels) > 3


def test_a_code_outlives_a_rename_also_of_the_questions_inside(
    release: Release, arabic: Talk
) -> None:
    """The heir answers to the codes of the old addresses, and has one of its own."""
    arabic.moves_to(moved(release, RENEW, "cspd/new-passport"))
    arabic.says(arabic_code(RENEW))
    assert arabic.session.state == "cspd/new-passport"
    arabic.says(arabic_code(FEES))
    assert arabic.session.state == "cspd/new-passport/fees"
    arabic.says("0", arabic_code("cspd/new-passport/fees"))
    assert arabic.session.state == "cspd/new-passport/fees"


def test_the_code_of_something_retired_leads_to_the_nearest_menu(
    release: Release, arabic: Talk
) -> None:
    """With a word; what was removed without a note leaves an unknown code."""
    gone = without(release, RENEW)
    noted = replace(gone.library.settings, retired=(RENEW,))
    arabic.moves_to(gone)
    arabic.says(arabic_code(RENEW))
    assert "لا أعرف هذا الرمز" in arabic.first_line

    arabic.moves_to(rebuilt(gone, gone.library.nodes, settings=noted))
    arabic.says(arabic_code(RENEW))
    assert (arabic.session.state, GONE_AR in arabic.first_line) == ("cspd", True)


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [("town/roof", "town"), ("town/garden/seeds", "town"), ("town/school", "town")],
)
def test_the_code_of_what_is_not_shown_leads_to_the_nearest_menu(
    constructs: Release, hidden: str, shown: str
) -> None:
    """A draft, an invitation, a season that is over: the menu above, with a word."""
    talk = Talk(constructs)
    talk.says("hi", "English", code_of(hidden))

    assert talk.session.state == shown
    assert talk.first_line.startswith("The option you chose is")


@pytest.mark.parametrize("place", ["town/benefit", "town/benefit/status"])
def test_a_code_leads_out_of_a_question(constructs: Release, place: str) -> None:
    """Whoever was asked something and scans a poster gets what the poster offers."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id(place)
    talk.says(f"Garden · code {code_of('town/shop')}")

    assert talk.session.state == "town/shop"


def test_every_code_of_the_release_is_its_own(release: Release) -> None:
    """Each address is found by its code, in either script."""
    for address in release.library.nodes:
        for language in ("ar", "en"):
            code = release.vocabulary.codes.read(written(code_of(address), language).lower())
            assert address == "@main" or (code and code.address == address)
