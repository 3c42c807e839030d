"""A few fixed seeds of what `make chaos` does with many."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos.report import complaint, heading, line
from tests.chaos.run import run_seed

SEEDS = (2, 3, 4)  # the last one without statuses


@pytest.mark.chaos
async def test_fault_67_whatever_goes_wrong_at_once_every_citizen_reads_what_a_calm_run_shows(
    tmp_path: Path,
) -> None:
    """Nothing is lost, doubled, out of order or told in a log; see `run_seed` for what happens."""
    folders = {seed: tmp_path / str(seed) for seed in SEEDS}
    for folder in folders.values():
        folder.mkdir()

    runs = await asyncio.gather(*(run_seed(seed, folders[seed]) for seed in SEEDS))

    print("\n".join((heading(), *map(line, runs))))
    assert not [complaint(run) for run in runs if run.faults]
