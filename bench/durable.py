"""Durable turns a second through the real server, beside a bare echo that keeps nothing."""

import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import quantiles

import aiohttp

from bench.ports import free_port, listening
from bench.programs import NUMBER, SECRET, TOKEN, bot_settings, cpu_s, process
from bot.clock import SystemClock
from bot.web.allowances import Rules
from bot.web.door import Door, SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import StatusPlan

CITIZENS = 500
MESSAGES = 4_000
WARM_UP = 400
PARALLEL = 64  # webhooks under way at once
ROWS = ("cspd", "cspd/passport-renew", "cspd/passport-renew/fees", "@main", "dvld", "moh", "ssc")


@dataclass(frozen=True, slots=True)
class Figures:
    """One run: messages a second from first webhook to last reply, and the acks' times in s."""

    per_second: float
    acks: Sequence[float]
    cpu_ms: float = 0.0  # of the server's process, for each message

    def percentile(self, share: int) -> float:
        """The ack time below which `share` percent lie, in milliseconds."""
        return quantiles(self.acks, n=100)[share - 1] * 1000


def bodies() -> Iterator[bytes]:
    """Webhooks of one tap each, round about the citizens."""
    return itertools.chain.from_iterable(
        (_body(f"96279{citizen:07}", row) for citizen in range(CITIZENS))
        for row in itertools.cycle(ROWS)
    )


_wamids = itertools.count()


def _body(citizen: str, row: str) -> bytes:
    message = {
        "from": citizen,
        "id": f"wamid.bench{next(_wamids)}",
        "timestamp": str(int(time.time())),
        "type": "interactive",
        "interactive": {"type": "list_reply", "list_reply": {"id": row, "title": "row"}},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "96264001199", "phone_number_id": NUMBER},
        "messages": [message],
    }
    change = {"value": value, "field": "messages"}
    entry = {"id": "214365870912345", "changes": [change]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


async def load(door: Door, graph: EmulatedGraph, count: int) -> Figures:
    """Deliver `count` webhooks, `PARALLEL` at a time, and wait for as many replies."""
    waiting = iter([body for body, _ in zip(bodies(), range(count), strict=False)])
    acks: list[float] = []
    before = graph.counts.accepted

    async def deliver() -> None:
        for body in waiting:
            since = time.perf_counter()
            while await door.deliver(body) != 200:  # noqa: ASYNC110 - asked again, as the platform does
                await asyncio.sleep(0.01)
            acks.append(time.perf_counter() - since)

    since = time.perf_counter()
    await asyncio.gather(*(deliver() for _ in range(PARALLEL)))
    async with asyncio.timeout(120):
        await graph.until_accepted(before + count)
    return Figures(count / (time.perf_counter() - since), acks)


async def _run(
    words: Sequence[str], port: int, graph: EmulatedGraph, door: Door, **env: str
) -> Figures:
    async with process(*words, **env) as pid:
        await listening(port)
        await load(door, graph, WARM_UP)
        before = cpu_s(pid)
        figures = await load(door, graph, MESSAGES)
        return replace(figures, cpu_ms=(cpu_s(pid) - before) / MESSAGES * 1000)


async def measure() -> dict[str, Figures]:
    """The bare echo, then the bot, with the same load and the same emulated platform."""
    found = {}
    for name in ("echo", "bot", "bot, three statuses each"):
        plan = StatusPlan(0.0, 0.1, 0.2) if "statuses" in name else StatusPlan(None, None, None)
        rules = Rules(messages_per_second=None, pair_burst=None)
        graph = EmulatedGraph(NUMBER, TOKEN, SystemClock(), rules=rules, plan=plan)
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            connector = aiohttp.TCPConnector(limit=2 * PARALLEL)
            async with (
                aiohttp.ClientSession(connector=connector) as http,
                serve(graph) as graph_url,
            ):
                graph.door = door = SignedDoor(f"http://127.0.0.1:{port}/webhook", SECRET, http)
                if name == "echo":
                    words = ["-m", "bench.echo", str(port), graph_url, NUMBER, TOKEN]
                    found[name] = await _run(words, port, graph, door)
                    continue
                found[name] = await _run(
                    ["main.py", "serve"],
                    port,
                    graph,
                    door,
                    **bot_settings(port, folder, graph_url),
                )
    return found


def report() -> None:
    """Print each figure beside the floor."""
    found = asyncio.run(measure())
    floor = found["echo"]
    for name, figures in found.items():
        print(
            f"  {name}: {figures.per_second:.0f} messages/s answered"
            f" ({figures.per_second / floor.per_second:.2f} of the echo),"
            f" {figures.cpu_ms:.2f} ms of CPU each ({figures.cpu_ms / floor.cpu_ms:.1f} echoes),"
            f" ack p50 {figures.percentile(50):.1f} ms, p99 {figures.percentile(99):.1f} ms"
        )
