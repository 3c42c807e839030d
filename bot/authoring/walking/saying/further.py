"""What leads to places beside the menus: rows of long ago, and searches for all there is."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from bot.authoring.walking.exploring import Task
from bot.authoring.walking.saying.tries import Try
from bot.authoring.walking.walking import Walking
from bot.conversation.addresses import Explain, FindNearest, Rate, read_id
from bot.conversation.release import Release
from bot.flows.codes import code_of
from bot.flows.nodes import MAIN, Answer, Ask, Menu
from bot.messages.inbound import Tap, Text

_TYPICAL = (Answer.__name__, Ask.__name__)
_AT_ONCE = 100  # tries of one task: small enough to be shared out


def tap_old_rows(walking: Walking, release: Release, *, is_thorough: bool = False) -> None:
    """Tap each row that was ever shown, until no new row is shown.

    Those that open a place are tapped from a few places; those that tell something of one, an
    opinion or who asks for an office, from one of these in turn unless the walk `is_thorough`.
    """
    tapped: set[str] = set()
    while True:
        explored = (met for met in walking.met if met.is_explored)
        rows = {row.id: row for met in explored for row in met.shown if row.id not in tapped}
        if not rows:
            return
        tapped.update(rows)
        everywhere: list[Try] = []
        by_place = defaultdict[str, list[Try]](list)
        for row in rows.values():
            place = "" if is_thorough else _told_of(row.id)
            (by_place[place] if place else everywhere).append(Try("old tap", (Tap(*row),)))
        _say_from_afar(walking, release, everywhere, tuple(by_place.values()))


def search_for_all(walking: Walking, release: Release, only: Collection[str] = ()) -> None:
    """Ask for each place by its titles and by each of its keywords, from a few places."""
    queries = dict.fromkeys(_queries(release, only))
    _say_from_afar(walking, release, [Try("search", (Text(query),)) for query in queries])


def type_codes(walking: Walking, release: Release) -> None:
    """Type the code of every address there is or was, from a few places."""
    addresses = filter(walking.counts, release.library.every_address())
    tries = [Try("code", (Text(code_of(address)),), means=address) for address in addresses]
    _say_from_afar(walking, release, tries)


def cry_for_help(walking: Walking, release: Release) -> None:
    """Say each word that means an emergency, from a few places."""
    words = dict.fromkeys(
        word
        for emergency in release.library.emergencies.kinds
        for words in (emergency.alone, emergency.within)
        for word in (*words.ar, *words.en, *words.arabizi)
    )
    _say_from_afar(walking, release, [Try("emergency", (Text(word),)) for word in words])


def _queries(release: Release, only: Collection[str]) -> Iterator[str]:
    for document in release.index.documents:
        if not only or document.agency in only:
            yield from (document.titles.ar, document.titles.en)
            if document.names:
                yield from (document.names.ar, document.names.en)
            yield from document.keywords_ar
            yield from document.keywords_en
            yield from document.keywords_arabizi


def _told_of(row_id: str) -> str:
    """The place that a row tells something of, an opinion or who asks for an office; "" of others,
    which open one.
    """
    match read_id(row_id):
        case Rate(_, place) | Explain(_, place) | FindNearest(place):
            return place
        case _:
            return ""


def _say_from_afar(
    walking: Walking,
    release: Release,
    tries: Sequence[Try],
    in_turn: Sequence[Sequence[Try]] = (),
) -> None:
    """Make tries by who never wrote, from the main menu and from a place below, each in turn of
    those there are in either language; those `in_turn` from one of the three alone, group by group.
    """
    tasks = []
    vantages = _vantages(walking, release)
    for place, numbers in enumerate(vantages):
        made = [*tries, *chain.from_iterable(in_turn[place :: len(vantages)])]
        for turn, number in enumerate(numbers):
            met, own = walking.met[number], made[turn :: len(numbers)]
            for first in range(0, len(own), _AT_ONCE):
                some = tuple(own[first : first + _AT_ONCE])
                tasks.append((number, Task(met.at, met.shown, some)))
    walking.say(tasks)
    walking.follow()


def _vantages(walking: Walking, release: Release) -> tuple[list[int], ...]:
    """Nobody; the main menu in each language; the first answer and the first question in each."""
    chosen: dict[tuple[str, str], int] = {}
    for number, met in enumerate(walking.met):
        node = release.library.nodes.get(met.at.state)
        kind = type(node.content).__name__ if node is not None else ""
        if met.at.is_welcomed and not met.at.hits and (met.at.state == MAIN or kind in _TYPICAL):
            chosen.setdefault((kind, met.at.language), number)
    home = [number for (kind, _), number in chosen.items() if kind == Menu.__name__]
    below = [number for (kind, _), number in chosen.items() if kind in _TYPICAL]
    return tuple(numbers for numbers in ([0], home, below) if numbers)
