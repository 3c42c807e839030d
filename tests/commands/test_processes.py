"""Work on many agencies by several processes: the same findings, whatever befalls a worker."""

import os
import signal
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.authoring.checking.drawing.aids import Finding, Findings, one_by_one
from bot.commands.authors import processes
from bot.commands.authors.processes import by_all_processors

NODES = {f"agency-{number}": 1000 + number for number in range(12)}
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them, also on a machine that has one."""
    monkeypatch.setattr(processes, "_processors", lambda: 2)


def find(agency: str) -> Findings:
    """One that names its agency."""
    return {agency: Finding("own", ((agency, f"of {agency}"),), {"node x": "y"})}


def test_several_processes_find_what_one_finds() -> None:
    """All findings, whole."""
    assert by_all_processors(find, NODES) == one_by_one(find, NODES)


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux alone")
def test_the_work_is_shared(tmp_path: Path) -> None:
    """Each agency is done once, by whoever is free: here the first two wait for each other."""

    def meeting(agency: str) -> Findings:
        (tmp_path / agency).write_text(str(os.getpid()))
        while len({file.read_text() for file in tmp_path.iterdir()} - {""}) < 2:
            pass
        return find(agency)

    assert by_all_processors(meeting, NODES) == one_by_one(find, NODES)


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux alone")
def test_what_a_killed_worker_owes_is_found_here() -> None:
    """Nothing is missing and nothing hangs."""

    def deadly(agency: str) -> Findings:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return find(agency)

    assert by_all_processors(deadly, NODES) == one_by_one(find, NODES)


def test_little_work_is_done_here() -> None:
    """A process for a handful of screens would cost more than it saves."""

    def here(agency: str) -> Findings:
        assert os.getpid() == HERE
        return find(agency)

    few = {"moj": 100, "gam": 200}
    assert by_all_processors(here, few) == one_by_one(find, few)


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux alone")
def test_what_a_worker_told_by_half_is_found_here() -> None:
    """Whoever was killed while it told it has filled the pipe, and no more."""
    much = {at: Finding("own", ((at, "x" * 100_000),), {}) for at in NODES}

    def deadly(agency: str) -> Findings:
        if os.getpid() != HERE:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
        else:
            until_killed()
        return {agency: much[agency]}

    def until_killed() -> None:
        for worker in active_children():
            worker.join()

    assert by_all_processors(deadly, NODES) == {at: {at: much[at]} for at in NODES}
