"""`publish-menu`: what WhatsApp itself offers in an empty chat and after "/", from the flows."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence

from bot.authoring.links.chat_menu import chat_menu_faults
from bot.commands.arguments import add_flows, settings_of
from bot.errors import FlowError, PlatformError
from bot.service.control.client import running_server
from bot.service.control.work import Platform
from bot.service.releases.shelf import load_flows
from bot.settings import Settings
from bot.whatsapp.chat_menu import Offer, differences, offer_of, publish, published_offer
from bot.whatsapp.client import GraphClient

_NO_PLATFORM = (
    "sandbox mode, and no server runs: there is nowhere to publish to. Start `serve`, "
    "or give the WhatsApp settings"
)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "publish-menu", help="publish ice breakers and commands to the platform"
    )
    parser.add_argument("--write", action="store_true", help="do it; otherwise only tell")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_flows(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is published against what would be, do it with --write; returns 0.

    Raises FlowError for flows with mistakes, PlatformError when the platform refuses.
    """
    settings = settings_of(arguments)
    wanted = _wanted(settings)
    lines = asyncio.run(_publish(settings, wanted, writes=arguments.write))
    is_same = all(line.startswith("  ") for line in lines)
    is_written = arguments.write and not is_same
    if arguments.format == "json":
        print(_as_json(lines, is_written=is_written))
    else:
        print("\n".join(lines))
    if is_same:
        print("nothing to do: this is what is published", file=sys.stderr)
    else:
        print("published" if is_written else "nothing is published yet; add --write",
              file=sys.stderr)  # fmt: skip
    return 0


def _wanted(settings: Settings) -> Offer:
    """What the flows say. Raises FlowError with every mistake in it."""
    release = load_flows(settings)
    faults = sorted(chat_menu_faults(release))
    if faults:
        raise FlowError("\n".join(map(str, faults)))
    return offer_of(release.library.settings.chat_menu)


async def _publish(settings: Settings, wanted: Offer, *, writes: bool) -> list[str]:
    """The difference between what was published before and what is wanted."""
    at = await _emulated(settings) if settings.is_sandbox else _real(settings)
    async with GraphClient(at.url, at.number, lambda: at.token) as client:
        published = await published_offer(client)
        if writes and published != wanted:
            await publish(client, wanted)
        return differences(published, wanted)


async def _emulated(settings: Settings) -> Platform:
    """The platform of the server that runs in sandbox mode. Raises PlatformError for none."""
    database = settings.sqlite_path
    if database is not None and database.exists():
        async with running_server(database.absolute()) as server:
            platform = await server.platform() if server is not None else None
        if platform is not None:
            return platform
    raise PlatformError(_NO_PLATFORM)


def _real(settings: Settings) -> Platform:
    """The platform that the settings name."""
    token = settings.access_token.get_secret_value() if settings.access_token else ""
    return Platform(settings.graph_url, settings.phone_number_id or "", token)


def _as_json(lines: Sequence[str], *, is_written: bool) -> str:
    def those(sign: str) -> list[str]:
        return [line[2:] for line in lines if line.startswith(sign)]

    told = {"adds": those("+"), "removes": those("-"), "keeps": those(" "), "written": is_written}
    return json.dumps(told, ensure_ascii=False, indent=1)
