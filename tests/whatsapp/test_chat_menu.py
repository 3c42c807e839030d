"""Publishing what a number offers itself: what goes out, what is told when it does not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.errors import PlatformError
from bot.flows.nodes import ChatMenu, Command, IceBreaker, Place
from bot.texts.languages import Bilingual
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.faults import Fault
from bot.whatsapp.chat_menu import Offer, differences, offer_of, publish, published_offer
from bot.whatsapp.client import GraphClient
from tests.support.clocks import SettableClock

NUMBER = "118822334455667"
TOKEN = "sandbox-token"
HERE = Place("_main.yaml")
OFFER = offer_of(
    ChatMenu(
        greets=True,
        ice_breakers=(IceBreaker("كيف أجدد جواز سفري؟", "cspd/passport-renew", HERE),),
        commands=(Command("menu", Bilingual("القائمة", "Menu"), "", HERE),),
    )
)


@asynccontextmanager
async def a_platform(token: str = TOKEN) -> AsyncIterator[tuple[EmulatedGraph, GraphClient]]:
    """An emulated platform and a client with a token."""
    graph = EmulatedGraph(NUMBER, TOKEN, SettableClock())
    async with (
        serve(graph) as base_url,
        GraphClient(base_url, NUMBER, lambda: token, timeout_s=5) as client,
    ):
        yield graph, client


async def test_what_is_published_is_read_back() -> None:
    """With the platform's own fields; nothing is offered before."""
    async with a_platform() as (graph, client):
        assert await published_offer(client) == Offer()
        await publish(client, OFFER)

        assert await published_offer(client) == OFFER
        assert graph.offer == {
            "enable_welcome_message": True,
            "prompts": ["كيف أجدد جواز سفري؟"],
            "commands": [{"command_name": "menu", "command_description": "القائمة · Menu"}],
        }


async def test_what_is_no_longer_wanted_is_cleared() -> None:
    """An empty list, not a key left out, which would keep what was there."""
    async with a_platform() as (_, client):
        await publish(client, OFFER)
        await publish(client, Offer())

        assert await published_offer(client) == Offer()


def test_the_difference_is_told_line_by_line() -> None:
    """What goes, what comes, what stays."""
    wanted = Offer(True, (), (("menu", "القائمة · Menu"), ("help", "كيف · How")))

    assert differences(OFFER, wanted) == [
        "  welcome: on",
        "- ice breaker: كيف أجدد جواز سفري؟",
        "  /menu: القائمة · Menu",
        "+ /help: كيف · How",
    ]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault("refuse", 200), "permission whatsapp_business_management"),
        (Fault("refuse", 4), "too many calls"),
        (Fault("refuse", 2), "a fault at the platform"),
        (Fault("refuse", 100), "nothing was changed"),
        (Fault("bad-gateway"), "no answer that can be read"),
        (Fault("reset"), "no answer that can be read"),
    ],
)
async def test_each_class_of_error_is_told_with_what_helps(fault: Fault, told: str) -> None:
    """One line, without the token; nothing is changed."""
    async with a_platform() as (graph, client):
        graph.faults.append(fault)
        with pytest.raises(PlatformError, match=f"^not published: .*{told}") as caught:
            await publish(client, OFFER)
        assert "\n" not in str(caught.value)
        assert TOKEN not in str(caught.value)
        assert graph.offer == {}


async def test_a_wrong_token_is_the_operators_to_mend() -> None:
    """The platform's own error, and what helps."""
    async with a_platform("another-token") as (_, client):
        with pytest.raises(PlatformError, match=r"error 190\): mend the token") as caught:
            await published_offer(client)
    assert "another-token" not in str(caught.value)
    assert str(caught.value).startswith("cannot read what is published: ")


async def test_a_platform_that_is_not_there_is_told() -> None:
    """Nothing listens: surely nothing was done."""
    async with GraphClient("http://127.0.0.1:9/v25.0", NUMBER, lambda: TOKEN) as client:
        with pytest.raises(PlatformError, match="cannot be reached"):
            await publish(client, OFFER)
