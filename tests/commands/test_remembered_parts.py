"""What an earlier `check` read of a file is used again for exactly the bytes it was read from."""

import pickle
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.authoring.checking.drawing.aids import Aids
from bot.commands.authors.checking.kept_parts import KeptParts
from bot.commands.authors.checking.sealed import SealedFiles
from bot.flows.loader import Loaded, load_library
from bot.flows.parts.part import Part
from tests.flows.authored import FILES, OFFICE_WORDS, write_flows

MISTAKES = yaml.safe_load(
    (Path(__file__).parents[1] / "flows" / "mistakes.yaml").read_text(encoding="utf-8")
)
SOME = [at for n, at in enumerate(MISTAKES) if n % 3 == 0 or at["file"].startswith("_")]
TODAY = date(2026, 11, 27)


@dataclass
class Desk:
    """A small catalogue, and what is remembered of its files."""

    flows: Path
    memory: KeptParts

    def load(self, today: date = TODAY) -> Loaded:
        """With all that is remembered."""
        aids = Aids(parts=self.memory)
        return load_library(self.flows, OFFICE_WORDS, today, makers=aids.make_parts)

    def load_anew(self, today: date = TODAY) -> Loaded:
        """As if for the first time."""
        return load_library(self.flows, OFFICE_WORDS, today)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A catalogue that was never read."""
    return Desk(write_flows(tmp_path / "flows"), KeptParts(SealedFiles(tmp_path / "kept")))


def test_whatever_is_remembered_nothing_else_is_found(desk: Desk) -> None:
    """Not a mistake more or less, nor another library, over a long day of mistakes and mends.

    Each file is now as it was once, now not, beside others that changed meanwhile: what agencies
    say of each other must never be remembered of one.
    """
    for number, mistake in enumerate(SOME):
        name = mistake["file"]
        wrong = {name: FILES[name].replace(mistake["was"], mistake["now"], 1)}
        new = FILES["gam.yaml"].replace("en: New}", f"en: New {number}}}")
        for changes in ({}, wrong, {"gam.yaml": new} | wrong, {"gam.yaml": new}):
            write_flows(desk.flows, changes)
            for _ in range(2):
                assert desk.load() == desk.load_anew()


def test_a_day_that_passes_is_noticed(desk: Desk) -> None:
    """The very file that was remembered when it was not yet overdue."""
    text = FILES["moj.yaml"].replace("reviewed: 2026-11-01", "review_by: 2026-11-27")
    write_flows(desk.flows, {"moj.yaml": text})

    told = [[fault.code for fault in desk.load(TODAY.replace(day=day)).faults] for day in (27, 28)]

    assert told == [[], ["review-overdue"]]


def test_other_words_for_the_offices_read_everything_again(desk: Desk) -> None:
    """They are labels of rows, and titles of nodes."""
    desk.load()
    words = OFFICE_WORDS.__class__(OFFICE_WORDS.about, OFFICE_WORDS.title)

    loaded = load_library(desk.flows, words, TODAY, makers=Aids(parts=desk.memory).make_parts)

    assert loaded == load_library(desk.flows, words, TODAY) != desk.load()


@dataclass
class _Trap:
    """Makes a file when it is read back."""

    file: Path

    def __reduce__(self) -> Any:
        return Path.touch, (self.file,)


def test_nothing_that_is_kept_is_executed(tmp_path: Path) -> None:
    """Also of a file that bears the right seal: only values are ever made, and only of a part."""
    files, trap = SealedFiles(tmp_path / "kept"), tmp_path / "sprung"
    memory, part = KeptParts(files), Part(())
    memory.remember("sound", "digest", part)
    assert memory.recall("sound", "digest") == part

    for forged in (_Trap(trap), ("no", "part"), SealedFiles):
        files.write("part forged", "digest", pickle.dumps(forged))
        assert memory.recall("forged", "digest") is None

    assert not trap.exists()
    pickle.loads(pickle.dumps(_Trap(trap)))  # noqa: S301 - so the trap is one
    assert trap.exists()
