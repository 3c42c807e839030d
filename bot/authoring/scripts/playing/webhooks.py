"""What a citizen does, as the platform tells it: the JSON of webhooks."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from bot.authoring.scripts.playing.outcomes import PHONE_NUMBER_ID
from bot.authoring.scripts.playing.screens import Shown
from bot.authoring.scripts.script import Becomes, Says, Sends, Shares
from bot.messages.inbound import Identity

Fields = dict[str, Any]

_BUSINESS = "96264001199"
_VALUE: Fields = {
    "messaging_product": "whatsapp",
    "metadata": {"display_phone_number": _BUSINESS, "phone_number_id": PHONE_NUMBER_ID},
    "contacts": [],
    "messages": [],
}
_ENTRY = {"id": "214365870912345", "changes": [{"value": _VALUE, "field": "messages"}]}
# The same around every message: written once.
_BEFORE, _AFTER = orjson.dumps({"object": "whatsapp_business_account", "entry": [_ENTRY]}).split(
    b'"contacts":[],"messages":[]'
)
_MIME_TYPES = {
    "image": "image/jpeg",
    "voice": "audio/ogg; codecs=opus",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "document": "application/pdf",
    "sticker": "image/webp",
}
_WITH_CAPTION = ("image", "video", "document")


def webhook(messages: Sequence[Mapping[str, Any]], contacts: Sequence[Identity]) -> bytes:
    """One webhook body with these messages of these citizens."""
    told = {
        "contacts": [_contact(identity) for identity in dict.fromkeys(contacts)],
        "messages": messages,
    }
    return _BEFORE + orjson.dumps(told)[1:-1] + _AFTER


def message(fields: Fields, identity: Identity, wamid: str, at: float | None) -> Fields:
    """One message of a citizen, dated in Unix seconds or not at all."""
    head: Fields = {"id": wamid}
    if identity.phone:
        head["from"] = identity.phone
    if identity.user_id:
        head["from_user_id"] = identity.user_id
    if at is not None:
        head["timestamp"] = str(int(at))
    return head | fields


def typed(said: Says) -> Fields:
    """Words typed."""
    return {"type": "text", "text": {"body": said.text}}


def shared(pin: Shares) -> Fields:
    """A pin on the map."""
    location: Fields = {"latitude": pin.latitude, "longitude": pin.longitude}
    if pin.name:
        location["name"] = pin.name
    return {"type": "location", "location": location}


def tapped(option: Shown, of: str) -> Fields:
    """A tap on an option of the message `of`."""
    chosen = {"id": option.id, "title": option.label}
    if option.description:
        chosen["description"] = option.description
    return {
        "context": {"from": _BUSINESS, "id": of},
        "type": "interactive",
        "interactive": {"type": option.style, option.style: chosen},
    }


def changed(old: Identity, act: Becomes) -> Fields:
    """The notice that a citizen is known by other names from now on."""
    kind = "user_changed_number" if act.identity.phone else "user_changed_user_id"
    system: Fields = {"body": "User changed", "type": kind}
    if act.identity.phone:
        system["wa_id"] = act.identity.phone
    if act.identity.user_id:
        system["user_id"] = act.identity.user_id
    if old.user_id:
        system["previous_user_id"] = old.user_id
    return {"type": "system", "system": system}


def sent(act: Sends, of: str) -> Fields:
    """Anything else; `of` is the message that a reaction, an edit or a deletion is about."""
    if act.kind in _MIME_TYPES:
        return _media(act)
    if act.kind in _ABOUT:
        return {"type": _ABOUT[act.kind][0], **_about(act, of)}
    kind = act.text if act.kind == "unknown" and act.text else act.kind
    return _OTHERS.get(kind) or _worded(act) or {"type": kind, kind: {}}


def _worded(act: Sends) -> Fields | None:
    if act.kind == "button":
        return {"type": "button", "button": {"payload": act.text, "text": act.text}}
    return None


def _media(act: Sends) -> Fields:
    kind = "audio" if act.kind == "voice" else act.kind
    media: Fields = {"id": "1290011223344556", "mime_type": _MIME_TYPES[act.kind]}
    if act.kind == "voice":
        media["voice"] = True
    if act.text and act.kind in _WITH_CAPTION:
        media["caption"] = act.text
    return {"type": kind, kind: media}


_ABOUT = {
    "reaction": ("reaction", "message_id"),
    "edit": ("edit", "original_message_id"),
    "deletion": ("revoke", "original_message_id"),
}


def _about(act: Sends, of: str) -> Fields:
    kind, key = _ABOUT[act.kind]
    told: Fields = {key: of}
    if act.kind == "reaction":
        told["emoji"] = act.text or "👍"
    if act.kind == "edit":
        told["message"] = {"type": "text", "text": {"body": act.text}}
    return {kind: told}


_UNSUPPORTED = {"code": 131051, "title": "Message type unknown"}
_OTHERS: Mapping[str, Fields] = {
    "contact": {
        "type": "contacts",
        "contacts": [
            {
                "name": {"formatted_name": "محمد العلي"},
                "phones": [{"phone": "+962790000199", "wa_id": "962790000199"}],
            }
        ],
    },
    "poll": {"type": "unsupported", "unsupported": {"type": "poll"}, "errors": [_UNSUPPORTED]},
    "order": {
        "type": "order",
        "order": {
            "catalog_id": "194800000000001",
            "product_items": [{"product_retailer_id": "1", "quantity": 1}],
        },
    },
    "form": {
        "type": "interactive",
        "interactive": {
            "type": "nfm_reply",
            "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{}"},
        },
    },
    "unknown": {"type": "unsupported", "errors": [_UNSUPPORTED]},
    "welcome": {"type": "request_welcome"},
}


def _contact(identity: Identity) -> Fields:
    contact: Fields = {"profile": {"name": "Somebody"}}
    if identity.phone:
        contact["wa_id"] = identity.phone
    if identity.user_id:
        contact["user_id"] = identity.user_id
    return contact
