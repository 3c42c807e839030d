"""What a node inherits from all that it stands in."""

from dataclasses import dataclass, replace
from typing import Self

from bot.flows.compiling.conditions import conditions_of
from bot.flows.nodes import Stage
from bot.flows.schema.menus import Provenance
from bot.flows.when.conditions import Condition
from bot.flows.when.opening import Opening

_STAGES: tuple[Stage, ...] = ("draft", "invited", "pilot", "live")  # strictest first


@dataclass(frozen=True, slots=True)
class Above:
    """The strictest stage so far, and every condition; `opening` is the agency's."""

    opening: Opening
    stage: Stage = "live"
    when: tuple[Condition, ...] = ()

    def inside(self, document: Provenance) -> Self:
        """What holds for a document that stands here, and for all that stands in it."""
        stage = min(self.stage, document.stage or self.stage, key=_STAGES.index)
        own = conditions_of(document.when, document.stage, self.opening)
        return replace(self, stage=stage, when=tuple(dict.fromkeys((*self.when, *own))))

    def only_here(self, document: Provenance) -> tuple[Condition, ...]:
        """The conditions of a document alone."""
        return conditions_of(document.when, document.stage, self.opening)
