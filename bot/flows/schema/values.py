"""Types of single values in flow files: how a written text becomes a value, or a fault.

Every scalar of a file arrives as the text it looks like; the codes raised here are those of
`bot.flows.faults`.
"""

import re
from datetime import date
from functools import partial
from typing import Annotated
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.flows.nodes import Box
from bot.flows.reading.meant import day_meant, id_meant, phone_meant, place_meant
from bot.texts.directions import units
from bot.texts.numerals import looks_numeric

LABEL_UNITS = 24  # Cloud API, interactive list: row title (WhatsApp limits, November 2026)
BUTTON_UNITS = 20  # Cloud API, link button: display text (the same limits)
ABOUT_UNITS = 72  # the same list: row description
NAME_UNITS = 120  # ours: a heading over an answer that still leaves room for it
KEYWORD_UNITS = 60  # ours: longer is a sentence, which search takes apart anyway
ANSWER_UNITS = 4000  # ours: five screens; whoever needs more needs another question
BRIEF_UNITS = 400  # ours: leaves room for the choices of a question, and for words above it
LINE_UNITS = 200  # ours: hours and address of an office stand on one screen with its name
URL_UNITS = 400  # ours: a link in the text leaves room for the answer

JORDAN = Box(south=29.1, west=34.8, north=33.5, east=39.4)  # with some room at the sea

ID_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,39}")
_ADDRESS = re.compile(rf"{ID_PATTERN.pattern}(/{ID_PATTERN.pattern})*")
_NOTE_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ARABIC = re.compile("[\u0621-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
EMOJI = re.compile("[\u2194-\u21aa\u2300-\u2bff\ufe0f\U0001f000-\U0001faff]")
_HOST = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})"
)
_URL = re.compile(rf"https://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#](?:[!-$&-~]|%[0-9A-Fa-f]{{2}})*)?")
_PHONE = re.compile(r"\+?[0-9]{2,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")
_FILE_NAME = re.compile(r"[^/\\\\:*?\"<>|\n]{1,100}\.[A-Za-z0-9]{2,5}")
_FILE_IN_URL = re.compile(r"https://[^/?#]+/(?:[^?#]*/)?([^/?#]+)(?:[?#].*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _fit(text: str, limit: int) -> str:
    """The text without white space at the ends of its lines."""
    trimmed = text.rstrip()
    if "\n" in trimmed:
        trimmed = "\n".join(map(str.rstrip, trimmed.split("\n"))).lstrip("\n")
    return _told(trimmed, limit)


def fit_line(text: str, limit: int) -> str:
    """The text on one line. Raises the fault of one that is empty or too long."""
    return _told(" ".join(text.split()), limit)


def _told(trimmed: str, limit: int) -> str:
    if not (trimmed[:1].isalnum() or any(map(str.isalnum, trimmed))):
        rule = "write a text here; one that begins with # must stand in quotes"
        raise PydanticCustomError("empty-text", rule)
    if 2 * len(trimmed) > limit and (length := units(trimmed)) > limit:
        counts = {"length": length, "limit": limit}
        raise PydanticCustomError("too-long", "{length} of {limit} characters; shorten it", counts)
    return trimmed


def refuse_arabic(text: str) -> str:
    """The English text as it is. Raises the fault of one that is written in Arabic letters alone.

    So the two languages cannot change places. An Arabic text may be Latin: names of apps are.
    """
    if not text.isascii() and _ARABIC.search(text) and not _LATIN.search(text):
        raise PydanticCustomError("wrong-language", "this is Arabic; write the English here")
    return text


def without_emoji(text: str) -> str:
    """The text as it is. Raises the fault of an emoji."""
    if not text.isascii() and EMOJI.search(text):
        raise PydanticCustomError("emoji", "WhatsApp takes no emoji here; write words alone")
    return text


def _label(text: str) -> str:
    if looks_numeric(text):
        raise PydanticCustomError("numeric-label", "a number alone chooses by number; add a word")
    return fit_line(text, LABEL_UNITS)


def _id(text: str) -> str:
    if not ID_PATTERN.fullmatch(text):
        meant = id_meant(text)
        mend = f'; write "{meant}"' if ID_PATTERN.fullmatch(meant) else ', such as "name-change"'
        rule = f"an id is 1-40 of a-z, 0-9 and -, and begins with a letter{mend}"
        raise PydanticCustomError("bad-id", rule)
    return text


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise PydanticCustomError("bad-moved-from", 'write the old address, such as "cspd/old-id"')
    return text


def _note_name(text: str) -> str:
    if not _NOTE_NAME.fullmatch(text):
        raise PydanticCustomError("bad-id", "a note's name is of a-z, 0-9 and _")
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        rule = 'a link begins with "https://" and holds no spaces and no Arabic letters'
        raise PydanticCustomError("bad-url", rule)
    return _told(text, URL_UNITS)


def _phone(text: str) -> str:
    if not _PHONE.fullmatch(text):
        rule = 'a phone number is digits 0-9 alone, no spaces, with "+" before a country code'
        if meant := phone_meant(text):
            raise PydanticCustomError("bad-phone", f'{rule}; write "{meant}"')
        if sign := re.search("[^0-9+ ]", text):
            raise PydanticCustomError("bad-phone", rule + '; found "{sign}"', {"sign": sign[0]})
        raise PydanticCustomError("bad-phone", rule)
    return text


def file_name_of(url: str) -> str:
    """The file name a link ends in, as a phone shows it; "" where it ends in none."""
    found = _FILE_IN_URL.fullmatch(url)
    name = unquote(found[1]) if found else ""
    return name if _FILE_NAME.fullmatch(name) else ""


def _image(text: str) -> str:
    if not re.search(r"\.(jpe?g|png)$", _url(text), re.IGNORECASE):
        raise PydanticCustomError("bad-url", "an image is a link that ends in .jpg, .jpeg or .png")
    return text


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        rule = 'a file name has an ending and none of / \\ : * ? " < > |, such as "form.pdf"'
        raise PydanticCustomError("bad-file-name", rule)
    return text


def _coordinates(written: object) -> tuple[float, float]:
    if not (isinstance(written, list) and len(written) == 2) or not all(
        isinstance(part, str) and _DECIMAL.fullmatch(part) for part in written
    ):
        meant = place_meant(written)
        rule = "a place is [latitude, longitude], two decimal numbers"
        mend = f"; write {meant}" if meant else ", such as [31.9525, 35.9105]"
        raise PydanticCustomError("bad-coordinates", rule + mend)
    latitude, longitude = (float(part) for part in written)
    if abs(latitude) > 90 or abs(longitude) > 180:
        rule = "latitude lies within 90, longitude within 180 degrees"
        raise PydanticCustomError("bad-coordinates", rule)
    return latitude, longitude


def _country(written: object) -> Box:
    if not (isinstance(written, list) and len(written) == 2):
        rule = "write two corners, south-west and north-east: [[29.1, 34.8], [33.5, 39.4]]"
        raise PydanticCustomError("bad-coordinates", rule)
    (south, west), (north, east) = (_coordinates(corner) for corner in written)
    if not (south < north and west < east):
        rule = "the first corner is the south-west one, the second the north-east one"
        raise PydanticCustomError("bad-coordinates", rule)
    return Box(south, west, north, east)


def _day(written: object) -> object:
    if isinstance(written, str) and _DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            rule = "the calendar has no such day; write YYYY-MM-DD: year, month, day"
            raise PydanticCustomError("bad-date", rule) from None
    meant = day_meant(written) if isinstance(written, str) else ""
    shown = f"here {meant}" if meant else "such as 2026-11-01"
    raise PydanticCustomError("bad-date", f"write a day as YYYY-MM-DD, {shown}")


def _flag(written: object) -> object:
    if written not in ("true", "false"):
        raise PydanticCustomError("bad-choice", 'write "true" or "false"')
    return written == "true"


Label = Annotated[str, AfterValidator(_label)]
ButtonLabel = Annotated[str, AfterValidator(partial(fit_line, limit=BUTTON_UNITS))]
About = Annotated[str, AfterValidator(partial(fit_line, limit=ABOUT_UNITS))]
Name = Annotated[str, AfterValidator(partial(fit_line, limit=NAME_UNITS))]
Line = Annotated[str, AfterValidator(partial(fit_line, limit=LINE_UNITS))]
End = Annotated[str, AfterValidator(partial(fit_line, limit=NAME_UNITS))]  # of what may be answered
Keyword = Annotated[str, AfterValidator(partial(fit_line, limit=KEYWORD_UNITS))]
Body = Annotated[str, AfterValidator(partial(_fit, limit=ANSWER_UNITS))]
Brief = Annotated[str, AfterValidator(partial(_fit, limit=BRIEF_UNITS))]
Id = Annotated[str, AfterValidator(_id)]
Address = Annotated[str, AfterValidator(_address)]
NoteName = Annotated[str, AfterValidator(_note_name)]
Url = Annotated[str, AfterValidator(_url)]
ImageUrl = Annotated[str, AfterValidator(_image)]
FileName = Annotated[str, AfterValidator(_file_name)]
Phone = Annotated[str, AfterValidator(_phone)]
Coordinates = Annotated[tuple[float, float], BeforeValidator(_coordinates)]
Country = Annotated[
    Box,
    BeforeValidator(_country),
    WithJsonSchema(
        {"type": "array", "items": {"type": "array", "items": {"type": "number"}}, "minItems": 2}
    ),
]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
