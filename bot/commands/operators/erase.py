"""`erase`: forget one citizen wholly."""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict

from bot.clock import SystemClock
from bot.messages.inbound import Identity
from bot.service.control.client import work_on
from bot.service.control.work import Erasure
from bot.settings import Settings, load_settings, read_environment
from bot.whatsapp.reading.typed import read_citizen

_WRONG = (
    "CITIZEN is a phone number with its country code, such as +962790000000, "
    "or a user id, such as JO.83920175540268113947"
)
_LATER = "its bytes are still in the database file and are cleared by the running server later"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("erase", help="forget one citizen wholly")
    parser.add_argument("citizen", metavar="CITIZEN", help="phone number or user id")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was erased, as counts; returns 0, 1 when it was not confirmed, 2 for bad usage."""
    citizen = read_citizen(arguments.citizen)
    if citizen is None:
        print(_WRONG, file=sys.stderr)
        return 2
    settings = load_settings(read_environment())
    if sys.stdin.isatty() and not arguments.yes and not _is_confirmed():
        print("nothing was erased", file=sys.stderr)
        return 1
    erasure = asyncio.run(_erase(settings, citizen))
    print(json.dumps(asdict(erasure)) if arguments.format == "json" else _told(erasure))
    if not erasure.is_scrubbed:
        print(_LATER, file=sys.stderr)
    return 0


async def _erase(settings: Settings, citizen: Identity) -> Erasure:
    async with work_on(settings, SystemClock()) as work:
        return await work.erase(citizen)


def _is_confirmed() -> bool:
    print("Erase all that is kept about this citizen, for good? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(erasure: Erasure) -> str:
    return (
        f"erased: {erasure.names} names, {erasure.sessions} sessions, {erasure.messages} messages "
        f"({erasure.dropped_replies} of them not answered yet)"
    )
