"""By which names the sender of a message or the receiver of a status is known."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages.inbound import Identity
from bot.values import value
from bot.whatsapp.reading.shapes import text_at

_LEAST_DIGITS, _MOST_DIGITS = 3, 20
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,140}")  # also the parent form CC.ENT.…


def phone_at(parent: Mapping[str, Any], key: str) -> str | None:
    """A phone number's digits; None for anything else, a user id among it."""
    digits = (text_at(parent, key, 40) or "").removeprefix("+")
    is_phone = digits.isascii() and digits.isdecimal()
    return digits if is_phone and _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS else None


def user_id_at(parent: Mapping[str, Any], key: str) -> str | None:
    """A business-scoped user id; None for anything else."""
    text = text_at(parent, key, 200)
    return text if text and _USER_ID.fullmatch(text) else None


@value
class Contacts:
    """The first contact of one change by each name; `only` is set when there is but one.

    Looked up and not searched: a POST may bring a thousand messages beside a thousand contacts.
    """

    only: Identity | None
    by_name: Mapping[str, Identity]


def read_contacts(contacts: Sequence[Mapping[str, Any]]) -> Contacts:
    """Contacts by name; the first that bears a name has it."""
    found = [_named(contact, "wa_id", "user_id") for contact in contacts]
    by_name: dict[str, Identity] = {}
    for identity in filter(None, found):
        for name in (identity.phone, identity.user_id):
            if name:
                by_name.setdefault(name, identity)
    return Contacts(found[0] if len(found) == 1 else None, by_name)


def sender_of(message: Mapping[str, Any], contacts: Contacts, *, is_alone: bool) -> Identity | None:
    """Who sent a message: its own fields first, then the contact with the same number or id.

    `from` may be missing, empty, or hold a user id. A message that names nobody is its only
    contact's when it `is_alone` in its change.
    """
    identity = _completed(_named(message, "from", "from_user_id"), contacts)
    return contacts.only if identity is None and is_alone else identity


def receiver_of(status: Mapping[str, Any], contacts: Contacts) -> Identity | None:
    """To whom a status refers, as far as it tells."""
    return _completed(_named(status, "recipient_id", "recipient_user_id"), contacts)


def identity_from(phone: str | None, user_id: str | None) -> Identity | None:
    """An identity of the names that are known, or None when none is."""
    return Identity(phone, user_id) if phone or user_id else None


def _named(parent: Mapping[str, Any], phone_key: str, user_key: str) -> Identity | None:
    """Whom two fields name; a user id may stand where the number belongs."""
    phone, user_id = phone_at(parent, phone_key), user_id_at(parent, user_key)
    if phone is None and user_id is None:
        user_id = user_id_at(parent, phone_key)
    return identity_from(phone, user_id)


def _completed(named: Identity | None, contacts: Contacts) -> Identity | None:
    """The identity with the name that only its contact tells."""
    if named is None or (named.phone and named.user_id):
        return named
    contact = contacts.by_name.get(named.phone or named.user_id or "")
    if contact is None:
        return named
    return Identity(named.phone or contact.phone, named.user_id or contact.user_id)
