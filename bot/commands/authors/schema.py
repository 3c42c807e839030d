"""`schema`: what flow files may hold, for editors (JSON Schema) and for people (two pages)."""

import argparse
import json
from pathlib import Path

from bot.authoring.editor_schema import editor_schema
from bot.authoring.mistakes.page import mistakes_page
from bot.authoring.reference import flow_reference
from bot.authoring.scripts.writing.schema import script_schema
from bot.commands.files import write


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("schema", help="print the JSON Schema of a flow file")
    parser.add_argument(
        "-o", dest="file", type=Path, metavar="FILE", help="such as flows/_schema.json"
    )
    pages = parser.add_mutually_exclusive_group()
    pages.add_argument(
        "--reference", action="store_true", help="the reference for people, as Markdown"
    )
    pages.add_argument(
        "--mistakes", action="store_true", help="what each mistake means, as Markdown"
    )
    pages.add_argument("--scripts", action="store_true", help="of a scripted conversation instead")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write it; returns 0. Raises BotError when it cannot be written."""
    if arguments.reference:
        written = flow_reference()
    elif arguments.mistakes:
        written = mistakes_page()
    else:
        schema = script_schema() if arguments.scripts else editor_schema()
        written = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    if arguments.file is None:
        print(written, end="")
    else:
        write(arguments.file, written)
    return 0
