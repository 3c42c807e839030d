"""`schema`: the JSON Schema of flow files, for completion in an editor."""

import argparse
import json
from pathlib import Path

from bot.authoring.editor_schema import editor_schema
from bot.errors import BotError


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("schema", help="print the JSON Schema of a flow file")
    parser.add_argument(
        "-o", dest="file", type=Path, metavar="FILE", help="such as flows/_schema.json"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the schema; returns 0. Raises BotError when it cannot be written."""
    written = json.dumps(editor_schema(), ensure_ascii=False, indent=1) + "\n"
    if arguments.file is None:
        print(written, end="")
        return 0
    try:
        arguments.file.write_text(written, encoding="utf-8")
    except OSError as error:
        raise BotError(f"{arguments.file}: cannot be written: {error.strerror}") from None
    return 0
