"""Advice that may be reckoned beside all else, by whoever offers to."""

from collections.abc import Callable, Sequence

from bot.flows.faults import Fault

Work = Callable[[], Sequence[Fault]]
Aside = Callable[[Work, int], Work]  # begins a work on so many nodes; what comes back waits for it


def here(work: Work, nodes: int) -> Work:
    """In this process, when it is asked for."""
    return work
