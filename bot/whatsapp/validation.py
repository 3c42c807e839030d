"""Whether the platform would take a message: its rules read afresh, not from what makes ours."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.whatsapp import limits
from bot.whatsapp.checking.faults import INVALID, MISSING, UNFIT, Faults, Violation
from bot.whatsapp.checking.interactive import Sound, check_interactive, check_media

__all__ = ["Sound", "Violation", "find_content_violations", "find_violations"]

_TO = re.compile(r"\+[1-9][0-9]{5,16}")
_RECIPIENT = re.compile(rf"[A-Z]{{2}}\.(ENT\.)?[A-Za-z0-9]{{1,{limits.USER_ID_SUFFIX}}}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
_WAMID = 512
_ENVELOPE = frozenset({"messaging_product", "type"})
_ENVELOPE_OPTIONS = frozenset(
    {"to", "recipient", "recipient_type", "context", "biz_opaque_callback_data"}
)


def find_violations(message: object) -> list[Violation]:
    """Every rule that the body of a POST to `/messages` breaks; none means it would be accepted.

    Covers text, interactive, location, image, document, contacts, reaction and read receipts.
    A `to` without `+` is refused, since the platform would prefix its own country's code.
    Details name places and lengths, never the message's words.
    """
    faults = Faults()
    if isinstance(message, dict) and "status" in message:
        _check_receipt(faults, message)
    else:
        _check_message(faults, message)
    return faults.found


def find_content_violations(content: object, sound: Sound | None = None) -> list[Violation]:
    """The same of a message that is for nobody yet: its `type`, and what is of that name.

    `sound` is for whoever looks at many messages, one after the other, which share much.
    """
    faults = Faults()
    if kind := _kind_of(faults, content):
        _check_content(faults, faults.fields(content, "", {"type", kind}), kind, sound)
    return faults.found


def _check_message(faults: Faults, value: object) -> None:
    kind = _kind_of(faults, value)
    if not kind:
        return
    message = faults.fields(value, "", _ENVELOPE | {kind}, _ENVELOPE_OPTIONS)
    faults.constant(message, "", "messaging_product", "whatsapp")
    faults.constant(message, "", "recipient_type", "individual")
    _check_addressee(faults, message)
    faults.text(message, "", "biz_opaque_callback_data", limits.CALLBACK)
    if "context" in message:
        context = faults.fields(message["context"], "context", {"message_id"})
        faults.text(context, "context", "message_id", _WAMID)
    _check_content(faults, message, kind, None)


def _kind_of(faults: Faults, value: object) -> str:
    """The type of a message; "" for one that is none, which is noted."""
    kind = value.get("type", "text") if isinstance(value, dict) else None
    if isinstance(kind, str) and kind in _CHECKS:
        return kind
    faults.add(INVALID, f"type must be one of {', '.join(_CHECKS)}")
    return ""


def _check_content(
    faults: Faults, message: Mapping[str, Any], kind: str, sound: Sound | None
) -> None:
    if kind == "interactive" and kind in message:
        check_interactive(faults, message[kind], sound)
    elif kind in message:
        _CHECKS[kind](faults, message[kind])


def _check_addressee(faults: Faults, message: Mapping[str, Any]) -> None:
    if "to" not in message and "recipient" not in message:
        faults.add(INVALID, "to or recipient is required")
    for key, form in (("to", _TO), ("recipient", _RECIPIENT)):
        value = message.get(key)
        if key in message and not (isinstance(value, str) and form.fullmatch(value)):
            faults.add(INVALID, f"{key} has not the form of {_FORMS[key]}")


_FORMS = {"to": "+ and digits", "recipient": "a business-scoped user id"}


def _check_receipt(faults: Faults, value: object) -> None:
    required = {"messaging_product", "status", "message_id"}
    receipt = faults.fields(value, "", required, {"typing_indicator"})
    faults.constant(receipt, "", "messaging_product", "whatsapp")
    faults.constant(receipt, "", "status", "read")
    faults.text(receipt, "", "message_id", _WAMID)
    if "typing_indicator" in receipt:
        indicator = faults.fields(receipt["typing_indicator"], "typing_indicator", {"type"})
        faults.constant(indicator, "typing_indicator", "type", "text")


def _check_text(faults: Faults, value: object) -> None:
    text = faults.fields(value, "text", {"body"}, {"preview_url"})
    faults.text(text, "text", "body", limits.TEXT_BODY)
    if not isinstance(text.get("preview_url", False), bool):
        faults.add(INVALID, "text.preview_url must be true or false")


def _check_location(faults: Faults, value: object) -> None:
    pin = faults.fields(value, "location", {"latitude", "longitude"}, {"name", "address"})
    for key, most in (("latitude", 90), ("longitude", 180)):
        if key in pin and not _is_degrees(pin[key], most):
            faults.add(UNFIT, f"location.{key} must be a number of degrees")
    for key in ("name", "address"):
        faults.text(pin, "location", key, 1000)


def _is_degrees(value: object, most: int) -> bool:
    if isinstance(value, str):
        return _DEGREES.fullmatch(value) is not None and abs(float(value)) <= most
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def _check_image(faults: Faults, value: object) -> None:
    check_media(faults, value, "image", frozenset({"caption"}))


def _check_document(faults: Faults, value: object) -> None:
    check_media(faults, value, "document", frozenset({"caption", "filename"}))


def _check_contacts(faults: Faults, value: object) -> None:
    cards = faults.elements({"contacts": value}, "", "contacts", limits.CONTACTS)
    for number, card in enumerate(cards):
        name = card.get("name") if isinstance(card, dict) else None
        if not (isinstance(name, dict) and isinstance(name.get("formatted_name"), str)):
            faults.add(MISSING, f"contacts[{number}].name.formatted_name is missing")


def _check_reaction(faults: Faults, value: object) -> None:
    reaction = faults.fields(value, "reaction", {"message_id", "emoji"})
    faults.text(reaction, "reaction", "message_id", _WAMID)
    if not isinstance(reaction.get("emoji", ""), str):
        faults.add(INVALID, "reaction.emoji must be a string")


_CHECKS: Mapping[str, Callable[[Faults, object], None]] = {
    "text": _check_text,
    "interactive": check_interactive,
    "location": _check_location,
    "image": _check_image,
    "document": _check_document,
    "contacts": _check_contacts,
    "reaction": _check_reaction,
}
