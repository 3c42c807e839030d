"""What the platform did not sign has no effect at all."""

import asyncio
import hashlib
import hmac
import time
from pathlib import Path

from bot.whatsapp.signature import SIGNATURE_HEADER, sign
from tests.support.bots import APP_SECRET, Town, town
from tests.support.webhooks import notification, text

CITIZEN = "962790000101"
NOTHING = {"waiting": 0, "replied": 0, "ignored": 0, "expired": 0, "failed": 0}


def forgeries(body: bytes) -> dict[str, tuple[bytes, bytes]]:
    """Bodies and signatures that look alike; each is wrong by one thing."""
    right = sign(body, APP_SECRET).encode()
    sha1 = hmac.new(APP_SECRET.encode(), body, hashlib.sha1).hexdigest().encode()
    return {
        "zeros": (body, b"sha256=" + b"0" * 64),
        "empty": (body, b""),
        "prefix alone": (body, b"sha256="),
        "no prefix": (body, right.removeprefix(b"sha256=")),
        "another secret": (body, sign(body, APP_SECRET + "x").encode()),
        "empty secret": (body, sign(body, "").encode()),
        "sha1": (body, b"sha1=" + sha1),
        "sha1 called sha256": (body, b"sha256=" + sha1),
        "upper case": (body, b"sha256=" + right[7:].upper()),
        "cut short": (body, right[:-1]),
        "one digit more": (body, right + b"0"),
        "twice": (body, right + b"," + right),
        "Arabic digits": (body, b"sha256=" + "٠".encode() * 64),
        "not UTF-8": (body, b"sha256=" + b"\xff\xfe" * 32),
        "a byte more": (body + b" ", right),
        "a byte less": (body[:-1], right),
        "one bit flipped": (body[:-9] + bytes([body[-9] ^ 1]) + body[-8:], right),
        "of another body": (body, sign(b"{}", APP_SECRET).encode()),
    }


async def post_raw(here: Town, body: bytes, *headers: bytes) -> int:
    """Post with headers as they are, whatever bytes stand in them; returns the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", here.bot.port)
    head = [b"POST /webhook HTTP/1.1", b"Host: bot", b"Content-Length: %d" % len(body), *headers]
    writer.write(b"\r\n".join([*head, b"Connection: close", b"", body]))
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.transport.abort()
    return int(answer.split(b" ", 2)[1])


async def test_fault_58_what_is_forged_is_refused_and_has_no_effect(tmp_path: Path) -> None:
    """401 for every forgery; the account stays empty, nothing is sent, the same message counts."""
    body = notification([text(CITIZEN, "مرحبا", at=time.time(), wamid="wamid.forged")])
    named = SIGNATURE_HEADER.encode() + b": "
    async with town(tmp_path) as here:
        await here.bot.start()
        told = {
            what: await post_raw(here, forged, named + signature)
            for what, (forged, signature) in forgeries(body).items()
        }
        told["unsigned"] = await post_raw(here, body)
        right = sign(body, APP_SECRET).encode()
        told["under another name"] = await post_raw(here, body, b"X-Hub-Signature: " + right)
        told["a forged one first"] = await post_raw(
            here, body, named + b"sha256=" + b"0" * 64, named + right
        )
        assert told == dict.fromkeys(told, 401)
        assert await here.account() == NOTHING

        assert await here.deliver(body) == 200
        await here.graph.until_accepted(1)
        assert here.graph.counts.posts == 1
        assert APP_SECRET not in here.bot.log()
