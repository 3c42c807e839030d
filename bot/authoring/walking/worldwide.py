"""A release walked in every world that its flows tell apart, and from each into the next."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import pairwise

from bot.authoring.walking.exploring import Explorer, Task
from bot.authoring.walking.proving.joining import findings_of_all
from bot.authoring.walking.saying.further import (
    cry_for_help,
    search_for_all,
    tap_old_rows,
    type_codes,
)
from bot.authoring.walking.saying.tries import later_tries
from bot.authoring.walking.standings.likes import Likes
from bot.authoring.walking.standings.standing import session_of
from bot.authoring.walking.standings.worlds import TakeTurn, World, worlds_of
from bot.authoring.walking.telling.report import Walked, walked
from bot.authoring.walking.walking import Explore, Told, Walking
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.steps.walk import Walk

Share = Callable[[Explorer], AbstractContextManager[Explore]]  # among processes, or not at all


def alone(explorer: Explorer) -> AbstractContextManager[Explore]:
    """Explore one standing after the other in this process."""
    return nullcontext(lambda tasks: map(explorer.explore, tasks))


@dataclass(frozen=True, slots=True)
class Wish:
    """How to walk: `only` some agencies, `is_thorough` where standings are alike too."""

    only: Collection[str] = ()
    is_thorough: bool = False
    share: Share = alone
    told: Told | None = None
    take: TakeTurn = take_turn


def walk_worlds(release: Release, viewer: str, wish: Wish = Wish()) -> Iterator[Walked]:
    """Walk a release in one world after the other; `viewer` says who is shown it."""
    worlds = worlds_of(release)
    likes = Likes(release, is_thorough=wish.is_thorough)
    first = before = _walk(release, worlds[0], likes, wish)
    for world, then in pairwise((*worlds, worlds[0])):
        walking = first if then == worlds[0] else _walk(release, then, likes, wish)
        if walking is not before:
            tasks = _later_tasks(before, walking, release, world, then, wish)
            _go_on_in(then, before, tasks, release, wish)
        before.failures += findings_of_all(before, release, world)
        yield walked(before, world, viewer)
        before = walking


def _walk(release: Release, world: World, likes: Likes, wish: Wish) -> Walking:
    likes.enter(world)
    with wish.share(Explorer(release, world, wish.take)) as explore:
        walking = Walking(release, explore, likes, wish.only, wish.told)
        walking.enter(f"{world.name}, menus")
        walking.begin()
        walking.enter(f"{world.name}, rows of long ago")
        tap_old_rows(walking, release, is_thorough=wish.is_thorough)
        walking.enter(f"{world.name}, searches and codes")
        search_for_all(walking, release, wish.only)
        type_codes(walking, release)
        cry_for_help(walking, release)
    return walking


def _later_tasks(
    walking: Walking, later: Walking, release: Release, world: World, then: World, wish: Wish
) -> Iterator[tuple[int, Task]]:
    """What each standing of one world offered, to be said in another: menus may have changed.

    Where the very same stands and is shown in both, it was said in the other world already.
    """
    explored = {(met.at, met.shown) for met in later.met if met.is_explored}
    for number, met in enumerate(walking.met):
        if met.is_explored and (wish.is_thorough or (met.at, met.shown) not in explored):
            session = session_of(met.at, world.now)
            walk = Walk(release, session, world.now, is_invited=world.is_invited)
            tries = later_tries(met.shown, walk.screen.entries, then.name)
            yield number, Task(met.at, met.shown, tries)


def _go_on_in(
    then: World, walking: Walking, told: Iterable[tuple[int, Task]], release: Release, wish: Wish
) -> None:
    """Say in another world what standings of one offered."""
    tasks = list(told)
    with wish.share(Explorer(release, then, wish.take)) as explore:
        results = explore([task for _, task in tasks])
        for done, ((number, _), explored) in enumerate(zip(tasks, results, strict=True), 1):
            walking.turns += explored.turns
            walking.failures += ((number, failure) for failure in explored.failures)
            if wish.told:
                wish.told(f"{then.name}, menus of before", done, len(tasks))
