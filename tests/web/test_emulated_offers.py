"""What a number offers itself: the emulated platform takes and refuses what the platform does."""

import json
from typing import Any

import aiohttp
import pytest

from bot.web.emulated_graph import EmulatedGraph, serve
from tests.support.clocks import SettableClock

NUMBER = "118822334455667"
TOKEN = "sandbox-token"


def a_command(name: object = "menu", about: object = "Menu") -> dict[str, Any]:
    """One command."""
    return {"command_name": name, "command_description": about}


async def posted(
    *bodies: object, token: str | None = TOKEN, number: str = NUMBER
) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Status and answer of the last of some bodies, and what the number offers after them."""
    graph = EmulatedGraph(NUMBER, TOKEN, SettableClock())
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with serve(graph) as url, aiohttp.ClientSession(headers=headers) as http:
        for body in bodies:
            content = body if isinstance(body, bytes) else json.dumps(body)
            async with http.post(
                f"{url}/{number}/conversational_automation", data=content
            ) as response:
                status, answer = response.status, await response.json()
    return status, answer, graph.offer


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"enable_welcome_message": False, "prompts": [], "commands": []},
        {"prompts": ["p" * 80, "b", "c", "d"]},
        {"commands": [a_command(f"c_{at}", "d" * 256) for at in range(30)]},
        {"commands": [a_command("N" * 32)]},
    ],
)
async def test_what_fits_is_taken(body: dict[str, Any]) -> None:
    """Up to the very limits."""
    assert await posted(body) == (200, {"success": True}, body)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([], "object"),
        (b"{", "no JSON"),
        ({"greeting": "hi"}, "unexpected key"),
        ({"enable_welcome_message": "true"}, "true or false"),
        ({"prompts": ["a", "b", "c", "d", "e"]}, "5 elements"),
        ({"prompts": ["p" * 81]}, "81 long"),
        ({"prompts": [""]}, "empty"),
        ({"prompts": ["a", "a"]}, "unique"),
        ({"prompts": ["passport 🛂"]}, "emoji"),
        ({"prompts": "a"}, "array"),
        ({"prompts": [7]}, "string"),
        ({"commands": [a_command(f"c{at}") for at in range(31)]}, "31 elements"),
        ({"commands": [a_command("n" * 33)]}, "33 long"),
        ({"commands": [a_command("re-new")]}, "letters, digits and _"),
        ({"commands": [a_command("/menu")]}, "letters, digits and _"),
        ({"commands": [a_command("menu"), a_command("menu")]}, "unique"),
        ({"commands": [a_command(about="d" * 257)]}, "257 long"),
        ({"commands": [a_command(about="x 🛂")]}, "emoji"),
        ({"commands": [{"command_name": "menu"}]}, "command_description is missing"),
    ],
)
async def test_what_does_not_fit_is_refused_whole(body: object, told: str) -> None:
    """Error 100 with what is wrong; what was there stays."""
    status, answer, offer = await posted({"prompts": ["kept"]}, body)

    assert (status, answer["error"]["code"], offer) == (400, 100, {"prompts": ["kept"]})
    assert told in answer["error"]["error_data"]["details"]


async def test_what_is_left_out_stays_as_it_was() -> None:
    """Each part is configured by itself."""
    _, _, offer = await posted({"prompts": ["a"]}, {"commands": [a_command()]}, {"prompts": []})

    assert offer == {"prompts": [], "commands": [a_command()]}


@pytest.mark.parametrize(("token", "code"), [(None, 104), ("wrong", 190)])
async def test_the_caller_must_be_known(token: str | None, code: int) -> None:
    """As for messages."""
    status, answer, offer = await posted({"prompts": ["a"]}, token=token)
    assert (status, answer["error"]["code"], offer) == (401, code, {})


async def test_fields_of_the_number_are_told_as_asked_for() -> None:
    """The id always; a field that does not exist is refused."""
    graph = EmulatedGraph(NUMBER, TOKEN, SettableClock())
    graph.offer = {"prompts": ["a"]}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with serve(graph) as url, aiohttp.ClientSession(headers=headers) as http:
        async with http.get(f"{url}/{NUMBER}") as bare:
            assert await bare.json() == {"id": NUMBER}
        fields = {"fields": "conversational_automation"}
        async with http.get(f"{url}/{NUMBER}", params=fields) as told:
            assert (await told.json())["conversational_automation"]["prompts"] == ["a"]
        async with http.get(f"{url}/{NUMBER}", params={"fields": "secret"}) as refused:
            assert (refused.status, (await refused.json())["error"]["code"]) == (400, 100)
