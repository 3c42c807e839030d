"""Daleel's command line: `python -m bot COMMAND`."""

import sys

from bot.commands.line import run

sys.exit(run(sys.argv[1:]))
