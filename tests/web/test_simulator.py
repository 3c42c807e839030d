"""Rules of the simulator's server: what a page does becomes webhooks, what comes back is drawn."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.script import Says, Sends, Shares, Taps
from bot.messages.inbound import Identity, Inbound, Location, Media, Tap, Text
from tests.web.echo import Simulated, a_simulator


class Page:
    """What a browser's page does, without the browser."""

    def __init__(self, simulated: Simulated, session: aiohttp.ClientSession) -> None:
        """Look at one simulator."""
        self.simulated = simulated
        self.session = session

    async def open(self, known_by: str = "both") -> dict[str, Any]:
        """A new citizen."""
        _status, citizen = await self.post("citizens", {"known_by": known_by})
        return citizen

    async def post(self, path: str, document: object) -> tuple[int, dict[str, Any]]:
        """Status and document of an answer."""
        url = f"{self.simulated.url}/simulator/api/{path}"
        async with self.session.post(url, json=document) as response:
            parsed: dict[str, Any] = await response.json()
            return response.status, parsed

    async def say(self, citizen: dict[str, Any], **said: Any) -> int:
        """The citizen says something; the status of the page's own request."""
        status, _ = await self.post("messages", {"citizen": citizen["name"], "said": said})
        return status

    async def events(self, citizen: dict[str, Any], number: int) -> list[dict[str, Any]]:
        """The first events of a new look at one phone."""
        url = f"{self.simulated.url}/simulator/api/events"
        found: list[dict[str, Any]] = []
        async with (
            asyncio.timeout(5),
            self.session.get(url, params={"citizen": citizen["name"]}) as response,
        ):
            async for line in response.content:
                if line.startswith(b"data: "):
                    found.append(json.loads(line[6:]))
                if len(found) == number:
                    break
        return found


@asynccontextmanager
async def a_page() -> AsyncIterator[Page]:
    """A simulator and a page of it."""
    async with a_simulator() as simulated, aiohttp.ClientSession() as session:
        yield Page(simulated, session)


async def _entries(page: Page, citizen: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """The bubbles once the bot has answered so many messages."""
    async with asyncio.timeout(5):
        await page.simulated.graph.until_accepted(number)
        return (await page.events(citizen, 1 + 2 * number))[1:]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html"),
        ("/static/simulator.js", "text/javascript"),
        ("/static/simulator.css", "text/css"),
        ("/static/icon.svg", "image/svg+xml"),
    ],
)
async def test_pages_are_served_with_headers_that_keep_scripts_out(path: str, kind: str) -> None:
    """Only the page's own files run; nothing is guessed by the browser."""
    async with a_page() as page:
        url = f"{page.simulated.url}/simulator{path}"
        async with page.session.get(url) as response:
            assert response.status == 200
            assert response.content_type == kind
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
            assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["nothing.js", "..%2fsimulator.py", "%2e%2e/simulator.py"])
async def test_nothing_but_the_pages_files_is_served(name: str) -> None:
    """No path leads out of the page's folder."""
    async with a_page() as page:
        url = f"{page.simulated.url}/simulator/static/{name}"
        async with page.session.get(url) as response:
            assert response.status == 404


SAID: list[tuple[dict[str, Any], Inbound]] = [
    ({"kind": "text", "body": "مرحبا"}, Text("مرحبا")),
    (
        {"kind": "tap", "style": "list_reply", "id": "cspd/p", "label": "جواز", "of": "wamid.x"},
        Tap("cspd/p", "جواز"),
    ),
    ({"kind": "tap", "style": "button_reply", "id": "@yes", "label": "Yes"}, Tap("@yes", "Yes")),
    ({"kind": "location", "latitude": 31.95, "longitude": 35.91}, Location(31.95, 35.91)),
    ({"kind": "voice"}, Media("voice")),
    ({"kind": "image", "caption": "هذه؟"}, Media("image", "هذه؟")),
    ({"kind": "document"}, Media("document")),
]


@pytest.mark.parametrize(("said", "heard"), SAID)
async def test_what_the_citizen_does_reaches_the_bot_as_the_platform_tells_it(
    said: dict[str, Any], heard: Inbound
) -> None:
    """Every kind of input goes through a real webhook body and is read as what it was."""
    async with a_page() as page:
        citizen = await page.open()
        await page.say(citizen, **said)
        (message,) = page.simulated.door.heard

    assert message.said == heard
    assert (message.identity.phone, message.identity.user_id) == (
        citizen["phone"],
        citizen["user_id"],
    )


@pytest.mark.parametrize(
    ("known_by", "has_phone", "has_user_id"),
    [("both", True, True), ("phone", True, False), ("user_id", False, True)],
)
async def test_citizens_are_known_by_number_by_user_id_or_by_both(
    known_by: str, has_phone: bool, has_user_id: bool
) -> None:
    """Each kind of citizen speaks and is answered."""
    async with a_page() as page:
        citizen = await page.open(known_by)
        await page.say(citizen, kind="text", body="menu")
        entries = await _entries(page, citizen, 1)

    assert (bool(citizen["phone"]), bool(citizen["user_id"])) == (has_phone, has_user_id)
    assert [entry["speaker"] for entry in entries] == ["citizen", "bot"]
    assert entries[1]["content"]["interactive"]["type"] == "list"


async def test_the_chat_is_still_there_after_the_page_was_loaded_again() -> None:
    """History is the server's; ticks stand as they last were: the bot's answer means read."""
    async with a_page() as page:
        citizen = await page.open()
        await page.say(citizen, kind="text", body="menu")
        first = await _entries(page, citizen, 1)
        again = await _entries(page, citizen, 1)

    assert first == again
    assert again[0]["tick"] == "read"


async def test_what_the_bot_refuses_is_marked_as_not_delivered() -> None:
    """A door that answers 401 to everything leaves a failed tick, and no reply."""
    async with a_page() as page:
        page.simulated.door.status = 401
        citizen = await page.open()
        _, answer = await page.post(
            "messages", {"citizen": citizen["name"], "said": {"kind": "text", "body": "x"}}
        )
        (_, entry) = await page.events(citizen, 2)

    assert answer == {"status": 401}
    assert entry["tick"] == "failed"


async def test_one_phone_never_shows_anothers_chat() -> None:
    """Replies go to the phone they are addressed to."""
    async with a_page() as page:
        rania, omar = await page.open(), await page.open("phone")
        await page.say(rania, kind="text", body="menu")
        await _entries(page, rania, 1)
        await page.say(omar, kind="text", body="answer")
        async with asyncio.timeout(5):
            await page.simulated.graph.until_accepted(2)
        entries = (await page.events(omar, 3))[1:]

    assert [entry["number"] for entry in entries] == [0, 1]
    assert entries[1]["content"]["interactive"]["type"] == "button"


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"citizen": "nobody", "said": {"kind": "text", "body": "x"}},
        {"citizen": 7},
    ],
)
async def test_a_request_that_makes_no_sense_is_told_so(document: object) -> None:
    """A clear 400, never a 500."""
    async with a_page() as page:
        status, answer = await page.post("messages", document)

    assert status == 400
    assert answer["error"]


@pytest.mark.parametrize(
    "said",
    [
        None,
        {"kind": "poll"},
        {"kind": "text", "body": ""},
        {"kind": "text", "body": "x" * 65537},
        {"kind": "location", "latitude": 91, "longitude": 0},
        {"kind": "tap", "style": "list_reply", "id": "x" * 257, "label": "x"},
        {"kind": "voice", "surprise": 1},
    ],
)
async def test_only_what_a_phone_can_do_is_taken(said: object) -> None:
    """Nothing else reaches the bot."""
    async with a_page() as page:
        citizen = await page.open()
        status, _ = await page.post("messages", {"citizen": citizen["name"], "said": said})

    assert status == 400
    assert not page.simulated.door.heard


async def test_another_sites_form_cannot_speak_for_a_citizen() -> None:
    """Only JSON is taken, which browsers do not send across sites unasked."""
    async with a_page() as page:
        url = f"{page.simulated.url}/simulator/api/citizens"
        async with page.session.post(url, data=b'{"known_by":"both"}') as response:
            assert response.status == 415


async def test_a_conversation_is_handed_over_as_a_script() -> None:
    """What the citizen did on this phone, as a file to be saved; without it there is no script."""
    async with a_page() as page:
        citizen = await page.open("user_id")
        url = f"{page.simulated.url}/simulator/api/script"
        asked = {"citizen": citizen["name"]}
        async with page.session.get(url, params=asked) as answer:
            assert answer.status == 400
            assert await answer.json() == {"error": "nothing was said yet"}
        await page.say(citizen, kind="text", body="English")
        await page.say(citizen, kind="tap", style="list_reply", id="cspd", label="Old label")
        await page.say(citizen, kind="location", latitude=31.95, longitude=35.91)
        await page.say(citizen, kind="image", caption="fees")
        async with page.session.get(url, params=asked) as answer:
            text = await answer.text()
            assert answer.headers["Content-Disposition"].startswith("attachment")

    (conversation,) = parse_script(text, Path("a.yaml")).conversations
    assert [step.act for step in conversation.steps] == [
        Says("English"), Taps("cspd", "id"), Shares(31.95, 35.91), Sends("image", "fees"),
    ]  # fmt: skip
    assert conversation.identity == Identity(None, citizen["user_id"])
    assert all(step.checks for step in conversation.steps)
