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


def test_a_long_story_is_asked_for_a_few_words(english: Talk) -> None:
    """Nobody searches a story: it would find anything."""
    english.says("passport " * 60)

    assert english.first_line == "Your message is long. Please name the service in a few words."


@pytest.mark.parametrize("said", ["👨‍👩‍👧‍👦 👍🏽", "", "؟؟!!", "\u200f", "\ud800"])
def test_only_signs_are_not_understood(english: Talk, said: str) -> None:
    """Emoji, punctuation, marks, nothing at all."""
    english.taps_id("cspd")
    english.says(said)

    assert english.first_line.startswith("Sorry, I did not understand.")
    assert english.session.state == "cspd"


def test_an_understood_message_forgives_the_misses_before(english: Talk) -> None:
    """Only two misses in a row lead to the main menu."""
    english.says("👍", "5", "👍")

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
