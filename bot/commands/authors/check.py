"""`check`: every mistake in flows and locales, a line each."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.authoring.checking.check import FLOW_ENDINGS, LOCALE_ENDING, check_flows
from bot.authoring.checking.drawing.aids import Aids
from bot.authoring.checking.fault_formats import FORMATS
from bot.clock import SystemClock
from bot.commands.authors.kept import KeptFindings, cache_folder
from bot.commands.authors.processes import by_all_processors
from bot.flows.collection import exempting
from bot.flows.faults import MISTAKES_PAGE, Fault, has_errors
from bot.settings import read_environment


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
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
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
    today = datetime.fromtimestamp(SystemClock().now(), UTC).date()
    aids = Aids(by_all_processors, None if arguments.no_cache else _memory(environment))
    with exempting():  # the process ends soon: nothing need be looked through
        faults = check_flows(paths, _locales(environment), today, aids)
    written = FORMATS[arguments.format](faults)
    if written:
        print(written)
    print(_count(faults), file=sys.stderr)
    if faults and arguments.format == "text":
        print(f"what each code means, with examples: {MISTAKES_PAGE}", file=sys.stderr)
    return 1 if has_errors(faults) or (arguments.strict and faults) else 0


def _memory(environment: dict[str, str]) -> KeptFindings | None:
    """What earlier checks found; None where nothing can be kept."""
    folder = cache_folder(environment)
    try:
        return KeptFindings(folder) if folder is not None else None
    except OSError:
        return None


def _locales(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("BOT_LOCALES") or "locales")


def _refuse(path: Path) -> str:
    """Why a path cannot be checked; "" when it can."""
    if not path.exists():
        return f"{path}: there is no such file or folder"
    if path.is_file() and path.suffix not in (*FLOW_ENDINGS, LOCALE_ENDING):
        return f"{path}: is neither a flow (.yaml) nor a locale (.ftl)"
    return ""


def _count(faults: Sequence[Fault]) -> str:
    errors = sum(fault.severity == "error" for fault in faults)
    told = [
        f"{count} {word}" if count == 1 else f"{count} {word}s"
        for count, word in ((errors, "mistake"), (len(faults) - errors, "warning"))
        if count
    ]
    files = len({fault.place.file for fault in faults})
    where = "1 file" if files == 1 else f"{files} files"
    return f"{' and '.join(told)} in {where}" if told else "no mistakes"
