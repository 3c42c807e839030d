"""Bodies of webhooks: read or refused in one way, and what is read is within bounds."""

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import UnreadableDelivery
from bot.messages.inbound import MAX_TEXT, Identity, Location, Media, Tap, Text, Unreadable
from bot.service.sending.callbacks import callback_of, read_callback
from bot.store.protocol import OutboxEntry
from bot.whatsapp.reading.messages import MAX_LABEL, MAX_TAP_ID
from bot.whatsapp.reading.typed import read_citizen
from bot.whatsapp.updates import MAX_WAMID, Delivery, read_delivery
from tests.fuzz.effort import fuzzed
from tests.fuzz.strategies import any_json, any_text, samples, spoiled
from tests.support.webhooks import PHONE_NUMBER_ID as NUMBER

_SAMPLES = st.sampled_from(samples())


def read(body: bytes) -> Delivery | None:
    """What a body holds; None when it is refused as unreadable."""
    try:
        return read_delivery(body, NUMBER)
    except UnreadableDelivery:
        return None


def check(delivery: Delivery) -> None:
    """Everything that was read can be stored and shown: bounded, and without lone surrogates."""
    for message in delivery.messages:
        assert 0 < len(message.wamid) <= MAX_WAMID
        message.wamid.encode()
        _check_identity(message.identity)
        assert 0.0 <= message.sent_at < 1e12
        assert (message.said is None) == bool(message.ignored)
        match message.said:
            case Text(body):
                assert len(body.encode()) <= MAX_TEXT * 4
            case Tap(row, label):
                assert len(row.encode()) <= MAX_TAP_ID * 4
                assert len(label) <= MAX_LABEL
            case Location(latitude, longitude):
                assert abs(latitude) <= 90
                assert abs(longitude) <= 180
            case Media(_, caption):
                assert len(caption.encode()) <= MAX_TEXT * 4
            case Unreadable(kind):
                assert len(kind) <= 40
    for status in delivery.statuses:
        assert len(status.callback) <= 512
        assert status.error_code is None or abs(status.error_code) < 10**9
        read_callback(status.callback)
    for notice in delivery.notices:
        assert len(notice.detail) <= 400
        notice.detail.encode()


def _check_identity(identity: Identity) -> None:
    assert identity.phone or identity.user_id
    for name in (identity.phone, identity.user_id):
        assert name is None or (name.isascii() and name.isprintable() and len(name) <= 150)


@fuzzed(4)
@given(st.binary(max_size=400))
@example(b"\xff\xfe{\x00}\x00")
@example(b"[" * 20_000)
@example(b'{"a":' * 20_000)
@example(b'{"object":"whatsapp_business_account","entry":' + b"[" * 20_000 + b"]" * 20_000 + b"}")
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Only UnreadableDelivery is raised, also for what nests without end."""
    if (delivery := read(body)) is not None:
        check(delivery)


@fuzzed(8)
@given(st.data())
def test_spoiled_webhooks_are_read_within_bounds(data: st.DataObject) -> None:
    """Any part of a genuine webhook may be missing, doubled or of another kind."""
    document = data.draw(_SAMPLES.flatmap(spoiled))

    delivery = read(json.dumps(document).encode())

    if delivery is not None:
        check(delivery)


@fuzzed(4)
@given(any_json)
def test_any_message_in_a_sound_envelope_is_read_within_bounds(message: Any) -> None:
    """As the last, where everything around the message is as it should be."""
    value = {
        "metadata": {"phone_number_id": NUMBER},
        "messages": [message, {"id": "x", "from": "962790000000", "type": message}],
        "statuses": [message, {"id": "y", "status": message, "errors": [message]}],
        "errors": [{"title": message, "code": message}],
    }
    change = {"field": "messages", "value": value}
    document = {"object": "whatsapp_business_account", "entry": [{"changes": [change]}]}

    delivery = read(json.dumps(document).encode())

    assert delivery is not None
    check(delivery)


@fuzzed(4)
@given(st.one_of(any_text, st.from_regex(r"[A-Za-z0-9_=-]{0,20}\.[0-9]{0,20}\.[0-9]{0,20}")))
def test_any_callback_names_an_attempt_or_none(callback: str) -> None:
    """What comes back in a status may be anybody's."""
    named = read_callback(callback)

    assert named is None or max(named[1:]) < 2**63


@fuzzed()
@given(st.binary(max_size=40), st.integers(0, 10**17), st.integers(0, 10**6))
def test_our_own_callbacks_are_read_again(citizen: bytes, number: int, attempt: int) -> None:
    """Whatever the key."""
    entry = OutboxEntry(citizen, number, b"", b"", 0.0, attempt=attempt)

    assert read_callback(callback_of(entry)) == (citizen, number, attempt)


@fuzzed(4)
@given(any_text)
def test_what_an_operator_types_names_one_citizen_or_none(typed: str) -> None:
    """Nothing raises, and whoever is named can be looked up."""
    identity = read_citizen(typed)

    if identity is not None:
        _check_identity(identity)
