"""`main.py serve` with two faults built in: a turn that raises, and a row the store refuses."""

import sys
from dataclasses import replace
from typing import Any

from bot.commands.line import run
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import Fact, Turn
from bot.messages.inbound import Inbound, Text
from bot.service.receiving import turns

POISONED_TURN, POISONED_ROW = "poisoned turn", "poisoned row"

_take_turn = turns.take_turn


def take_poisoned_turn(
    release: Release, session: Session, inbound: Inbound, *given: Any, **named: Any
) -> Turn:
    """As the bot takes it, but for the two texts."""
    if inbound == Text(POISONED_TURN):
        raise ZeroDivisionError
    turn = _take_turn(release, session, inbound, *given, **named)
    if inbound == Text(POISONED_ROW):
        nothing = Fact("opened", None)  # type: ignore[arg-type]  # what no column takes
        return replace(turn, facts=(nothing,))
    return turn


if __name__ == "__main__":
    turns.take_turn = take_poisoned_turn
    sys.exit(run(["serve"]))
