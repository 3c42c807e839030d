"""What citizens say: taps, numbers in several families of digits, words, and odd things."""

import random
from collections.abc import Mapping
from typing import Any

from tests.support.small_flows import AGENCIES

_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789", "०१२३४५६७८९")
_AROUND = ("{}", "{}", "{}", "{}.", " {} ", "رقم {}", "\u200f{}")
_NO_NUMBERS = ("²", "-1", "1e3", "٣٫٥", "12345678901234567890", "1٢")
_WORDS = (
    *("menu", "القائمة", "0", "٠", "back", "رجوع", "00", "help", "مساعدة", "privacy", "الخصوصية"),
    *("more", "المزيد", "previous", "English", "العربية", "مرحبا", "السلام عليكم", "hello"),
    *("fees", "الرسوم", "شو الأوراق المطلوبة", "where", "Service bravo", "خدمة 3", "Agency delta"),
    *("agency echo fees", "جهة 2", "زرافة وردية", "qwerty zxcv", "👍", "thanks", "شكرا"),
)
_PLACES = (
    *AGENCIES,
    *(f"{name}/service" for name in AGENCIES),
    *(f"{name}/service/{kind}" for name in AGENCIES for kind in ("fees", "where")),
)
_IDS = (
    *("@main", "@privacy", "@offices", "alpha/gone", "alpha/service/gone", "no-such-agency"),
    *("@en:alpha", "@ar:bravo/service", "@useful:alpha/service/fees", "not ours at all"),
    *("@useless:delta/service/where", "@reason:wrong:delta/service/where"),
)
# Of kinds without words there are few here: three within ten seconds are a burst, with one reply.
_ODD: tuple[Mapping[str, Any], ...] = (
    {"type": "location", "location": {"latitude": 31.95, "longitude": 35.91}},
    {"type": "image", "image": {"id": "1", "mime_type": "image/jpeg", "caption": "menu"}},
    {"type": "audio", "audio": {"id": "1", "mime_type": "audio/ogg", "voice": True}},
    {"type": "sticker", "sticker": {"id": "1", "mime_type": "image/webp"}},
    {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}},
    {"type": "hologram", "hologram": {}},
    {"type": "unsupported", "errors": [{"code": 131051, "title": "Unsupported"}]},
)


def say_something(chance: random.Random) -> Mapping[str, Any]:
    """The message's own part of a webhook."""
    match chance.choices(("tap", "number", "word", "odd"), (35, 35, 25, 5))[0]:
        case "tap":
            return _tap(chance.choice(_IDS if chance.random() < 0.15 else _PLACES))
        case "number":
            return _text(_number(chance))
        case "word":
            return _text(chance.choice(_WORDS))
        case _:
            return chance.choice(_ODD)


def _number(chance: random.Random) -> str:
    if chance.random() < 0.08:
        return chance.choice(_NO_NUMBERS)
    number = chance.choice((1, 2, 3, 4, 5, 6, 7, 8, 99))
    family = chance.choice(_DIGITS)
    digits = "".join(family[int(digit)] for digit in str(number))
    return chance.choice(_AROUND).format(digits)


def _text(body: str) -> Mapping[str, Any]:
    return {"type": "text", "text": {"body": body}}


def _tap(row: str) -> Mapping[str, Any]:
    reply = {"type": "list_reply", "list_reply": {"id": row, "title": "row"}}
    return {"type": "interactive", "interactive": reply}
