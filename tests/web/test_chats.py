"""Rules of the simulator's memory: bounded, ordered, and ticks that only rise."""

import pytest

from bot.messages.inbound import Identity
from bot.web.chats import MAX_CHATS, MAX_ENTRIES, MAX_UNSEEN, Chat, Chats, Tick

PHONE = Identity("962790000101")


@pytest.mark.parametrize(
    ("ticks", "last"),
    [
        (["sent", "delivered", "read"], "read"),
        (["sent", "read", "delivered"], "read"),
        (["sent", "failed"], "failed"),
        (["delivered", "sent"], "delivered"),
    ],
)
def test_a_tick_never_goes_down(ticks: list[Tick], last: Tick) -> None:
    """A reply may come before the door has answered: what was read stays read."""
    chat = Chat(PHONE)
    entry = chat.add("citizen", 0.0, "wamid.x", {"kind": "text", "body": "x"})

    for tick in ticks:
        chat.mark(entry.number, tick)

    assert chat.entries[0].tick == last


def test_a_page_gets_what_was_said_and_then_what_happens() -> None:
    """History first, then each event in its order."""
    chat = Chat(PHONE)
    chat.add("citizen", 0.0, "wamid.x", {})
    events = chat.watch()
    chat.add("bot", 1.0, "wamid.y", {})
    chat.mark(0, "sent")

    told = [events.get_nowait() for _ in range(events.qsize())]

    assert [event and event["event"] for event in told] == ["entry", "entry", "tick"]


def test_a_page_that_does_not_keep_up_is_let_go() -> None:
    """Its queue is bounded; it connects again and gets the history."""
    chat = Chat(PHONE)
    events = chat.watch()
    for number in range(MAX_ENTRIES + MAX_UNSEEN + 1):
        chat.add("bot", 0.0, str(number), {})

    assert events.qsize() == 1
    assert events.get_nowait() is None
    assert not chat.watchers


def test_memory_is_bounded() -> None:
    """The oldest bubbles and the phones unused longest are forgotten."""
    chats = Chats()
    first = chats.open("phone")
    second = chats.open("phone")
    chats.find(first.name)
    for _ in range(MAX_CHATS - 1):
        chats.open("both")
    for number in range(MAX_ENTRIES + 5):
        first.add("bot", 0.0, str(number), {})

    assert len(list(chats)) == MAX_CHATS
    assert chats.find(second.name) is None
    assert chats.find(first.name) is first
    assert len(first.entries) == MAX_ENTRIES


def test_a_citizen_with_both_names_is_one_phone() -> None:
    """Whichever name the bot answers to, the same phone shows it."""
    chats = Chats()
    chat = chats.open("both")

    assert chats.find(chat.identity.user_id or "") is chat
    assert chats.find(chat.identity.phone or "") is chat
