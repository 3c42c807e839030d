"""`resume`: let the running server try to send again."""

import argparse
import asyncio

from bot.errors import ControlError
from bot.service.control.client import database_of, running_server
from bot.settings import Settings, load_settings, read_environment


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("resume", help="try to send again, with the secrets as they are")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell what was tried; returns 0. Raises ControlError when no server runs."""
    reason = asyncio.run(_resume(load_settings(read_environment())))
    if reason:
        print(f"trying again; sending had stopped: {reason}")
    else:
        print("sending had not stopped")
    return 0


async def _resume(settings: Settings) -> str:
    async with running_server(database_of(settings)) as server:
        if server is None:
            raise ControlError("no server runs on this store; `serve` starts one, and it sends")
        return await server.resume()
