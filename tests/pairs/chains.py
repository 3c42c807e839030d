"""Editions of a catalogue that follow one another, each loaded as the bot loads its flows."""

import copy
import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.conversation.release import Release, make_release, read_library
from bot.errors import FlowError
from bot.texts.phrases import Phrases
from tests.pairs.catalogue import Catalogue
from tests.pairs.edits import EDITS, Edit, make_catalogue

LOCALES = Path(__file__).parents[2] / "locales"
Change = tuple[int, int]  # which of the edits, and the chance it plays by


@dataclass(frozen=True, slots=True)
class Edition:
    """A release, and what stands where in it: names by address, addresses by name."""

    release: Release
    catalogue: Catalogue
    names: dict[str, str]
    homes: dict[str, str]


@dataclass(slots=True)
class Chain:
    """Editions in order. `forgotten` tells for a name from which edition on it is known.

    What was shown of it before may lead to an ancestor: its author wrote no `moved_from`, or gave
    its address to something else.
    """

    editions: list[Edition] = field(default_factory=list)
    forgotten: dict[str, int] = field(default_factory=dict)
    reused: set[str] = field(default_factory=set)  # names whose address means something else now

    @property
    def last(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]

    def is_followed(self, name: str, since: int) -> bool:
        """Whether what an edition showed of a name is surely found in the newest."""
        return self.forgotten.get(name, 0) <= since

    def add(self, edition: Edition) -> None:
        """One edition more."""
        number = len(self.editions)
        self.forgotten.update(dict.fromkeys(edition.catalogue.forgotten, number))
        self.reused.update(edition.catalogue.reused)
        for earlier in self.editions:
            for address, name in earlier.names.items():
                if edition.names.get(address, name) != name:
                    self.forgotten[name] = number
                    self.reused.add(name)
        self.editions.append(edition)


@functools.cache
def words() -> Phrases:
    """The bot's own texts."""
    return Phrases.load(LOCALES)


def make_chain(seed: int, changes: Sequence[Sequence[Change]]) -> Chain:
    """A catalogue by chance, and after each list of changes the next edition of it.

    A change that does not fit, or that the checker refuses, is left out.
    """
    chain = Chain()
    with TemporaryDirectory() as name:
        folder = Path(name)
        chance = Random(seed)
        edition = None
        while edition is None:
            edition = _load(make_catalogue(chance), folder)
        chain.add(edition)
        for together in changes:
            edition = _changed(edition, together, folder)
            chain.add(edition)
    return chain


def _changed(edition: Edition, changes: Sequence[Change], folder: Path) -> Edition:
    """The next edition: all changes at once if the checker takes them, else those it takes."""
    before = copy.deepcopy(edition.catalogue)
    before.forgotten, before.reused = [], []
    whole = copy.deepcopy(before)
    for change in changes:
        whole = _apply(whole, change) or whole
    loaded = _load(whole, folder)
    if loaded is not None:
        return loaded
    latest = _load(before, folder)
    assert latest is not None
    for change in changes:
        tried = _apply(latest.catalogue, change)
        latest = (_load(tried, folder) if tried else None) or latest
    return latest


def _apply(catalogue: Catalogue, change: Change) -> Catalogue | None:
    which, seed = change
    edit: Edit = EDITS[which % len(EDITS)]
    changed = copy.deepcopy(catalogue)
    try:
        edit(changed, Random(seed))
    except (IndexError, KeyError):  # nothing here that it could change, or two of one address
        return None
    changed.mend()
    return changed


def _load(catalogue: Catalogue, folder: Path) -> Edition | None:
    """The edition of a catalogue, None where the checker refuses it."""
    try:
        catalogue.write(folder)
        phrases = words()
        library = read_library(folder, phrases)
    except (FlowError, KeyError):  # KeyError: a `goto` to what is there no more
        return None
    release = make_release(
        library, phrases, session_timeout_s=1800.0, timezone=ZoneInfo("Asia/Amman")
    )
    return Edition(release, catalogue, catalogue.addresses(), catalogue.homes())
