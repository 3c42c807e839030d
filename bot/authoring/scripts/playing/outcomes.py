"""What a bot makes of one webhook, as far as it can be seen from outside, and the way it took."""

from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from bot.authoring.scripts.playing.screens import Message
from bot.messages.inbound import Identity
from bot.texts.languages import Language
from bot.values import value

PHONE_NUMBER_ID = "118822334455667"  # of the made-up number that scripts write to

Fate = Literal[
    "replied",
    "ignored",  # nobody waits for an answer: reactions, edits, floods, bursts
    "expired",  # too old, or a newer message took its place
    "duplicate",
    "failed",
    "skipped",  # not a message for this number
]


@value
class Way:
    """The way of one turn through the flows; a bot seen from outside alone tells none.

    `path` lists the states walked through, `screen` is where it ended, with `?page=2` and the
    like where the screen has several.
    """

    screen: str
    language: Language | None
    path: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # name and subject
    answers: tuple[tuple[str, str], ...] = ()  # address of the question and answer


@value
class Outcome:
    """What became of one message: `content` is the reply, if any.

    `detail` tells more of a fate (`media-burst`, `too-old`). `broken` lists the platform's rules
    that the reply breaks. The text of a reply is never cut or changed on its way here.
    """

    wamid: str
    fate: Fate
    detail: str = ""
    content: Message | None = None
    to: Identity | None = None
    way: Way | None = None
    broken: tuple[str, ...] = ()

    def without_content(self) -> "Outcome":
        """The same with an empty reply, where there is one."""
        return self if self.content is None else replace(self, content=Message({}))


@value
class Delivered:
    """What one webhook led to: its HTTP status and an outcome for each message in it, in order.

    `withdrawn` are the ids of earlier messages whose replies had not gone out and never will.
    """

    status: int
    outcomes: tuple[Outcome, ...] = ()
    withdrawn: frozenset[str] = frozenset()


class Bot(Protocol):
    """Whom a script talks to. One bot plays one conversation; time is the script's."""

    def deliver(self, body: bytes, now: float) -> Delivered:
        """Take one webhook at a moment in Unix seconds that never goes back."""
        ...

    def take_up(self, flows: Path) -> None:
        """Serve a changed folder of flows from now on. Raises FlowError for its mistakes."""
        ...
