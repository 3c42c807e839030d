"""The first message: which language, and an answer at once where there is a question."""

import pytest

from bot.conversation.release import Release
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text, Unreadable
from bot.messages.reply import ButtonsReply
from tests.conversation.talking import Talk

_UNDECIDED: list[Inbound] = [
    *map(Text, ["hi", "Hello!", "start", "ok", "test", "7", "٣", "👍", "", "   ", "0"]),
    Media("voice"),
    Media("image", "👍"),
    Location(31.9, 35.9),
    Unreadable("contacts"),
    Opened(),
]


@pytest.mark.parametrize("inbound", _UNDECIDED, ids=repr)
def test_what_tells_no_language_is_answered_with_both(release: Release, inbound: Inbound) -> None:
    """Bare words, digits, emoji, media and pins get the two buttons."""
    talk = Talk(release)
    talk.sends(inbound)

    assert isinstance(talk.reply, ButtonsReply)
    assert talk.labels == ["العربية", "English"]
    assert talk.session.language is None


@pytest.mark.parametrize("said", ["salam", "mar7aba", "مرحبا", "السلام عليكم", "بدي رخصه", "arabi"])
def test_arabic_letters_and_arabizi_greetings_speak_for_arabic(release: Release, said: str) -> None:
    """Whoever greets in Arabic, in whichever letters, is answered in Arabic."""
    talk = Talk(release)
    talk.says(said)

    assert talk.session.language == "ar"


@pytest.mark.parametrize("said", ["s il vous plait", "merhaba", "bonjour"])
def test_another_language_is_not_taken_for_arabizi(release: Release, said: str) -> None:
    """A Latin word or two that lead nowhere get both buttons, though some sound like Arabic."""
    talk = Talk(release)
    talk.says(said)

    assert talk.labels == ["العربية", "English"]


@pytest.mark.parametrize("said", ["Menu", "english", "help", "passport renewal fees"])
def test_english_words_speak_for_english(release: Release, said: str) -> None:
    """Commands in English and questions that match the catalogue as English."""
    talk = Talk(release)
    talk.says(said)

    assert talk.session.language == "en"


def test_the_buttons_answer_to_their_numbers(release: Release) -> None:
    """1 is Arabic and 2 English, once the buttons were shown."""
    talk = Talk(release)
    talk.says("hi", "٢")

    assert (talk.session.language, talk.session.state) == ("en", "@main")


def test_the_notices_are_given_once(release: Release) -> None:
    """Sample content and privacy stand below the first list and never again."""
    talk = Talk(release)
    first = talk.says("السلام عليكم").body
    later = talk.says("0").body

    assert "محتوى تجريبي" in first
    assert "محتوى تجريبي" not in later
    assert later.startswith("اختر الجهة أو اكتب رقمها، أو اكتب سؤالك:\n\n1- ")


def test_notices_that_find_no_room_wait_for_the_next_list(release: Release) -> None:
    """A screen of buttons carries no notices; the first list after it does."""
    talk = Talk(release)
    assert "محتوى تجريبي" not in talk.says("الخصوصية").body
    assert "محتوى تجريبي" in talk.says("القائمة").body


def test_a_first_question_that_is_not_understood_still_gets_welcome_and_menu(
    release: Release,
) -> None:
    """Welcome, the word about it, all agencies, the notices: one message."""
    talk = Talk(release)
    talk.says("ظظظظظظ")

    assert talk.first_line.startswith("أهلًا بك")
    assert "عذرًا، لم أفهم" in talk.reply.body
    assert "17- " in talk.reply.body
    assert "محتوى تجريبي" in talk.reply.body


def test_a_tap_of_an_old_life_is_answered_in_the_language_of_its_label(release: Release) -> None:
    """Who was forgotten and taps an old row gets what it says."""
    talk = Talk(release)
    talk.sends(Tap("cspd/passport-renew", "Renew a passport"))

    assert (talk.session.language, talk.session.state) == ("en", "cspd/passport-renew")


def test_opening_the_chat_later_shows_the_main_menu(arabic: Talk) -> None:
    """A known citizen who opens the chat anew is not asked for a language again."""
    arabic.sends(Opened())

    assert arabic.session.state == "@main"
