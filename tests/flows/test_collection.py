"""Holding the garbage collector ends with the work it was held for."""

import gc

import pytest

from bot.flows.collection import without_collection


def test_the_collector_works_again_afterwards() -> None:
    """Also when the work raises, or the collector is held by two at once."""
    with without_collection(), without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(ValueError, match="x"), without_collection():
        raise ValueError("x")
    assert gc.isenabled()
