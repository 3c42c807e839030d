"""All there is to cover, derived from a release itself: what authors add is asked for at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from bot.authoring.checking.worlds import questions_in
from bot.authoring.coverage.branches import branches_by_menu, possible_sides
from bot.authoring.coverage.goals import BOT, Goal, Kind, agency_in, move_name
from bot.authoring.coverage.moves import START, Offers, offered_by_bot
from bot.conversation.matching import Word
from bot.conversation.release import Release
from bot.flows.library import Library
from bot.flows.nodes import MAIN, Place
from bot.texts.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Chart:
    """The goals of one release by kind and name; `release` is the digest of its flows."""

    release: str
    goals: Mapping[tuple[Kind, str], Goal]


def chart_of(release: Release, locales: Path) -> Chart:
    """Every goal. Draws each screen in each language once, as `check` does.

    `locales` is the folder of the bot's own texts, to tell where its words stand.
    """
    goals = [
        *_nodes_and_moves(release),
        *_bots_own(release.library),
        *_words(locales),
        *_branches(release.library),
    ]
    named = {(goal.kind, goal.name): goal for goal in goals}
    return Chart(release.library.digest, MappingProxyType(named))


def _nodes_and_moves(release: Release) -> Iterator[Goal]:
    library, offers = release.library, Offers(release)
    for address, node in library.nodes.items():
        seen_in = [each for each in LANGUAGES if offers.shows(address, each)]
        if not seen_in:
            continue
        yield Goal("node", address, tuple(seen_in), node.place, agency_in(address))
        moves: dict[tuple[str, str], list[Language]] = {}
        for language in seen_in:
            for move in offers.of(node, language):
                moves.setdefault(move, []).append(language)
        pages: dict[str, dict[Language, None]] = {}
        for (source, target), languages in moves.items():
            there = library.nodes.get(target)
            place = there.place if there is not None and there.parent == address else node.place
            name = move_name(source, target)
            yield Goal("transition", name, tuple(languages), place, agency_in(address))
            if "?" in target:
                pages.setdefault(target, {}).update(dict.fromkeys(languages))
        for name, spoken in pages.items():
            yield Goal("page", name, tuple(spoken), node.place, agency_in(address))


def _bots_own(library: Library) -> Iterator[Goal]:
    place = library.node(MAIN).place
    for screen, targets in offered_by_bot(library):
        if screen != START:
            yield Goal("node", screen, LANGUAGES, place, BOT)
        for target in targets:
            yield Goal("transition", move_name(screen, target), LANGUAGES, place, BOT)


def _words(locales: Path) -> Iterator[Goal]:
    """A goal for each word in each language, where its list stands."""
    for language in LANGUAGES:
        file = locales / f"{language}.ftl"
        lines = file.read_text(encoding="utf-8").splitlines()
        places = {
            found[1]: Place(str(file), number)
            for number, line in enumerate(lines, 1)
            if (found := re.match(r"words-([a-z]+) *=", line))
        }
        for word in get_args(Word):
            place = places.get(word, Place(str(file)))
            yield Goal("word", f"{word} ({language})", (language,), place, BOT)


def _branches(library: Library) -> Iterator[Goal]:
    questions = questions_in(library)
    for address, branches in branches_by_menu(library).items():
        for branch in branches:
            sides = possible_sides(branch, questions)
            yield Goal("when", branch.name, sides, branch.place, agency_in(address))
