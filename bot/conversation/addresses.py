"""Row ids and what they mean: absolute, valid for ever, never relative to a moment."""

import re
from typing import Literal

from bot.flows.nodes import MAIN
from bot.texts.languages import LANGUAGES, Language
from bot.values import value

ID_MAX = 150  # units of our ids; the platform takes 200 in a row and 256 in a button

Reason = Literal["unclear", "wrong", "incomplete", "other-service"]
REASONS: tuple[Reason, ...] = ("unclear", "wrong", "incomplete", "other-service")

_ADDRESS = re.compile(r"[a-z][a-z0-9-]{0,39}(?:/[a-z][a-z0-9-]{0,39})*")
_PAGED = re.compile(rf"({MAIN}|{_ADDRESS.pattern})(?:\?(?:page|part)=([1-9][0-9]?))?")


@value
class Open:
    """Show what stands at an address: a page of a menu, a part of an answer."""

    address: str
    page: int = 1


@value
class Switch:
    """Speak the other language from now on, and show an address in it."""

    language: Language
    address: str


@value
class Rate:
    """An answer was useful, or not."""

    is_useful: bool
    address: str


@value
class Explain:
    """Why an answer was not useful."""

    reason: Reason
    address: str


@value
class FindNearest:
    """Find the nearest office; `asker` is the screen from which it was asked."""

    asker: str


@value
class ShowHits:
    """Show these addresses as results of a search: the one opened was not meant."""

    hits: tuple[str, ...]


@value
class Choose:
    """Answer the question at an address with one of its choices."""

    address: str
    choice: str


@value
class Erase:
    """Forget the citizen, as confirmed."""


Action = Open | Switch | Rate | Explain | FindNearest | ShowHits | Choose | Erase

ERASE_ID = "@erase:yes"


def page_id(address: str, page: int) -> str:
    """The id of a page of a menu."""
    return f"{address}?page={page}" if page > 1 else address


def part_id(address: str, part: int) -> str:
    """The id of a further part of a long answer."""
    return f"{address}?part={part}"


def switch_id(language: Language, address: str) -> str:
    """The id of a row that switches the language and shows an address."""
    return f"@{language}:{address}"


def rate_id(address: str, *, is_useful: bool) -> str:
    """The id of a feedback row."""
    return f"@{'useful' if is_useful else 'useless'}:{address}"


def reason_id(reason: Reason, address: str) -> str:
    """The id of a row that tells why an answer was not useful."""
    return f"@reason:{reason}:{address}"


def choice_id(address: str, choice: str) -> str:
    """The id of one of the answers to a question."""
    return f"@answer:{address}:{choice}"


def nearest_id(asker: str) -> str:
    """The id of the row "nearest office"."""
    return f"@nearest:{asker}"


def hits_id(hits: tuple[str, ...]) -> str:
    """The id of the row "not this service"; hits for which an id has no room are left out."""
    while hits and len(f"@not:{','.join(hits)}") > ID_MAX:
        hits = hits[:-1]
    return f"@not:{','.join(hits)}"


def read_id(row_id: str) -> Action | None:
    """What a tapped id means, or None when the bot never sent such an id."""
    if len(row_id) > ID_MAX:
        return None
    if row_id == ERASE_ID:
        return Erase()
    if row_id.startswith("@") and row_id.partition("?")[0] != MAIN:
        verb, _, rest = row_id[1:].partition(":")
        return _read_verb(verb, rest)
    match = _PAGED.fullmatch(row_id)
    return Open(match[1], int(match[2] or 1)) if match else None


def is_address(text: str) -> bool:
    """Whether a text has the shape of an address, living or not."""
    return text == MAIN or _ADDRESS.fullmatch(text) is not None


def _read_verb(verb: str, rest: str) -> Action | None:
    """What an id that begins with `@verb:` means."""
    if verb == "not":
        hits = tuple(rest.split(","))
        return ShowHits(hits) if all(map(_is_content, hits)) else None
    if verb == "reason":
        name, _, address = rest.partition(":")
        reason = next((reason for reason in REASONS if reason == name), None)
        return Explain(reason, address) if reason and _is_content(address) else None
    if verb == "answer":
        address, _, choice = rest.rpartition(":")
        is_choice = _is_content(address) and _is_content(choice) and "/" not in choice
        return Choose(address, choice) if is_choice else None
    language = next((language for language in LANGUAGES if language == verb), None)
    if language:
        return Switch(language, rest) if is_address(rest) else None
    if not _is_content(rest):
        return None
    if verb in ("useful", "useless"):
        return Rate(verb == "useful", rest)
    return FindNearest(rest) if verb == "nearest" else None


def _is_content(text: str) -> bool:
    """Whether a text has the shape of an author's address."""
    return text != MAIN and is_address(text)
