"""A release walked in every world that its flows tell apart, and from each into the next."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from bot.authoring.walking.exploring import Explorer, Task
from bot.authoring.walking.proving.joining import findings_of_all
from bot.authoring.walking.saying.further import (
    cry_for_help,
    search_for_all,
    tap_old_rows,
    type_codes,
)
from bot.authoring.walking.saying.tries import later_tries
from bot.authoring.walking.standings.depth import Likes
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
    for number, world in enumerate(worlds):
        walking = _walk(release, world, wish)
        then = worlds[(number + 1) % len(worlds)]
        if then != world:
            _go_on_in(then, walking, release, world, wish)
        walking.failures += findings_of_all(walking, release, world)
        yield walked(walking, world, viewer)


def _walk(release: Release, world: World, wish: Wish) -> Walking:
    with wish.share(Explorer(release, world, wish.take)) as explore:
        likes = Likes(release, world, is_thorough=wish.is_thorough)
        walking = Walking(release, explore, likes, wish.only, wish.told)
        walking.begin()
        tap_old_rows(walking, release)
        search_for_all(walking, release, wish.only)
        type_codes(walking, release)
        cry_for_help(walking, release)
    return walking


def _go_on_in(then: World, walking: Walking, release: Release, world: World, wish: Wish) -> None:
    """Say to each standing of one world in another what it offered: menus may have changed."""
    tasks = []
    for number, met in enumerate(walking.met):
        if met.is_explored:
            session = session_of(met.at, world.now)
            walk = Walk(release, session, world.now, is_invited=world.is_invited)
            tries = later_tries(met.shown, walk.screen.entries, then.name)
            tasks.append((number, Task(met.at, met.shown, tries)))
    with wish.share(Explorer(release, then, wish.take)) as explore:
        for (number, _), explored in zip(tasks, explore([task for _, task in tasks]), strict=True):
            walking.turns += explored.turns
            walking.failures += ((number, failure) for failure in explored.failures)
