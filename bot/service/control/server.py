"""The server's side: small JSON requests through a socket beside the database."""

import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bot.errors import BotError
from bot.messages.inbound import Identity
from bot.service.control.address import short_name, socket_of
from bot.service.control.work import Platform, StoreWork

logger = logging.getLogger(__name__)

_SHUTDOWN_S = 1.0  # a backup that is under way at SIGTERM is given up

Verb = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


class ControlDoor:
    """`/erase`, `/backup`, `/facts`, `/places`, `/resume` and `/platform`, for the owner of the
    database alone.

    The file's mode is the lock: who may write the socket may read the database as well.
    `resume` tries to send again and returns why sending had stopped, "" when it had not.
    `sandbox` says how to reach the emulated platform of this process, made-up token included;
    nothing is ever told of a real one.
    """

    def __init__(
        self, work: StoreWork, resume: Callable[[], str], sandbox: Platform | None
    ) -> None:
        """Join the door to what is behind it."""
        self._work = work
        self._resume = resume
        self._sandbox = sandbox

    @asynccontextmanager
    async def open_beside(self, database: Path) -> AsyncIterator[None]:
        """Listen while this lasts. The database's lock is held, so an older socket is nobody's.

        Where no socket can be made, the bot serves without, and says so.
        """
        path = socket_of(database)
        try:
            listener = _listen(path)
        except OSError as error:
            logger.error("no control socket: commands must wait for the end of this process",
                         extra={"reason": error.strerror or str(error)})  # fmt: skip
            yield
            return
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=_SHUTDOWN_S)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            yield
        finally:
            await runner.cleanup()
            path.unlink(missing_ok=True)

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/erase", _answering(self._erase))
        app.router.add_post("/backup", _answering(self._backup))
        app.router.add_post("/facts", _answering(self._facts))
        app.router.add_post("/places", _answering(self._places))
        app.router.add_post("/resume", _answering(self._try_again))
        app.router.add_post("/platform", _answering(self._platform))
        return app

    async def _erase(self, asked: dict[str, Any]) -> dict[str, Any]:
        phone, user_id = _name_at(asked, "phone"), _name_at(asked, "user_id")
        return asdict(await self._work.erase(Identity(phone, user_id)))

    async def _backup(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"bytes": await self._work.backup(Path(_text_at(asked, "path")))}

    async def _facts(self, asked: dict[str, Any]) -> dict[str, Any]:
        found = await self._work.facts_since(_text_at(asked, "since"))
        return {"facts": [asdict(fact) for fact in found]}

    async def _places(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"places": [asdict(place) for place in await self._work.places()]}

    async def _try_again(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"stopped": self._resume()}

    async def _platform(self, _: dict[str, Any]) -> dict[str, Any]:
        return asdict(self._sandbox) if self._sandbox else {}


def _listen(path: Path) -> socket.socket:
    """A listening socket at `path` that was for its owner alone before anybody could connect."""
    path.unlink(missing_ok=True)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        with short_name(path) as name:
            listener.bind(name)
        path.chmod(0o600)
        listener.listen()
        listener.setblocking(False)
        stack.pop_all()
    return listener


def _text_at(asked: dict[str, Any], key: str) -> str:
    text = asked[key]
    if not isinstance(text, str) or "\0" in text:
        raise TypeError(key)
    return text


def _name_at(asked: dict[str, Any], key: str) -> str | None:
    return None if asked[key] is None else _text_at(asked, key)


def _answering(verb: Verb) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A route: 200 with what the verb found, 422 with the reason why it could not."""

    async def answer(request: web.Request) -> web.Response:
        try:
            told = await verb(orjson.loads(await request.read()))
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return _told(400, {"error": "not a request of this program's commands"})
        except BotError as error:
            return _told(422, {"error": str(error)})
        return _told(200, told)

    return answer


def _told(status: int, content: dict[str, Any]) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(content), content_type="application/json")
