"""`export`: flows as sheets that an agency's clerks fill."""

import argparse
import sys
from pathlib import Path

from bot.authoring.sheets.exporting import as_csv, as_workbook
from bot.authoring.sheets.importing import ENDINGS, WORKBOOK
from bot.authoring.sheets.rows.folder import read_folder
from bot.authoring.sheets.saving import write_file
from bot.commands.arguments import add_flows
from bot.commands.progress import Bar
from bot.flows.faults import refuse_unknown_agencies
from bot.settings import read_environment


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("export", help="turn flows into service sheets")
    parser.add_argument("file", metavar="FILE", type=Path, help="ends in .xlsx or .csv")
    add_flows(parser)
    parser.add_argument(
        "--agency", action="append", default=[], metavar="ID", help="this agency alone; may repeat"
    )
    parser.add_argument("--yes", action="store_true", help="replace FILE if it is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; returns 0, or 2 for a name that does not fit. Raises BotError."""
    file: Path = arguments.file
    problem = ""
    if file.suffix.lower() not in ENDINGS:
        problem = f"{file}: name a file that ends in {' or '.join(ENDINGS)}"
    elif file.exists() and not arguments.yes:
        problem = f"{file}: is there already; name another, or add --yes to replace it"
    if problem:
        print(problem, file=sys.stderr)
        return 2
    flows = arguments.flows or Path(read_environment().get("BOT_FLOWS") or "flows")
    with Bar() as bar:
        bar.show(0, 2, "reading the flows")
        folder = read_folder(flows)
        refuse_unknown_agencies(arguments.agency, folder.agencies)
        bar.show(1, 2, "writing the sheet")
        is_workbook = file.suffix.lower() == WORKBOOK
        content = (as_workbook if is_workbook else as_csv)(folder, arguments.agency)
    write_file(file, content)
    count = len(set(arguments.agency)) or len(folder.agencies)
    agencies = "1 agency" if count == 1 else f"{count} agencies"
    print(f"{file}: {agencies}, {len(content)} bytes")
    return 0
