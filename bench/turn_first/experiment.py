"""`python -m bench turn_first`: full load on a bot that lives, then less on one that is killed.

Beside it, from the same run: a bare echo under the same messages, and what a bare fsync takes.
"""

import asyncio
import json
import math
import os
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import aiohttp

from bench.enlarged import enlarge_flows
from bench.ports import free_port, listening
from bench.programs import NUMBER, ROOT, SECRET, TOKEN, bot_settings, cpu_s, process, start
from bench.search import read_queries
from bench.turn_first.keeper import Keeper
from bench.turn_first.traffic import Traffic
from bot.web.door import SignedDoor

RATE = 500.0  # messages a second, with three statuses for each reply
KILLED_RATE = 150.0  # of a bot that is killed all the time: what it holds with room to catch up
SECONDS = 15.0
KILLED_SECONDS = 25.0
FLOOR_SECONDS = 5.0
SERVICES = 2000
KILL_EVERY_S = 5.0
CALM_S = 1.0  # after a start and before a kill: what lies between is "outside restarts"
ACK_LIMIT_MS = 250.0
_DRAIN_S = 30.0


@dataclass(slots=True)
class Platform:
    """The emulated platform's process and, once it has ended, what it had seen."""

    running: asyncio.subprocess.Process
    url: str
    answered: dict[str, int] | None = None
    doubled: int = 0
    statuses: int = 0


@asynccontextmanager
async def platform(bot_port: int) -> AsyncIterator[Platform]:
    """Run it; its tally is there when the block is left."""
    running = await start("-m", "bench.turn_first.platform", str(bot_port))
    assert running.stdout  # noqa: S101 - for the types
    seen = Platform(running, (await running.stdout.readline()).decode().strip())
    try:
        yield seen
    finally:
        running.terminate()
        tally = json.loads((await running.communicate())[0])
        seen.answered, seen.doubled = tally["answered"], tally["doubled"]
        seen.statuses = tally["statuses"]


@asynccontextmanager
async def traffic(port: int, rows: Sequence[str]) -> AsyncIterator[Traffic]:
    """The load, with as many connections as it wants."""
    queries = [query.text for query in read_queries(ROOT / "bench")]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        yield Traffic(SignedDoor(f"http://127.0.0.1:{port}/webhook", SECRET, http), rows, queries)


async def measure_echo(rows: Sequence[str]) -> None:
    """The floor: the same messages to a server that understands and keeps nothing."""
    port = free_port()
    async with platform(port) as seen, traffic(port, rows) as load:
        words = ("-m", "bench.echo", str(port), seen.url, NUMBER, TOKEN)
        async with process(*words) as pid:
            await listening(port)
            before = cpu_s(pid)
            await load.play(RATE, FLOOR_SECONDS)
            each_ms = (cpu_s(pid) - before) * 1000 / sum(load.expected.values())
            acks = [webhook.ack_s for webhook in load.webhooks]
            print(f"  bare echo: ack {_percentiles(acks)}; {each_ms:.2f} ms of CPU a message")


def measure_fsync(folder: str, seconds: float = 1.0) -> None:
    """The other floor: how long a page takes to the disk."""
    times = []
    with open(f"{folder}/floor", "wb", buffering=0) as file:
        end = time.perf_counter() + seconds
        while (since := time.perf_counter()) < end:
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - since)
    print(f"  bare fsync of 4 KiB: {len(times) / seconds:.0f}/s, {_percentiles(times)}")


async def measure_bot(
    flows: Path, rows: Sequence[str], rate: float, seconds: float, kill_every_s: float
) -> None:
    """The experiment itself, with a new database."""
    with tempfile.TemporaryDirectory() as folder:
        await _measure_bot(folder, flows, rows, rate, seconds, kill_every_s)


async def _measure_bot(
    folder: str,
    flows: Path,
    rows: Sequence[str],
    rate: float,
    seconds: float,
    kill_every_s: float,
) -> None:
    port = free_port()
    async with platform(port) as seen, traffic(port, rows) as load:
        settings = bot_settings(port, folder, seen.url) | {"BOT_FLOWS": str(flows)}
        keeper, stopped = Keeper(settings), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            keeping = group.create_task(keeper.keep(kill_every_s, stopped))
            await listening(port)
            own, its = cpu_s(os.getpid()), cpu_s(seen.running.pid)
            since = time.perf_counter()
            await load.play(rate, seconds, stopped)
            account = await _drained(port)
            took_s = time.perf_counter() - since
            own, its = cpu_s(os.getpid()) - own, cpu_s(seen.running.pid) - its
            keeping.cancel()
    _tell_acks(load, keeper)
    _tell_losses(load, seen, account, took_s)
    _tell_costs(load, keeper, own, its)


async def _drained(port: int) -> dict[str, int]:
    """The bot's own account once nothing waits any more, or as it stands at the time limit."""
    end = time.perf_counter() + _DRAIN_S
    while True:
        account = await _account(port)
        if account.get("waiting") == 0 or time.perf_counter() > end:
            return account
        await asyncio.sleep(0.25)


async def _account(port: int) -> dict[str, int]:
    try:
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"http://127.0.0.1:{port}/metrics") as response,
        ):
            lines = (await response.text()).splitlines()
    except (aiohttp.ClientError, OSError):
        return {}  # between two lives
    told = [line.removeprefix('bot_account{fate="') for line in lines if "bot_account{" in line]
    return {fate: int(float(n)) for fate, _, n in (line.partition('"} ') for line in told)}


def _tell_acks(load: Traffic, keeper: Keeper) -> None:
    at_once = [hook for hook in load.webhooks if hook.tries == 1 and hook.is_taken]
    steady = [hook.ack_s for hook in at_once if keeper.was_steady(hook.due, CALM_S)]
    everything = [webhook.ack_s for webhook in load.webhooks if webhook.is_taken]
    verdict = "holds" if _percentile(steady, 99) < ACK_LIMIT_MS else "FAILS"
    print(
        f"    ack outside restarts: {_percentiles(steady)} (p99 < {ACK_LIMIT_MS:.0f} ms: {verdict})"
    )
    print(f"    ack of the try that was taken, all webhooks: {_percentiles(everything)}")
    late = [hook.taken - hook.due for hook in load.webhooks if hook.tries > 1 and hook.is_taken]
    untaken = sum(not hook.is_taken for hook in load.webhooks)
    refused = ", ".join(f"{n} × {code or 'no answer'}" for code, n in load.refusals.items())
    print(
        f"    redelivered: {len(late)} of {len(load.webhooks)} webhooks ({refused}),"
        f" taken after {_percentiles(late)}; {untaken} given up"
    )


def _tell_losses(load: Traffic, seen: Platform, account: dict[str, int], took_s: float) -> None:
    answered = seen.answered or {}
    lost = sum(max(0, due - answered.get(who, 0)) for who, due in load.expected.items())
    count = sum(answered.values())
    print(
        f"    lost {lost}, doubled {seen.doubled} of {count} answered"
        f" ({count / took_s:.0f}/s in {took_s:.0f} s); {seen.statuses} statuses"
        f" ({seen.statuses / took_s:.0f}/s); {load.poisoned_rows} rows refused by the store"
    )
    print(f"    account: {', '.join(f'{fate} {n}' for fate, n in account.items())}")


def _tell_costs(load: Traffic, keeper: Keeper, own_s: float, platform_s: float) -> None:
    count = sum(load.expected.values()) + load.poisoned_rows
    serving = sum(life.serving_cpu_s for life in keeper.lives)
    starts = sorted(life.ready - life.began for life in keeper.lives)
    print(
        f"    CPU a message: bot {serving / count * 1000:.2f} ms,"
        f" platform {platform_s / count * 1000:.2f} ms, load {own_s / count * 1000:.2f} ms"
    )
    print(
        f"    {len(starts)} starts: ready after {starts[len(starts) // 2]:.2f} s (longest"
        f" {starts[-1]:.2f}), {keeper.lives[-1].start_cpu_s:.2f} s of CPU;"
        f" {max(life.peak_mb for life in keeper.lives):.0f} MB at most"
    )


def _percentile(seconds: Sequence[float], share: int) -> float:
    return quantiles(seconds, n=100)[share - 1] * 1000 if len(seconds) > 1 else 0.0


def _percentiles(seconds: Sequence[float]) -> str:
    return f"p50 {_percentile(seconds, 50):.1f} ms, p99 {_percentile(seconds, 99):.1f} ms"


def report() -> None:
    """Print each figure beside the floors."""
    with tempfile.TemporaryDirectory() as folder:
        flows = Path(folder, "flows")
        rows = enlarge_flows(ROOT / "flows", flows, SERVICES)
        measure_fsync(folder)
        asyncio.run(measure_echo(rows))
        print(f"  {RATE:.0f} messages/s, never killed:")
        asyncio.run(measure_bot(flows, rows, RATE, SECONDS, math.inf))
        print(f"  {KILLED_RATE:.0f} messages/s, killed every {KILL_EVERY_S:.0f} s:")
        asyncio.run(measure_bot(flows, rows, KILLED_RATE, KILLED_SECONDS, KILL_EVERY_S))
