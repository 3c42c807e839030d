"""`backup`: a copy of the store, while it is in use or not."""

import argparse
import asyncio
from pathlib import Path

from bot.clock import SystemClock
from bot.service.control.client import work_on
from bot.settings import Settings, load_settings, read_environment


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("backup", help="copy the store to a new file")
    parser.add_argument("file", metavar="FILE", type=Path, help="must not be there yet")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print where the copy is and its size; returns 0. Raises BotError when there is none."""
    target = arguments.file.absolute()
    size = asyncio.run(_copy(load_settings(read_environment()), target))
    print(f"{arguments.file}: {size} bytes")
    return 0


async def _copy(settings: Settings, target: Path) -> int:
    async with work_on(settings, SystemClock()) as work:
        return await work.backup(target)
