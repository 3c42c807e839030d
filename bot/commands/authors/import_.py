"""`import`: sheets that clerks filled into flow files, after telling what would change."""

import argparse
import itertools
import sys
from pathlib import Path

from bot.authoring.checking.drawing.aids import Aids
from bot.authoring.sheets.importing import ENDINGS, Imported, import_sheets
from bot.authoring.sheets.saving import write_files
from bot.authoring.sheets.summary import as_json, as_text, faults_as_text
from bot.commands.arguments import add_flows
from bot.commands.authors.processes import by_all_processors
from bot.commands.progress import Bar
from bot.flows.collection import without_collection
from bot.settings import read_environment

_STEPS = 4


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("import", help="turn service sheets into flows")
    parser.add_argument("file", metavar="FILE", type=Path, help="a .xlsx or .csv file")
    add_flows(parser)
    parser.add_argument("--write", action="store_true", help="do it; otherwise only tell")
    parser.add_argument("--remove", action="store_true", help="remove what the sheet lacks")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell the changes, and make them with `--write`; returns 0, 1 with mistakes, 2 for no file.

    Raises BotError for files that cannot be read or written.
    """
    file: Path = arguments.file
    if file.suffix.lower() not in ENDINGS or not file.is_file():
        is_sheet = file.suffix.lower() in ENDINGS
        problem = "there is no such file" if is_sheet else f"save it as {' or '.join(ENDINGS)}"
        print(f"{file}: {problem}", file=sys.stderr)
        return 2
    environment = read_environment()
    flows = arguments.flows or Path(environment.get("BOT_FLOWS") or "flows")
    locales = Path(environment.get("BOT_LOCALES") or "locales")
    done = itertools.count()
    with Bar() as bar, without_collection():
        imported = import_sheets(
            *(file, flows, locales, lambda step: bar.show(next(done), _STEPS, step)),
            removes=arguments.remove,
            aids=Aids(by_all_processors),
        )
    is_written = bool(arguments.write and imported.files)
    if is_written:
        write_files(imported.files)
    if arguments.format == "json":
        print(as_json(imported, is_written=is_written))
    else:
        _tell(imported, is_written=is_written)
    return 1 if imported.faults else 0


def _tell(imported: Imported, *, is_written: bool) -> None:
    if summary := as_text(imported):
        print(summary)
    if imported.faults:
        print(faults_as_text(imported.faults))
        count = len(imported.faults)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        print(f"{mistakes}; nothing is written", file=sys.stderr)
    elif imported.is_idle:
        said = "in all its rows the sheet says" if imported.changes.missing else "the sheet says"
        print(f"nothing to do: the flows say what {said}", file=sys.stderr)
    else:
        names = ", ".join(str(file.path) for file in imported.files)
        print(f"written: {names}" if is_written else "nothing is written yet; add --write",
              file=sys.stderr)  # fmt: skip
