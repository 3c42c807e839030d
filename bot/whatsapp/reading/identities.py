"""By which names the sender of a message or the receiver of a status is known."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages.inbound import Identity
from bot.whatsapp.reading.shapes import text_at

_PHONE = re.compile(r"\+?([0-9]{3,20})")
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,140}")  # also the parent form CC.ENT.…

Contact = Mapping[str, Any]


def phone_at(parent: Mapping[str, Any], key: str) -> str | None:
    """A phone number's digits; None for anything else, a user id among it."""
    found = _PHONE.fullmatch(text_at(parent, key, 40) or "")
    return found[1] if found else None


def user_id_at(parent: Mapping[str, Any], key: str) -> str | None:
    """A business-scoped user id; None for anything else."""
    found = _USER_ID.fullmatch(text_at(parent, key, 200) or "")
    return found[0] if found else None


def sender_of(
    message: Mapping[str, Any], contacts: Sequence[Contact], *, is_alone: bool
) -> Identity | None:
    """Who sent a message: its own fields first, then the contact with the same number or id.

    `from` may be missing, empty, or hold a user id. A message that names nobody is its only
    contact's when it `is_alone` in its change.
    """
    identity = _completed(message, "from", "from_user_id", contacts)
    if identity is None and is_alone and len(contacts) == 1:
        return _completed(contacts[0], "wa_id", "user_id", ())
    return identity


def receiver_of(status: Mapping[str, Any], contacts: Sequence[Contact]) -> Identity | None:
    """To whom a status refers, as far as it tells."""
    return _completed(status, "recipient_id", "recipient_user_id", contacts)


def identity_from(phone: str | None, user_id: str | None) -> Identity | None:
    """An identity of the names that are known, or None when none is."""
    return Identity(phone, user_id) if phone or user_id else None


def _completed(
    named: Mapping[str, Any], phone_key: str, user_key: str, contacts: Sequence[Contact]
) -> Identity | None:
    phone = phone_at(named, phone_key)
    user_id = user_id_at(named, user_key) or user_id_at(named, phone_key)
    for contact in contacts:
        wa_id, contact_user = phone_at(contact, "wa_id"), user_id_at(contact, "user_id")
        if (phone and wa_id == phone) or (user_id and contact_user == user_id):
            return Identity(phone or wa_id, user_id or contact_user)
    return identity_from(phone, user_id)
