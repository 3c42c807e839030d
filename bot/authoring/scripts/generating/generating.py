"""The text of every generated script: rounds, played as a script would be, and what was seen."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from bot.authoring.scripts.generating.guide import Told
from bot.authoring.scripts.generating.rounds import Round
from bot.authoring.scripts.generating.telling import Telling
from bot.authoring.scripts.generating.words import words_for
from bot.authoring.scripts.playing.player import ORDINARY
from bot.authoring.scripts.playing.results import Play, Played
from bot.authoring.scripts.script import ENDING, SOMEBODY, Conversation, Step
from bot.authoring.scripts.writing.writer import WrittenStep, write_script
from bot.authoring.walking.standings.worlds import World, worlds_of
from bot.conversation.release import Release
from bot.flows.nodes import Place
from bot.texts.languages import LANGUAGES, Language

MARK = (
    "# Written by `main.py generate`, which writes it anew. Take this line away to keep your own."
)
TAG = "generated"


@dataclass(frozen=True, slots=True)
class Generated:
    """One script: its path below the folder of scripts, and its text."""

    path: PurePosixPath
    text: str


def generate(release: Release, play: Play, only: Collection[str] = ()) -> Iterator[Generated]:
    """A script for each service and language; more where other days or guests show other places.

    `only` names the agencies that are wanted; all, and the main menu, unless any is named.
    """
    worlds = _worlds(release)
    for service, places in _services(release).items():
        if not only or service.partition("/")[0] in only:
            for language in LANGUAGES:
                for round_ in _rounds(release, worlds, places, language):
                    yield _generated(release, play, service, round_, worlds[0])


def _services(release: Release) -> dict[str, tuple[str, ...]]:
    """The addresses of each service, itself first; agencies and the main menu stand alone."""
    found: dict[str, list[str]] = {}
    for address, node in release.library.nodes.items():
        if release.library.is_public(node):
            found.setdefault("/".join(address.split("/")[:2]), []).append(address)
    return {service: tuple(sorted(places, key=_depth)) for service, places in found.items()}


def _depth(address: str) -> int:
    return address.count("/")


def _rounds(
    release: Release, worlds: Sequence[World], places: tuple[str, ...], language: Language
) -> Iterator[Round]:
    """In the ordinary world, and in each that shows what none before it has shown."""
    met: set[frozenset[str]] = set()
    for world in worlds:
        asked = () if met else words_for(release.library, places, language)
        round_ = Round(release, world, language, places, asked)
        shown = round_.shown()
        branch = frozenset(shown) | round_.offered()
        if shown and branch not in met:
            met.add(branch)
            yield round_


def _generated(
    release: Release, play: Play, service: str, round_: Round, ordinary: World
) -> Generated:
    is_ordinary = round_.world == ordinary
    of_world = "" if is_ordinary else _name_of(round_.world, release)
    path = PurePosixPath(f"{service}.{round_.language}{of_world}{ENDING}")
    text = _text(release, play, round_, service, is_ordinary=is_ordinary)
    return Generated(path, text)


def _worlds(release: Release) -> Sequence[World]:
    """Those of a walk, the first at the hour at which scripts begin unless they tell another."""
    first, *others = worlds_of(release)
    at = ORDINARY.replace(tzinfo=release.timezone)
    return (World(at.timestamp(), first.is_invited, first.name), *others)


def _name_of(world: World, release: Release) -> str:
    at = datetime.fromtimestamp(world.now, release.timezone)
    return f".{at:%Y-%m-%d-%H%M}{'.invited' * world.is_invited}"


def _text(release: Release, play: Play, round_: Round, service: str, *, is_ordinary: bool) -> str:
    told = round_.told()
    at = datetime.fromtimestamp(round_.world.now, release.timezone).replace(tzinfo=None)
    title = f"{service.removeprefix('@')} ({round_.language}): every screen and every option"
    played = play(_conversation(title, told, round_, at))
    steps = list(_written(told, played, Telling(release, round_.language, round_.places)))
    starts = None if is_ordinary else at
    invited = round_.world.is_invited
    script = write_script(title, steps, tags=(TAG,), starts=starts, is_invited=invited)
    return f"{MARK}\n{script}"


def _conversation(title: str, told: Sequence[Told], round_: Round, at: datetime) -> Conversation:
    place = Place("")
    steps = tuple(Step(each.act, place, number, 0, "") for number, each in enumerate(told, 1))
    return Conversation(
        title, "", place, "", frozenset(), SOMEBODY, steps,
        starts=at, is_invited=round_.world.is_invited,
    )  # fmt: skip


def _written(told: Sequence[Told], played: Played, telling: Telling) -> Iterator[WrittenStep]:
    for each, result in zip(told, played.steps, strict=True):
        yield WrittenStep(each.act, telling.sees(each, result.outcomes[0]))
