"""`graph`: a picture of the flows."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.authoring.coverage.telling.record import read_covered
from bot.authoring.pictures.dot import as_dot
from bot.authoring.pictures.mermaid import as_mermaid
from bot.authoring.pictures.painting import painted
from bot.authoring.pictures.picture import Picture, picture_agency, picture_map
from bot.commands.arguments import add_flows, settings_of
from bot.commands.files import write
from bot.conversation.release import read_library
from bot.errors import BotError
from bot.flows.faults import refuse_unknown_agencies
from bot.texts.phrases import Phrases

_DOT_S = 120  # of a large agency; Graphviz takes a second for one of ours


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("graph", help="draw an agency, or the map of all")
    parser.add_argument("agency", nargs="?", metavar="AGENCY", help="its id; all unless named")
    parser.add_argument("--format", choices=sorted(_FORMATS), default="mermaid")
    parser.add_argument(
        "--coverage", type=Path, metavar="FILE",
        help="paint it by what scripts have seen: a file of replay --coverage-file",
    )  # fmt: skip
    add_flows(parser)
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="instead of printing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the picture; returns 0. Raises BotError when it cannot be drawn."""
    settings = settings_of(arguments)
    library = read_library(settings.flows, Phrases.load(settings.locales))
    if arguments.agency is None:
        picture = picture_map(library)
    else:
        refuse_unknown_agencies([arguments.agency], library.agencies)
        picture = picture_agency(library, arguments.agency)
    if arguments.coverage:
        picture = painted(picture, read_covered(arguments.coverage, library.digest))
    drawn = _FORMATS[arguments.format](picture)
    if arguments.file is None:
        sys.stdout.write(drawn)
    else:
        write(arguments.file, drawn)
    return 0


def _as_svg(picture: Picture) -> str:
    """Drawn by Graphviz. Raises BotError when that is missing or fails."""
    try:
        made = subprocess.run(
            ["dot", "-Tsvg"],  # noqa: S607 - wherever it is installed
            input=as_dot(picture),
            capture_output=True,
            encoding="utf-8",
            timeout=_DOT_S,
            check=True,
        )
    except FileNotFoundError:
        hint = "install Graphviz (Debian: apt install graphviz), or take --format mermaid"
        raise BotError(f"svg needs the program dot: {hint}") from None
    except (subprocess.SubprocessError, OSError) as error:
        raise BotError(f"dot could not draw it: {error}") from None
    return made.stdout


_FORMATS: dict[str, Callable[[Picture], str]] = {
    "mermaid": as_mermaid,
    "dot": as_dot,
    "svg": _as_svg,
}
