"""The same work on many agencies, by as many processes as there are processors."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection

from bot.authoring.checking.drawing.aids import Find, Findings, one_by_one

_WORTH_IT = 2_000  # nodes; fewer are drawn in about the time that it takes to begin
_TICKET = 2  # bytes: the number of an agency


def by_all_processors(find: Find, nodes: Mapping[str, int]) -> dict[str, Findings]:
    """What `find` finds of each agency, given how many nodes it has.

    All is done in this process where there is little to do, or no other processor. A worker is a
    fork: it has read the flows already. What it does not bring back, because it was killed or out
    of memory, is found here after all.
    """
    workers = min(_processors(), len(nodes)) - 1 if sum(nodes.values()) >= _WORTH_IT else 0
    if sys.platform != "linux" or workers < 1:  # elsewhere a fork in mid-life is not safe
        return one_by_one(find, nodes)
    largest_first = sorted(nodes, key=nodes.__getitem__, reverse=True)
    found = _by_forks(find, largest_first, workers)
    missing = {agency: count for agency, count in nodes.items() if agency not in found}
    return found | one_by_one(find, missing)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _by_forks(find: Find, agencies: Sequence[str], workers: int) -> dict[str, Findings]:
    """Each takes the next ticket from a pipe when it has done one: nobody can die holding a lock.

    This process works too.
    """
    taking, giving = os.pipe()
    os.write(giving, b"".join(at.to_bytes(_TICKET) for at in range(len(agencies))))
    os.close(giving)
    fork = get_context("fork")
    crew = []
    for _ in range(workers):
        ours, theirs = fork.Pipe(duplex=False)
        worker = fork.Process(target=_work, args=(find, agencies, taking, theirs), daemon=True)
        worker.start()
        theirs.close()  # so that the end of the worker ends the pipe
        crew.append((worker, ours))
    found = {agencies[at]: find(agencies[at]) for at in _tickets(taking)}
    os.close(taking)
    for worker, ours in crew:
        found |= _brought(ours)
        worker.join()
    return found


def _work(find: Find, agencies: Sequence[str], taking: int, theirs: Connection) -> None:
    theirs.send({agencies[at]: find(agencies[at]) for at in _tickets(taking)})


def _tickets(taking: int) -> Iterator[int]:
    while ticket := os.read(taking, _TICKET):
        yield int.from_bytes(ticket)


def _brought(ours: Connection) -> dict[str, Findings]:
    """What a worker found; nothing where it died."""
    try:
        found: dict[str, Findings] = ours.recv()
    except EOFError:
        return {}
    return found
