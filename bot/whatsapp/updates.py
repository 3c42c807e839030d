"""From the bytes of a webhook to what was said, by whom, and what became of our messages."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, cast, get_args

from bot.whatsapp.reading.deliveries import (
    Delivery,
    IdentityChange,
    Notice,
    ReceivedMessage,
    ReceivedStatus,
    SkipReason,
    StatusName,
)
from bot.whatsapp.reading.identities import Contacts, read_contacts, receiver_of, sender_of
from bot.whatsapp.reading.messages import read_change, read_said
from bot.whatsapp.reading.shapes import (
    Skipped,
    number_at,
    object_at,
    objects_at,
    parse_json,
    seconds_at,
    text_at,
    word_at,
)
from bot.whatsapp.redaction import redact

__all__ = [
    "Delivery",
    "IdentityChange",
    "Notice",
    "ReceivedMessage",
    "ReceivedStatus",
    "SkipReason",
    "StatusName",
    "read_delivery",
]

MAX_WAMID = 512
_OBJECT = "whatsapp_business_account"
_STATUSES = frozenset(get_args(StatusName))
_SKIPPED_FIELDS: Mapping[str, SkipReason] = {
    "standby": "standby",
    "smb_message_echoes": "echo",
    "message_echoes": "echo",
}
# Fields whose value tells the operator something; others are counted as unknown.
# Source: Meta, Webhooks overview (read September 2026).
_NOTICE_FIELDS = frozenset(
    {
        "account_alerts",
        "account_review_update",
        "account_settings_update",
        "account_update",
        "business_capability_update",
        "business_status_update",
        "message_template_quality_update",
        "message_template_status_update",
        "payment_configuration_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
        "template_category_update",
    }
)
_NOTICE_WORDS = ("event", "decision", "alert_type", "alert_severity", "current_limit")


def read_delivery(body: bytes, phone_number_id: str) -> Delivery:
    """Everything in one POST that is for this number; what is not, or is odd, is counted.

    Duplicates are kept: only the store knows what was seen. Raises UnreadableDelivery when no JSON
    reader takes the body, and nothing else.
    """
    document = parse_json(body)
    reading = _Reading(phone_number_id)
    if not isinstance(document, dict):
        reading.skipped["bad shape"] += 1
    elif document.get("object") != _OBJECT:
        reading.skipped["other object"] += 1
    else:
        for entry in objects_at(document, "entry", reading.skipped):
            for change in objects_at(entry, "changes", reading.skipped):
                _read_change(reading, change)
    return Delivery(
        tuple(reading.messages),
        tuple(reading.statuses),
        tuple(reading.changes),
        tuple(reading.notices),
        dict(reading.skipped),
    )


class _Reading:
    """What has been read of one delivery so far."""

    __slots__ = ("changes", "messages", "notices", "phone_number_id", "skipped", "statuses")

    def __init__(self, phone_number_id: str) -> None:
        self.phone_number_id = phone_number_id
        self.messages: list[ReceivedMessage] = []
        self.statuses: list[ReceivedStatus] = []
        self.changes: list[IdentityChange] = []
        self.notices: list[Notice] = []
        self.skipped: Skipped = defaultdict(int)


def _read_change(reading: _Reading, change: Mapping[str, Any]) -> None:
    name, value = change.get("field"), change.get("value")
    if not isinstance(name, str) or not isinstance(value, dict):
        reading.skipped["bad shape"] += 1
    elif name == "messages":
        _read_messages_field(reading, value)
    elif name in _SKIPPED_FIELDS:
        reading.skipped[_SKIPPED_FIELDS[name]] += 1
    elif name in _NOTICE_FIELDS:
        words = [word for key in _NOTICE_WORDS if (word := word_at(value, key))]
        reading.notices.append(Notice(name, " ".join(words)))
    else:
        reading.skipped["unknown field"] += 1


def _read_messages_field(reading: _Reading, value: Mapping[str, Any]) -> None:
    if not _is_ours(object_at(value, "metadata").get("phone_number_id"), reading):
        reading.skipped["other number"] += 1
        return
    contacts = read_contacts(objects_at(value, "contacts", reading.skipped))
    messages = objects_at(value, "messages", reading.skipped)
    for message in messages:
        _read_message(reading, message, contacts, is_alone=len(messages) == 1)
    for status in objects_at(value, "statuses", reading.skipped):
        _read_status(reading, status, contacts)
    for error in objects_at(value, "errors", reading.skipped):
        title = redact(text_at(error, "title", 100) or "")
        reading.notices.append(Notice("messages", title, number_at(error, "code")))


def _is_ours(number: object, reading: _Reading) -> bool:
    return isinstance(number, str | int) and str(number) == reading.phone_number_id


def _read_message(
    reading: _Reading, message: Mapping[str, Any], contacts: Contacts, *, is_alone: bool
) -> None:
    wamid = _read_wamid(reading, message)
    if wamid is None:
        return
    if message.get("group_id"):
        reading.skipped["group"] += 1
        return
    identity = sender_of(message, contacts, is_alone=is_alone)
    if identity is None:
        reading.skipped["no sender"] += 1
        return
    said, ignored = read_said(message)
    if ignored == "system" and (change := read_change(message, wamid)):
        reading.changes.append(change)
    reading.messages.append(
        ReceivedMessage(wamid, identity, seconds_at(message, "timestamp"), said, ignored)
    )


def _read_status(reading: _Reading, status: Mapping[str, Any], contacts: Contacts) -> None:
    wamid = _read_wamid(reading, status)
    if wamid is None:
        return
    name = status.get("status")
    known = name if isinstance(name, str) and name in _STATUSES else "unknown"
    errors = objects_at(status, "errors", reading.skipped)
    reading.statuses.append(
        ReceivedStatus(
            wamid,
            cast(StatusName, known),
            text_at(status, "biz_opaque_callback_data", 512) or "",
            seconds_at(status, "timestamp"),
            number_at(errors[0], "code") if errors else None,
            receiver_of(status, contacts),
        )
    )


def _read_wamid(reading: _Reading, element: Mapping[str, Any]) -> str | None:
    wamid = text_at(element, "id", MAX_WAMID + 1)
    if not wamid:
        reading.skipped["no id"] += 1
        return None
    if len(wamid) > MAX_WAMID:
        reading.skipped["id too long"] += 1
        return None
    return wamid
