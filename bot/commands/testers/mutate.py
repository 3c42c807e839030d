"""`mutate`: small changes of the flows, and how many of them scripts and walks notice."""

import argparse
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.authoring.mutating.making import Vocabulary, mutants_of
from bot.authoring.mutating.mutant import KINDS, Mutant
from bot.authoring.mutating.sampling import TryAll, try_some
from bot.authoring.mutating.tally import tally
from bot.authoring.mutating.telling import as_json, as_text
from bot.authoring.mutating.trying import Trial, Tried
from bot.authoring.scripts.reading.selecting import Choice, gather
from bot.authoring.walking.worldwide import Wish, walk_worlds
from bot.commands.arguments import (
    add_agencies,
    add_flows,
    add_jobs,
    percent,
    settings_of,
    whole_number,
)
from bot.commands.progress import Bar
from bot.commands.testers.replay import SCRIPTS
from bot.commands.testers.stages import open_stage
from bot.conversation.release import Release
from bot.errors import BotError
from bot.flows.faults import refuse_unknown_agencies
from bot.flows.parts.shared import EMERGENCIES_FILE, KINDS_FILE, MAIN_FILE
from bot.service.direct.stage import Stage
from bot.settings import Settings

_COUNT = 200  # a minute on two processors


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("mutate", help="measure which changes of the flows are noticed")
    add_agencies(parser, "change the files of these alone")
    add_flows(parser)
    parser.add_argument(
        "--scripts", type=Path, default=SCRIPTS, metavar="PATH",
        help=f"a script or a folder of scripts (default: {SCRIPTS})",
    )  # fmt: skip
    parser.add_argument(
        "--count", type=whole_number, default=_COUNT, metavar="N",
        help=f"try about N mutants, of each kind as many as of any other (default: {_COUNT})",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help="try all there are")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which N (default: 1)")
    parser.add_argument(
        "--kind", action="append", choices=KINDS, default=[], metavar="KIND",
        help=f"only changes of this kind, also several times: {', '.join(KINDS)}",
    )  # fmt: skip
    parser.add_argument(
        "--walk", action="store_true",
        help="ask a walk about every mutant, not only about what no script noticed (slow)",
    )  # fmt: skip
    parser.add_argument(
        "--fail-under", type=percent, default=98.0, metavar="N",
        help="exit with 1 when less than N percent are noticed (default: 98)",
    )  # fmt: skip
    add_jobs(parser, "try", most=2)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was noticed and what was not; returns 1 where it is too little, else 0.

    Raises FlowError where the flows cannot be used, BotError for what there is not.
    """
    since = time.perf_counter()
    settings = settings_of(arguments)
    if not arguments.scripts.exists():
        raise BotError(f"{arguments.scripts}: there is no such file or folder")
    mutants = _all_mutants(settings, arguments.agencies)
    if arguments.kind:
        mutants = [mutant for mutant in mutants if mutant.kind in arguments.kind]
    seed = None if arguments.all else arguments.seed
    _check_scripts(arguments.scripts)
    job = _Job(settings, arguments.scripts, walks_always=arguments.walk)
    with _trying(job, arguments.jobs) as try_all, Bar() as bar:
        if seed is None:
            tried = list(_watched(try_all, bar, len(mutants))(mutants))
        else:
            chance = Random(seed)  # noqa: S311 - picks samples, guards nothing
            watched = _watched(try_all, bar, arguments.count)
            tried = try_some(mutants, arguments.count, chance.shuffle, watched)
    if arguments.format == "json":
        sys.stdout.write(as_json(tried, seed))
    else:
        sys.stdout.write(as_text(tried))
    seconds = time.perf_counter() - since
    which = "all there are" if seed is None else f"seed {seed}"
    print(f"{len(tried)} mutants ({which}) in {seconds:.1f} s", file=sys.stderr)
    together = tally("all", tried)
    return 1 if together.percent(together.noticed) < arguments.fail_under else 0


def _check_scripts(scripts: Path) -> None:
    """Raise BotError where scripts would notice nothing because none is there, or can be read."""
    conversations, faults, _ = gather([scripts], Choice())
    if faults:
        raise BotError("\n".join(str(fault) for fault in faults))
    if not conversations:
        raise BotError(f"{scripts}: there is no script (.yaml)")


def _watched(try_all: TryAll, bar: Bar, count: int) -> TryAll:
    """Shows how many of about so many are tried, and how many of them nobody noticed."""
    done, unnoticed = 0, 0

    def try_watched(mutants: Sequence[Mutant]) -> Iterator[Tried]:
        nonlocal done, unnoticed
        for tried in try_all(mutants):
            done += tried.is_counted
            unnoticed += tried.is_counted and not tried.is_noticed
            bar.show(min(done, count), count, f"{unnoticed} not noticed")
            yield tried

    return try_watched


def _all_mutants(settings: Settings, wanted: Sequence[str]) -> list[Mutant]:
    release = open_stage(settings).release(settings.flows)
    known = tuple(release.library.agencies)
    refuse_unknown_agencies(wanted, known)
    files = {f"{agency}.yaml": agency for agency in wanted or known}
    if not wanted:
        files |= dict.fromkeys((MAIN_FILE, KINDS_FILE, EMERGENCIES_FILE), "")
    return list(_mutants_of(settings.flows, release, files))


def _mutants_of(flows: Path, release: Release, files: Mapping[str, str]) -> Iterator[Mutant]:
    """All mutants of the files that are there, each the file of an agency or of none."""
    addresses = [at for at in release.library.nodes if not at.startswith("@")]
    texts = (file.read_text(encoding="utf-8") for file in flows.glob("*.yaml"))
    lines = (line for text in texts for line in text.splitlines())
    shows = any("{agency}" in line for line in lines if not line.startswith("#"))
    known = Vocabulary([*release.library.kinds], addresses, shows_agency=shows)
    for file, agency in files.items():
        if (flows / file).exists():
            text = (flows / file).read_text(encoding="utf-8")
            yield from mutants_of(text, file, agency, known)


@dataclass(frozen=True, slots=True)
class _Job:
    """What each process needs to know."""

    settings: Settings
    scripts: Path
    walks_always: bool = False


@contextmanager
def _trying(job: _Job, jobs: int) -> Iterator[TryAll]:
    """Tries mutants, in several processes if so wished; the results come in their order."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        if jobs == 1:
            trial = _open_trial(job, Path(folder))
            yield lambda mutants: map(trial.attempt, mutants)
            return
        spawn = multiprocessing.get_context("spawn")
        with spawn.Pool(jobs, _Worker.open, (job, Path(folder))) as pool:
            yield lambda mutants: pool.imap(_Worker.attempt, mutants, chunksize=2)


def _open_trial(job: _Job, folder: Path) -> Trial:
    """A trial with copies of its own below a folder, that has learnt the scripts."""
    copies = Path(tempfile.mkdtemp(dir=folder)) / "flows"
    shutil.copytree(job.settings.flows, copies)

    def open_on(flows: Path) -> Stage:
        return open_stage(job.settings.model_copy(update={"flows": flows}))

    def walk(flows: Path, agency: str) -> frozenset[str]:
        release = open_on(flows).release(flows)
        wish = Wish(only=frozenset((agency,)))
        walked = (fault for each in walk_worlds(release, "", wish) for fault in each.faults)
        return frozenset(f"{fault.proof} {fault.cause} {fault.where}" for fault in walked)

    flows, always = job.settings.flows, job.walks_always
    trial = Trial(flows, copies, open_on, walk, walks_always=always)
    conversations, _, _ = gather([job.scripts], Choice())
    trial.learn(conversations)
    return trial


class _Worker:
    """The trial of one process."""

    trial: Trial

    @classmethod
    def open(cls, job: _Job, folder: Path) -> None:
        """Learn the scripts once; what Ctrl-C ends is for the first process to say."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cls.trial = _open_trial(job, folder)

    @classmethod
    def attempt(cls, mutant: Mutant) -> Tried:
        """Try one."""
        return cls.trial.attempt(mutant)
