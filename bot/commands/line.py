"""The command line: which command, its arguments, and its errors as one clear line each."""

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Sequence

from bot.errors import BotError

# Each command and the folder of its module, named like it.
_COMMANDS = {
    "serve": "operators",
    "check": "authors",
    "chat": "authors",
    "graph": "authors",
    "schema": "authors",
    "plan": "authors",
    "link": "operators",
    "import": "authors",
    "export": "authors",
    "replay": "testers",
    "walk": "testers",
    "generate": "testers",
    "mutate": "testers",
    "stats": "operators",
    "erase": "operators",
    "backup": "operators",
    "resume": "operators",
    "drop-key": "operators",
    "publish-menu": "operators",
}


def run(words: Sequence[str]) -> int:
    """Run one command. Returns the exit code: 2 for wrong usage or settings."""
    try:
        arguments = _read(words)
        return int(arguments.run(arguments))
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _read(words: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command, whose module is imported for them."""
    parser = argparse.ArgumentParser(
        prog="main.py", description="Daleel: a government's services in one WhatsApp conversation."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    # Only what is asked for is imported: the server's parts cost a second that `check` can spare.
    for name in words[:1] if words and words[0] in _COMMANDS else _COMMANDS:
        importlib.import_module(_module_of(name)).add_parser(commands)
    arguments, rest = parser.parse_known_args(words)
    if rest:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    return arguments


def _module_of(command: str) -> str:
    name = f"{command}_" if keyword.iskeyword(command) else command.replace("-", "_")
    return f"bot.commands.{_COMMANDS[command]}.{name}"
