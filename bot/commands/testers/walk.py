"""`walk`: every reachable screen, met with every kind of message; what does not hold is told."""

import argparse
import gc
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.authoring.walking.telling.report import FORMATS, Walked
from bot.authoring.walking.telling.saving import save_scripts
from bot.authoring.walking.worldwide import Wish, walk_worlds
from bot.commands.testers.sharing import shared_by
from bot.conversation.release import Release, load_release
from bot.errors import BotError
from bot.flows.faults import refuse_unknown_agencies
from bot.settings import Settings, load_settings, read_environment

_BAR = 20  # signs
_TOLD_EVERY_S = 0.2


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("walk", help="prove that every screen leads on, and back")
    parser.add_argument(
        "agencies", nargs="*", metavar="AGENCY", help="walk the screens of these alone"
    )
    parser.add_argument("--flows", type=Path, metavar="DIR", help="default: BOT_FLOWS")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument(
        "--save", type=Path, metavar="FOLDER", help="write a script for each fault, for `replay`"
    )
    parser.add_argument(
        "--thorough", action="store_true",
        help="everything to every screen, also where they differ in nothing but an address",
    )  # fmt: skip
    parser.add_argument(
        "-j", dest="jobs", type=_jobs, default=min(2, os.cpu_count() or 1), metavar="N",
        help="walk in N processes at once (default: 2 where there are two processors)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def _jobs(word: str) -> int:
    jobs = int(word)
    if not 1 <= jobs <= 64:
        raise ValueError
    return jobs


def run(arguments: argparse.Namespace) -> int:
    """Print what was walked and what does not hold; returns 0 when all holds, else 1.

    Raises FlowError where the flows cannot be used, BotError for an agency that there is not.
    """
    since = time.perf_counter()
    settings = load_settings(read_environment())
    releases = list(_releases(settings, arguments.flows or settings.flows))
    _check_agencies(arguments.agencies, releases[0][1])
    gc.disable()  # a walk keeps nearly all it makes, and no cycles: collecting costs a fifth
    bar = _Bar()
    wish = Wish(
        only=frozenset(arguments.agencies),
        is_thorough=arguments.thorough,
        share=shared_by(arguments.jobs),
        told=bar.show if sys.stderr.isatty() else None,
    )
    report = [each for viewer, release in releases for each in walk_worlds(release, viewer, wish)]
    bar.clear()
    print(FORMATS[arguments.format](report), end="")
    if arguments.save:
        _save(report, arguments.save, releases[0][1])
    print(_summary(report, time.perf_counter() - since), file=sys.stderr)
    return 1 if any(each.faults for each in report) else 0


def _releases(settings: Settings, flows: Path) -> Iterator[tuple[str, Release]]:
    """What citizens are shown, and where there are drafts what their authors are."""
    public = _load(settings, flows)
    yield "as citizens see it", public
    if any(node.stage == "draft" for node in public.library.nodes.values()):
        yield "as authors see it", _load(settings, flows, shows_drafts=True)


def _load(settings: Settings, flows: Path, *, shows_drafts: bool = False) -> Release:
    return load_release(
        flows,
        settings.locales,
        session_timeout_s=settings.session_timeout_s,
        timezone=ZoneInfo(settings.timezone),
        shows_drafts=shows_drafts,
    )


def _check_agencies(wanted: Sequence[str], release: Release) -> None:
    known = release.library.agencies
    refuse_unknown_agencies(wanted, known)


def _save(report: Sequence[Walked], folder: Path, release: Release) -> None:
    try:
        for file in save_scripts(report, folder, release):
            print(f"wrote {file}", file=sys.stderr)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written: {error.strerror}") from None


def _summary(report: Sequence[Walked], seconds: float) -> str:
    return f"{sum(sum(each.turns.values()) for each in report)} turns in {seconds:.1f} s"


class _Bar:
    """How far a part of a walk has come: of what is met so far, how much is explored."""

    def __init__(self) -> None:
        self._at = 0.0

    def show(self, part: str, explored: int, met: int) -> None:
        """Draw it anew, a few times a second."""
        now = time.monotonic()
        if now - self._at < _TOLD_EVERY_S:
            return
        self._at = now
        done = _BAR * explored // max(met, 1)
        bar = "█" * done + "░" * (_BAR - done)
        line = f"{bar} {explored} of {met}: {part}"[: shutil.get_terminal_size().columns - 1]
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave no trace of it."""
        if self._at:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
