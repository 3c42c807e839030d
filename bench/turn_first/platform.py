"""The emulated platform in a process of its own: `PORT_OF_THE_BOT`; tells its URL, then a tally."""

import asyncio
import json
import signal
import sys
from collections import Counter

import aiohttp

from bench.programs import NUMBER, SECRET, TOKEN
from bot.clock import SystemClock
from bot.web.allowances import Rules
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import AcceptedMessage, StatusPlan


async def run(bot_port: int) -> None:
    """Accept every message and tell three statuses of each, until SIGTERM."""
    rules = Rules(messages_per_second=None, pair_burst=None)
    graph = EmulatedGraph(NUMBER, TOKEN, SystemClock(), rules=rules, plan=StatusPlan(0.0, 0.1, 0.2))
    replies: Counter[tuple[str, str]] = Counter()

    def note(accepted: AcceptedMessage) -> None:
        reply = accepted.callback.rpartition(".")[0]  # without the attempt: the message's own
        replies[str(accepted.identity.phone), reply] += 1

    graph.on_accepted.append(note)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with aiohttp.ClientSession() as http, serve(graph) as url:
        graph.door = SignedDoor(f"http://127.0.0.1:{bot_port}/webhook", SECRET, http)
        print(url, flush=True)
        await ended.wait()
    answered = Counter(citizen for citizen, _ in replies)
    doubled = sum(replies.values()) - len(replies)
    tally = {"answered": answered, "doubled": doubled, "statuses": graph.statuses.posted}
    print(json.dumps(tally), flush=True)


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1])))
