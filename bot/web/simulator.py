"""The simulator: a page that is a citizen's phone, for the sandbox alone.

What is typed goes as a signed webhook through the bot's own door; what the bot sends arrives at
the emulated platform and is drawn. Paths: `/simulator`, `/simulator/static/…` and
`/simulator/api/citizens`, `messages`, `events`, `script`.
"""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, get_args

import orjson
from aiohttp import web

from bot.authoring.scripts.writing.recording import Heard
from bot.clock import Clock, SystemClock
from bot.errors import FlowError
from bot.messages.inbound import Identity
from bot.web.chats import Chat, Chats, Entry, KnownBy
from bot.web.door import UNREACHABLE, Door
from bot.web.emulated_graph import EmulatedGraph
from bot.web.graph_answers import new_wamid
from bot.web.spoken import heard_as, read_spoken, spoken_webhook
from bot.web.statuses import AcceptedMessage

_STATIC = Path(__file__).parent / "static"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_KNOWN_BY: Mapping[str, KnownBy] = {name: name for name in get_args(KnownBy)}
_HEARTBEAT_S = 15.0
_AGAIN_S = (0.5, 1.0, 2.0)  # the platform posts again after 503; so does its stand-in


class Recorder(Protocol):
    """Writes a conversation as a script; may take its time, in any thread."""

    def __call__(self, heard: Sequence[Heard], citizen: Identity) -> str:
        """The text of the script. Raises FlowError where the flows cannot be used."""
        ...


def add_simulator(
    app: web.Application,
    platform: EmulatedGraph,
    door: Door,
    clock: Clock | None = None,
    *,
    recorder: Recorder,
) -> None:
    """Add the simulator's page and API to an application; its watchers end with the application."""
    simulator = _Simulator(platform, door, clock or SystemClock(), recorder)
    platform.on_accepted.append(simulator.show_reply)
    platform.on_read.append(simulator.show_read)
    app.router.add_get("/simulator", simulator.page)
    app.router.add_get("/simulator/static/{name}", simulator.static)
    app.router.add_get("/simulator/api/citizens", simulator.citizens)
    app.router.add_post("/simulator/api/citizens", simulator.open_citizen)
    app.router.add_post("/simulator/api/messages", simulator.speak)
    app.router.add_get("/simulator/api/events", simulator.events)
    app.router.add_get("/simulator/api/script", simulator.script)
    app.on_shutdown.append(simulator.end)


class _Simulator:
    """The phones, and the routes to them."""

    def __init__(
        self, platform: EmulatedGraph, door: Door, clock: Clock, recorder: Recorder
    ) -> None:
        self._platform = platform
        self._door = door
        self._clock = clock
        self._recorder = recorder
        self._chats = Chats()
        self._files = {
            path.name: (path.read_bytes(), _KINDS[path.suffix])
            for path in _STATIC.iterdir()
            if path.suffix in _KINDS
        }

    def show_reply(self, accepted: AcceptedMessage) -> None:
        """Draw what the bot sent to one of the phones; it has read what was said before."""
        chat = self._chats.find(accepted.identity.phone or accepted.identity.user_id or "")
        if chat is not None:
            chat.mark_read()
            kind = accepted.message["type"]
            content = {"type": kind, kind: accepted.message[kind]}
            chat.add("bot", accepted.at, accepted.wamid, content)

    def show_read(self, wamid: str) -> None:
        """Colour the ticks of a chat in which the bot marked a message as read."""
        for chat in self._chats:
            if any(entry.wamid == wamid for entry in chat.entries):
                chat.mark_read()

    async def end(self, _app: web.Application) -> None:
        """Let the pages go, so that the server can close."""
        self._chats.end()

    async def page(self, _request: web.Request) -> web.Response:
        """The phone."""
        return self._file("simulator.html")

    async def static(self, request: web.Request) -> web.Response:
        """Style and modules of the page."""
        return self._file(request.match_info["name"])

    async def citizens(self, _request: web.Request) -> web.Response:
        """The phones there are, latest used first."""
        return _as_json([_citizen(chat) for chat in self._chats])

    async def open_citizen(self, request: web.Request) -> web.Response:
        """A new phone: `{"known_by": "both" | "phone" | "user_id"}`."""
        asked = await _read_json(request)
        known_by = _KNOWN_BY.get(str(asked.get("known_by")))
        if known_by is None:
            raise _bad("known_by is both, phone or user_id")
        return _as_json(_citizen(self._chats.open(known_by)), 201)

    async def speak(self, request: web.Request) -> web.Response:
        """The citizen says something: `{"citizen": name, "said": {"kind": …}}`."""
        asked = await _read_json(request)
        chat = self._chats.find(str(asked.get("citizen", "")))
        if chat is None:
            raise _bad("no such citizen; the bot was restarted")
        try:
            spoken = read_spoken(asked.get("said"))
        except ValueError:
            raise _bad("said is none of text, tap, location, voice, image, document") from None
        now, wamid = self._clock.now(), new_wamid()
        entry = chat.add("citizen", now, wamid, spoken.model_dump())
        self._platform.note_inbound(chat.identity)
        body = spoken_webhook(spoken, chat.identity, wamid, now, self._platform.phone_number_id)
        return _as_json({"status": await self._deliver(chat, entry, body)})

    async def _deliver(self, chat: Chat, entry: Entry, body: bytes) -> int:
        chat.mark(entry.number, "sent")
        status = await self._door.deliver(body)
        for delay_s in _AGAIN_S:
            if status not in (UNREACHABLE, 503):
                break
            await asyncio.sleep(delay_s)
            status = await self._door.deliver(body)
        chat.mark(entry.number, "delivered" if status == 200 else "failed")
        return status

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events of one phone: the whole chat first, then whatever happens."""
        chat = self._chats.find(request.query.get("citizen", ""))
        if chat is None:
            raise web.HTTPNotFound(headers=HEADERS)
        response = web.StreamResponse(headers=HEADERS)
        response.content_type = "text/event-stream"
        await response.prepare(request)
        events = chat.watch()
        try:
            await response.write(b'retry: 1000\ndata: {"event":"begin"}\n\n')
            while True:
                try:
                    event = await asyncio.wait_for(events.get(), _HEARTBEAT_S)
                except TimeoutError:
                    await response.write(b":\n\n")
                    continue
                if event is None:
                    break
                await response.write(b"data: " + orjson.dumps(event) + b"\n\n")
        except ConnectionError:
            pass  # the page was closed
        finally:
            chat.leave(events)
        return response

    async def script(self, request: web.Request) -> web.Response:
        """The conversation of one phone as a script, to be kept."""
        chat = self._chats.find(request.query.get("citizen", ""))
        heard = [
            Heard(heard_as(read_spoken(entry.content)), entry.at)
            for entry in (chat.entries if chat else ())
            if entry.speaker == "citizen"
        ]
        if chat is None or not heard:
            raise _bad("nothing was said yet")
        try:
            text = await asyncio.to_thread(self._recorder, heard, chat.identity)
        except FlowError as error:
            raise _bad(str(error)) from None
        named = {"Content-Disposition": 'attachment; filename="conversation.yaml"'}
        return web.Response(
            body=text.encode("utf-8", "replace"),
            content_type="application/yaml",
            charset="utf-8",
            headers=HEADERS | named,
        )

    def _file(self, name: str) -> web.Response:
        if name not in self._files:
            raise web.HTTPNotFound(headers=HEADERS)
        body, kind = self._files[name]
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=HEADERS)


def _citizen(chat: Chat) -> dict[str, Any]:
    return {
        "name": chat.name,
        "phone": chat.identity.phone,
        "user_id": chat.identity.user_id,
        "entries": len(chat.entries),
    }


async def _read_json(request: web.Request) -> Mapping[str, Any]:
    """A JSON object; its content type keeps other sites' forms out."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(headers=HEADERS)
    try:
        document = orjson.loads(await request.read())
    except orjson.JSONDecodeError:
        raise _bad("no JSON") from None
    if not isinstance(document, dict):
        raise _bad("no JSON object")
    return document


def _bad(reason: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(
        text=orjson.dumps({"error": reason}).decode(),
        content_type="application/json",
        headers=HEADERS,
    )


def _as_json(document: object, status: int = 200) -> web.Response:
    return web.Response(
        body=orjson.dumps(document), status=status, content_type="application/json", headers=HEADERS
    )
