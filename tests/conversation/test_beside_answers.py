"""What stands beside an answer: a link button, a file, a picture, a phone."""

import orjson
import pytest

from bot.conversation.release import Release
from bot.messages.inbound import Tap
from bot.messages.reply import Attachment, ButtonsReply, LinkReply, ListReply
from bot.whatsapp.payloads import as_plain_text, content_of
from tests.conversation.talking import Talk


@pytest.fixture
def talk(constructs: Release) -> Talk:
    """Somebody who reads English and has seen the questions about a shop."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id("town/shop")
    return talk


def test_a_link_button_leaves_numbers_and_words_to_go_on_with(talk: Talk) -> None:
    """The page is behind the button; the other questions keep their numbers in the body."""
    talk.says("3")

    assert isinstance(talk.reply, LinkReply)
    assert (talk.reply.label, talk.reply.url) == ("Apply now", "https://town.example.org/apply")
    assert "https://" not in talk.reply.body
    assert "2- The form" in talk.reply.body
    assert "3- Apply" not in talk.reply.body
    assert talk.reply.footer == "Type a number or a question · menu 0 · back 00"

    talk.says("1")
    assert talk.session.state == "town/shop/fees"
    talk.taps_id("town/shop/apply")
    talk.says("00")
    assert talk.session.state == "town/shop"


def test_a_link_button_gives_way_to_the_rows_a_search_needs(talk: Talk) -> None:
    """Found by search, the link is text: who was not meant must see a row that leads elsewhere."""
    talk.taps_id("town/shop/apply")
    talk.session.hits = ("town/shop/apply", "desk/permit")
    talk.says("العربية")

    assert isinstance(talk.reply, ListReply)
    assert "https://town.example.org/apply" in talk.reply.body.splitlines()
    assert "ليست هذه الخدمة" in talk.labels


def test_a_file_stands_above_the_answer_with_the_ways_on_below(talk: Talk) -> None:
    """Its name is the author's where the link has none; the numbers work as everywhere."""
    talk.says("2")

    assert isinstance(talk.reply, ButtonsReply)
    link = "https://town.example.org/forms/download?id=7"
    assert talk.reply.attachment == Attachment("document", link, "shop-form.pdf")
    assert talk.labels == ["Another question", "Main menu"]
    assert talk.reply.body.startswith("*Shop licence: The form*")

    talk.taps("Another question")
    assert talk.session.state == "town/shop"


def test_a_picture_may_stand_beside_a_link(talk: Talk) -> None:
    """The picture above, the link alone on its line."""
    talk.says("4")

    assert isinstance(talk.reply, ButtonsReply)
    assert talk.reply.attachment == Attachment("image", "https://town.example.org/sign.png")
    assert "https://town.example.org/signs" in talk.reply.body.splitlines()


def test_a_phone_is_one_run_of_digits_on_its_own_line(talk: Talk) -> None:
    """As dialled inside the country, so that a tap calls it."""
    talk.says("1")
    assert "Phone: 065001122" in talk.reply.body.splitlines()

    talk.says("العربية")
    assert "الهاتف: 065001122" in talk.reply.body.splitlines()


def test_feedback_can_be_typed_where_no_row_offers_it(talk: Talk) -> None:
    """Below a file there are buttons alone; "yes" counts all the same."""
    talk.says("2", "yes")

    assert talk.fact_names == ["useful"]


def test_what_is_refused_as_interactive_still_tells_every_link(talk: Talk) -> None:
    """As plain text the page and the file stand alone on their lines."""
    talk.says("3")
    words = orjson.loads(as_plain_text(content_of(talk.reply)))["text"]["body"]
    assert "https://town.example.org/apply" in words.splitlines()

    talk.sends(Tap("town/shop/form"))
    words = orjson.loads(as_plain_text(content_of(talk.reply)))["text"]["body"]
    assert "https://town.example.org/forms/download?id=7" in words.splitlines()
