"""Work on many agencies by as many processes as there are processors."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from bot.authoring.checking.drawing.aids import one_by_one

_WORTH_IT = 2_000  # nodes; fewer are drawn in about the time that it takes to begin
_TICKET = 2  # bytes: the number of an agency
_Found = TypeVar("_Found")


def by_all_processors(find: Callable[[str], _Found], nodes: Mapping[str, int]) -> dict[str, _Found]:
    """What `find` finds of each agency, given how many nodes it has.

    All is done in this process where there is little to do, or no other processor. A worker is a
    fork: it has read the flows already. What it does not bring back, because it was killed or out
    of memory, is found here after all.
    """
    workers = min(_others(sum(nodes.values())), len(nodes) - 1)
    if workers < 1:
        return one_by_one(find, nodes)
    largest_first = sorted(nodes, key=nodes.__getitem__, reverse=True)
    found = _by_forks(find, largest_first, workers)
    missing = {agency: count for agency, count in nodes.items() if agency not in found}
    return found | one_by_one(find, missing)


def _others(nodes: int) -> int:
    """How many processors besides this are worth a fork each for the work on so many nodes."""
    if sys.platform != "linux" or nodes < _WORTH_IT:  # elsewhere a fork in mid-life is not safe
        return 0
    return _processors() - 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _by_forks(
    find: Callable[[str], _Found], agencies: Sequence[str], workers: int
) -> dict[str, _Found]:
    """Each takes the next ticket from a pipe when it has done one: nobody can die holding a lock.

    This process works too.
    """
    taking, giving = os.pipe()
    os.write(giving, b"".join(at.to_bytes(_TICKET) for at in range(len(agencies))))
    os.close(giving)
    crew = [_begin(_work, find, agencies, taking) for _ in range(workers)]
    found = {agencies[at]: find(agencies[at]) for at in _tickets(taking)}
    os.close(taking)
    for ours, worker in crew:
        found |= _brought(ours) or {}
        worker.join()
    return found


def _begin(job: Callable[..., None], *given: object) -> tuple[Connection, ForkProcess]:
    """A fork that does a job and says what came of it to the end of a pipe, given last."""
    fork = get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    worker = fork.Process(target=job, args=(*given, theirs), daemon=True)
    worker.start()
    theirs.close()  # so that the end of the worker ends the pipe
    return ours, worker


def _work(
    find: Callable[[str], _Found], agencies: Sequence[str], taking: int, theirs: Connection
) -> None:
    theirs.send({agencies[at]: find(agencies[at]) for at in _tickets(taking)})


def _tickets(taking: int) -> Iterator[int]:
    while ticket := os.read(taking, _TICKET):
        yield int.from_bytes(ticket)


def _brought(ours: Connection) -> Any:
    """What a worker found; None where it died, be it in the middle of telling."""
    try:
        return ours.recv()
    except (EOFError, OSError):
        return None
