"""Rules of the door: exact bytes, rightly signed, and an answer also when nobody is there."""

import aiohttp
from aiohttp import web

from bot.web.door import UNREACHABLE, SignedDoor
from bot.whatsapp.signature import SIGNATURE_HEADER, is_signed


async def test_a_webhook_is_signed_over_the_bytes_that_arrive() -> None:
    """The bot's door sees a genuine delivery, and the status it answers comes back."""
    seen: list[tuple[bytes, str | None]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((await request.read(), request.headers.get(SIGNATURE_HEADER)))
        return web.Response(status=503)

    app = web.Application()
    app.router.add_post("/webhook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
        status = await SignedDoor(url, "secret", session).deliver(b'{"a":"\\u0645"}')
    await runner.cleanup()

    ((body, header),) = seen
    assert status == 503
    assert body == b'{"a":"\\u0645"}'
    assert is_signed(body, header, ["secret"])


async def test_a_door_that_is_shut_is_told_apart_from_a_refusal() -> None:
    """Nobody listens: no exception, the answer is UNREACHABLE."""
    async with aiohttp.ClientSession() as session:
        assert await SignedDoor("http://127.0.0.1:9/", "s", session).deliver(b"{}") == UNREACHABLE
