"""Arguments that several commands take, and what their words stand for."""

import argparse
import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from bot.settings import Settings, load_settings, read_environment

_MOST_JOBS = 64


def add_flows(parser: argparse.ArgumentParser, about: str = "default: BOT_FLOWS") -> None:
    """Another folder than the settings name; `settings_of` takes it."""
    parser.add_argument("--flows", type=Path, metavar="DIR", help=about)


def add_agencies(parser: argparse.ArgumentParser, about: str) -> None:
    """Agencies by their ids; none stands for all."""
    parser.add_argument("agencies", nargs="*", metavar="AGENCY", help=about)


def add_jobs(parser: argparse.ArgumentParser, verb: str, most: int = 1) -> None:
    """In how many processes, unless told as many as there are processors, `most` at most."""
    default = min(most, os.cpu_count() or 1)
    parser.add_argument(
        "-j", dest="jobs", type=partial(whole_number, most=_MOST_JOBS), default=default,
        metavar="N", help=f"{verb} in N processes at once (default: {default})",
    )  # fmt: skip


def whole_number(word: str, most: int = 999_999) -> int:
    """A number from 1 on; anything else is wrong usage."""
    if word.isascii() and word.isdecimal() and len(word) < 9 and 1 <= int(word) <= most:
        return int(word)
    raise argparse.ArgumentTypeError(f"a number from 1 to {most}, not {word!r}")


def percent(word: str) -> float:
    """A number from 0 to 100; anything else is wrong usage."""
    with suppress(ValueError):
        if 0 <= (number := float(word)) <= 100:
            return number
    raise argparse.ArgumentTypeError(f"a number from 0 to 100, not {word!r}")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings, with the flows that were named. Raises SettingsError."""
    settings = load_settings(read_environment())
    return settings.model_copy(update={"flows": arguments.flows}) if arguments.flows else settings
