"""What a citizen sees of a reply's payload: words, what can be tapped, what kind of message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True)
class Message:
    """One reply as a citizen sees it; `payload` is what the platform gets, not to be changed.

    Most replies come again and again: what is read of one is read when first asked for, and kept.
    """

    payload: Mapping[str, Any]

    @cached_property
    def body(self) -> str:
        """The words, with the marks that keep them in order."""
        if self.payload["type"] == "text":
            return str(self.payload["text"]["body"])
        return str(self.payload["interactive"]["body"]["text"])

    @cached_property
    def words(self) -> str:
        """The words as they are read."""
        return readable(self.body)

    @property
    def kind(self) -> str:
        """What kind of message it is: text, list, buttons, link or location-request."""
        kind = self.payload["type"]
        if kind == "interactive":
            kind = self.payload["interactive"]["type"]
        return _KINDS.get(kind, str(kind))

    @cached_property
    def options(self) -> tuple[Shown, ...]:
        """Everything that can be tapped, from the top."""
        rows = (row for section in self._action.get("sections", ()) for row in section["rows"])
        listed = [
            Shown(row["id"], row["title"], row.get("description", ""), "list_reply") for row in rows
        ]
        replies = (button["reply"] for button in self._action.get("buttons", ()))
        return (*listed, *(Shown(at["id"], at["title"], "", "button_reply") for at in replies))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels of all that can be tapped."""
        return tuple(readable(option.label) for option in self.options)

    @property
    def abouts(self) -> tuple[str, ...]:
        """The lines below the labels, of those options that have one."""
        return tuple(readable(at.description) for at in self.options if at.description)

    @property
    def footer(self) -> str:
        """The small line below the words; "" for none."""
        return str(self._interactive.get("footer", {}).get("text", ""))

    @property
    def button(self) -> str:
        """The button that opens the list or the page; "" for none."""
        label = self._action.get("button") or self._parameters.get("display_text", "")
        return str(label)

    @property
    def link(self) -> str:
        """The page behind the link button; "" for none."""
        return str(self._parameters.get("url", ""))

    def numbered(self, number: int) -> Shown | None:
        """The option with a number before it in the words; without such words the so-manieth."""
        if self.numbers:
            words = self.numbers.get(number)
            fitting = zip(self.options, self.labels, strict=True)
            return next((at for at, label in fitting if words and _stands_for(label, words)), None)
        return self.options[number - 1] if number <= len(self.options) else None

    @cached_property
    def numbers(self) -> Mapping[int, str]:
        """The numbers before lines of the words, and what stands behind each."""
        return {int(found[1]): found[2] for found in _NUMBERED.finditer(self.words)}

    @property
    def _interactive(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.payload.get("interactive", {})
        return found

    @property
    def _action(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._interactive.get("action", {})
        return found

    @property
    def _parameters(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._action.get("parameters", {})
        return found


def _stands_for(label: str, words: str) -> bool:
    """Whether a label is a line's words, or as much of them as its row has room for."""
    return label == words or (label.endswith("…") and words.startswith(label[:-1].rstrip()))
