"""`when` as authors write it, to the conditions that a turn asks."""

from collections.abc import Iterator

from bot.flows.nodes import Stage
from bot.flows.schema.conditions import WhenDocument
from bot.flows.when.conditions import (
    Between,
    Combined,
    Condition,
    InLanguage,
    InSeason,
    IsInvited,
    IsOpen,
    Not,
)
from bot.flows.when.opening import Opening


def conditions_of(
    when: WhenDocument | None, stage: Stage | None, opening: Opening
) -> tuple[Condition, ...]:
    """What must hold for something of a stage to be shown to one citizen."""
    invited = (IsInvited(),) if stage == "invited" else ()
    return (*invited, *(_conditions(when, opening) if when is not None else ()))


def _conditions(when: WhenDocument, opening: Opening) -> Iterator[Condition]:
    if when.language is not None:
        yield InLanguage(when.language)
    if when.first is not None or when.last is not None:
        yield Between(when.first, when.last)
    if when.season is not None:
        yield InSeason(*when.season)
    if when.is_open is not None:
        yield IsOpen(opening, when.is_open)
    for part in when.all_of:
        yield from _conditions(part, opening)
    if when.any_of:
        yield Combined(tuple(_joined(part, opening) for part in when.any_of), "any")
    if when.negated is not None:
        yield Not(_joined(when.negated, opening))


def _joined(when: WhenDocument, opening: Opening) -> Condition:
    """Several conditions as one."""
    parts = tuple(_conditions(when, opening))
    return parts[0] if len(parts) == 1 else Combined(parts, "all")
