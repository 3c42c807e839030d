"""What goes wrong and when: all of it from the seed, so that a run can be had again."""

import random
from dataclasses import dataclass
from typing import Literal, get_args

from bot.failpoints import POINTS
from bot.web.faults import NO_FAULT, Fault, FaultKind
from tests.chaos.script.citizens import Citizen, make_citizens

IncidentKind = Literal[
    "kill",  # -9, and started again
    "restart",  # SIGTERM, and started again
    "pause",  # SIGSTOP for a time, SIGCONT
    "reload",  # SIGHUP, nothing changed
    "faulty-reload",  # SIGHUP with a file that must be refused, then mended
    "stats",  # a command on the store in use
    "backup",
    "vanish",  # the platform refuses connections for a time
    "outage",  # the platform answers a number of POSTs with one fault
    "noise",  # webhooks that are malformed, unsigned or not for us
]
_WEIGHTS = {
    "kill": 6, "restart": 3, "pause": 5, "reload": 1, "faulty-reload": 1, "stats": 1, "backup": 1,
    "vanish": 3, "outage": 6, "noise": 4,
}  # fmt: skip
_STORE_STAGES = tuple(
    f"{verb}.{stage}"
    for verb in ("admit", "begin", "settle", "statuses", "purge")
    for stage in ("begun", "written")
)
_STALLED = ("door.read", "door.signed", "door.durable", "post.begun", "post.answered", "drain")
_WEATHER = 4_000  # POSTs; more than any run sends
_WITHOUT_STATUSES = 4  # every fourth seed: then doubles may be, and are counted


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that goes wrong at `at_s` of the run, for `seconds` or for `posts` POSTs."""

    at_s: float
    kind: IncidentKind
    seconds: float
    fault: Fault
    posts: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One run. `lives` are the failpoint orders of each start, `weather` a fault a POST."""

    seed: int
    seconds: float
    citizens: tuple[Citizen, ...]
    incidents: tuple[Incident, ...]
    lives: tuple[str, ...]
    weather: tuple[Fault, ...]
    has_statuses: bool

    @property
    def messages(self) -> int:
        """How many different messages are said."""
        return sum(len(citizen.sayings) for citizen in self.citizens)


def make_plan(seed: int, *, citizens: int, seconds: float) -> Plan:
    """The run of a seed: a crowd of so many, and trouble for so many seconds."""
    chance = random.Random(f"{seed}/incidents")
    weather = random.Random(f"{seed}/weather")
    return Plan(
        seed,
        seconds,
        make_citizens(seed, citizens, seconds),
        tuple(_incidents(chance, seconds)),
        tuple(_orders(random.Random(f"{seed}/life/{n}")) for n in range(200)),
        tuple(_fault(weather) if weather.random() < 0.1 else NO_FAULT for _ in range(_WEATHER)),
        has_statuses=seed % _WITHOUT_STATUSES != 0,
    )


def _incidents(chance: random.Random, seconds: float) -> list[Incident]:
    found: list[Incident] = []
    at_s = 1.0
    while at_s < seconds:
        kind = chance.choices(get_args(IncidentKind), [_WEIGHTS[k] for k in get_args(IncidentKind)])
        length_s = chance.uniform(1.0, 5.0)
        found.append(Incident(at_s, kind[0], length_s, _fault(chance), chance.randint(3, 25)))
        at_s += chance.uniform(0.3, 2.0)
    return found


def _fault(chance: random.Random) -> Fault:
    """What the platform does wrong with one POST."""
    refusals = (
        Fault("refuse", 131000), Fault("refuse", 2), Fault("refuse", 131016),
        Fault("refuse-as-200", 131000), Fault("refuse-as-200", 130429),
        Fault("refuse", 130429, 400), Fault("refuse", 130429, 403), Fault("refuse", 130429, 429),
        Fault("refuse", 131056),
    )  # fmt: skip
    kinds: tuple[FaultKind, ...] = (
        *("reset", "reset-after", "bad-gateway", "broken-json", "slow", "hang", "hang-after"),
    )
    if chance.random() < 0.5:
        return chance.choice(refusals)
    return Fault(chance.choice(kinds), seconds=chance.uniform(0.2, 4.0))


def _orders(chance: random.Random) -> str:
    """What the process does to itself in one life; nothing in a third of them."""
    orders = []
    for _ in range(chance.randint(0, 3)):
        passage = chance.randint(1, 60)
        match chance.choice(("stall", "raise", "kill")):
            case "stall":
                point = chance.choice((*_STALLED, *_STORE_STAGES))
                orders.append(f"{point}=stall:{chance.uniform(0.1, 2.0):.1f}@{passage}")
            case "raise":
                orders.append(f"{chance.choice(_STORE_STAGES)}=raise@{passage}")
            case _:
                point = chance.choice([p for p in POINTS if not p.startswith("start.migr")])
                passage = 1 if point.startswith(("start", "drain")) else passage
                orders.append(f"{point}=kill@{passage}" if chance.random() < 0.7 else "")
    return ",".join(order for order in orders if order)
