"""Group commit: everything submitted is written once, in order, or its submitter is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.errors import StoreError
from bot.service.grouping import Grouper, Overloaded


@asynccontextmanager
async def running(
    write: Callable[[list[int]], Awaitable[None]],
    *,
    most: int = 4,
    capacity: int = 100,
    patience_s: float | None = None,
) -> AsyncIterator[Grouper[int]]:
    """A grouper at work."""
    grouper: Grouper[int] = Grouper(write, most=most, capacity=capacity, patience_s=patience_s)
    task = asyncio.create_task(grouper.run())
    yield grouper
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_arrives_during_a_write_forms_the_next_group() -> None:
    """One write at a time; order kept; no group over its size."""
    groups: list[list[int]] = []

    async def write(items: list[int]) -> None:
        groups.append(items)
        await asyncio.sleep(0)

    async with running(write) as grouper:
        await asyncio.gather(*(grouper.submit([n, n + 1]) for n in range(0, 10, 2)))

    assert [n for group in groups for n in group] == list(range(10))
    assert max(map(len, groups)) <= 4


async def test_a_failed_group_is_told_to_everyone_in_it_and_to_nobody_else() -> None:
    """The next group is written as if nothing had been."""

    async def write(items: list[int]) -> None:
        if 1 in items:
            raise StoreError("disk full")

    async with running(write, most=2) as grouper:
        failed = await asyncio.gather(
            grouper.submit([1, 2]), grouper.submit([3]), return_exceptions=True
        )

    assert isinstance(failed[0], StoreError)
    assert failed[1] is None


async def test_a_delivery_over_several_groups_fails_as_a_whole() -> None:
    """Answered once, even when only its last part could not be written."""

    async def write(items: list[int]) -> None:
        if 5 in items:
            raise StoreError("disk full")

    async with running(write, most=2) as grouper:
        with pytest.raises(StoreError):
            await grouper.submit([1, 2, 3, 4, 5, 6, 7])


async def test_beyond_its_capacity_it_refuses_at_once() -> None:
    """Bounded memory: what cannot be taken comes back later."""
    begun, gate = asyncio.Event(), asyncio.Event()

    async def write(_: list[int]) -> None:
        begun.set()
        await gate.wait()

    async with running(write, most=1, capacity=3) as grouper:
        waiting = [asyncio.create_task(grouper.submit([0]))]
        await begun.wait()
        with pytest.raises(Overloaded):
            await grouper.submit([8, 9, 10, 11])
        gate.set()
        await asyncio.gather(*waiting)


async def test_who_waits_at_the_end_is_cancelled_not_left_hanging() -> None:
    """No submitter waits for ever on a grouper that is gone."""

    async def write(_: list[int]) -> None:
        await asyncio.Event().wait()

    async with running(write) as grouper:
        waiting = asyncio.create_task(grouper.submit([1]))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_who_has_waited_too_long_is_told_in_time_and_not_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A delivery that cannot be taken in time is better refused than answered too late."""
    written: list[int] = []
    begun, gate = asyncio.Event(), asyncio.Event()

    async def write(items: list[int]) -> None:
        written.extend(items)
        begun.set()
        await gate.wait()

    async with running(write, most=1, patience_s=3.0) as grouper:
        first = asyncio.create_task(grouper.submit([1]))
        await begun.wait()
        late = asyncio.create_task(grouper.submit([2]))
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        now = loop.time()
        monkeypatch.setattr(loop, "time", lambda: now + 3.1)
        gate.set()
        told = await asyncio.gather(first, late, return_exceptions=True)

    assert told[0] is None
    assert isinstance(told[1], Overloaded)
    assert written == [1]
