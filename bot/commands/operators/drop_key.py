"""`drop-key`: let go of pseudonym keys no longer given, and of who is known by them alone."""

import argparse
import asyncio
import sys

from bot.clock import SystemClock
from bot.service.control.client import database_of
from bot.service.credentials import pseudonym_keys
from bot.settings import Settings, load_settings, read_environment
from bot.store.protocol import Erased
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import open_sqlite


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "drop-key", help="forget whoever is known under pseudonym keys no longer given alone"
    )
    parser.add_argument("--yes", action="store_true", help="needed: it cannot be undone")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was forgotten, as counts; returns 0. Raises BotError while a server runs."""
    if not arguments.yes:
        print("drop-key forgets citizens for good; say --yes", file=sys.stderr)
        return 2
    erased = asyncio.run(_drop(load_settings(read_environment())))
    print(
        f"forgotten: {erased.aliases} names, {erased.sessions} sessions, {erased.messages} messages"
    )
    return 0


async def _drop(settings: Settings) -> Erased:
    store = await open_sqlite(database_of(settings), SystemClock())
    try:
        marks = Pseudonyms(pseudonym_keys(settings)).marks
        erased = await store.leave_keys(marks)
        await store.scrub()
        return erased
    finally:
        await store.close()
