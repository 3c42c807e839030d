"""Rules of the JSON that goes to the Graph API."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.messages.inbound import Identity
from bot.messages.reply import (
    ButtonsReply,
    ListReply,
    LocationRequest,
    Option,
    Reply,
    Section,
    TextReply,
)
from bot.whatsapp.payloads import address_message, as_plain_text, compose, content_of
from bot.whatsapp.validation import find_violations

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "samples" / "interactive_object.schema.json").read_bytes()
)
CITIZEN = Identity("962790000101", "JO.83920175540268113947")
MENU = ListReply(
    body="*الأحوال المدنية*\n\n1- جواز السفر\n2- الهوية",
    button="اختر",
    sections=(
        Section("الخدمات", (Option("cspd/p", "جواز السفر", "الرسوم"), Option("cspd/i", "الهوية"))),
        Section("التنقل", (Option("@main", "القائمة الرئيسية"),)),
    ),
    footer="اكتب رقمًا",
)
BUTTONS = ButtonsReply("1- نعم\n2- لا", (Option("@yes", "نعم"), Option("@no", "لا")))
REPLIES: list[Reply] = [TextReply("أهلًا"), MENU, BUTTONS, LocationRequest("شارك موقعك")]


def _body(reply: Reply, identity: Identity = CITIZEN, callback: str = "lane:7") -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(address_message(content_of(reply), identity, callback))
    return parsed


@pytest.mark.parametrize("reply", REPLIES)
def test_every_kind_of_reply_is_what_the_platform_takes(reply: Reply) -> None:
    """Each kind passes the independent check of the whole body."""
    assert find_violations(_body(reply)) == []


@pytest.mark.parametrize("reply", REPLIES)
def test_what_is_composed_is_what_the_platform_reads(reply: Reply) -> None:
    """Whoever checks it before it is written checks what is sent."""
    assert compose(reply) == json.loads(content_of(reply))


@pytest.mark.parametrize("reply", [MENU, BUTTONS])
def test_lists_and_buttons_fit_the_platforms_own_schema(reply: Reply) -> None:
    """Meta's OpenAPI description takes the interactive object."""
    jsonschema.validate(_body(reply)["interactive"], SCHEMA)


def test_a_list_leaves_empty_descriptions_out() -> None:
    """An empty description would have the whole menu refused."""
    rows = _body(MENU)["interactive"]["action"]["sections"][0]["rows"]

    assert rows == [
        {"id": "cspd/p", "title": "جواز السفر", "description": "الرسوم"},
        {"id": "cspd/i", "title": "الهوية"},
    ]


def test_a_text_asks_for_no_preview() -> None:
    """Links in a text are not expanded."""
    assert _body(TextReply("a"))["text"] == {"body": "a", "preview_url": False}


def test_the_number_is_written_with_a_plus() -> None:
    """Without `+` the platform would put its own country's code in front."""
    body = _body(TextReply("a"))

    assert body["to"] == "+962790000101"
    assert "recipient" not in body


def test_without_a_number_the_user_id_is_the_recipient() -> None:
    """A citizen known by user id alone gets no `to`."""
    body = _body(TextReply("a"), Identity(None, "JO.83920175540268113947"))

    assert body["recipient"] == "JO.83920175540268113947"
    assert "to" not in body


def test_nobody_cannot_be_addressed() -> None:
    """An identity without names is a mistake of the caller's."""
    with pytest.raises(ValueError, match="cannot be answered"):
        address_message(b'{"type":"text"}', Identity(), "x")


@example('"},"to":"+1')
@example("\\")
@given(st.text())
def test_a_callback_never_breaks_out_of_its_place(callback: str) -> None:
    """Whatever the callback holds, the body stays what it was, and statuses bring it back."""
    body = _body(TextReply("a"), callback=callback)

    assert body.get("biz_opaque_callback_data", "") == callback
    assert body["type"] == "text"


def test_a_refused_menu_falls_back_to_text_with_every_label() -> None:
    """Numbered lines stay; labels that are in no line follow, since they can be typed."""
    text = json.loads(as_plain_text(content_of(MENU)))

    assert text["type"] == "text"
    assert text["text"]["body"] == f"{MENU.body}\n\nالقائمة الرئيسية\n\nاكتب رقمًا"


def test_a_fallback_is_short_enough_to_be_taken() -> None:
    """A body far over every limit is cut, not refused again."""
    content = as_plain_text(content_of(ButtonsReply("👍" * 5000, (Option("a", "b"),))))

    assert find_violations(json.loads(address_message(content, CITIZEN, ""))) == []


@pytest.mark.parametrize("reply", [TextReply("a"), LocationRequest("أين أنت؟")])
def test_what_has_no_labels_keeps_its_words(reply: TextReply | LocationRequest) -> None:
    """Plain text stays itself; a location request keeps its body."""
    assert json.loads(as_plain_text(content_of(reply)))["text"]["body"] == reply.body
