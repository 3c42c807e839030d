"""`replay`: scripted conversations, and what came out otherwise."""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.authoring.coverage.touring import tours
from bot.authoring.scripts.playing.results import Played, Report
from bot.authoring.scripts.reading.folder import find_scripts
from bot.authoring.scripts.reading.selecting import Choice, gather, joined_words
from bot.authoring.scripts.script import Conversation
from bot.authoring.scripts.telling.junit import as_junit
from bot.authoring.scripts.telling.page.document import as_html
from bot.authoring.scripts.telling.summary import summarise
from bot.authoring.scripts.writing.updating import update
from bot.authoring.sheets.saving import write_file
from bot.commands.arguments import add_flows, add_jobs, settings_of
from bot.commands.files import require_folders, write
from bot.commands.testers.covering import (
    add_coverage_arguments,
    open_tracer,
    tell_coverage,
    wants_coverage,
    watched,
)
from bot.commands.testers.showing import show
from bot.commands.testers.stages import Player, open_stage, play_all
from bot.errors import BotError
from bot.flows.faults import Fault
from bot.service.whole.stage import ServedStage

SCRIPTS = Path("tests/conversations")
_NO_SCRIPT = "there is no script (.yaml)"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("replay", help="run scripted conversations")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", type=Path,
        help=f"a script or a folder of scripts (default: {SCRIPTS})",
    )  # fmt: skip
    parser.add_argument(
        "-k", dest="words", action="append", default=[], metavar="WORD", type=_words,
        help="only those with this word in file, title or tags; join words by and, or, not",
    )  # fmt: skip
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], metavar="TAG",
        help="only those with this tag; given again, also those with that one",
    )  # fmt: skip
    parser.add_argument(
        "--without-tag", dest="without", action="append", default=[], metavar="TAG",
        help="none with this tag",
    )  # fmt: skip
    parser.add_argument(
        "--fail-fast", action="store_true", help="stop at the first that is not as scripted"
    )
    add_jobs(parser, "play")
    parser.add_argument(
        "--http", action="store_true",
        help="through the real server, its store and an emulated platform, each conversation anew",
    )  # fmt: skip
    parser.add_argument("--junit", type=Path, metavar="FILE", help="also write JUnit XML")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="also write the chats as one page for a browser"
    )
    parser.add_argument(
        "--update", action="store_true",
        help="first rewrite the expectations that differ, in place, to be reviewed in a diff",
    )  # fmt: skip
    add_coverage_arguments(parser)
    add_flows(parser)
    parser.set_defaults(run=run)


def _words(text: str) -> str:
    try:
        return joined_words(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(arguments: argparse.Namespace) -> int:
    """Print what differs; returns 0 all as scripted, 1 not, 2 a script that cannot be read.

    Also 1 where less is covered than was asked for.

    Raises FlowError where the flows cannot be used, BotError for paths that do not fit.
    """
    paths = _paths(arguments)
    if arguments.http and wants_coverage(arguments):
        raise BotError("--http does not see the way through the flows; tell coverage without it")
    require_folders(arguments.junit, arguments.html, arguments.coverage_file)
    choice = Choice(arguments.words, arguments.tags, arguments.without)
    settings = settings_of(arguments)
    since = time.perf_counter()
    stage = open_stage(settings)
    player = ServedStage(settings, stage) if arguments.http else stage
    if arguments.update:
        conversations, _ = _gather(paths, choice)
        _update(list(_play(arguments, player, conversations, tells=False)))
    guided = tours(stage.release(settings.flows)) if arguments.tour else []
    is_chosen = bool(choice.words or choice.tags or choice.without)  # tours are, whatever is
    scripted, faults = _gather(paths, choice, is_needed=is_chosen or not guided)
    conversations = [*scripted, *guided]
    for fault in faults:
        print(fault, file=sys.stderr)
    tracer = open_tracer(settings, stage) if wants_coverage(arguments) else None
    results = _play(arguments, player, conversations)
    report = Report(list(watched(results, tracer) if tracer else results), faults)
    print(summarise(report, time.perf_counter() - since), file=sys.stderr)
    _write_reports(arguments, report, ZoneInfo(settings.timezone))
    code = tell_coverage(tracer, arguments) if tracer else 0
    return max(code, report.exit_code)


def _paths(arguments: argparse.Namespace) -> list[Path]:
    """Where scripts are; a tour needs none."""
    paths: list[Path] = arguments.paths or [SCRIPTS]
    if arguments.tour and not arguments.paths and not SCRIPTS.exists():
        return []
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        raise BotError("\n".join(f"{path}: there is no such file or folder" for path in absent))
    empty = [str(path) for path in arguments.paths if not any(find_scripts(path))]
    if empty:
        raise BotError("\n".join(f"{path}: {_NO_SCRIPT}" for path in empty))
    return paths


def _gather(
    paths: Sequence[Path], choice: Choice, *, is_needed: bool = True
) -> tuple[list[Conversation], tuple[Fault, ...]]:
    conversations, faults, files = gather(paths, choice)
    if is_needed and not conversations and not faults:
        where = ", ".join(str(path) for path in paths)
        raise BotError(f"{where}: {'no script fits -k and the tags' if files else _NO_SCRIPT}")
    return conversations, faults


def _play(
    arguments: argparse.Namespace,
    player: Player,
    conversations: Sequence[Conversation],
    *,
    tells: bool = True,
) -> Iterator[Played]:
    """Play all, telling of each that differs as soon as it is known."""
    keeps_replies = bool(arguments.html) or not tells  # an update writes them into scripts
    results = play_all(player, conversations, arguments.jobs, keeps_replies=keeps_replies)
    is_apart = arguments.format == "json"
    for played in show(results, len(conversations), tells=tells, is_apart=is_apart):
        yield played
        if arguments.fail_fast and tells and not played.is_as_scripted:
            return


def _update(played: Sequence[Played]) -> None:
    """Rewrite what differs, and tell what could not be."""
    updates = update(played)
    for file in updates.files:
        write_file(file.path, file.content)
    for place, reason in updates.refused:
        print(f"{place}: is left as it is: {reason}", file=sys.stderr)
    files = "1 file" if len(updates.files) == 1 else f"{len(updates.files)} files"
    print(f"{updates.count} updated in {files}", file=sys.stderr)


def _write_reports(arguments: argparse.Namespace, report: Report, timezone: ZoneInfo) -> None:
    if arguments.junit:
        write(arguments.junit, as_junit(report))
    if arguments.html:
        write(arguments.html, as_html(report, timezone))
