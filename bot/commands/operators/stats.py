"""`stats`: what citizens asked for, found and did not find."""

import argparse
import asyncio
import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from bot.clock import SystemClock
from bot.service.control.client import work_on
from bot.settings import Settings, load_settings, read_environment
from bot.store.protocol import FactCount

_FIELDS = ("name", "subject", "count")
# A spreadsheet would run what begins so, also after spaces; the wide ones are folded to the others.
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("stats", help="tell what citizens asked for")
    parser.add_argument("--since", type=_day, metavar="DATE", help="YYYY-MM-DD; default: all days")
    parser.add_argument("--format", choices=sorted(_FORMATS), default="table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the facts, summed by name and subject, the most frequent of a name first; returns 0."""
    since = arguments.since.isoformat() if arguments.since else ""
    facts = asyncio.run(_facts_since(load_settings(read_environment()), since))
    print(_FORMATS[arguments.format](facts), end="")
    return 0


async def _facts_since(settings: Settings, day: str) -> list[FactCount]:
    async with work_on(settings, SystemClock()) as work:
        return await work.facts_since(day)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no date such as 2026-11-23") from None


def _as_table(facts: Sequence[FactCount]) -> str:
    """Columns parted by tabs and not padded: padding goes wrong where Arabic stands in a line."""
    rows = [_FIELDS, *((fact.name, fact.subject, str(fact.count)) for fact in facts)]
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def _as_json(facts: Sequence[FactCount]) -> str:
    return json.dumps([asdict(fact) for fact in facts], ensure_ascii=False, indent=1) + "\n"


def _as_csv(facts: Sequence[FactCount]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_FIELDS)
    writer.writerows((_inert(fact.name), _inert(fact.subject), fact.count) for fact in facts)
    return written.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    is_risky = cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULAS)
    return f"'{cell}" if is_risky else cell


_FORMATS: dict[str, Callable[[Sequence[FactCount]], str]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
}
