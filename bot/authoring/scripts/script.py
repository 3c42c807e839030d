"""What a script says, once read: conversations of steps, and what shall be seen after each."""

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Literal

from bot.flows.nodes import Place
from bot.messages.inbound import Identity
from bot.texts.languages import Language

ENDING = ".yaml"  # of a script that is written
ENDINGS = (ENDING, ".yml")
NOTHING = "nothing"  # the expectation that no reply comes
UNWRITTEN = "unwritten"  # `sees:` with nothing behind it
SOMEBODY = Identity(phone="962790000001")  # who writes, unless told


@dataclass(frozen=True, slots=True)
class Says:
    """Words or a number typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Taps:
    """A tap on an option by its label, its number or its id; `of` is the step that showed it."""

    option: str
    by: Literal["any", "option", "number", "id"] = "any"
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """A pin on the map."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sends:
    """Something else than words: `kind` is one of KINDS, `text` its caption, emoji or the like."""

    kind: str
    text: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Delivers:
    """The raw body of a webhook, be it sound or not."""

    body: bytes


@dataclass(frozen=True, slots=True)
class Waits:
    """Time passes: so many seconds, or until a time of day, or until a moment."""

    seconds: float = 0.0
    until: time | datetime | None = None


@dataclass(frozen=True, slots=True)
class Repeats:
    """The webhook of an earlier step again, byte for byte; of the last one unless told."""

    of: int | None = None


@dataclass(frozen=True, slots=True)
class Becomes:
    """The platform tells that the citizen is known by other names from now on."""

    identity: Identity


@dataclass(frozen=True, slots=True)
class Moves:
    """The bot serves another folder of flows from now on."""

    flows: Path


@dataclass(frozen=True, slots=True)
class Together:
    """Several messages in one webhook."""

    steps: "tuple[Step, ...]"


Act = Says | Taps | Shares | Sends | Delivers | Waits | Repeats | Becomes | Moves | Together


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation: `name` is its key in `sees`, `expected` what stands there.

    `place` is that of the key, or of a text that stands there without one.
    """

    name: str
    expected: object
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `number` counts in the list it stands in, `scope` tells one list from another.

    `within` are the steps, by scope and number, that play the file it stands in. `said` is how
    its author wrote it. `gap_s` is the time since the step before, `late_s` how long the message
    was under way (negative: dated in the future), `is_dated` whether it bears a time. `checks` is
    None where nothing is expected.
    """

    act: Act
    place: Place
    number: int
    scope: int
    said: str
    checks: tuple[Check, ...] | None = None
    identity: Identity | None = None
    gap_s: float | None = None
    late_s: float = 0.0
    is_dated: bool = True
    within: tuple[tuple[int, int], ...] = ()

    @property
    def keys(self) -> tuple[tuple[int, int], ...]:
        """By which scopes and numbers later steps may speak of it."""
        return ((self.scope, self.number), *self.within)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One run of a script: in one language, with one row's values; everything is filled in."""

    title: str
    file: str
    place: Place
    label: str  # which run of its script: "ar, row 2"; "" for the only one
    tags: frozenset[str]
    identity: Identity
    steps: tuple[Step, ...]
    language: Language | None = None  # of a script that is played in several
    starts: datetime | None = None  # as clocks on the wall show it; None: any ordinary morning
    is_invited: bool = False
    flows: Path | None = None
    fails: str = ""  # why it is known to come out otherwise

    @property
    def heading(self) -> str:
        """The title with the run: how its author knows it."""
        return f"{self.title} [{self.label}]" if self.label else self.title

    @property
    def name(self) -> str:
        """The file with the run: unique among all conversations."""
        return f"{self.file}[{self.label}]" if self.label else self.file
