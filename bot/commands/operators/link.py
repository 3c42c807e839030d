"""`link`: the links, codes and posters that open an address from the first message."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.authoring.links.link import Link, find_address, make_link
from bot.authoring.links.poster import as_png, as_poster
from bot.authoring.sheets.saving import write_file
from bot.commands.arguments import add_flows, settings_of
from bot.conversation.release import read_library
from bot.errors import SettingsError
from bot.flows.library import Library
from bot.flows.nodes import MAIN
from bot.settings import Settings
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases
from bot.whatsapp.reading.typed import read_citizen

_ENDINGS = (".svg", ".png")
_NUMBER = "a phone number with its country code, such as +962790000000"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("link", help="print the link and the code of an address")
    parser.add_argument(
        "address", nargs="?", metavar="ADDRESS", help="such as cspd/passport-renew, or its code"
    )
    parser.add_argument("--all", action="store_true", help="of all addresses, or all inside one")
    parser.add_argument("--lang", choices=LANGUAGES, help="default: both; of a poster: ar")
    parser.add_argument("--number", help="the bot's own number; default: BOT_PUBLIC_NUMBER")
    parser.add_argument(
        "--qr", type=Path, metavar="FILE", help="write a poster (.svg) or a bare QR code (.png)"
    )
    parser.add_argument("--yes", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--format", choices=sorted(_FORMATS), default="text")
    add_flows(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the links, and write the poster; returns 0, or 2 for wrong usage. Raises BotError."""
    problem = _refuse(arguments)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    settings = settings_of(arguments)
    number = _number(arguments.number, settings)
    phrases = Phrases.load(settings.locales)
    library = read_library(settings.flows, phrases)
    languages: Sequence[Language] = [arguments.lang] if arguments.lang else LANGUAGES
    links = [
        make_link(library, phrases, address, language, number)
        for address in _addresses(library, arguments)
        for language in languages
    ]
    as_lines = arguments.all and arguments.format == "text"
    print(_as_table(links) if as_lines else _FORMATS[arguments.format](links), end="")
    _warn(library, links)
    if arguments.qr:
        _write(arguments.qr, links[0], phrases, number)
    return 0


def _refuse(arguments: argparse.Namespace) -> str:
    """Why the arguments do not fit together; "" when they do."""
    file: Path | None = arguments.qr
    if not arguments.all and arguments.address is None:
        return "link: name an address such as cspd/passport-renew, or add --all"
    if file is None:
        return ""
    if arguments.all:
        return "link: --qr draws one address; leave out --all"
    if file.suffix.lower() not in _ENDINGS:
        return f"{file}: name a file that ends in {' or '.join(_ENDINGS)}"
    if file.exists() and not arguments.yes:
        return f"{file}: is there already; name another, or add --yes to replace it"
    return ""


def _number(typed: str | None, settings: Settings) -> str:
    """The bot's own number as digits. Raises SettingsError when none is given, or no number."""
    if typed is None:
        if settings.public_number:
            return settings.public_number.removeprefix("+")
        raise SettingsError(
            f"no number to link to: give --number or set BOT_PUBLIC_NUMBER to {_NUMBER}"
        )
    read = read_citizen(typed)
    if read is None or read.phone is None:
        raise SettingsError(f"--number {typed} does not fit; it takes {_NUMBER}")
    return read.phone


def _addresses(library: Library, arguments: argparse.Namespace) -> list[str]:
    """What is asked for; with --all what citizens may see, in the order of the menus."""
    top = find_address(library, arguments.address) if arguments.address else ""
    if not arguments.all:
        return [top]
    return [
        address
        for address, node in library.nodes.items()
        if address != MAIN
        and library.is_public(node)
        and (not top or address == top or address.startswith(f"{top}/"))
    ]


def _warn(library: Library, links: Sequence[Link]) -> None:
    for address in dict.fromkeys(link.address for link in links):
        if not library.is_living(address):
            stage = library.node(address).stage
            message = f"{address}: not everybody sees it yet ({stage}); its code opens a menu above"
            print(message, file=sys.stderr)


def _write(file: Path, link: Link, phrases: Phrases, number: str) -> None:
    is_poster = file.suffix.lower() == ".svg"
    write_file(file, as_poster(link, phrases, number) if is_poster else as_png(link))
    print(f"{file}: written ({link.language})", file=sys.stderr)


def _as_text(links: Sequence[Link]) -> str:
    """A paragraph a link."""
    return "\n".join(
        f"{link.address} ({link.language})\n{link.text}\n{link.url}\n" for link in links
    )


def _as_table(links: Sequence[Link]) -> str:
    """A line a link, columns parted by tabs."""
    rows = ((link.address, link.language, link.code, link.url) for link in links)
    return "".join("\t".join(row) + "\n" for row in rows)


def _as_json(links: Sequence[Link]) -> str:
    return json.dumps([asdict(link) for link in links], ensure_ascii=False, indent=1) + "\n"


_FORMATS: dict[str, Callable[[Sequence[Link]], str]] = {
    "text": _as_text,
    "json": _as_json,
}
