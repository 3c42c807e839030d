"""What came of a conversation: each step with what it led to and what differs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.script import Check, Conversation, Step
from bot.flows.faults import Fault
from bot.values import value

Verdict = Literal["passed", "failed", "known", "mended"]  # known: fails as its script tells


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that is not met, as lines to be laid side by side.

    `check` is None for what is demanded of every step. `mend` is what would have to stand there,
    None where only its author can say. `note` tells what is wrong with the expectation itself.
    """

    name: str
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    check: Check | None = None
    mend: object = None
    note: str = ""


@value
class StepResult:
    """One step as it was played at a moment in Unix seconds.

    `trouble` tells in lines why it could not be done: an option that is not there, say.
    """

    step: Step
    at: float
    outcomes: tuple[Outcome, ...] = ()
    status: int = 200
    differences: tuple[Difference, ...] = ()
    trouble: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it came out as scripted."""
        return not self.differences and not self.trouble


@dataclass(frozen=True, slots=True)
class Played:
    """A conversation and its steps as far as they could be played; `took_s` is real time."""

    conversation: Conversation
    steps: tuple[StepResult, ...]
    took_s: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """Whether it came out as scripted."""
        is_good = all(step.is_good for step in self.steps)
        if self.conversation.fails:
            return "mended" if is_good else "known"
        return "passed" if is_good else "failed"

    @property
    def is_as_scripted(self) -> bool:
        """Whether nobody need look at it."""
        return self.verdict in ("passed", "known")

    def without_replies(self) -> "Played":
        """The same with empty replies: which ways it took, not what was seen on them."""
        steps = tuple(
            replace(step, outcomes=tuple(at.without_content() for at in step.outcomes))
            for step in self.steps
        )
        return replace(self, steps=steps)

    def lasting(self, took_s: float) -> "Played":
        """The same with the time it took."""
        return replace(self, took_s=took_s)


Play = Callable[[Conversation], Played]  # as `replay` plays one


@dataclass(frozen=True, slots=True)
class Report:
    """All that was played, and the mistakes of scripts that could not be."""

    played: Sequence[Played] = ()
    faults: Sequence[Fault] = ()

    @property
    def exit_code(self) -> int:
        """0 all as scripted, 1 not, 2 a script that cannot be read."""
        if self.faults:
            return 2
        return 0 if all(each.is_as_scripted for each in self.played) else 1
