"""`serve`: the webhook server, the sender and, in sandbox mode, the simulator."""

import argparse
import asyncio
import logging

from bot.clock import SystemClock
from bot.service.app import serve
from bot.service.releases.shelf import load_flows
from bot.service.watching.logs import set_up_logs
from bot.settings import load_settings, read_environment, too_open_files

logger = logging.getLogger(__name__)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("serve", help="serve the webhook and send replies")
    parser.add_argument("--host", help="address to listen on (BOT_HOST)")
    parser.add_argument("--port", help="port to listen on (BOT_PORT)")
    parser.add_argument("--flows", help="folder of the flows (BOT_FLOWS)")
    parser.add_argument(
        "--watch", action="store_true", help="reload flows when they change (on in sandbox mode)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop; returns 0 after draining."""
    named = {
        "BOT_HOST": arguments.host,
        "BOT_PORT": arguments.port,
        "BOT_FLOWS": arguments.flows,
    }
    given = {name: value for name, value in named.items() if value is not None}
    environment = {**read_environment(), **given}
    settings = load_settings(environment)
    lines = set_up_logs()
    for file in too_open_files(environment):
        logger.warning("others may read a file of secrets; chmod 600 it", extra={"file": file})
    release = load_flows(settings, shows_drafts=settings.is_sandbox)
    watches = arguments.watch or settings.is_sandbox
    serving = serve(
        settings, release, SystemClock(),
        watches=watches, announce=_announce, dropped_lines=lambda: lines.dropped,
    )  # fmt: skip
    asyncio.run(serving)
    return 0


def _announce(text: str) -> None:
    print(text, flush=True)
