"""Holding the garbage collector ends with the work it was held for."""

import gc
from pathlib import Path
from weakref import ref
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import Release, load_release
from bot.conversation.screens.wording import Spot
from bot.flows.collection import exempting, let_go, without_collection
from bot.flows.nodes import MAIN
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


def test_the_collector_works_again_afterwards() -> None:
    """Also when the work raises, or the collector is held by two at once."""
    with without_collection(), without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(ValueError, match="x"), without_collection():
        raise ValueError("x")
    assert gc.isenabled()


def test_nothing_is_left_of_a_release_that_nothing_uses(tmp_path: Path) -> None:
    """It holds no circle, nor does reading it leave one: a reload needs no collection of garbage.

    To look through all there is holds every turn for a quarter of a second.
    """
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha", "beta"))

    def load() -> Release:
        return load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )

    load()  # what is made once and stays
    gc.collect()
    with without_collection():
        release = load()
        after_reading = gc.collect()
        machine = ref(release.machine)
        release.shelf.screen(Spot(MAIN, 1, "ar"))
        del release
        left = gc.collect()

    assert machine() is None
    assert after_reading + left < 50


def test_little_of_a_release_is_freed_at_once(tmp_path: Path) -> None:
    """It goes piece by piece: all of it at once would stop every other thread meanwhile."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha", "beta"))
    with without_collection():
        release = load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )
        whole = len(gc.get_objects())
        pieces = release.pieces()
        del release
        in_pieces = len(gc.get_objects())
        let_go(pieces)
        left = len(gc.get_objects())

    assert pieces == []
    assert whole - in_pieces < (whole - left) / 4


def test_what_was_made_meanwhile_is_old_at_once() -> None:
    """The collection that follows does not look through it with what is young."""
    gc.unfreeze()
    with without_collection():
        kept = [[number] for number in range(1000)]
    old = {id(each) for each in gc.get_objects(generation=2)}

    assert all(id(each) in old for each in kept)


def test_what_was_made_to_last_is_not_looked_through_again() -> None:
    """Not by the collection that follows, nor by any other."""
    before = gc.get_freeze_count()
    try:
        with exempting():
            kept = [[number] for number in range(1000)]
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()
