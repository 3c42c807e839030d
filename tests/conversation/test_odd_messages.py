"""What is no text, or no text that can be understood: a kind word, and the place kept."""

import pytest

from bot.conversation.engine import apologise
from bot.messages.inbound import Inbound, Media, Unreadable
from bot.messages.reply import TextReply
from tests.conversation.talking import Talk

_KIND_WORDS: list[tuple[Inbound, str]] = [
    (Media("voice"), "I cannot listen to voice messages. Please type your question."),
    (Media("image"), "I cannot receive pictures."),
    (Media("document"), "I cannot receive files."),
    (Media("video"), "I cannot view videos or stickers."),
    (Media("sticker"), "I cannot view videos or stickers."),
    (Unreadable("contacts"), "I cannot read this type of message."),
]


@pytest.mark.parametrize(("inbound", "word"), _KIND_WORDS, ids=repr)
def test_each_kind_gets_its_own_word_above_the_menu(
    english: Talk, inbound: Inbound, word: str
) -> None:
    """The place is kept, and the numbers of the menu below the word hold."""
    english.taps_id("cspd/passport-renew")
    english.sends(inbound)

    assert english.first_line.startswith(word)
    assert english.says("3")
    assert english.session.state == "cspd/passport-renew/fees"


def test_a_caption_that_is_understood_is_answered(english: Talk) -> None:
    """A picture with a question below it is a question."""
    english.sends(Media("image", "passport renewal fees"))

    assert english.session.state == "cspd/passport-renew/fees"


@pytest.mark.parametrize("said", ["passport " * 70, "a" * 4000, "سطر\n" * 1000, "🙂" * 2000])
def test_a_long_story_is_asked_for_a_few_words(english: Talk, said: str) -> None:
    """A longer one than the search reads is not answered by its beginning. The place is kept."""
    english.taps_id("cspd")
    english.says(said)

    assert english.first_line == "Your message is long. Please name the service in a few words."
    assert english.session.state == "cspd"


@pytest.mark.parametrize("said", ["👨‍👩‍👧‍👦 👍🏽", "", "؟؟!!", "\u200f", "\ud800"])
def test_only_signs_are_no_words_however_many(english: Talk, said: str) -> None:
    """Emoji, punctuation, marks, nothing at all: never a miss that leads out."""
    english.taps_id("cspd")
    english.says(said, said, said)

    assert english.first_line.startswith("I found no words in your message.")
    assert (english.session.state, english.session.misses) == ("cspd", 0)


@pytest.mark.parametrize("said", ["1 3", "2,4", "١ و ٣", "1 and 2", "3\n5", "1 2 3", "2، 4"])
def test_several_numbers_at_once_choose_none(english: Talk, said: str) -> None:
    """One answer to one message: which of them, is asked; nothing is guessed or searched."""
    english.taps_id("cspd/passport-renew")
    english.says(said)

    assert english.first_line == "Please choose one number at a time, such as 3."
    assert english.session.state == "cspd/passport-renew"
    assert english.says("3")
    assert english.session.state == "cspd/passport-renew/fees"


@pytest.mark.parametrize("said", ["3.5", "-1", "0791234567", "1e3", "²", "123 456"])
def test_what_is_no_menu_number_is_not_several(english: Talk, said: str) -> None:
    """Fractions, signs, phones and amounts are not understood."""
    english.taps_id("cspd/passport-renew")
    english.says(said)

    assert english.first_line.startswith("Sorry, I did not understand.")


def test_an_understood_message_forgives_the_misses_before(english: Talk) -> None:
    """Only two misses in a row lead to the main menu."""
    english.says("asdf qwer", "5", "asdf qwer")

    assert english.session.state == "ssc"


def test_nothing_typed_is_ever_echoed(english: Talk) -> None:
    """Neither markup nor links of a citizen come back under a government's name."""
    english.says("{{ 7*7 }} <b>zzqy</b> https://evil.example/zzqy *zzqy*")

    assert "zzqy" not in english.reply.body


def test_an_apology_keeps_the_place_and_its_numbers(english: Talk) -> None:
    """After a fault of ours the citizen goes on where they were."""
    english.taps_id("cspd/passport-renew")
    turn = apologise(english.release, english.session, english.now)
    assert isinstance(turn.reply, TextReply)
    assert [fact.name for fact in turn.facts] == ["failed"]

    english.session = turn.session
    assert english.says("3")
    assert english.session.state == "cspd/passport-renew/fees"


@pytest.mark.parametrize("said", ["fishing licence", "pizza", "رخصة سلاح", "schengen visa"])
def test_what_no_service_answers_gets_the_agencies(english: Talk, said: str) -> None:
    """A request that is understood and not ours is told so, wherever it is made."""
    english.taps_id("cspd/passport-renew/fees")
    english.says(said)

    assert english.first_line == (
        "I found no service that matches your question. Try another word, or choose from these:"
    )
    assert english.session.state == "@main"
    assert english.options[0].label == "Sanad & shared services"
    assert "not_found" in english.fact_names


def test_the_words_of_a_question_without_answer_are_handed_on(english: Talk) -> None:
    """Folded, those that say what it is about, each once; none with a digit."""
    english.says("Please, a FISHING licence, fishing 2027 in abdoun a1b2?")

    assert english.turn is not None
    assert english.turn.unfound == ("fishing", "licence")


def test_what_was_found_hands_no_words_on(english: Talk) -> None:
    """Only questions that led nowhere are counted by their words."""
    english.says("passport renewal")

    assert english.turn is not None
    assert english.turn.unfound == ()
