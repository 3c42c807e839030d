"""What a node inherits from all that it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from bot.flows.compiling.conditions import Question, conditions_of
from bot.flows.nodes import Stage
from bot.flows.schema.asking import AskDocument
from bot.flows.schema.menus import Provenance
from bot.flows.when.conditions import Condition, HasAnswer
from bot.flows.when.opening import Opening

_STAGES: tuple[Stage, ...] = ("draft", "invited", "pilot", "live")  # strictest first


@dataclass(frozen=True, slots=True)
class Above:
    """The strictest stage so far, and every condition; `opening` is the agency's.

    `questions` are those asked above, by the name of the answer.
    """

    opening: Opening
    stage: Stage = "live"
    when: tuple[Condition, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)

    def inside(self, document: Provenance) -> Self:
        """What holds for a document that stands here, and for all that stands in it."""
        if document.when is None and document.stage is None:  # most
            return self
        stage = min(self.stage, document.stage or self.stage, key=_STAGES.index)
        own = conditions_of(document.when, document.stage, self.opening, self.questions)
        return replace(self, stage=stage, when=tuple(dict.fromkeys((*self.when, *own))))

    def asking(self, address: str, ask: AskDocument | None) -> Self:
        """What holds below a node that asks something."""
        if ask is None:
            return self
        return replace(self, questions={**self.questions, ask.name: Question(address, ask.type)})

    def needing(self, names: Iterable[str]) -> Self:
        """What holds for a text that tells these answers: without them it cannot be shown."""
        needed = [HasAnswer(self.questions[name].address) for name in names]
        if not needed:
            return self
        return replace(self, when=tuple(dict.fromkeys((*self.when, *needed))))

    def only_here(self, document: Provenance) -> tuple[Condition, ...]:
        """The conditions of a document alone."""
        return conditions_of(document.when, document.stage, self.opening, self.questions)
