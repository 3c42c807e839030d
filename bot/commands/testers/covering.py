"""What `replay` and the plug-in for pytest tell of coverage, and when it is too little."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from bot.authoring.coverage.chart import chart_of
from bot.authoring.coverage.measuring import Measured
from bot.authoring.coverage.telling.record import as_json
from bot.authoring.coverage.telling.table import as_table, missing_lines, shortfall
from bot.authoring.coverage.tracing import Tracer
from bot.authoring.scripts.playing.results import Played
from bot.commands.arguments import percent
from bot.commands.files import write
from bot.flows.collection import exempting
from bot.service.direct.stage import Stage
from bot.settings import Settings

_TOLD = 20  # of what is missing, unless more is asked for: a screenful


def add_coverage_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments about coverage; each asks for it, but for the tours."""
    parser.add_argument(
        "--tour", action="store_true",
        help="also choose every option of every screen, in both languages",
    )  # fmt: skip
    parser.add_argument(
        "--coverage", action="store_true",
        help="tell how much of the flows was seen: of agencies, of all, and what is missing",
    )  # fmt: skip
    parser.add_argument(
        "--fail-under", type=percent, metavar="N",
        help="exit with 1 when less than N percent of the nodes, transitions, pages, words or "
        "branches of when was covered",
    )  # fmt: skip
    parser.add_argument(
        "--missing", type=_most, metavar="N",
        help=f"tell so many of the missing ones, or all (default: {_TOLD})",
    )  # fmt: skip
    parser.add_argument(
        "--coverage-file", type=Path, metavar="FILE", help="also write it as JSON, for graph"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text",
        help="json prints the coverage alone, differences go to standard error",
    )  # fmt: skip


def _most(word: str) -> int | Literal["all"]:
    if word == "all":
        return "all"
    if word.isascii() and word.isdecimal():
        return int(word)
    raise argparse.ArgumentTypeError(f'a number, or "all", not {word!r}')


def wants_coverage(arguments: argparse.Namespace) -> bool:
    """Whether any of the arguments asks for it."""
    asked = (arguments.coverage, arguments.coverage_file, arguments.format == "json")
    return any(asked) or arguments.fail_under is not None or arguments.missing is not None


def open_tracer(settings: Settings, stage: Stage) -> Tracer:
    """A tracer of the flows of a stage. Raises FlowError with their mistakes."""
    release = stage.release(settings.flows)
    with exempting():
        return Tracer(chart_of(release, settings.locales), release, settings.flows)


def watched(results: Iterable[Played], tracer: Tracer) -> Iterator[Played]:
    """Pass results on as they come, and watch them."""
    for played in results:
        tracer.watch(played)
        yield played


def tell_coverage(tracer: Tracer, arguments: argparse.Namespace) -> int:
    """Print and write what is asked for; returns 1 when too little was covered, else 0."""
    measured = Measured.of(tracer)
    if arguments.coverage_file:
        write(arguments.coverage_file, as_json(measured))
    if arguments.format == "json":
        sys.stdout.write(as_json(measured).decode())
    else:
        most = _TOLD if arguments.missing is None else arguments.missing
        print("\n".join(coverage_lines(measured, most)))
    told = shortfall(measured, arguments.fail_under)
    if told:
        print(told, file=sys.stderr)
    return 1 if told else 0


def coverage_lines(measured: Measured, most: int | Literal["all"] = _TOLD) -> Iterator[str]:
    """The table, and below it what is missing."""
    yield as_table(measured)
    yield from missing_lines(measured.missing(), None if most == "all" else most)
