"""What a walk came to: figures, and each fault once with the shortest conversation to it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.authoring.walking.saying.tries import AFAR, KINDS, Kind
from bot.authoring.walking.standings.standing import name_of
from bot.authoring.walking.standings.worlds import World
from bot.authoring.walking.telling.conversations import Said, conversation_to, told
from bot.authoring.walking.walking import Walking


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold, at so many standings; `where` is the one nearest by."""

    proof: str
    cause: str
    count: int
    where: str
    world: World
    said: tuple[Said, ...]
    is_by_menus: bool  # nobody has to know a code, the right words or a row of long ago

    @property
    def rank(self) -> tuple[bool, int]:
        """Which of several is told: the shortest of those by menus, where there are any."""
        return (not self.is_by_menus, len(self.said))


@dataclass(frozen=True, slots=True)
class Walked:
    """One world, walked: who saw it and when, what was met, said and found."""

    world: World
    viewer: str
    states: int
    screens: int
    standings: int
    turns: Mapping[Kind, int]
    faults: tuple[Fault, ...]


def walked(walking: Walking, world: World, viewer: str) -> Walked:
    """The outcome of a walk that has ended."""
    explored = [met.at for met in walking.met if met.is_explored]
    return Walked(
        world=world,
        viewer=viewer,
        states=len({at.state for at in explored}),
        screens=len({(at.state, at.subject, at.page, at.language) for at in explored}),
        standings=len(explored),
        turns={kind: walking.turns[kind] for kind in KINDS if walking.turns[kind]},
        faults=tuple(together(_faults(walking, world))),
    )


def _faults(walking: Walking, world: World) -> Iterator[Fault]:
    for number, failure in walking.failures:
        said = conversation_to(walking, number, failure)
        where = name_of(walking.met[number].at)
        is_afar = failure.said is not None and failure.said.kind in AFAR
        is_by_menus = number < walking.by_menus and not is_afar
        yield Fault(failure.proof, failure.cause, 1, where, world, said, is_by_menus)


def together(faults: Iterable[Fault]) -> list[Fault]:
    """Faults of one cause as one, told by the first of their shortest conversations."""
    counts: Counter[tuple[str, str]] = Counter()
    shortest: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        cause = (fault.proof, fault.cause)
        counts[cause] += fault.count
        if cause not in shortest or fault.rank < shortest[cause].rank:
            shortest[cause] = fault
    return [replace(shortest[cause], count=counts[cause]) for cause in sorted(shortest)]


def faults_of(report: Sequence[Walked]) -> list[Fault]:
    """The faults of all worlds, each cause once."""
    return together(fault for each in report for fault in each.faults)


def as_text(report: Sequence[Walked]) -> str:
    """A line or two for each world; then a block for each fault."""
    lines = [line for each in report for line in _world(each)]
    faults = faults_of(report)
    lines += [line for fault in faults for line in ("", *_block(fault))]
    count = len(faults)
    lines += ["", f"{count} fault{'s' * (count != 1)}" if count else "everything holds"]
    return "\n".join(lines) + "\n"


def _world(each: Walked) -> list[str]:
    turns = ", ".join(f"{kind} {count}" for kind, count in each.turns.items())
    return [
        f"{each.viewer}, {each.world.name}: {each.states} states, {each.screens} screens, "
        f"{each.standings} standings, {sum(each.turns.values())} turns",
        f"  {turns}",
    ]


def _block(fault: Fault) -> list[str]:
    times = "at" if fault.count == 1 else f"{fault.count} times, first at"
    lines = [f"{fault.proof}: {fault.cause}", f"  {times} {fault.where}, {fault.world.name}"]
    return lines + [f"  {number}. {told(said)}" for number, said in enumerate(fault.said, 1)]


def as_json(report: Sequence[Walked]) -> str:
    """The same as JSON: worlds and faults."""
    plain = {
        "worlds": [_plain_world(each) for each in report],
        "faults": [_plain_fault(fault) for fault in faults_of(report)],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain_world(each: Walked) -> dict[str, object]:
    return {
        "viewer": each.viewer,
        "moment": each.world.name,
        "states": each.states,
        "screens": each.screens,
        "standings": each.standings,
        "turns": dict(each.turns),
    }


def _plain_fault(fault: Fault) -> dict[str, object]:
    return {
        "proof": fault.proof,
        "cause": fault.cause,
        "count": fault.count,
        "where": fault.where,
        "moment": fault.world.name,
        "conversation": [told(said) for said in fault.said],
    }


FORMATS: Mapping[str, Callable[[Sequence[Walked]], str]] = {"text": as_text, "json": as_json}
