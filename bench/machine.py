"""The state machine and the turn: built and stepped, with no server and no store."""

import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import cast

from transitions import EventData, Machine

from bench.catalogue import make_catalogue
from bench.releases import release_of
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.flows.machine import FlowMachine
from bot.messages.inbound import Inbound, Tap, Text

STEPS = 100_000
TURNS = 20_000
TAPS = [
    Tap("cspd"), Tap("cspd/passport-renew"), Text("٣"), Text("4"), Text("رجوع"), Text("0"),
]  # fmt: skip
WORDS = [Text("تجديد جواز السفر"), Text("how much is a driving licence"), Text("هخقعتش")]


def report() -> None:
    """Print what building and stepping cost, for the real flows and for 2,000 services."""
    real = release_of()
    _describe("the real flows", real)
    with tempfile.TemporaryDirectory() as folder:
        make_catalogue(Path(folder), services=2000)
        _describe("2,000 services", release_of(Path(folder)))
    floor = _python_calls()
    steps = steps_a_second(real.machine)
    print(f"  steps of the bare machine: {steps:.0f}/s ({steps / floor:.4f} of bare Python calls)")
    for name, said in (("menu", TAPS), ("free-text", WORDS)):
        turns = _turns(real, said, TURNS if name == "menu" else TURNS // 20)
        print(f"  pure {name} turns: {turns:.0f}/s ({turns / steps:.2f} of the machine's steps)")


def _describe(name: str, release: Release) -> None:
    tracemalloc.start()
    machine = FlowMachine(release.library, release.shelf.pages)
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    since = time.perf_counter()
    FlowMachine(release.library, release.shelf.pages)
    built_s = time.perf_counter() - since
    print(
        f"  {name}: {machine.states} states, {machine.transitions} transitions"
        f" built in {built_s:.3f} s, {size:.0f} MB"
    )


def _python_calls() -> float:
    def nothing() -> None: ...

    since = time.perf_counter()
    for _ in range(STEPS):
        nothing()
    return STEPS / (time.perf_counter() - since)


def steps_a_second(machine: FlowMachine) -> float:
    """How often the machine alone steps, on a route through the flows."""
    session = Session(state="@main", language="ar")
    route = ("cspd", "passport-renew", "fees", "@back", "@back", "@home")
    since = time.perf_counter()
    for trigger in islice(cycle(route), STEPS):
        machine.step(session, trigger)
    return STEPS / (time.perf_counter() - since)


def plain_steps_a_second() -> float:
    """How often a machine of the library's own making steps over such a route: no code of ours.

    What stands beside it can be compared with what was measured on another machine or day.
    """
    route = ("cspd", "passport-renew", "fees", "back", "back", "home")
    machine = Machine(model=None, initial=None, auto_transitions=False, send_event=True)
    for state in ("main", "agency", "service", "answer"):
        machine.add_state(state, on_enter=[_open_first_page])
    for trigger, source, dest in zip(
        route,
        ("main", "agency", "service", "answer", "service", "agency"),
        ("agency", "service", "answer", "service", "agency", "main"),
        strict=True,
    ):
        machine.add_transition(trigger, source, dest)
    session = Session(state="main")
    since = time.perf_counter()
    for trigger in islice(cycle(route), STEPS):
        machine.events[trigger].trigger(session)
    return STEPS / (time.perf_counter() - since)


def _open_first_page(event: EventData) -> None:
    cast(Session, event.model).page = 1


def _turns(release: Release, said: Sequence[Inbound], count: int) -> float:
    session = take_turn(release, Session(), Text("السلام عليكم"), 0.0).session
    since = time.perf_counter()
    for number, inbound in enumerate(islice(cycle(said), count)):
        session = take_turn(release, session, inbound, float(number)).session
    return count / (time.perf_counter() - since)
