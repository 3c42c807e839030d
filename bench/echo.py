"""The floor of every delivery figure: a webhook in, one POST out, nothing understood or kept."""

import sys
from collections.abc import AsyncIterator

import aiohttp
import orjson
from aiohttp import web

CLIENT = web.AppKey("client", aiohttp.ClientSession)


def application(graph_url: str, phone_number_id: str, token: str) -> web.Application:
    """A bare aiohttp server that answers every message of a webhook with one text."""
    app = web.Application(client_max_size=3 * 1024 * 1024)
    messages_url = f"{graph_url}/{phone_number_id}/messages"

    async def hold_client(app: web.Application) -> AsyncIterator[None]:
        connector = aiohttp.TCPConnector(limit=200)
        bearer = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession(connector=connector, headers=bearer) as client:
            app[CLIENT] = client
            yield

    async def receive(request: web.Request) -> web.Response:
        body = orjson.loads(await request.read())
        for entry in body["entry"]:
            for change in entry["changes"]:
                for message in change["value"].get("messages", ()):
                    await _answer(request.app[CLIENT], messages_url, message["from"])
        return web.Response()

    app.cleanup_ctx.append(hold_client)
    app.router.add_post("/webhook", receive)
    return app


async def _answer(client: aiohttp.ClientSession, url: str, citizen: str) -> None:
    reply = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": f"+{citizen}",
        "type": "text",
        "text": {"body": "echo", "preview_url": False},
    }
    async with client.post(url, json=reply) as response:
        await response.read()


if __name__ == "__main__":
    port, graph, number, secret = sys.argv[1:]
    web.run_app(application(graph, number, secret), host="127.0.0.1", port=int(port), print=None)
