"""What authors and operators wait for at 2,000 services: checks, a server's start, a reload."""

import asyncio
import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.enlarged import enlarge_flows
from bench.plain import plain_flows
from bench.programs import ROOT
from bench.releases import release_of, yaml_events_s
from bot.conversation.release import Release
from bot.flows.collection import exempting
from bot.service.releases.shelf import Shelf
from bot.service.releases.whole_check import check_wholly
from bot.settings import load_settings

SERVICES = 2000
_BEAT_S = 0.001
_RUNS = 3  # the quickest counts: the machine may have other work


def report() -> None:
    """Print wall and processor seconds, each beside bare YAML events of the same bytes."""
    with TemporaryDirectory() as name:
        plain, rich, cache = (Path(name) / at for at in ("plain", "rich", "cache"))
        plain_flows(plain, SERVICES)
        enlarge_flows(ROOT / "flows", rich, SERVICES)
        print("  wall and processor time")
        _checks("the real flows", ROOT / "flows", cache)
        for title, flows in (("plain services", plain), ("services of questions", rich)):
            floor = _checks(f"{SERVICES} {title}", flows, cache)
            _line("one title changed", _quickest(_check_changed, flows, cache), floor)
        _line("load of a release (serve)", _quickest(lambda *_: _load(rich), rich, cache), floor)
        asyncio.run(_reload(rich, cache, floor))


def _checks(title: str, flows: Path, cache: Path) -> float:
    """Print what a check takes that knows nothing, and one that has nothing to do; the floor."""
    floor = min(yaml_events_s(flows) for _ in range(_RUNS))
    print(f"  {title}; floor: its YAML events {floor:.2f} s")
    _line("check, cold", _quickest(lambda *_: _check(flows, None), flows, cache), floor)
    _check(flows, cache)
    _line("unchanged", _quickest(_check, flows, cache), floor)
    return floor


def _line(name: str, spent: tuple[float, float], floor: float) -> None:
    wall, cpu = spent
    print(f"  {name:34} {wall:6.2f}  {cpu:6.2f}  {cpu / floor:5.1f} × floor", flush=True)


def _quickest(
    work: Callable[[Path, Path], tuple[float, float]], flows: Path, cache: Path
) -> tuple[float, float]:
    return min(work(flows, cache) for _ in range(_RUNS))


def _check(flows: Path, cache: Path | None) -> tuple[float, float]:
    """One run of the command, its start included; with no cache it neither knows nor keeps."""
    words = [sys.executable, str(ROOT / "main.py"), "check", str(flows)]
    words += ["--no-cache"] if cache is None else []
    before, since = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache or "")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - since, cpu


def _check_changed(flows: Path, cache: Path) -> tuple[float, float]:
    """With another title in the largest file each time."""
    _change(flows)
    return _check(flows, cache)


def _change(flows: Path) -> None:
    file = max(flows.glob("[a-z]*.yaml"), key=lambda at: at.stat().st_size)
    text = file.read_text(encoding="utf-8")
    at = text.index("en: ", text.index("\nmenu:")) + len("en: ")
    letter = "A" if text[at] != "A" else "B"
    file.write_text(text[:at] + letter + text[at + 1 :], encoding="utf-8")


def _load(flows: Path) -> tuple[float, float]:
    since, cpu = time.perf_counter(), time.process_time()
    release_of(flows)
    spent = time.perf_counter() - since, time.process_time() - cpu
    gc.collect()
    return spent


def _exempt_release(flows: Path) -> Release:
    with exempting():
        return release_of(flows)


async def _reload(flows: Path, cache: Path, floor: float) -> None:
    """From the save of a file to the swap, while a timer tells how long the loop did not come.

    The processor time is that of the server alone; the check has a process of its own.
    """
    os.environ["XDG_CACHE_HOME"] = str(cache)
    check = partial(check_wholly, load_settings({"BOT_FLOWS": str(flows)}))
    await check()
    shelf = Shelf(_exempt_release(flows), lambda: _exempt_release(flows), check=check)
    late: list[float] = []
    beating = asyncio.create_task(_beat(late))
    _change(flows)
    since, cpu = time.perf_counter(), time.process_time()
    await shelf.reload()
    spent = time.perf_counter() - since, time.process_time() - cpu
    await asyncio.sleep(0.01)
    beating.cancel()
    _line("hot reload of one changed file", spent, floor)
    worst, count = max(late), len(late)
    usual = sorted(late)[int(count * 0.99)]
    print(
        f"  meanwhile the loop came {count} times: late by {usual:.3f} s at p99, {worst:.3f} most"
    )


async def _beat(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + _BEAT_S
        await asyncio.sleep(_BEAT_S)
        late.append(time.perf_counter() - due)
