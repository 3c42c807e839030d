"""What a citizen sees of a reply's payload: words, what can be tapped, what kind of message."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARK = re.compile(f"[{_MARKS}]")
_WITHOUT_MARKS = {ord(mark): None for mark in _MARKS}
_MARKS_SHOWN = {**_WITHOUT_MARKS, **dict.fromkeys(map(ord, "\u2066\u2067\u2068"), "⟨"), 0x2069: "⟩"}
_NUMBERED = re.compile(r"^([0-9]+)- (.*)$", re.MULTILINE)
_KINDS = {
    "button": "buttons",
    "cta_url": "link",
    "location_request_message": "location-request",
}


class Shown(NamedTuple):
    """One option: `style` is how the platform tells that it was tapped."""

    id: str
    label: str
    description: str
    style: str


def readable(text: str) -> str:
    """A text without the invisible marks that keep its words in order."""
    return text if text.isascii() else text.translate(_WITHOUT_MARKS)


def with_marks(text: str) -> str:
    """A text with those marks in sight, as ⟨ and ⟩."""
    return text if text.isascii() else text.translate(_MARKS_SHOWN)


def shows_marks(expected: str) -> bool:
    """Whether an expectation speaks of the marks too."""
    return "⟨" in expected or "⟩" in expected


def body_of(content: Mapping[str, Any]) -> str:
    """The words of a message."""
    if content["type"] == "text":
        return str(content["text"]["body"])
    return str(content["interactive"]["body"]["text"])


def kind_of(content: Mapping[str, Any]) -> str:
    """What kind of message it is: text, list, buttons, link or location-request."""
    kind = content["interactive"]["type"] if content["type"] == "interactive" else content["type"]
    return _KINDS.get(kind, str(kind))


def options_of(content: Mapping[str, Any]) -> tuple[Shown, ...]:
    """Everything that can be tapped, from the top."""
    action = content.get("interactive", {}).get("action", {})
    rows = (row for section in action.get("sections", ()) for row in section["rows"])
    listed = [
        Shown(row["id"], row["title"], row.get("description", ""), "list_reply") for row in rows
    ]
    replies = (button["reply"] for button in action.get("buttons", ()))
    return (*listed, *(Shown(at["id"], at["title"], "", "button_reply") for at in replies))


def labels_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of all that can be tapped."""
    return tuple(readable(option.label) for option in options_of(content))


def abouts_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines below the labels, of those options that have one."""
    options = options_of(content)
    return tuple(readable(option.description) for option in options if option.description)


def footer_of(content: Mapping[str, Any]) -> str:
    """The small line below the words; "" for none."""
    return str(content.get("interactive", {}).get("footer", {}).get("text", ""))


def button_of(content: Mapping[str, Any]) -> str:
    """The button that opens the list or the page; "" for none."""
    action = content.get("interactive", {}).get("action", {})
    return str(action.get("button") or action.get("parameters", {}).get("display_text", ""))


def link_of(content: Mapping[str, Any]) -> str:
    """The page behind the link button; "" for none."""
    action = content.get("interactive", {}).get("action", {})
    return str(action.get("parameters", {}).get("url", ""))


def numbered(content: Mapping[str, Any], options: Sequence[Shown], number: int) -> Shown | None:
    """The option with a number before it in the words; without such words the so-manieth."""
    lines = {int(found[1]): found[2] for found in _NUMBERED.finditer(readable(body_of(content)))}
    if number in lines:
        words = lines[number]
        return next((at for at in options if _stands_for(readable(at.label), words)), None)
    if lines:
        return None
    return options[number - 1] if number <= len(options) else None


def _stands_for(label: str, words: str) -> bool:
    """Whether a label is a line's words, or as much of them as its row has room for."""
    return label == words or (label.endswith("…") and words.startswith(label[:-1].rstrip()))
