"""A walk shared among processes."""

import gc
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from bot.authoring.walking.exploring import Explored, Explorer, Task
from bot.authoring.walking.walking import Explore
from bot.authoring.walking.worldwide import Share, alone

_CHUNK_MOST = 32  # tasks handed over at once: few enough that no process waits for another


def shared_by(jobs: int) -> Share:
    """Explore in so many processes; in this one where there is but one, or no way to fork.

    The processes are forks: flows of thousands of services are there at once, and digests of
    standings are the same in each.
    """
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return alone

    @contextmanager
    def share(explorer: Explorer) -> Iterator[Explore]:
        gc.freeze()  # or each fork would copy what it merely looks at
        _Worker.explorer = explorer
        quiet = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C: this process ends the others
        with multiprocessing.get_context("fork").Pool(jobs, signal.signal, quiet) as pool:

            def explore(tasks: Sequence[Task]) -> Iterable[Explored]:
                chunk = max(1, min(_CHUNK_MOST, len(tasks) // (4 * jobs)))
                return pool.imap(_Worker.explore, tasks, chunk)

            yield explore

    return share


class _Worker:
    """The explorer of one process, as it was when the process was forked."""

    explorer: Explorer

    @classmethod
    def explore(cls, task: Task) -> Explored:
        """Explore one standing."""
        return cls.explorer.explore(task)
