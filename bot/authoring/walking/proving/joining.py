"""What must hold of all standings together: ways back, ways home, nowhere shut in."""

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import product

from bot.authoring.walking.exploring import Failure
from bot.authoring.walking.standings.standing import Standing, session_of
from bot.authoring.walking.standings.worlds import World
from bot.authoring.walking.walking import Met, Walking
from bot.conversation.release import Release
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import MAIN, Menu, OfficeList
from bot.messages.reply import options_of
from bot.texts.languages import LANGUAGES, Language

Finding = tuple[int, Failure]  # the number of a standing, and what does not hold there

_BESIDE = 3  # a screen of the bot itself, an office's asker and the list above it


def findings_of_all(walking: Walking, release: Release, world: World) -> Iterator[Finding]:
    """Everything that does not hold of a walk that has ended."""
    yield from back_reaches_home(walking)
    yield from nobody_is_trapped(walking)
    yield from no_screen_is_a_dead_end(walking)
    yield from every_page_is_reached_in_both_languages(walking, release, world)
    yield from every_choice_is_a_row(walking, release, world)


def back_reaches_home(walking: Walking) -> Iterator[Finding]:
    """Back again and again leads home, in no more messages than the place is deep."""
    for number, met in _explored(walking):
        if not met.at.language:
            continue
        depth = max(met.at.state.count("/"), met.at.subject.count("/")) + 1 + _BESIDE
        at, steps = met, 0
        while at.at.state != MAIN and at.back_to is not None and steps <= depth:
            at = walking.met[walking.numbers[at.back_to]]
            steps += 1
        if steps > depth:
            yield number, Failure("back reaches home", "back again and again never comes home")


def nobody_is_trapped(walking: Walking) -> Iterator[Finding]:
    """From every place all that can be reached from home can be reached, since home can."""
    into = defaultdict[int, list[int]](list)
    for number, met in _explored(walking):
        for digest in met.leads_to:
            into[walking.numbers[digest]].append(number)
    free = {at for at, met in enumerate(walking.met) if met.at.state == MAIN or not met.is_explored}
    waiting = deque(free)
    while waiting:
        for number in into[waiting.popleft()]:
            if number not in free:
                free.add(number)
                waiting.append(number)
    for number, _ in _explored(walking):
        if number not in free:
            yield number, Failure("nobody is trapped", "no message leads back to the main menu")


def no_screen_is_a_dead_end(walking: Walking) -> Iterator[Finding]:
    """Something that a screen itself offers leads on."""
    for number, met in _explored(walking):
        if number and not met.goes_on:
            yield (
                number,
                Failure("no screen is a dead end", "nothing it offers leads on"),
            )


def every_page_is_reached_in_both_languages(
    walking: Walking, release: Release, world: World
) -> Iterator[Finding]:
    """Whatever may be seen can be come to by menus, page by page: not by search or code alone."""
    met_by_menus = walking.met[: walking.by_menus]
    reached = {(met.at.state, met.at.page, met.at.language) for met in met_by_menus}
    for language in LANGUAGES:
        for address in release.library.nodes:
            if not walking.counts(address):
                continue
            for page in range(1, _seen(release, world, address, language) + 1):
                if (address, page, language) not in reached:
                    name = f"{address}{f', page {page}' if page > 1 else ''} [{language}]"
                    cause = f"no menu leads to {name}"
                    yield 0, Failure("every page is reached in both languages", cause)


def every_choice_is_a_row(walking: Walking, release: Release, world: World) -> Iterator[Finding]:
    """What the numbers of a menu choose can also be tapped, on one of its pages."""
    menus = [
        address
        for address, node in release.library.nodes.items()
        if isinstance(node.content, Menu | OfficeList) and walking.counts(address)
    ]
    for language, address in product(LANGUAGES, menus):
        count = _seen(release, world, address, language)
        pages = range(1, count + 1)
        screens = [_at(release, world, address, language, page).screen for page in pages]
        rows = {option.id for screen in screens for option in options_of(screen.reply)}
        for number, entry in enumerate(screens[0].entries if screens else (), 1):
            if entry.option.id not in rows:
                cause = f"no page of {address} [{language}] has a row for its number {number}"
                yield 0, Failure("every choice is a row", cause)


def _seen(release: Release, world: World, address: str, language: Language) -> int:
    """How many pages of a place a citizen may see now; none where it hangs on an answer."""
    walk = _at(release, world, address, language)
    return walk.pages if walk.sight.shows(address) else 0


def _at(release: Release, world: World, address: str, language: Language, page: int = 1) -> Walk:
    """A citizen at a page of a place."""
    start = Standing(address, page=page, language=language, is_new=False)
    return Walk(release, session_of(start, world.now), world.now, is_invited=world.is_invited)


def _explored(walking: Walking) -> Iterator[tuple[int, Met]]:
    return ((number, met) for number, met in enumerate(walking.met) if met.is_explored)
