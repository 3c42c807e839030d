"""Conditions as values: each holds, or not, under the circumstances of one turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, TypeVar

from bot.flows.when.opening import Opening
from bot.texts.languages import Language
from bot.values import value

_Value = TypeVar("_Value", int, date)
Bound = int | date | Literal["today"] | None
MonthDay = tuple[int, int]
_NONE_GIVEN: Mapping[str, str] = MappingProxyType({})


@value
class Circumstances:
    """All that conditions may ask of: local time, language, and what the citizen answered.

    `answers` lead from the address of a question to the answer in its canonical form: digits of a
    number, `YYYY-MM-DD` of a date, the id of a choice.
    """

    at: datetime
    language: Language
    answers: Mapping[str, str] = field(default_factory=lambda: _NONE_GIVEN)
    is_invited: bool = False


@dataclass(frozen=True, slots=True)
class IsInvited:
    """The citizen is one of those invited to try what is not yet public."""

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return now.is_invited


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The conversation is in one of the languages."""

    language: Language

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return now.language == self.language


@dataclass(frozen=True, slots=True)
class Between:
    """From a first day to a last one, both included; None leaves that side open."""

    first: date | None
    last: date | None

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return _is_within(now.at.date(), self.first, self.last)


@dataclass(frozen=True, slots=True)
class InSeason:
    """Each year from a first day to a last one, both included; a season may pass New Year."""

    first: MonthDay
    last: MonthDay

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        today = (now.at.month, now.at.day)
        if self.first <= self.last:
            return self.first <= today <= self.last
        return today >= self.first or today <= self.last


@dataclass(frozen=True, slots=True)
class IsOpen:
    """The agency is open, or closed, now."""

    opening: Opening
    is_open: bool

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return self.opening.is_open(now.at) == self.is_open


@dataclass(frozen=True, slots=True)
class HasAnswer:
    """A question was answered."""

    question: str

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return self.question in now.answers


@dataclass(frozen=True, slots=True)
class AnswerIn:
    """The answer is one of some choices."""

    question: str
    choices: frozenset[str]

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return now.answers.get(self.question) in self.choices


@dataclass(frozen=True, slots=True)
class AnswerWithin:
    """The answer is a number or day from `first` to `last`; None leaves that side open.

    The end "today" is the day of the turn.
    """

    question: str
    first: Bound
    last: Bound

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        answer = now.answers.get(self.question)
        if answer is None:
            return False
        is_day = isinstance(self.first, date | str) or isinstance(self.last, date | str)
        value = date.fromisoformat(answer) if is_day else int(answer)
        today = now.at.date()
        first, last = (today if end == "today" else end for end in (self.first, self.last))
        return _is_within(value, first, last)  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Combined:
    """All of some conditions, or any of them."""

    parts: tuple["Condition", ...]
    how: Literal["all", "any"]

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        held = (part.holds(now) for part in self.parts)
        return all(held) if self.how == "all" else any(held)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: "Condition"

    def holds(self, now: Circumstances) -> bool:
        """Whether it is so."""
        return not self.part.holds(now)


Condition = (
    IsInvited | InLanguage | Between | InSeason | IsOpen
    | HasAnswer | AnswerIn | AnswerWithin | Combined | Not
)  # fmt: skip


def _is_within(value: _Value, first: _Value | None, last: _Value | None) -> bool:
    return (first is None or first <= value) and (last is None or value <= last)
