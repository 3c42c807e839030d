"""What was covered of what there is: tallies, and what is missing, most useful first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.authoring.coverage.chart import Chart
from bot.authoring.coverage.goals import BOT, KINDS, Goal, Kind, Point
from bot.authoring.coverage.tracing import Means, Tracer

_FIRST: tuple[Kind, ...] = ("node", "when", "page", "word", "transition")  # told in this order


@dataclass(slots=True)
class Tally:
    """So many sides covered of so many."""

    seen: int = 0
    count: int = 0

    @property
    def percent(self) -> float:
        """In tenths, rounded down: 100 only when nothing is missing; 100 of nothing."""
        return 100.0 if self.seen == self.count else self.seen * 1000 // self.count / 10


@dataclass(frozen=True, slots=True)
class Missing:
    """A goal with the sides that no script covers."""

    goal: Goal
    sides: tuple[str, ...]


Key = tuple[str, Kind, str]  # agency, kind, side; "" for all of them


@dataclass(frozen=True, slots=True)
class Measured:
    """A chart and the points of it that were seen."""

    chart: Chart
    seen: frozenset[Point]
    means: frozenset[tuple[Point, Means]]
    _tallies: dict[Key, Tally] = field(init=False, repr=False, default_factory=dict)

    @classmethod
    def of(cls, tracer: Tracer) -> "Measured":
        """What a tracer has seen so far."""
        return cls(tracer.chart, frozenset(tracer.seen), frozenset(tracer.means))

    def __post_init__(self) -> None:
        """Count once: there are ten thousand sides."""
        for goal in self.chart.goals.values():
            for side in goal.sides:
                is_seen = goal.point(side) in self.seen
                for agency in ("", goal.agency):
                    for of in ("", side):
                        tally = self._tallies.setdefault((agency, goal.kind, of), Tally())
                        tally.count += 1
                        tally.seen += is_seen

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those there are goals of, in the order of the files; the bot itself comes last."""
        found = dict.fromkeys(goal.agency for goal in self.chart.goals.values())
        return (*(agency for agency in found if agency != BOT), BOT)

    def tally(self, kind: Kind, side: str = "", agency: str = "") -> Tally:
        """Of one kind; of one of its sides, of one agency."""
        return self._tallies.get((agency, kind, side), Tally())

    def below(self, percent: float) -> Iterator[tuple[Kind, float]]:
        """The kinds of which less than so much is covered."""
        for kind in KINDS:
            covered = self.tally(kind).percent
            if covered < percent:
                yield kind, covered

    def missing(self) -> list[Missing]:
        """All that is not covered: first where one script more opens the most."""
        found = list(self._missing())
        behind = Counter(
            each.goal.name.partition(" -> ")[0] for each in found if each.goal.kind == "transition"
        )
        return sorted(found, key=lambda each: _rank(each, behind[each.goal.name]))

    def _missing(self) -> Iterable[Missing]:
        for goal in self.chart.goals.values():
            sides = tuple(side for side in goal.sides if goal.point(side) not in self.seen)
            if sides:
                yield Missing(goal, sides)


def _rank(missing: Missing, behind: int) -> tuple[object, ...]:
    """Places before ways, what nobody saw before what one language lacks, menus before answers."""
    goal = missing.goal
    depth = goal.name.partition(" ")[0].count("/")
    kind, unseen = _FIRST.index(goal.kind), -len(missing.sides)
    return kind, unseen, depth, -behind, goal.place, goal.name
