"""Rules of the emulated Graph API: it refuses what the platform refuses and tells what it tells."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.messages.inbound import Identity
from bot.messages.reply import TextReply
from bot.web.allowances import Rules
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.updates import ReceivedStatus, read_delivery
from tests.support.clocks import SettableClock

NUMBER = "118822334455667"
TOKEN = "sandbox-token"
RANIA = Identity("962790000101")
NOUR = Identity(None, "JO.55510293847766120938")


def a_text(identity: Identity = RANIA, callback: str = "lane:1") -> bytes:
    """A whole message as the bot posts it."""
    return address_message(content_of(TextReply("أهلًا")), identity, callback)


@dataclass
class KeepingDoor:
    """A door that keeps what is delivered; `refusals` are answered first."""

    refusals: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, body: bytes) -> int:
        """Keep a body, or refuse it."""
        if self.refusals:
            return self.refusals.pop(0)
        self.bodies.append(body)
        self.came.set()
        return 200

    async def statuses(self, number: int) -> list[ReceivedStatus]:
        """The first statuses that came, as the bot reads them."""
        async with asyncio.timeout(5):
            while True:
                read = [
                    status
                    for body in self.bodies
                    for status in read_delivery(body, NUMBER).statuses
                ]
                if len(read) >= number:
                    return read
                self.came.clear()
                await self.came.wait()


class Caller:
    """Posts to the emulated platform and reads its answers."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        """Remember where to post."""
        self.session = session
        self.url = url

    async def post(
        self, body: bytes, token: str | None = TOKEN, number: str = NUMBER
    ) -> tuple[int, dict[str, Any]]:
        """Status and document of one answer."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        async with self.session.post(
            f"{self.url}/{number}/messages", data=body, headers=headers
        ) as response:
            document: dict[str, Any] = await response.json()
            return response.status, document

    async def code(self, body: bytes, **how: Any) -> int | None:
        """The error's code, or None when the message was taken."""
        _status, document = await self.post(body, **how)
        code: int | None = document.get("error", {}).get("code")
        return code


@asynccontextmanager
async def a_caller(graph: EmulatedGraph) -> AsyncIterator[Caller]:
    """A served platform and somebody who calls it."""
    async with serve(graph) as url, aiohttp.ClientSession() as session:
        yield Caller(session, url)


def a_graph(clock: SettableClock | None = None, **more: Any) -> EmulatedGraph:
    """An emulated platform that tells no statuses unless it has a door."""
    return EmulatedGraph(NUMBER, TOKEN, clock or SettableClock(), **more)


async def test_a_good_message_is_taken_as_the_platform_takes_it() -> None:
    """The answer names the addressee as given and the message's id."""
    graph = a_graph()
    async with a_caller(graph) as caller:
        status, document = await caller.post(a_text())

    (message,) = graph.accepted
    assert status == 200
    assert document == {
        "messaging_product": "whatsapp",
        "contacts": [{"input": "+962790000101", "wa_id": "962790000101"}],
        "messages": [{"id": message.wamid}],
    }


async def test_a_user_id_is_answered_with_a_user_id() -> None:
    """Citizens without a number are addressed and answered by their user id."""
    async with a_caller(a_graph()) as caller:
        _status, document = await caller.post(a_text(NOUR))

    assert document["contacts"] == [{"input": NOUR.user_id, "user_id": NOUR.user_id}]


async def test_a_read_receipt_succeeds_and_is_no_message() -> None:
    """Marking as read is another kind of POST to the same address."""
    graph = a_graph()
    read: list[str] = []
    graph.on_read.append(read.append)
    receipt = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"}
    async with a_caller(graph) as caller:
        answer = await caller.post(json.dumps(receipt).encode())

    assert answer == (200, {"success": True})
    assert (read, list(graph.accepted)) == (["wamid.x"], [])


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ({"token": "other"}, 401, 190),
        ({"token": "ض"}, 401, 190),
        ({"token": None}, 401, 104),
        ({"number": "999"}, 400, 100),
    ],
)
async def test_strangers_are_refused(how: dict[str, Any], status: int, code: int) -> None:
    """A wrong token, none, or another number."""
    async with a_caller(a_graph()) as caller:
        answered, document = await caller.post(a_text(), **how)

    assert (answered, document["error"]["code"]) == (status, code)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"messaging_product":"whatsapp"}'])
async def test_what_breaks_the_rules_is_refused_in_the_platforms_shape(body: bytes) -> None:
    """An error object with code, details and a trace, and nothing is taken."""
    graph = a_graph()
    async with a_caller(graph) as caller:
        status, document = await caller.post(body)

    error = document["error"]
    assert (status, error["code"]) in ((400, 100), (400, 131008))
    assert error["error_data"]["details"]
    assert error["fbtrace_id"]
    assert not graph.accepted


async def test_one_citizen_gets_a_burst_and_then_one_message_in_six_seconds() -> None:
    """The pair limit parks that citizen alone."""
    clock = SettableClock()
    graph = a_graph(clock, rules=Rules(messages_per_second=None, pair_burst=3))
    async with a_caller(graph) as caller:
        codes = [await caller.code(a_text()) for _ in range(4)]
        other = await caller.code(a_text(NOUR))
        clock.move(5.9)
        early = await caller.code(a_text())
        clock.move(0.2)
        later = [await caller.code(a_text()), await caller.code(a_text())]

    assert codes == [None, None, None, 131056]
    assert (other, early) == (None, 131056)
    assert later == [None, 131056]


async def test_the_numbers_rate_counts_in_and_out_together() -> None:
    """Five a second: two came in, three may go out."""
    clock = SettableClock()
    graph = a_graph(clock, rules=Rules(messages_per_second=5))
    async with a_caller(graph) as caller:
        graph.note_inbound(RANIA)
        graph.note_inbound(NOUR)
        codes = [await caller.code(a_text()) for _ in range(4)]
        clock.move(1.0)
        later = await caller.code(a_text())

    assert codes == [None, None, None, 130429]
    assert later is None


async def test_outside_the_window_only_silence_is_allowed() -> None:
    """24 hours after the citizen's last message a reply is refused."""
    clock = SettableClock()
    graph = a_graph(clock, rules=Rules(window_s=86400))
    async with a_caller(graph) as caller:
        before = await caller.code(a_text())
        graph.note_inbound(RANIA)
        inside = await caller.code(a_text())
        clock.move(86400)
        after = await caller.code(a_text())

    assert (before, inside, after) == (131047, None, 131047)


async def test_statuses_come_as_signed_for_webhooks_with_the_callback() -> None:
    """Sent, delivered and read, each when it is due, each with what the bot gave."""
    clock, door = SettableClock(), KeepingDoor()
    graph = a_graph(clock, door=door, plan=StatusPlan(0.0, 1.0, 2.0))
    async with a_caller(graph) as caller:
        await caller.post(a_text(callback="lane:7"))
        await door.statuses(1)
        clock.move(1.0)
        await door.statuses(2)
        clock.move(1.0)
        told = await door.statuses(3)

    assert [status.status for status in told] == ["sent", "delivered", "read"]
    assert {status.callback for status in told} == {"lane:7"}
    assert {status.wamid for status in told} == {graph.accepted[0].wamid}
    assert {status.identity for status in told} == {RANIA}


async def test_many_statuses_travel_together() -> None:
    """Under load the platform batches; fifty messages are far fewer than fifty posts."""
    door = KeepingDoor()
    graph = a_graph(door=door, plan=StatusPlan(0.0, None, None), rules=Rules(None, None))
    async with a_caller(graph) as caller:
        await asyncio.gather(*(caller.post(a_text()) for _ in range(50)))
        told = await door.statuses(50)

    assert len(told) == 50
    assert len(door.bodies) < 25


async def test_a_refused_webhook_is_posted_again() -> None:
    """503 means later: statuses are not lost."""
    door = KeepingDoor(refusals=[503])
    graph = a_graph(door=door, plan=StatusPlan(0.0, None, None))
    async with a_caller(graph) as caller:
        await caller.post(a_text())
        told = await door.statuses(1)

    assert [status.status for status in told] == ["sent"]


async def test_a_message_may_fail_after_it_was_taken() -> None:
    """Accepted is not delivered: a failed status follows, and no other."""
    door = KeepingDoor()
    graph = a_graph(door=door)
    graph.faults.append(Fault("fail-later", code=131026))
    async with a_caller(graph) as caller:
        code = await caller.code(a_text())
        (status,) = await door.statuses(1)

    assert code is None
    assert (status.status, status.error_code) == ("failed", 131026)


async def test_scripted_refusals_come_in_their_order() -> None:
    """Faults are used up one POST at a time, then all is well."""
    graph = a_graph()
    graph.faults.extend([Fault("refuse", 131000), Fault("refuse", 130429, http_status=403)])
    async with a_caller(graph) as caller:
        answers = [await caller.post(a_text()) for _ in range(3)]

    seen = [(status, document.get("error", {}).get("code")) for status, document in answers]
    assert seen == [(500, 131000), (403, 130429), (200, None)]
    assert graph.counts.refused == {131000: 1, 130429: 1}


async def test_a_test_can_wait_for_what_was_accepted() -> None:
    """`until_accepted` ends as soon as enough messages were taken."""
    graph = a_graph()
    async with a_caller(graph) as caller, asyncio.timeout(5):
        waiting = asyncio.create_task(graph.until_accepted(2))
        await caller.post(a_text())
        await caller.post(a_text())
        await waiting

    assert len(graph.accepted) == 2
