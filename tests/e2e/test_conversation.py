"""A citizen's message goes in at the door and the right reply reaches the platform."""

import time
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.support.bots import VERIFY_TOKEN, town
from tests.support.crowds import drained
from tests.support.webhooks import notification, tap, text

CITIZEN = "962790000101"


def rows_of(message: Mapping[str, Any]) -> list[str]:
    """Ids of the rows of a list."""
    interactive = message["interactive"]
    assert isinstance(interactive, dict)
    return [row["id"] for section in interactive["action"]["sections"] for row in section["rows"]]


async def test_from_a_greeting_to_an_answer_over_http(tmp_path: Path) -> None:
    """Agency, service and question by tap, number and tap: four messages, four replies."""
    async with town(tmp_path) as here:
        await here.bot.start()
        now = time.time()
        said = [
            text(CITIZEN, "السلام عليكم", at=now),
            text(CITIZEN, "٢", at=now),
            tap(CITIZEN, "cspd/passport-renew", at=now),
            text(CITIZEN, "3.", at=now),
        ]
        for number, message in enumerate(said, start=1):
            assert await here.deliver(notification([message])) == 200
            await here.graph.until_accepted(number)
        replies = here.replies_to(CITIZEN)

        assert [m["to"] for m in replies] == ["+" + CITIZEN] * 4
        assert "cspd" in rows_of(replies[0])
        assert "cspd/passport-renew" in rows_of(replies[1])
        assert replies[3]["interactive"]["body"]["text"].startswith(
            "*تجديد جواز السفر: الرسوم والمدة*"
        )
        assert await drained(here) == {
            "waiting": 0, "replied": 4, "ignored": 0, "expired": 0, "failed": 0
        }  # fmt: skip


async def test_a_citizen_without_a_phone_number_is_served(tmp_path: Path) -> None:
    """Known by user id alone: the reply goes to that id, and the session is kept."""
    async with town(tmp_path) as here:
        await here.bot.start()
        for number, body in enumerate(["السلام عليكم", "2"], start=1):
            message = text("", body, at=time.time())
            del message["from"]
            message["from_user_id"] = "JO.55510293847766120938"
            assert await here.deliver(notification([message])) == 200
            await here.graph.until_accepted(number)

        sent = [accepted.message for accepted in here.graph.accepted]
        assert [m.get("recipient") for m in sent] == ["JO.55510293847766120938"] * 2
        assert all("to" not in m for m in sent)
        assert "cspd/passport-renew" in rows_of(sent[1])


async def test_a_session_follows_a_citizen_from_number_to_user_id(tmp_path: Path) -> None:
    """Both names once in one message make them one person."""
    both = {"from_user_id": "JO.11749203385561720394"}
    async with town(tmp_path) as here:
        await here.bot.start()
        first = text(CITIZEN, "مرحبا", at=time.time()) | both
        await here.deliver(notification([first]))
        second = text("", "2", at=time.time()) | both
        del second["from"]
        await here.deliver(notification([second]))
        await here.graph.until_accepted(2)

        assert "cspd/passport-renew" in rows_of(here.graph.accepted[1].message)


async def test_metas_handshake(tmp_path: Path) -> None:
    """The challenge for the right token, 403 for any other."""
    async with town(tmp_path) as here:
        await here.bot.start()
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
        url = here.bot.url + "/webhook"
        async with here.http.get(url, params=asked | {"hub.verify_token": VERIFY_TOKEN}) as right:
            assert (right.status, await right.text()) == (200, "1158201444")
        for token in ("wrong", "", "ar-عربي"):
            async with here.http.get(url, params=asked | {"hub.verify_token": token}) as wrong:
                assert wrong.status == 403


async def test_what_the_door_refuses(tmp_path: Path) -> None:
    """Unsigned 401, unreadable 400, too large 413, encoded 415; none of it has an effect."""
    async with town(tmp_path) as here:
        await here.bot.start()
        body = notification([text(CITIZEN, "مرحبا", at=time.time())])
        url = here.bot.url + "/webhook"
        async with here.http.post(url, data=body) as unsigned:
            assert unsigned.status == 401
        forged = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
        async with here.http.post(url, data=body, headers=forged) as response:
            assert response.status == 401
        assert await here.deliver(b"{not json") == 400
        async with here.http.post(url, data=BytesIO(b" " * (3 * 1024 * 1024 + 1))) as large:
            assert large.status == 413
        for coding in ("gzip", "deflate", "br", "zstd"):
            named = {"Content-Encoding": coding}
            async with here.http.post(url, data=body, headers=named) as encoded:
                assert encoded.status == 415
        assert await here.deliver(notification([], metadata={"phone_number_id": "7"})) == 200

        assert sum((await here.account()).values()) == 0


async def test_ready_says_what_serves(tmp_path: Path) -> None:
    """Alive, ready, and the release in force."""
    async with town(tmp_path) as here:
        await here.bot.start()
        alive, _ = await here.get_json("/healthz")
        ready, told = await here.get_json("/readyz")

        assert (alive, ready) == (200, 200)
        assert told["ready"]
        assert len(told["release"]) >= 16
