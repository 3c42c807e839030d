"""Rules of reading webhooks: the samples' index, and survival of every shape."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UnreadableDelivery
from bot.messages.inbound import (
    MAX_TEXT,
    Identity,
    Inbound,
    Location,
    Media,
    Opened,
    Tap,
    Text,
    Unreadable,
)
from bot.whatsapp.limits import WEBHOOK_UPDATES
from bot.whatsapp.updates import Delivery, Notice, read_delivery
from tests.whatsapp.samples import (
    NOUR,
    NUMBER,
    OMAR,
    RANIA,
    read,
    read_sample,
    sample,
    sample_names,
)

SAID: dict[str, Inbound] = {
    "01": Text("السلام عليكم"),
    "02": Text("Menu"),
    "03": Text("٣"),
    "04": Text("\u200f ۲ ."),
    "05": Text("القَائِمَــــة الرَّئيسيّة"),
    "06": Text("تجديد \u2066passport\u2069 رقم \u200e123-45\u200f قبل ٢٠٢٦/١٢/٣١"),
    "07": Text("👨\u200d👩\u200d👧\u200d👦👍🏽"),
    "08": Text("{{7*7}} <b>*x*</b> ' OR 1=1 -- https://example.com/?q=ق"),
    "09": Text("لم أفهم هذه الخطوة"),
    "10": Text("إعلان: منحة مالية للجميع"),
    "11": Text("مرحبا، أريد معلومات أكثر"),
    "12": Tap("v3:svc:civil-status:passport-renewal", "تجديد جواز السفر"),
    "13": Tap("v3:lang:en", "English"),
    "14": Tap("v1:cat:old-ministry", "وزارة قديمة"),
    "15": Tap("v3:confirm:yes", "Yes"),
    "16": Tap("START_MENU", "ابدأ"),
    "17": Tap("Stop", "Stop"),
    "18": Unreadable("nfm_reply"),
    "19": Location(31.9539, 35.9106),
    "20": Location(32.5556, 35.85),
    "21": Location(30.3285, 35.4444),
    "22": Media("image", "هل هذه الوثيقة مقبولة؟"),
    "23": Media("voice"),
    "24": Media("video"),
    "25": Media("document"),
    "26": Media("sticker"),
    "27": Unreadable("contacts"),
    "28": Unreadable("contacts"),
    "31": Unreadable("poll"),
    "33": Unreadable("order"),
    "34": Opened(),
    "37": Text("كيف أجدد رخصة القيادة؟"),
    "38": Tap("v3:svc:transport:driving-licence", "رخصة القيادة"),
}


def test_all_45_samples_are_here() -> None:
    """The platform's samples are complete."""
    assert sample_names() == [f"{number:02}" for number in range(1, 46)]


@pytest.mark.parametrize("number", SAID)
def test_a_message_of_every_kind_is_read_as_what_was_said(number: str) -> None:
    """Each sample with one message gives that message alone, with nothing skipped."""
    delivery = read_sample(number)

    assert [message.said for message in delivery.messages] == [SAID[number]]
    assert (delivery.statuses, delivery.notices, delivery.skipped) == ((), (), {})


def test_number_and_user_id_time_and_id_come_with_the_message() -> None:
    """A message bears both names of its sender, its time in seconds and its wamid."""
    (message,) = read_sample("01").messages

    assert message.identity == RANIA
    assert message.sent_at == 1795420800.0
    assert message.wamid.startswith("wamid.HBgMOTYy")


@pytest.mark.parametrize("number", ["28", "37", "38"])
def test_a_citizen_without_a_number_is_known_by_the_user_id(number: str) -> None:
    """Username users have neither `from` nor `wa_id`."""
    assert read_sample(number).messages[0].identity == NOUR


@pytest.mark.parametrize(("number", "reason"), [("29", "reaction"), ("30", "reaction")])
def test_reactions_are_kept_without_words_to_answer(number: str, reason: str) -> None:
    """A reaction, given or taken back, has nothing said and tells why."""
    (message,) = read_sample(number).messages

    assert (message.said, message.ignored) == (None, reason)


def test_an_edit_that_the_platform_cannot_carry_is_not_answered() -> None:
    """`unsupported` of the inner type edit is an edit, not a new message."""
    document = sample("31")
    document["entry"][0]["changes"][0]["value"]["messages"][0]["unsupported"]["type"] = "edit"

    (message,) = read(document).messages

    assert (message.said, message.ignored) == (None, "edit")


def test_errors_without_messages_become_a_notice_with_their_code() -> None:
    """`value.errors` tells the operator, and the sender to slow down."""
    assert read_sample("32").notices == (Notice("messages", "Rate limit hit", 130429),)


def test_a_changed_number_links_the_old_names_to_the_new() -> None:
    """Number and user id change together; the notice itself is not answered."""
    delivery = read_sample("35")

    (change,) = delivery.changes
    assert (change.old, change.new) == (
        RANIA,
        Identity("962790000777", "JO.40028817263394455101"),
    )
    assert [message.ignored for message in delivery.messages] == ["system"]


def test_a_changed_user_id_needs_no_phone() -> None:
    """Only the user id changed; no phone stands anywhere."""
    (change,) = read_sample("36").changes

    assert (change.old, change.new) == (
        Identity(None, OMAR.user_id),
        Identity(None, "JO.99001122334455667788"),
    )


def test_statuses_keep_their_order_of_arrival_and_their_callback() -> None:
    """Read, sent, delivered of one message in one POST, as they stood there."""
    statuses = read_sample("39").statuses

    assert [status.status for status in statuses] == ["read", "sent", "delivered"]
    assert [status.callback for status in statuses] == ["", "", "turn:8841"]
    assert {status.wamid for status in statuses} == {statuses[0].wamid}
    assert {status.identity for status in statuses} == {RANIA}


@pytest.mark.parametrize(("number", "code"), [("40", 131026), ("41", 131047)])
def test_a_failed_status_tells_its_code(number: str, code: int) -> None:
    """The code decides what comes next."""
    (status,) = read_sample(number).statuses

    assert (status.status, status.error_code) == ("failed", code)


def test_a_status_may_name_its_receiver_by_user_id_alone() -> None:
    """`recipient_id` is optional."""
    (status,) = read_sample("42").statuses

    assert (status.status, status.identity) == ("delivered", NOUR)


def test_a_batch_keeps_every_message_and_the_order_of_each_citizen() -> None:
    """Two entries, four messages, one status; contacts are matched by id, not by position."""
    delivery = read_sample("43")

    said = [(message.identity.phone, message.said) for message in delivery.messages]
    assert said == [
        ("962790000101", Text("1")),
        ("962790000102", Text("hi")),
        ("962790000101", Text("2")),
        ("962780000103", Text("القائمة")),
    ]
    assert delivery.messages[0].identity == RANIA
    assert len(delivery.statuses) == 1


def test_a_duplicate_is_read_twice_with_one_id() -> None:
    """Only the store knows what was seen before."""
    assert len({message.wamid for message in read_sample("44").messages}) == 1
    assert len(read_sample("44").messages) == 2


def test_an_errors_title_is_shown_without_numbers() -> None:
    """Notices are logged, and what the platform writes may quote somebody's number."""
    document = sample("32")
    _first_value(document)["errors"][0]["title"] = "No capability to reach 962790000101"

    assert [notice.detail for notice in read(document).notices] == ["No capability to reach …"]


def test_account_fields_become_notices() -> None:
    """Fields without metadata tell the operator what happened."""
    assert read_sample("45").notices == (
        Notice("account_update", "ACCOUNT_RESTRICTION"),
        Notice("phone_number_quality_update", "THROUGHPUT_UPGRADE"),
    )


def _first_value(document: dict[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = document["entry"][0]["changes"][0]["value"]
    return value


def test_messages_of_another_number_are_skipped_and_counted() -> None:
    """One app may serve several numbers; theirs are not ours to answer."""
    document = sample("43")
    _first_value(document)["metadata"]["phone_number_id"] = "999"

    delivery = read(document)

    assert (len(delivery.messages), delivery.skipped) == (2, {"other number": 1})


@pytest.mark.parametrize(
    ("field", "reason"),
    [("standby", "standby"), ("smb_message_echoes", "echo"), ("flows", "unknown field")],
)
def test_fields_that_must_not_be_answered_are_counted(field: str, reason: str) -> None:
    """A chat that another application owns, staff's own words, fields unknown here."""
    document = sample("01")
    document["entry"][0]["changes"][0]["field"] = field

    assert (read(document).messages, read(document).skipped) == ((), {reason: 1})


def test_another_products_webhook_is_counted_whole() -> None:
    """One app may receive webhooks of other products; they are not for this bot."""
    document = sample("43")
    document["object"] = "instagram"

    assert (read(document).messages, read(document).skipped) == ((), {"other object": 1})


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("group_id", "120363@g.us", "group"),
        ("id", "w" * 513, "id too long"),
        ("id", "", "no id"),
        ("id", 7, "no id"),
    ],
)
def test_messages_that_cannot_be_answered_are_counted(key: str, value: object, reason: str) -> None:
    """Groups and messages without a usable id are no private chat's message."""
    document = sample("01")
    _first_value(document)["messages"][0][key] = value

    assert (read(document).messages, read(document).skipped) == ((), {reason: 1})


def test_a_message_that_names_nobody_is_counted() -> None:
    """Without number, user id and contact there is nobody to answer."""
    document = sample("01")
    value = _first_value(document)
    del value["contacts"], value["messages"][0]["from"], value["messages"][0]["from_user_id"]

    assert read(document).skipped == {"no sender": 1}


def test_the_only_contact_is_the_sender_of_a_message_that_names_nobody() -> None:
    """One message, one contact: they belong together."""
    document = sample("01")
    del _first_value(document)["messages"][0]["from"]
    del _first_value(document)["messages"][0]["from_user_id"]

    assert read(document).messages[0].identity == RANIA


def test_a_contact_without_names_leaves_no_only_contact() -> None:
    """Either of two contacts may have written: nobody is answered rather than the wrong one."""
    document = sample("01")
    value = _first_value(document)
    del value["messages"][0]["from"], value["messages"][0]["from_user_id"]
    value["contacts"].append({"profile": {"name": "?"}})

    assert read(document).skipped == {"no sender": 1}


def test_a_full_batch_is_read_in_the_time_of_its_length() -> None:
    """A thousand contacts beside as many messages must not stop the loop for seconds."""
    document = sample("01")
    value = _first_value(document)
    message = value["messages"][0]
    numbers = [f"96279{number:07}" for number in range(WEBHOOK_UPDATES)]
    value["messages"] = [message | {"from": number, "from_user_id": ""} for number in numbers]
    value["contacts"] = []
    alone_s = _reading_s(document)
    value["contacts"] = [{"wa_id": number, "user_id": f"JO.{number}"} for number in numbers]

    assert _reading_s(document) < 10 * alone_s  # as long; 70 times when every contact is looked at
    assert read(document).messages[-1].identity == Identity(numbers[-1], f"JO.{numbers[-1]}")


def _reading_s(document: dict[str, Any]) -> float:
    """The least processor time of three readings."""

    def once() -> float:
        since = time.process_time()
        read(document)
        return time.process_time() - since

    return min(once() for _ in range(3))


@pytest.mark.parametrize("given_from", ["", "JO.55510293847766120938", None, 5])
def test_a_user_id_in_place_of_a_number_is_recognised(given_from: object) -> None:
    """`from` may be empty, a user id or of a wrong type; `wa_id` may be empty."""
    document = sample("37")
    _first_value(document)["messages"][0]["from"] = given_from
    _first_value(document)["contacts"][0]["wa_id"] = ""

    assert read(document).messages[0].identity == NOUR


def test_a_user_id_in_place_of_a_number_is_enough_by_itself() -> None:
    """`from` with a user id, and neither `from_user_id` nor contacts."""
    document = sample("37")
    message = _first_value(document)["messages"][0]
    message["from"] = message.pop("from_user_id")
    del _first_value(document)["contacts"]

    assert read(document).messages[0].identity == NOUR


def test_the_contact_completes_the_senders_names() -> None:
    """A message with a user id alone gets the number of the contact with the same user id."""
    document = sample("43")
    del _first_value(document)["messages"][0]["from"]

    assert read(document).messages[0].identity == RANIA


@pytest.mark.parametrize(
    ("timestamp", "seconds"),
    [
        ("1795420800", 1795420800.0),
        ("1795420800123", 1795420800.123),
        (1795420800, 1795420800.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("nan", 0.0),
        ("1e400", 0.0),
        (True, 0.0),
        (None, 0.0),
        ([], 0.0),
    ],
)
def test_times_are_seconds_whatever_was_sent(timestamp: object, seconds: float) -> None:
    """Milliseconds are recognised; what is odd is 0.0."""
    document = sample("01")
    _first_value(document)["messages"][0]["timestamp"] = timestamp

    assert read(document).messages[0].sent_at == seconds


def test_lone_surrogates_and_nul_are_cleaned() -> None:
    """What cannot be stored as UTF-8 is replaced before anything reads it."""
    document = sample("01")
    _first_value(document)["messages"][0]["text"]["body"] = "a\ud800b\0c"

    assert read(document).messages[0].said == Text("a\ufffdbc")


def test_a_long_text_is_cut() -> None:
    """Nobody waits for a text beyond the platform's own limit to be searched."""
    document = sample("01")
    _first_value(document)["messages"][0]["text"]["body"] = "م" * 10_000

    assert read(document).messages[0].said == Text("م" * MAX_TEXT)


@pytest.mark.parametrize("pin", [{"latitude": 91, "longitude": 0}, {"latitude": True}, {}, [], "x"])
def test_a_pin_off_the_map_is_unreadable(pin: object) -> None:
    """Degrees are numbers within the globe."""
    document = sample("20")
    _first_value(document)["messages"][0]["location"] = pin

    assert read(document).messages[0].said == Unreadable("location")


def test_a_kind_that_nobody_knows_is_survived_as_a_short_word() -> None:
    """New kinds come without notice; their name is fit for a log."""
    document = sample("01")
    _first_value(document)["messages"][0]["type"] = "new\nkind<b>" + "x" * 99

    (message,) = read(document).messages

    assert message.said == Unreadable(("newkindb" + "x" * 99)[:40])


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 20_000, b'{"a":' * 20_000],
)
def test_only_what_no_reader_takes_is_unreadable(body: bytes) -> None:
    """No JSON, or nested too deep: the one error there is."""
    with pytest.raises(UnreadableDelivery):
        read_delivery(body, NUMBER)


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"1", b"null"])
def test_json_that_is_no_object_is_taken_and_left_out(body: bytes) -> None:
    """Delivered again it would be no better."""
    assert read_delivery(body, NUMBER).skipped == {"bad shape": 1}


_SPOILED: list[Any] = [None, 7, "x", [], {}, [None, 7, "x", [], {}]]


def _without_each_key(document: Any, root: Any) -> Iterator[Any]:
    """The root document again and again, each time without one key or with it spoiled."""
    places = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(places):
        for spoiled in _SPOILED:
            document[key] = spoiled
            yield root
        document[key] = value
        if isinstance(document, dict):
            del document[key]
            yield root
            document[key] = value
        if isinstance(value, dict | list):
            yield from _without_each_key(value, root)


@pytest.mark.parametrize("number", sample_names())
def test_no_missing_or_spoiled_key_raises(number: str) -> None:
    """Each sample without each of its keys, and with each value of a wrong type, is survived."""
    document = sample(number)

    deliveries = [read(changed) for changed in _without_each_key(document, document)]

    assert all(isinstance(delivery, Delivery) for delivery in deliveries)


_LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
_WORDS = st.sampled_from(
    ["id", "from", "type", "text", "system", "location", "interactive", "contacts", "audio"]
)
_JSON = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=8,
)
_CALM = settings(deadline=None, max_examples=60)  # a busy machine is no fault of a shape


@_CALM
@given(st.dictionaries(_WORDS, _WORDS | _JSON), st.dictionaries(_WORDS, _JSON), _JSON)
def test_no_shape_of_a_message_raises(
    message: dict[str, Any], status: dict[str, Any], contacts: object
) -> None:
    """Anything may stand where messages, statuses and contacts stand."""
    document = sample("01")
    _first_value(document).update(
        messages=[message, contacts], statuses=[status], contacts=contacts, errors=contacts
    )

    assert isinstance(read(document), Delivery)


@_CALM
@given(_JSON, _JSON, _JSON)
def test_no_json_object_raises(entry: object, change: object, value: object) -> None:
    """Any object is read, counted and answered."""
    documents = [
        {"object": "whatsapp_business_account", "entry": entry},
        {"object": "whatsapp_business_account", "entry": [{"changes": change}]},
        {
            "object": "whatsapp_business_account",
            "entry": [{"changes": [{"field": "messages", "value": value}]}],
        },
    ]

    assert all(isinstance(read(document), Delivery) for document in documents)
