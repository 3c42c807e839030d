"""`when` as authors write it, to the conditions that a turn asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.flows.asking import read_range
from bot.flows.nodes import AnswerType, Stage
from bot.flows.schema.conditions import WhenDocument
from bot.flows.when.conditions import (
    AnswerIn,
    AnswerWithin,
    Between,
    Combined,
    Condition,
    HasAnswer,
    InLanguage,
    InSeason,
    IsInvited,
    IsOpen,
    Not,
)
from bot.flows.when.opening import Opening


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked: where, and what kind of answer it takes."""

    address: str
    type: AnswerType


Questions = Mapping[str, Question]


def conditions_of(
    when: WhenDocument | None, stage: Stage | None, opening: Opening, questions: Questions
) -> tuple[Condition, ...]:
    """What must hold for something of a stage to be shown to one citizen."""
    invited = (IsInvited(),) if stage == "invited" else ()
    return (*invited, *(_conditions(when, opening, questions) if when is not None else ()))


def _conditions(when: WhenDocument, opening: Opening, questions: Questions) -> Iterator[Condition]:
    if when.language is not None:
        yield InLanguage(when.language)
    if when.first is not None or when.last is not None:
        yield Between(when.first, when.last)
    if when.season is not None:
        yield InSeason(*when.season)
    if when.is_open is not None:
        yield IsOpen(opening, when.is_open)
    for name, answers in when.answer.items():
        yield from _answered(questions[name], answers)
    for part in when.all_of:
        yield from _conditions(part, opening, questions)
    if when.any_of:
        parts = tuple(_joined(part, opening, questions) for part in when.any_of)
        yield from _needed(parts)
        yield Combined(parts, "any")
    if when.negated is not None:
        negated = _joined(when.negated, opening, questions)
        yield from _needed((negated,))
        yield Not(negated)


def _joined(when: WhenDocument, opening: Opening, questions: Questions) -> Condition:
    """Several conditions as one."""
    parts = tuple(_conditions(when, opening, questions))
    return parts[0] if len(parts) == 1 else Combined(parts, "all")


def _answered(question: Question, answers: tuple[str, ...]) -> Iterator[Condition]:
    """That a question has one of these answers."""
    if question.type == "choice":
        yield AnswerIn(question.address, frozenset(answers))
        return
    low, high = read_range(answers[0], question.type)
    yield AnswerWithin(question.address, low, high)


def _needed(parts: tuple[Condition, ...]) -> Iterator[Condition]:
    """What was not answered is neither so nor not so: all answers asked for must be there."""
    for part in parts:
        match part:
            case AnswerIn(question=question) | AnswerWithin(question=question):
                yield HasAnswer(question)
            case Combined(parts=inside):
                yield from _needed(inside)
            case Not(part=inside_not):
                yield from _needed((inside_not,))
            case HasAnswer():
                yield part
