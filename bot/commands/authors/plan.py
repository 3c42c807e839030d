"""`plan`: what a change of the flows does to the conversations in a store."""

import argparse
import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.authoring.plan import Move, Waiting, gone, plan_moves
from bot.clock import SystemClock
from bot.commands.arguments import add_flows, settings_of
from bot.conversation.release import read_library
from bot.service.control.client import work_on
from bot.settings import Settings
from bot.store.protocol import PlaceCount
from bot.texts.phrases import Phrases


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("plan", help="tell what changed flows do to waiting conversations")
    add_flows(parser, "as changed; default: BOT_FLOWS")
    parser.add_argument("--all", action="store_true", help="list the places that stay as well")
    parser.add_argument("--format", choices=sorted(_FORMATS), default="table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what becomes of the conversations at each address; returns 0.

    Raises FlowError when the changed flows have mistakes, and BotError when there is no store.
    """
    settings = settings_of(arguments)
    library = read_library(settings.flows, Phrases.load(settings.locales))
    places = asyncio.run(_places(settings))
    waiting = (Waiting(at.state, at.subject, at.language, at.hits, at.count) for at in places)
    now = datetime.fromtimestamp(SystemClock().now(), ZoneInfo(settings.timezone))
    moves = plan_moves(waiting, library, now)
    shown = [move for move in moves if arguments.all or move.effect != "stays"]
    print(_FORMATS[arguments.format](shown, moves), end="")
    if arguments.format == "table" and (lost := gone(moves, library)):
        print(_advice(lost))
    return 0


async def _places(settings: Settings) -> list[PlaceCount]:
    async with work_on(settings, SystemClock()) as work:
        return await work.places()


def _as_table(shown: Sequence[Move], moves: Sequence[Move]) -> str:
    """A line a place, columns parted by tabs; then the sums."""
    lines = [f"{at.effect}\t{at.count}\t{at.address}\t{at.leads_to}" for at in shown]
    sums = [f"{sum(at.count for at in moves if at.effect == effect)} {words}"
            for effect, words in (("stays", "stay where they are"), ("moves", "move to the heir"),
                                  ("falls back", "fall back to a menu above"))]  # fmt: skip
    return "\n".join([*lines, f"conversations: {', '.join(sums)}"]) + "\n"


def _advice(lost: Sequence[str]) -> str:
    """How whoever would fall back from these addresses is kept."""
    return (
        f'gone: {", ".join(lost)}. Write "moved_from: [{lost[0]}]" at what it is now, and nobody '
        'falls back; what has no heir stands under "retired" in _main.yaml, for its code'
    )


def _as_json(shown: Sequence[Move], _: Sequence[Move]) -> str:
    return json.dumps([asdict(move) for move in shown], ensure_ascii=False, indent=1) + "\n"


_FORMATS: dict[str, Callable[[Sequence[Move], Sequence[Move]], str]] = {
    "table": _as_table,
    "json": _as_json,
}
