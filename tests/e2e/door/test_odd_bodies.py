"""Signed bodies of every shape: a status by the contract, never a 500, and the next is served."""

import json
import time
from pathlib import Path
from typing import Any

from tests.support.bots import Town, town
from tests.support.webhooks import notification, text

CITIZEN, OTHER = "962790000101", "962790000102"
USER_ID = "JO.55510293847766120938"
UNREADABLE = {
    "empty": b"",
    "not JSON": b"{not json",
    "a form": b"a=1&b=2",
    "cut short": notification([text(CITIZEN, "x", at=0)])[:-3],
    "two documents": b"{}{}",
    "not UTF-8": b'{"object": "\xff\xfe\xfa"}',
    "20,000 brackets": b"[" * 20_000 + b"]" * 20_000,
    "20,000 objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "a million brackets": b"[" * 1_000_000,
    "an endless number": b'{"object": ' + b"9" * 5_000 + b"}",
}
NOT_OURS: dict[str, Any] = {
    "a list": [],
    "a text": "whatsapp_business_account",
    "a number": 1,
    "null": None,
    "an empty object": {},
    "another object": {"object": "page", "entry": [{"changes": []}]},
    "no entry": {"object": "whatsapp_business_account"},
    "entry is a text": {"object": "whatsapp_business_account", "entry": "x"},
    "entry of numbers": {"object": "whatsapp_business_account", "entry": [1, None, []]},
    "no value": {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "x"}]}]},
}


def odd_messages(now: float) -> dict[str, Any]:
    """Messages that cannot be answered, for want of a sender, an id, or a message."""
    whole = text(CITIZEN, "مرحبا", at=now)
    return {
        "no sender": {key: value for key, value in whole.items() if key != "from"},
        "sender is a number": whole | {"from": 962790000101},
        "sender is an object": whole | {"from": {}},
        "no id": {key: value for key, value in whole.items() if key != "id"},
        "id is a list": whole | {"id": []},
        "id without end": whole | {"id": "w" * 100_000},
        "of a group": whole | {"group_id": "120363"},
    }


def strange_messages(now: float) -> dict[str, Any]:
    """Messages of somebody known; all of them are answered."""
    return {
        "unknown type": text(CITIZEN, "x", at=now) | {"type": "hologram"},
        "no type": {k: v for k, v in text(CITIZEN, "x", at=now).items() if k != "type"},
        "type is a list": text(CITIZEN, "x", at=now) | {"type": []},
        "no text": {k: v for k, v in text(CITIZEN, "x", at=now).items() if k != "text"},
        "text is a text": text(CITIZEN, "x", at=now) | {"text": "مرحبا"},
        "body is an object": text(CITIZEN, "x", at=now) | {"text": {"body": {}}},
        "half a letter": text(CITIZEN, "\ud83d", at=now),
        "NUL and direction marks": text(CITIZEN, "\0\u202e\u2066\r\n", at=now),
        "a very long text": text(CITIZEN, "م" * 100_000, at=now),
    }


async def wrong(here: Town, expected: int, bodies: dict[str, bytes]) -> dict[str, int]:
    """Deliver each; returns those that were not answered as expected."""
    told = {what: await here.deliver(body) for what, body in bodies.items()}
    return {what: status for what, status in told.items() if status != expected}


async def test_fault_59_odd_bodies_have_a_status_and_no_effect(tmp_path: Path) -> None:
    """400 where no JSON reader takes it, 200 where there is nothing for us; nothing is sent."""
    now = time.time()
    alone = {what: notification([message]) for what, message in odd_messages(now).items()}
    async with town(tmp_path) as here:
        await here.bot.start()
        assert await wrong(here, 400, UNREADABLE) == {}
        documents = {what: json.dumps(said).encode() for what, said in NOT_OURS.items()}
        assert await wrong(here, 200, documents | alone) == {}
        assert sum((await here.account()).values()) == 0

        many = [*odd_messages(now).values(), 1, None, [], text(OTHER, "مرحبا", at=now)]
        assert await here.deliver(notification(many)) == 200
        await here.graph.until_accepted(1)
        assert (len(here.replies_to(OTHER)), here.graph.counts.posts) == (1, 1)
        assert "Traceback" not in here.bot.log()


async def test_fault_59_whoever_is_known_is_answered_whatever_they_sent(tmp_path: Path) -> None:
    """Unknown kinds, broken texts; also of somebody who has no number but a user id."""
    async with town(tmp_path) as here:
        await here.bot.start()
        said = strange_messages(time.time())
        for number, (what, message) in enumerate(said.items(), start=1):
            assert await here.deliver(notification([message])) == 200, what
            await here.graph.until_accepted(number)
        nameless = text("", "مرحبا", at=time.time()) | {"from_user_id": USER_ID}
        del nameless["from"]
        assert await here.deliver(notification([nameless])) == 200
        await here.graph.until_accepted(len(said) + 1)

        assert len(here.replies_to(CITIZEN)) == len(said)
        assert here.graph.accepted[-1].message["recipient"] == USER_ID
        assert here.graph.counts.accepted == here.graph.counts.posts
