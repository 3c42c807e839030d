"""Whether the sender keeps 500 replies a second when the platform takes 200 ms for each."""

import asyncio
import tempfile
import time
from pathlib import Path

import aiohttp
import orjson

from bot.clock import SystemClock
from bot.web.emulated_graph import EmulatedGraph
from bot.web.faults import Fault
from tests.support.senders import NUMBER, TOKEN, office, platform

REPLIES = 3_000
PARALLEL = 200
LATENCY_S = 0.2


async def bare(graph: EmulatedGraph, url: str) -> float:
    """Replies a second of an aiohttp client that keeps nothing, with as many connections."""
    graph.faults.extend([Fault("slow", seconds=LATENCY_S)] * REPLIES)
    places = asyncio.Semaphore(PARALLEL)
    connector = aiohttp.TCPConnector(limit=PARALLEL)
    bearer = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}

    async def post(http: aiohttp.ClientSession, number: int) -> None:
        reply = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": f"+96278{number:07}",
            "type": "text",
            "text": {"body": "1", "preview_url": False},
        }
        async with (
            places,
            http.post(f"{url}/{NUMBER}/messages", data=orjson.dumps(reply)) as response,
        ):
            await response.read()

    async with aiohttp.ClientSession(connector=connector, headers=bearer) as http:
        since = time.perf_counter()
        await asyncio.gather(*(post(http, number) for number in range(REPLIES)))
        return REPLIES / (time.perf_counter() - since)


async def ours(graph: EmulatedGraph, url: str, folder: Path) -> float:
    """Replies a second of the sender, each attempt and outcome on the disk."""
    graph.faults.extend([Fault("slow", seconds=LATENCY_S)] * REPLIES)
    before = graph.counts.accepted
    async with office(folder, graph, url, SystemClock(), allowance=100_000) as life:
        life.gate.shut("not yet")
        for number in range(REPLIES):
            await life.reply(f"96279{number:07}", "1")
        life.gate.report_success()
        since = time.perf_counter()
        await graph.until_accepted(before + REPLIES)
        return REPLIES / (time.perf_counter() - since)


async def measure() -> tuple[float, float]:
    """The floor and ours, in the same process as the platform."""
    async with platform(SystemClock()) as (graph, url):
        floor = await bare(graph, url)
        with tempfile.TemporaryDirectory() as folder:
            return floor, await ours(graph, url, Path(folder))


def report() -> None:
    """Print both."""
    floor, figure = asyncio.run(measure())
    print(
        f"  bare client: {floor:.0f} replies/s; sender: {figure:.0f} replies/s"
        f" ({figure / floor:.2f} of it), {PARALLEL} connections,"
        f" which allow {PARALLEL / LATENCY_S:.0f}"
    )
