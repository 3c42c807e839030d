"""`check`: every mistake in flows and locales, a line each."""

import argparse
import importlib
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.authors.checking.outcomes import ENDINGS, Asked, Outcome, Told
from bot.commands.authors.checking.sealed import SealedFiles, cache_folder
from bot.environment import read_environment

FORMATS = ("github", "json", "text")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("check", help="tell every mistake in flows and locales")
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="a flow file, or a folder such as flows/ (default: BOT_FLOWS)",
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--strict", action="store_true", help="a warning is a mistake too")
    parser.add_argument(
        "--no-cache", action="store_true", help="draw every screen, also what is known to be sound"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the faults; returns 0 when there is no error, 1 when there is, 2 for a wrong path.

    Warnings count as errors where `--strict` is given.
    """
    environment = read_environment()
    paths: list[Path] = arguments.paths or [Path(environment.get("BOT_FLOWS") or "flows")]
    wrong = [problem for path in paths if (problem := _refuse(path))]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    locales = Path(environment.get("BOT_LOCALES") or "locales")
    asked = Asked(tuple(paths), locales, arguments.format, arguments.strict)
    today = datetime.fromtimestamp(SystemClock().now(), UTC).date()
    told = _told(asked, today, None if arguments.no_cache else _files(environment))
    print(told.out, end="")
    print(told.err, end="", file=sys.stderr)
    return told.code


def _told(asked: Asked, today: date, files: SealedFiles | None) -> Told:
    """What was told when last all was as it is today; else all is checked."""
    outcome = Outcome(files, asked, str(today)) if files else None
    told = outcome.recall() if outcome else None
    if told is None:
        # Not imported before: it takes longer than to find that nothing changed.
        telling = importlib.import_module("bot.commands.authors.checking.telling")
        told = telling.tell(asked, today, files)
        if outcome:
            outcome.remember(told)
    return told


def _files(environment: dict[str, str]) -> SealedFiles | None:
    """What earlier checks found; None where nothing can be kept."""
    folder = cache_folder(environment)
    try:
        return SealedFiles(folder) if folder is not None else None
    except OSError:
        return None


def _refuse(path: Path) -> str:
    """Why a path cannot be checked; "" when it can."""
    try:
        path.stat()
    except (OSError, ValueError):  # also what is too long to be the name of a file
        return f"{path}: there is no such file or folder"
    if path.is_file() and path.suffix not in ENDINGS:
        return f"{path}: is neither a flow (.yaml) nor a locale (.ftl)"
    return ""
