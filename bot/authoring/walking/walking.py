"""Breadth first over all that can be reached: so the first way found to a place is the shortest."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.authoring.walking.exploring import Explored, Failure, Task
from bot.authoring.walking.saying.tries import Kind, Try, first_tries
from bot.authoring.walking.standings.likes import Likes
from bot.authoring.walking.standings.standing import NOBODY, Seen, Standing, agency_in
from bot.conversation.release import Release

Explore = Callable[[Sequence[Task]], Iterable[Explored]]  # in the order of the tasks
# The part of a walk, how many standings are explored in it, and of how many known so far.
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a standing was first reached: from which other, by what was said up to a step of it."""

    number: int  # of the standing it was reached from
    said: Try
    step: int


@dataclass(slots=True)
class Met:
    """One standing that was met; `leads_to` and `back_to` are digests, known once explored."""

    at: Standing
    shown: tuple[Seen, ...]
    arrival: Arrival | None
    is_explored: bool = False
    leads_to: "array[int]" = field(default_factory=lambda: array("q"))
    back_to: int | None = None
    goes_on: bool = True


class Walking:
    """A walk under way: what was met, in the order of meeting, and what did not hold."""

    def __init__(
        self,
        release: Release,
        explore: Explore,
        likes: Likes,
        only: Collection[str] = (),
        told: Told | None = None,
    ) -> None:
        """Begin with somebody who never wrote; `only` names the agencies whose screens count."""
        self._release = release
        self._explore = explore
        self._only = only
        self._told = told
        self.met = [Met(NOBODY, (), None)]
        self.numbers = {hash(NOBODY): 0}
        self.turns: Counter[Kind] = Counter()
        self.failures: list[tuple[int, Failure]] = []
        self._likes = likes
        self._waiting: list[tuple[int, Task]] = []
        self._part = ""
        self._explored = 0
        self.by_menus = 0  # so many of those met were met without old rows, codes and searches

    def enter(self, part: str) -> None:
        """Tell from now on how far this part of the walk has come."""
        self._part, self._explored = part, 0

    def begin(self) -> None:
        """Say what somebody may say who never wrote, and follow all of it to the end."""
        self.met[0].is_explored = True
        self.say([(0, Task(NOBODY, (), tuple(first_tries(self._release))))])
        self.follow()
        self.by_menus = len(self.met)

    def follow(self) -> None:
        """Explore what waits, and whatever that leads to, until nothing new is met."""
        while self._waiting:
            level, self._waiting = self._waiting, []
            self.say(level)

    def say(self, tasks: Sequence[tuple[int, Task]]) -> None:
        """Explore standings that were met; what they lead to waits."""
        results = iter(self._explore([task for _, task in tasks]))
        for done, (number, task) in enumerate(tasks, 1):
            self._take_in(number, task, next(results))
            self._explored += 1
            if self._told:
                known = self._explored + len(tasks) - done + len(self._waiting)
                self._told(self._part, self._explored, known)

    def _take_in(self, number: int, task: Task, explored: Explored) -> None:
        met = self.met[number]
        self.turns += explored.turns
        self.failures += ((number, failure) for failure in explored.failures)
        met.leads_to.extend(sorted(explored.leads_to))
        if task.tries is None:
            met.back_to, met.goes_on = explored.back_to, explored.goes_on
        for lead in explored.leads:
            digest = hash(lead.at)
            if digest not in self.numbers:
                self.numbers[digest] = len(self.met)
                self._meet(Met(lead.at, lead.shown, Arrival(number, lead.said, lead.step)))

    def _meet(self, met: Met) -> None:
        """Remember a standing that is new, and let it wait for as much as is to be said to it."""
        self.met.append(met)
        if self.counts(agency_in(met.at)):
            depth = self._likes.depth_of(met.at, met.shown)
            if depth is not None:
                met.is_explored = True
                task = Task(met.at, met.shown, depth=depth)
                self._waiting.append((len(self.met) - 1, task))

    def counts(self, address: str) -> bool:
        """Whether the screens of an agency, or of an address inside it, are to be walked."""
        agency = address.partition("/")[0]
        return not self._only or not agency or agency.startswith("@") or agency in self._only
