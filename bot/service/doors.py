"""The doors that listen: open to everybody, and never blocked by those who say nothing."""

import asyncio
import resource
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import islice

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import ServeError

KEEP_ALIVE_S = 75.0  # longer than proxies keep an idle connection, so that they close first
FIRST_REQUEST_S = 10.0  # a request's head arrives within milliseconds, from honest clients
LOOK_S = 1.0
_LINGER_S = 2.0  # the rest of a refused body is thrown away so long, that its sender reads why
_MOST_CONNECTIONS = 2_000  # far more than a proxy or the platform opens
_FILES_WANTED = 16_384
_BURST_MOST = 100  # connections accepted in one step of the loop
_STANDING = 5  # as many times a burst may stand in the door
_BURSTS = 3  # under way at once: accepted, not known yet to the keeper, and leaving for others


class Doorkeeper:
    """Closes connections that say nothing, so that there is always a place for those who ask.

    One whose first request is not complete within `FIRST_REQUEST_S`, or the next within
    `KEEP_ALIVE_S`, is closed. Where more than `most` are open, whoever has been silent longest
    leaves; first those who never asked for anything. A request under way is never cut off.
    """

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        """Stand at one door; `now` is a clock that only grows."""
        self._most = most
        self._now = now
        # Since when; the oldest first. Those that ended stay until a look finds them gone.
        self._strangers: dict[web.RequestHandler, float] = {}
        self._resting: dict[web.RequestHandler, float] = {}

    def admitting(self, server: web.Server) -> Callable[[], web.RequestHandler]:
        """What makes the connections of a listening socket."""

        def admit() -> web.RequestHandler:
            self._make_room(server)
            connection = server()
            self._strangers[connection] = self._now()
            return connection

        return admit

    @web.middleware
    async def mind(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Take note of who is being served."""
        connection = request.protocol
        self._strangers.pop(connection, None)
        self._resting.pop(connection, None)
        try:
            return await handler(request)
        finally:
            self._resting[connection] = self._now()

    def look(self, server: web.Server) -> None:
        """Close whoever has been silent too long."""
        now = self._now()
        for silent, limit_s in ((self._strangers, FIRST_REQUEST_S), (self._resting, KEEP_ALIVE_S)):
            for connection, since in list(silent.items()):
                is_over = now - since > limit_s
                if is_over or (connection.transport is None and now - since > LOOK_S):
                    _close(connection, silent)
        self._make_room(server)

    def _make_room(self, server: web.Server) -> None:
        excess = len(server.connections) + 1 - self._most
        for silent in (self._strangers, self._resting):
            # one without a transport has ended, or has not been set up yet
            opened = (one for one in silent if one.transport is not None)
            for connection in list(islice(opened, max(0, excess))):
                _close(connection, silent)
                excess -= 1


def _close(connection: web.RequestHandler, silent: dict[web.RequestHandler, float]) -> None:
    del silent[connection]
    if connection.transport is not None:
        connection.transport.abort()  # closing would wait for whoever does not read


@asynccontextmanager
async def open_door(
    app: web.Application, host: str, port: int, most: int, drain_s: float
) -> AsyncIterator[int]:
    """Serve an application; at the end requests under way have `drain_s` to be answered.

    Yields the port, which is a free one where 0 was asked for. Raises ServeError when the address
    cannot be listened on.
    """
    loop = asyncio.get_running_loop()
    keeper = Doorkeeper(most, loop.time)
    app.middlewares.append(keeper.mind)
    runner = web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,  # encoded bodies are refused by the door, none is ever inflated
        keepalive_timeout=KEEP_ALIVE_S,
        lingering_time=_LINGER_S,
        shutdown_timeout=drain_s,
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        server = runner.server
        assert server is not None  # noqa: S101 - it is there after the setup
        try:
            listening = await loop.create_server(
                keeper.admitting(server), host, port, backlog=_burst(most)
            )
        except OSError as error:
            raise ServeError(f"cannot listen on {host}:{port}: {error.strerror}") from None
        stack.callback(listening.close)
        with _repeating(loop, lambda: keeper.look(server)):
            yield int(listening.sockets[0].getsockname()[1])


@contextmanager
def _repeating(loop: asyncio.AbstractEventLoop, look: Callable[[], None]) -> Iterator[None]:
    """Look every `LOOK_S` seconds while this lasts."""
    timers: list[asyncio.TimerHandle] = []

    def again() -> None:
        look()
        timers[:] = [loop.call_later(LOOK_S, again)]

    again()
    try:
        yield
    finally:
        timers[0].cancel()


def most_connections() -> int:
    """How many may stand in a door: with the bursts that are on their way in and out, they take
    half of the files that may be open, once that is raised.

    The other half is for the store, for replies under way and for what else is opened.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, min(hard, _FILES_WANTED))
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return min(_MOST_CONNECTIONS, wanted * _STANDING // (2 * (_STANDING + _BURSTS)))


def _burst(most: int) -> int:
    """How many are accepted at once where so many may stand."""
    return max(1, min(_BURST_MOST, most // _STANDING))
