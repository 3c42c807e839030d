"""`walk`: every reachable screen, met with every kind of message; what does not hold is told."""

import argparse
import gc
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.authoring.walking.telling.report import FORMATS, Walked
from bot.authoring.walking.telling.saving import save_scripts
from bot.authoring.walking.worldwide import Wish, walk_worlds
from bot.commands.arguments import add_agencies, add_flows, add_jobs, settings_of
from bot.commands.progress import Bar
from bot.commands.testers.sharing import shared_by
from bot.conversation.release import Release
from bot.errors import BotError
from bot.flows.faults import refuse_unknown_agencies
from bot.service.releases.shelf import load_flows
from bot.settings import Settings


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("walk", help="prove that every screen leads on, and back")
    add_agencies(parser, "walk the screens of these alone")
    add_flows(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument(
        "--save", type=Path, metavar="FOLDER", help="write a script for each fault, for `replay`"
    )
    parser.add_argument(
        "--thorough", action="store_true",
        help="everything to every screen, also where they differ in nothing but an address",
    )  # fmt: skip
    add_jobs(parser, "walk", most=2)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was walked and what does not hold; returns 0 when all holds, else 1.

    Raises FlowError where the flows cannot be used, BotError for an agency that there is not.
    """
    since = time.perf_counter()
    releases = list(_releases(settings_of(arguments)))
    refuse_unknown_agencies(arguments.agencies, releases[0][1].library.agencies)
    gc.disable()  # a walk keeps nearly all it makes, and no cycles: collecting costs a fifth
    with Bar() as bar:
        wish = Wish(
            only=frozenset(arguments.agencies),
            is_thorough=arguments.thorough,
            share=shared_by(arguments.jobs),
            told=lambda part, explored, met: bar.show(explored, met, part),
        )
        walks = (walk_worlds(release, viewer, wish) for viewer, release in releases)
        report = list(itertools.chain.from_iterable(walks))
    print(FORMATS[arguments.format](report), end="")
    if arguments.save:
        _save(report, arguments.save, releases[0][1])
    print(_summary(report, time.perf_counter() - since), file=sys.stderr)
    return 1 if any(each.faults for each in report) else 0


def _releases(settings: Settings) -> Iterator[tuple[str, Release]]:
    """What citizens are shown, and where there are drafts what their authors are."""
    public = load_flows(settings)
    yield "as citizens see it", public
    if any(node.stage == "draft" for node in public.library.nodes.values()):
        yield "as authors see it", load_flows(settings, shows_drafts=True)


def _save(report: Sequence[Walked], folder: Path, release: Release) -> None:
    try:
        for file in save_scripts(report, folder, release):
            print(f"wrote {file}", file=sys.stderr)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written: {error.strerror}") from None


def _summary(report: Sequence[Walked], seconds: float) -> str:
    return f"{sum(sum(each.turns.values()) for each in report)} turns in {seconds:.1f} s"
