"""Named points where a test makes the process die, stumble or stall; unordered, they do nothing.

The delivery of messages is proved by killing the program at each of them in the middle of traffic.
"""

import asyncio
import os
import re
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple, cast, get_args

Point = Literal[
    "start.locked",  # the database file is ours
    "start.migrating",  # inside the transaction of one schema step
    "start.created",  # a new file is complete, not yet in its place
    "start.migrated",  # file and schema are as they should be
    "start.recovered",  # what an earlier process left is taken up
    "door.read",  # a webhook's headers are read, its body is not
    "door.signed",  # the signature fits, nothing is written
    "door.durable",  # committed, not yet answered 200
    "turn.taken",  # a citizen's turn is worked out, in memory alone
    "admit.begun",  # of each verb that writes: inside its transaction
    "admit.written",  # before its COMMIT
    "admit.committed",  # after its COMMIT
    "begin.begun",
    "begin.written",
    "begin.committed",
    "settle.begun",
    "settle.written",
    "settle.committed",
    "statuses.begun",
    "statuses.written",
    "statuses.committed",
    "purge.begun",
    "purge.written",
    "purge.committed",
    "post.begun",  # the attempt is on record, nothing is posted
    "post.answered",  # the platform's answer is read, not yet recorded
    "drain",  # SIGTERM came and the doors are shut
]
POINTS: tuple[Point, ...] = get_args(Point)
Action = Literal["kill", "raise", "stall", "block"]

_ORDER = re.compile(
    r"(?P<point>[a-z.]+)=(?P<action>kill|raise|(stall|block):(?P<seconds>\d+(\.\d+)?))"
    r"(@(?P<passage>\d+))?"
)
_STORE = ("admit", "begin", "settle", "statuses", "purge")


class Stages(NamedTuple):
    """The points of one store verb."""

    begun: Point | None
    written: Point | None
    committed: Point | None


ADMIT = Stages("admit.begun", "admit.written", "admit.committed")
BEGIN = Stages("begin.begun", "begin.written", "begin.committed")
SETTLE = Stages("settle.begun", "settle.written", "settle.committed")
STATUSES = Stages("statuses.begun", "statuses.written", "statuses.committed")
PURGE = Stages("purge.begun", "purge.written", "purge.committed")
UNNAMED = Stages(None, None, None)


@dataclass(frozen=True, slots=True)
class Order:
    """What happens at the `passage`-th passage of a point, from 1; a stall or block has `seconds`.

    A stall holds up its task alone, a block all of them.
    """

    point: Point
    action: Action
    passage: int = 1
    seconds: float = 0.0


def read_orders(text: str) -> tuple[Order, ...]:
    """Orders such as `admit.written=kill@3,post.answered=stall:2@1`; the passage is 1 unless given.

    Raises ValueError that names what does not fit, and what would.
    """
    return tuple(_read_order(part.strip()) for part in text.split(",") if part.strip())


def _read_order(part: str) -> Order:
    found = _ORDER.fullmatch(part)
    if found is None:
        raise ValueError(
            f"{part!r} is no order; it takes POINT=kill, raise, stall:SECONDS or block:SECONDS, @N"
        )
    point = found["point"]
    if point not in POINTS:
        near = get_close_matches(point, POINTS, n=1) or [", ".join(POINTS)]
        raise ValueError(f"there is no point {point!r}; it takes {near[0]}")
    action = cast(Action, found["action"].partition(":")[0])
    passage = int(found["passage"] or 1)
    if passage < 1:
        raise ValueError(f"{part!r}: passages count from 1")
    return Order(cast(Point, point), action, passage, float(found["seconds"] or 0))


class Failpoints:
    """Handed to the parts that have points; carries out orders as the points are passed."""

    def __init__(self, orders: Sequence[Order] = ()) -> None:
        """Without orders, passing a point does nothing."""
        self._orders = tuple(orders)
        self._passed: Counter[Point] = Counter()

    async def reach(self, point: Point | None) -> None:
        """Pass a point, if it is one; a stall lets everything else go on meanwhile."""
        if self._orders and point:
            await asyncio.sleep(self._carry_out(point))

    def reach_in_thread(self, point: Point) -> None:
        """Pass a point where no event loop runs."""
        if self._orders:
            time.sleep(self._carry_out(point))

    def _carry_out(self, point: Point) -> float:
        """Die or raise if so ordered; returns for how many seconds to stall."""
        self._passed[point] += 1
        stall_s = 0.0
        for order in self._orders:
            if (order.point, order.passage) != (point, self._passed[point]):
                continue
            if order.action == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if order.action == "raise":
                raise fault_at(point)
            if order.action == "block":
                time.sleep(order.seconds)
            else:
                stall_s += order.seconds
        return stall_s


def fault_at(point: Point) -> Exception:
    """What a real fault at a point raises: the database refuses, or a file or connection fails."""
    if point.partition(".")[0] in _STORE or point == "start.migrating":
        return sqlite3.OperationalError(f"ordered at {point}")
    return ConnectionResetError(f"ordered at {point}")
