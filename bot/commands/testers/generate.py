"""`generate`: the scripts that nobody wrote, through every service in both languages."""

import argparse
import json
import sys
import time
from pathlib import Path

from bot.authoring.scripts.generating.folder import Plan, plan
from bot.authoring.scripts.generating.generating import generate
from bot.commands.arguments import add_agencies, add_flows, settings_of
from bot.commands.testers.stages import open_stage
from bot.errors import BotError
from bot.flows.faults import refuse_unknown_agencies

GENERATED = Path("tests/conversations/generated")
_OWNED = " as it is: somebody made it their own"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("generate", help="write a script for each service and language")
    add_agencies(parser, "only these agencies (default: all)")
    add_flows(parser)
    parser.add_argument(
        "-o", dest="folder", type=Path, default=GENERATED, metavar="FOLDER",
        help=f"where the scripts are (default: {GENERATED})",
    )  # fmt: skip
    parser.add_argument(
        "--write", action="store_true", help="do what is told; without it nothing is touched"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what would be, or was, written; returns 0 when the folder is up to date now, else 1.

    Raises FlowError where the flows cannot be used, BotError for an agency that there is not.
    """
    since = time.perf_counter()
    settings = settings_of(arguments)
    stage = open_stage(settings)
    release = stage.release(settings.flows)
    refuse_unknown_agencies(arguments.agencies, release.library.agencies)
    if arguments.folder.exists() and not arguments.folder.is_dir():
        raise BotError(f"{arguments.folder}: is no folder")
    scripts = generate(release, stage.play, arguments.agencies)
    made = plan(scripts, arguments.folder, arguments.agencies)
    if arguments.write:
        made.carry_out()
    print(_as_json(made) if arguments.format == "json" else _as_text(made), end="")
    print(_summary(made, time.perf_counter() - since), file=sys.stderr)
    if made.is_needed and not arguments.write:
        print("nothing was written: add --write", file=sys.stderr)
        return 1
    return 0


def _as_text(made: Plan) -> str:
    parts = {"new": made.new, "changed": made.changed, "removed": made.removed, "kept": made.kept}
    return "".join(
        f"{made.folder / path}: {what}{_OWNED * (what == 'kept')}\n"
        for what, paths in parts.items()
        for path in paths
    )


def _as_json(made: Plan) -> str:
    plain = {
        "folder": str(made.folder),
        "new": [str(path) for path in made.new],
        "changed": [str(path) for path in made.changed],
        "removed": [str(path) for path in made.removed],
        "kept": [str(path) for path in made.kept],
        "same": made.same,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _summary(made: Plan, seconds: float) -> str:
    return (
        f"{len(made.new)} new, {len(made.changed)} changed, {len(made.removed)} removed, "
        f"{made.same} as they were in {seconds:.1f} s"
    )
