"""The commands' side: the running server is asked, or with none running the store is opened."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from bot.clock import Clock
from bot.errors import ControlError, SettingsError, StoreInUse, StoreRefused
from bot.messages.inbound import Identity
from bot.service.control.address import short_name, socket_of
from bot.service.control.work import Erasure, OwnWork, Platform, StoreWork
from bot.service.credentials import pseudonym_keys
from bot.settings import Settings
from bot.store.protocol import FactCount, PlaceCount
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import open_sqlite

_CONNECT_S = 5.0
_ANSWER_S = 600.0  # a large store is copied or rewritten within this time
_TRIES = 30  # a server that starts or ends, or another command, holds the store for a moment
_PAUSE_S = 0.1


class ServerWork:
    """The work, asked of the server that has the store open."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        """Ask through a session whose connections lead to the control socket."""
        self._http = http

    async def erase(self, citizen: Identity) -> Erasure:
        """Forget one citizen wholly."""
        names = {"phone": citizen.phone, "user_id": citizen.user_id}
        return Erasure(**await self._ask("erase", names))

    async def backup(self, target: Path) -> int:
        """Copy the store to a new file; returns its bytes."""
        return int((await self._ask("backup", {"path": str(target)}))["bytes"])

    async def facts_since(self, day: str) -> list[FactCount]:
        """Facts of `day` and later, summed by name and subject."""
        told = await self._ask("facts", {"since": day})
        return [FactCount(**fact) for fact in told["facts"]]

    async def places(self) -> list[PlaceCount]:
        """How many conversations are at each place."""
        places = (await self._ask("places", {}))["places"]
        return [PlaceCount(**{**place, "hits": tuple(place["hits"])}) for place in places]

    async def resume(self) -> str:
        """Try to send again; returns why sending had stopped, "" when it had not."""
        return str((await self._ask("resume", {}))["stopped"])

    async def platform(self) -> Platform | None:
        """The emulated platform of a server in sandbox mode."""
        told = await self._ask("platform", {})
        return Platform(**told) if told else None

    async def _ask(self, verb: str, asked: Mapping[str, object]) -> dict[str, Any]:
        try:
            async with self._http.post(f"http://bot/{verb}", data=orjson.dumps(asked)) as answer:
                told: dict[str, Any] = orjson.loads(await answer.read())
        except (aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError) as error:
            reason = str(error) or type(error).__name__
            raise ControlError(f"the running server did not answer: {reason}") from None
        if answer.status != 200:
            raise ControlError(str(told["error"]))
        return told


def database_of(settings: Settings) -> Path:
    """The database file of these settings, absolute. Raises BotError when there is none."""
    if settings.sqlite_path is None:
        raise SettingsError("BOT_DATABASE: PostgreSQL is not supported yet; use sqlite:///…")
    if not settings.sqlite_path.exists():
        raise StoreRefused(f"{settings.sqlite_path}: there is no such store (BOT_DATABASE)")
    return settings.sqlite_path.absolute()


@asynccontextmanager
async def running_server(database: Path) -> AsyncIterator[ServerWork | None]:
    """The server that has a store open, or None when none listens."""
    with short_name(socket_of(database)) as name:
        if not await _is_answered(name):
            yield None
            return
        limits = aiohttp.ClientTimeout(total=_ANSWER_S, sock_connect=_CONNECT_S)
        connector = aiohttp.UnixConnector(path=name)
        async with aiohttp.ClientSession(connector=connector, timeout=limits) as http:
            yield ServerWork(http)


@asynccontextmanager
async def work_on(settings: Settings, clock: Clock) -> AsyncIterator[StoreWork]:
    """Whoever can do the work on the store of these settings: its server, or this process.

    Raises BotError when there is no store, or somebody else holds it who does not answer.
    """
    database = database_of(settings)
    for tries_left in reversed(range(_TRIES)):
        async with running_server(database) as server:
            if server is not None:
                yield server
                return
        try:
            store = await open_sqlite(database, clock)
        except StoreInUse:
            if not tries_left:
                raise
            await asyncio.sleep(_PAUSE_S)
            continue
        try:
            pseudonyms = Pseudonyms(pseudonym_keys(settings))
            await store.claim_keys(pseudonyms.marks)
            yield OwnWork(store, pseudonyms, pausing=nullcontext, on_erased=lambda _: None)
        finally:
            await store.close()
        return


async def _is_answered(name: str) -> bool:
    try:
        _, writer = await asyncio.open_unix_connection(name)
    except (FileNotFoundError, ConnectionRefusedError):
        return False
    except OSError as error:
        raise ControlError(f"the running server cannot be reached: {error.strerror}") from None
    writer.close()
    await writer.wait_closed()
    return True
