"""Daleel's command line: `python main.py COMMAND`."""

import sys

from bot.commands.line import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
