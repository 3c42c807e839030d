"""What a citizen said, whatever kind of message the platform made of it."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.messages.inbound import (
    MAX_TEXT,
    Identity,
    Inbound,
    Location,
    Media,
    MediaKind,
    Opened,
    Tap,
    Text,
    Unreadable,
)
from bot.whatsapp.reading.deliveries import IdentityChange
from bot.whatsapp.reading.identities import identity_from, phone_at, user_id_at
from bot.whatsapp.reading.shapes import object_at, text_at, word_at

MAX_TAP_ID = 512  # longer than any id the platform lets us send; a cut one opens nothing
MAX_LABEL = 200

UNANSWERED = frozenset({"reaction", "edit", "revoke", "system"})
_MEDIA: Mapping[str, MediaKind] = {
    "audio": "audio",
    "image": "image",
    "video": "video",
    "document": "document",
    "sticker": "sticker",
}
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")


def read_said(message: Mapping[str, Any]) -> tuple[Inbound | None, str]:
    """What was said and `""`, or None and the reason why nobody waits for an answer."""
    kind = word_at(message, "type") or "unknown"
    if kind == "unsupported":
        inner = word_at(object_at(message, kind), "type")
        kind = inner if inner in UNANSWERED else kind
    if kind in UNANSWERED:
        return None, kind
    if kind in _MEDIA:
        return _read_media(kind, object_at(message, kind)), ""
    read = _READERS.get(kind)
    return (read(message) if read else None) or Unreadable(_kind_of(message, kind)), ""


def read_change(message: Mapping[str, Any], wamid: str) -> IdentityChange | None:
    """The change that a system message tells, or None when it tells of something else.

    `user_changed_number` bears both numbers and ids, `user_changed_user_id` no phone at all,
    the older `customer_changed_number` no id. Source: Meta, System webhook (11 August 2026).
    """
    system = object_at(message, "system")
    old = identity_from(
        phone_at(message, "from"),
        user_id_at(system, "previous_user_id") or user_id_at(message, "from_user_id"),
    )
    new = identity_from(
        phone_at(system, "wa_id") or phone_at(system, "new_wa_id"), user_id_at(system, "user_id")
    )
    if old is None or new is None or _is_part_of(new, old):
        return None
    return IdentityChange(old, new, wamid)


def _is_part_of(new: Identity, old: Identity) -> bool:
    return new.phone in (None, old.phone) and new.user_id in (None, old.user_id)


def _kind_of(message: Mapping[str, Any], kind: str) -> str:
    return word_at(object_at(message, kind), "type") or kind


def _read_text(message: Mapping[str, Any]) -> Inbound | None:
    body = text_at(object_at(message, "text"), "body", MAX_TEXT)
    return None if body is None else Text(body)


def _read_interactive(message: Mapping[str, Any]) -> Inbound | None:
    interactive = object_at(message, "interactive")
    kind = interactive.get("type")
    if kind not in ("list_reply", "button_reply"):
        return None
    chosen = object_at(interactive, kind)
    option_id = text_at(chosen, "id", MAX_TAP_ID)
    return Tap(option_id, text_at(chosen, "title", MAX_LABEL) or "") if option_id else None


def _read_template_button(message: Mapping[str, Any]) -> Inbound | None:
    button = object_at(message, "button")
    payload = text_at(button, "payload", MAX_TAP_ID)
    label = text_at(button, "text", MAX_LABEL) or ""
    if payload:
        return Tap(payload, label)
    return Text(label) if label else None


def _read_location(message: Mapping[str, Any]) -> Inbound | None:
    pin = object_at(message, "location")
    latitude, longitude = _degrees_at(pin, "latitude", 90), _degrees_at(pin, "longitude", 180)
    return None if latitude is None or longitude is None else Location(latitude, longitude)


def _degrees_at(pin: Mapping[str, Any], key: str, most: int) -> float | None:
    value = pin.get(key)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= most and math.isfinite(value) else None


def _read_opened(_message: Mapping[str, Any]) -> Inbound:
    return Opened()


def _read_media(kind: str, media: Mapping[str, Any]) -> Inbound:
    named = "voice" if kind == "audio" and media.get("voice") is True else _MEDIA[kind]
    return Media(named, text_at(media, "caption", MAX_TEXT) or "")


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Inbound | None]] = {
    "text": _read_text,
    "interactive": _read_interactive,
    "button": _read_template_button,
    "location": _read_location,
    "request_welcome": _read_opened,
}
