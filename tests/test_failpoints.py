"""Failpoints do what a test orders, at the passage it names, and nothing else."""

import sqlite3

import pytest

from bot.errors import SettingsError
from bot.failpoints import POINTS, Failpoints, Order, read_orders
from bot.settings import load_settings

LOCAL = {"WHATSAPP_GRAPH_URL": "http://127.0.0.1:9000/v25.0"}


def test_orders_are_read_with_passage_and_seconds() -> None:
    """The first passage is meant unless another is named."""
    assert read_orders("admit.written=kill@3, post.answered=stall:2.5,drain=raise@1") == (
        Order("admit.written", "kill", 3),
        Order("post.answered", "stall", 1, 2.5),
        Order("drain", "raise", 1),
    )
    assert read_orders("") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("admit.writen=kill", "there is no point 'admit.writen'; it takes admit.written"),
        ("zzz=kill", "it takes start.locked, start.migrating"),
        ("drain", "'drain' is no order; it takes POINT=kill"),
        ("drain=stall", "'drain=stall' is no order"),
        ("drain=kill@0", "passages count from 1"),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(text: str, expected: str) -> None:
    """A test with a typing error must not pass for want of a fault."""
    with pytest.raises(SettingsError) as caught:
        load_settings(LOCAL | {"BOT_FAILPOINTS": text})

    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "https://graph.facebook.com/v25.0", "https://127.0.0.1.x/v1.0"]
)
def test_failpoints_are_refused_before_the_real_platform(url: str) -> None:
    """Nobody can make a production process die by a setting left over."""
    given = {"BOT_FAILPOINTS": "drain=kill"} | ({"WHATSAPP_GRAPH_URL": url} if url else {})
    with pytest.raises(SettingsError, match="needs a WHATSAPP_GRAPH_URL on this machine"):
        load_settings(given)


async def test_a_fault_is_raised_at_its_own_passage_alone() -> None:
    """The second passage of one point; others and later ones pass."""
    failpoints = Failpoints(read_orders("admit.written=raise@2"))
    await failpoints.reach("admit.written")
    await failpoints.reach("settle.written")
    with pytest.raises(sqlite3.OperationalError):
        await failpoints.reach("admit.written")
    await failpoints.reach("admit.written")


async def test_without_orders_every_point_is_passed() -> None:
    """The default costs a call and does nothing."""
    failpoints = Failpoints()
    for point in POINTS:
        await failpoints.reach(point)
        failpoints.reach_in_thread(point)
