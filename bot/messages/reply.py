"""What the bot answers, free of any platform's dialect: one reply is one message."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Option:
    """A row or button. `id` comes back when it is tapped and stays meaningful for ever."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of options of a list."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or picture above the words, by https link; `filename` names a document."""

    kind: Literal["document", "image"]
    link: str
    filename: str = ""


@dataclass(frozen=True, slots=True)
class TextReply:
    """Words alone."""

    body: str


@dataclass(frozen=True, slots=True)
class ListReply:
    """Words with a button that opens a list of at most ten rows."""

    body: str
    button: str
    sections: tuple[Section, ...]
    footer: str = ""


@dataclass(frozen=True, slots=True)
class ButtonsReply:
    """Words with one to three buttons."""

    body: str
    options: tuple[Option, ...]
    footer: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class LinkReply:
    """Words with a button that opens a page; it carries no choices."""

    body: str
    label: str
    url: str
    footer: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class LocationRequest:
    """Words with a button by which the citizen shares a pin; it carries no choices."""

    body: str


Reply = TextReply | ListReply | ButtonsReply | LinkReply | LocationRequest


def options_of(reply: Reply) -> tuple[Option, ...]:
    """Every option that can be tapped in a reply, in the order shown."""
    match reply:
        case ListReply(sections=sections):
            return tuple(option for section in sections for option in section.options)
        case ButtonsReply(options=options):
            return options
        case _:
            return ()
