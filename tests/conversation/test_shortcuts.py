"""What WhatsApp itself offers arrives as plain text, and is understood as a tap would be."""

import pytest

from bot.conversation.release import Release
from bot.texts.languages import Language
from tests.conversation.talking import Talk

WELCOME = {"ar": "أهلًا بك", "en": "Welcome"}


def test_every_question_offered_in_an_empty_chat_is_answered_at_once(release: Release) -> None:
    """As a first message: its place, its language, the welcome and the notices."""
    ice_breakers = release.library.settings.chat_menu.ice_breakers
    assert len(ice_breakers) == 4
    for ice_breaker in ice_breakers:
        talk = Talk(release)
        reply = talk.says(ice_breaker.text)
        language: Language = "en" if ice_breaker.text.isascii() else "ar"

        assert (talk.session.state, talk.session.language) == (ice_breaker.opens, language)
        assert reply.body.startswith(WELCOME[language])


def test_every_command_is_understood_by_new_and_known_citizens(release: Release) -> None:
    """None is searched, none ends in a question which language is meant."""
    for command in release.library.settings.chat_menu.commands:
        talk = Talk(release)
        talk.says(f"/{command.name}")
        assert talk.session.language == ("en" if command.name == "english" else "ar")
        assert not {"searched", "not_found", "not_understood"} & set(talk.fact_names)

        known = Talk(release)
        known.says("passport renewal fees", f"/{command.name}")
        assert not {"searched", "not_found", "not_understood"} & set(known.fact_names)
        assert known.session.state == (command.opens or known.session.state)


def test_a_first_command_is_answered_in_arabic_with_the_way_to_english(release: Release) -> None:
    """Commands are the same for everybody, so they tell nothing of the language."""
    talk = Talk(release)
    reply = talk.says("/passport")

    assert talk.session.state == "cspd/passport-renew"
    assert "For English, type: English" in reply.body


def test_a_command_never_offers_the_other_language(arabic: Talk) -> None:
    """Latin letters in a command say nothing of who chose it from the list."""
    for _ in range(3):
        reply = arabic.says("/menu")

    assert "Would you prefer English?" not in reply.body
    assert arabic.session.strayed == 0


@pytest.mark.parametrize("said", ["/passport", "/PASSPORT", "  /passport please ", "/passport 12"])
def test_case_and_words_after_a_command_do_not_matter(english: Talk, said: str) -> None:
    """WhatsApp leaves room for words after a command."""
    english.says(said)

    assert english.session.state == "cspd/passport-renew"


def test_without_its_slash_the_word_is_searched_as_ever(english: Talk) -> None:
    """A command's name is nothing that a word could not mean."""
    english.says("passport")

    assert "searched" in english.fact_names


def test_a_command_that_is_none_is_searched_as_words(english: Talk) -> None:
    """One that was published once and is no more still leads where its words lead."""
    english.says("/passport_renewal_fees")

    assert english.session.state == "cspd/passport-renew/fees"


def test_a_command_leads_out_of_a_question(constructs: Release) -> None:
    """Where something was asked, a command is no answer."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id("town/benefit")
    talk.says("/menu")

    assert talk.session.state == "@main"
