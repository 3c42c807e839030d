"""`make chaos`: many seeds, a line of figures for each, and what was wrong."""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.report import Figures, complaint, heading, line, total
from tests.chaos.run import run_seed


def main() -> int:
    """Run the seeds asked for; 1 when anything was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, help="these seeds alone")
    parser.add_argument("--count", type=int, default=20, help="seeds 1 to COUNT (20)")
    parser.add_argument("--first", type=int, default=1, help="count from this seed on (1)")
    parser.add_argument("--at-once", type=int, default=2, help="runs side by side (2)")
    parser.add_argument("--seconds", type=float, default=24.0, help="of trouble in each run (24)")
    parser.add_argument("--citizens", type=int, default=48, help="in each run (48)")
    asked = parser.parse_args()
    seeds = asked.seeds or range(asked.first, asked.first + asked.count)
    print(heading(), flush=True)
    since = time.monotonic()
    runs = asyncio.run(_run_all(seeds, asked))
    print(line(total(runs), "total"))
    failed = [run for run in runs if run.faults]
    print(f"{len(runs)} seeds in {time.monotonic() - since:.0f} s, {len(failed)} failed")
    return 1 if failed else 0


async def _run_all(seeds: "list[int] | range", asked: argparse.Namespace) -> list[Figures]:
    places = asyncio.Semaphore(asked.at_once)

    async def run(seed: int) -> Figures:
        async with places:
            folder = Path(tempfile.mkdtemp(prefix=f"chaos-{seed}-"))
            figures = await run_seed(seed, folder, citizens=asked.citizens, seconds=asked.seconds)
        print(line(figures), flush=True)
        if figures.faults:
            print(complaint(figures), flush=True)
        else:
            shutil.rmtree(folder)
        return figures

    return await asyncio.gather(*map(run, seeds))


if __name__ == "__main__":
    sys.exit(main())
