"""Keeps a bot running, kills it every few seconds, and knows what each life of it cost."""

import asyncio
import time
from dataclasses import dataclass, field

from bench.programs import cpu_s, peak_mb, start


@dataclass(frozen=True, slots=True)
class Life:
    """One process from its start to its end; times are of `time.perf_counter`."""

    began: float
    ready: float
    ended: float
    start_cpu_s: float
    serving_cpu_s: float
    peak_mb: float


@dataclass(slots=True)
class Keeper:
    """Starts a bot again whenever it was killed."""

    settings: dict[str, str]
    lives: list[Life] = field(default_factory=list)

    async def keep(self, kill_every_s: float, stopped: asyncio.Event) -> None:
        """Kill it so often, counted from when it is ready; after `stopped` the last one lives on.

        The last one is ended, and counted, by cancelling.
        """
        while True:
            began = time.perf_counter()
            bot = await start("-m", "bench.turn_first.poisoned_bot", **self.settings)
            await _until_ready(bot)
            ready, ready_cpu = time.perf_counter(), cpu_s(bot.pid)
            try:
                await _wait(stopped, kill_every_s)
                if stopped.is_set():
                    await asyncio.Event().wait()
            finally:
                if bot.returncode is None:
                    used, peak = cpu_s(bot.pid), peak_mb(bot.pid)
                    ended = time.perf_counter()
                    bot.kill()
                    await bot.communicate()
                    life = Life(began, ready, ended, ready_cpu, used - ready_cpu, peak)
                    self.lives.append(life)

    def was_steady(self, at: float, calm_s: float) -> bool:
        """Whether a bot had been ready so long at that moment, and was to live as long."""
        return any(life.ready + calm_s <= at <= life.ended - calm_s for life in self.lives)


async def _until_ready(bot: asyncio.subprocess.Process) -> None:
    assert bot.stdout  # noqa: S101 - for the types
    while b"ready" not in (line := await bot.stdout.readline()):
        if not line:
            raise RuntimeError(f"the bot ended with {await bot.wait()}; its log tells why")


async def _wait(stopped: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopped.wait(), min(seconds, 3600.0))
    except TimeoutError:
        return
