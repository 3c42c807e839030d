"""By which name an operator calls a citizen: what is typed at a command line."""

import re
import unicodedata

from bot.messages.inbound import Identity
from bot.texts.numerals import western_digits
from bot.whatsapp.reading.identities import identity_from, phone_at, user_id_at

_BETWEEN = re.compile(r"[\s()./\u2010-\u2015-]")  # what people put between digits
_COUNTRY = re.compile(r"[A-Za-z]{2}\.")
_LEAST_DIGITS = 7  # with its country code, no number is shorter


def read_citizen(typed: str) -> Identity | None:
    """A phone number with its country code in any usual form, or a user id; None for all else.

    `+962 79…`, `00962…` and `962…` in any digits are one number. One that begins with a single 0
    lacks the country code, so that nobody else is taken for its owner.
    """
    word = "".join(ch for ch in typed.strip() if unicodedata.category(ch) != "Cf")
    if _COUNTRY.match(word):
        return identity_from(None, user_id_at({"id": word[:2].upper() + word[2:]}, "id"))
    number = western_digits(_BETWEEN.sub("", word)).removeprefix("+").removeprefix("00")
    phone = phone_at({"id": number}, "id") if len(number) >= _LEAST_DIGITS else None
    return identity_from(None if phone and phone.startswith("0") else phone, None)
