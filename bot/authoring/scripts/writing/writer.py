"""A conversation as the text of a script: for whoever records one, or finds one worth keeping."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import cast

from bot.authoring.scripts.playing.judging import as_seen
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.script import (
    Act,
    Becomes,
    Delivers,
    Repeats,
    Says,
    Sends,
    Shares,
    Taps,
    Waits,
)
from bot.authoring.scripts.writing.literals import literal
from bot.authoring.sheets.editing.writing import Value, block_scalar, entry
from bot.flows.reading.signs import HIDDEN
from bot.messages.inbound import (
    Identity,
    Inbound,
    Location,
    Media,
    Opened,
    Tap,
    Text,
    Unreadable,
)

# What no reader of a file can see, or YAML does not take as it is; line ends have their own sign.
_HIDDEN = re.compile(
    rf"{HIDDEN.pattern}|[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\ufffe\uffff]"
)
_OVER_LINES = ("text", "begins")
_STEP_INDENT = 4
_UNTITLED = "A conversation"
_UNREADABLE = {"contacts": "contact", "poll": "poll", "order": "order", "nfm_reply": "form"}


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step to be written: what happens, and what is seen after it, by the keys of `sees`.

    `sees` is None where nothing is expected, "nothing" where no reply is.
    """

    act: Act
    sees: Mapping[str, Value] | str | None = None


def write_script(
    title: str,
    steps: Iterable[WrittenStep],
    *,
    tags: Sequence[str] = (),
    citizen: Identity | None = None,
    starts: datetime | None = None,
    is_invited: bool = False,
) -> str:
    """The text of a script file that says all this; `replay` reads it as it is meant."""
    lines = [_entry("conversation", literal(title if title.strip() else _UNTITLED), 0)]
    if tags:
        lines.append(_entry("tags", list(tags), 0))
    if citizen is not None:
        lines.append(_entry("citizen", _names(citizen), 0))
    if starts is not None:
        lines.append(f"starts: {starts:%Y-%m-%d %H:%M}")
    if is_invited:
        lines.append("invited: yes")
    lines.append("steps:")
    lines += [_step(step) for step in steps]
    return "\n".join(lines) + "\n"


def act_of(said: Inbound) -> Act:
    """What a citizen does when this is heard: a message read back to a step."""
    match said:
        case Text(body):
            return Says(body)
        case Tap(id, label):
            return Taps(label, "option") if label and not id else Taps(id, "id")
        case Location(latitude, longitude):
            return Shares(latitude, longitude)
        case Media(kind, caption):
            return Sends(kind, caption)
        case Unreadable(kind):
            known = _UNREADABLE.get(kind)
            return Sends(known) if known else Sends("unknown", kind)
        case Opened():
            return Sends("welcome")


def sees_of(outcome: Outcome) -> Mapping[str, Value] | str:
    """Everything a script would commonly expect of an outcome: screen, whole text, options."""
    return cast("Mapping[str, Value] | str", as_seen(outcome))


def _step(step: WrittenStep) -> str:
    verb, value = _told(step.act)
    lines = [_entry(verb, literal(value), _STEP_INDENT)]
    if step.sees is not None:
        lines.append(_entry("sees", literal(step.sees), _STEP_INDENT))
    return "  - " + f"\n{' ' * _STEP_INDENT}".join(lines)


def _told(act: Act) -> tuple[str, Value]:
    """The verb of an act and what stands behind it."""
    match act:
        case Says(text):
            return "says", text
        case Taps(option, by, of):
            named: dict[str, Value] = {"option" if by == "any" else by: option}
            return "taps", named | _of(of) if of or by != "any" else option
        case Shares(latitude, longitude, name):
            at = [_degrees(latitude), _degrees(longitude)]
            return "shares", {"at": at, "name": name} if name else at
        case Sends(kind, text, of):
            return "sends", {kind: text} | _of(of) if text else kind
        case Waits(seconds, until):
            return "waits", f"until {until:{_form_of(until)}}" if until else _duration(seconds)
        case Repeats(of):
            return "repeats", str(of) if of else "last"
        case Becomes(identity):
            return "becomes", _names(identity)
        case Delivers(body):
            return "delivers", {"body": body.decode("utf-8", "replace")}
        case _:
            raise ValueError(f"{type(act).__name__} cannot be written")


def _form_of(until: time | datetime) -> str:
    return "%Y-%m-%d %H:%M" if isinstance(until, datetime) else "%H:%M"


def _degrees(value: float) -> str:
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _of(number: int | None) -> dict[str, Value]:
    return {"of": str(number)} if number else {}


def _names(identity: Identity) -> dict[str, Value]:
    named = {"phone": identity.phone, "user_id": identity.user_id}
    return {key: name for key, name in named.items() if name}


def _duration(seconds: float) -> str:
    whole = int(seconds)
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if whole and whole % length == 0 and whole == seconds:
            return f"{whole // length}{unit}"
    return f"{whole}s" if whole == seconds else f"{seconds:.3f}s"


def _entry(key: str, value: Value, column: int) -> str:
    """A key with its value, the first line without its margin."""
    if isinstance(value, Mapping) and any("\n" in str(inner) for inner in value.values()):
        margin = "\n" + " " * (column + 2)
        return f"{key}:" + "".join(
            margin + _entry(name, inner, column + 2) for name, inner in value.items()
        )
    if isinstance(value, str) and _reads_as_block(key, value):
        return f"{key}: {block_scalar(value, column + 2)}"
    if _is_unsafe(value):
        quoted = json.dumps(value, ensure_ascii=False)
        return f"{key}: {_HIDDEN.sub(_escape, quoted)}"
    return entry(key, value, column, is_listed=True)


def _reads_as_block(key: str, text: str) -> bool:
    """Whether a whole text over lines comes back as it is, but for white space at line ends."""
    is_whole = key in _OVER_LINES and "\n" in text and not text.startswith((" ", "\n"))
    return is_whole and not _HIDDEN.search(text) and text == text.rstrip()


def _is_unsafe(value: Value) -> bool:
    """Whether any text in it must be quoted and escaped."""
    if isinstance(value, str):
        return "\n" in value or value != value.strip() or _HIDDEN.search(value) is not None
    inner = value.values() if isinstance(value, Mapping) else value
    return any(_is_unsafe(each) for each in inner)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
