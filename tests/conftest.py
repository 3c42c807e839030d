"""What holds for every test: scripts are tests, and a run ends when its tests have ended."""

import os
import sys
import threading

import pytest

pytest_plugins = ["bot.commands.testers.pytest_scripts"]

_status = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the run went."""
    session.config.stash[_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Do not wait for threads that a test left running, such as those of an open database.

    A test that failed before it closed its store would keep the whole run from ending.
    """
    left = [each for each in threading.enumerate() if each is not threading.main_thread()]
    if any(not each.daemon for each in left):
        print("threads were left running:", *(each.name for each in left), file=sys.stderr)  # noqa: T201
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash.get(_status, 1) or 1)
