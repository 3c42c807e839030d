"""Two pictures are two messages, three are one question."""

from bot.conversation.session import Session
from bot.messages.inbound import Inbound, Media, Text, Unreadable
from bot.service.receiving.bursts import Place, place_media

IMAGE, VOICE = Media("image"), Media("voice")


def places(*said: tuple[Inbound, float]) -> list[Place]:
    """Where messages stand that come one after the other; each with its time."""
    session, found = Session(), []
    for one, at in said:
        place, session = place_media(session, one, at)
        found.append(place)
    return found


def test_the_third_medium_within_ten_seconds_makes_a_burst() -> None:
    """Whatever kinds they are; it goes on while they follow one another."""
    assert places((IMAGE, 100), (VOICE, 104), (IMAGE, 109), (IMAGE, 118), (IMAGE, 127)) == [
        "alone", "second", "burst", "burst", "burst",
    ]  # fmt: skip


def test_media_further_apart_are_each_answered() -> None:
    """Ten seconds from the first one, as long as it is no burst."""
    assert places((IMAGE, 100), (IMAGE, 109), (IMAGE, 111), (IMAGE, 130)) == [
        "alone", "second", "alone", "alone",
    ]  # fmt: skip


def test_words_are_answered_in_the_middle_of_a_burst() -> None:
    """Typed, or below a picture."""
    asked = Media("image", "fees?")
    said = ((IMAGE, 100), (IMAGE, 101), (Text("1"), 102), (asked, 102), (IMAGE, 103))

    assert places(*said) == ["alone", "second", "alone", "alone", "burst"]


def test_contact_cards_and_polls_are_media_of_a_burst() -> None:
    """Several things without words at once are one question, of whichever kind."""
    card, poll = Unreadable("contacts"), Unreadable("poll")

    assert places((card, 100), (IMAGE, 101), (poll, 102)) == ["alone", "second", "burst"]


def test_a_kind_nobody_knows_is_answered_each_time() -> None:
    """What it may have said is not known to be nothing."""
    unknown = Unreadable("hologram")

    assert places((unknown, 100), (unknown, 101), (unknown, 102)) == ["alone"] * 3
