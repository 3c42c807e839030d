"""The doorkeeper: the silent leave, those who ask find a place, nobody is cut off."""

import asyncio
import sys
from collections.abc import AsyncIterator
from subprocess import PIPE, run

import pytest
from aiohttp import web

from bot.service.doors import FIRST_REQUEST_S, KEEP_ALIVE_S, Doorkeeper
from tests.support.bots import ROOT
from tests.support.clocks import SettableClock
from tests.support.waiting import until

MOST = 4
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Doorway:
    """A listening server with a doorkeeper and a clock moved by hand."""

    def __init__(self) -> None:
        """Not open yet."""
        self.clock = SettableClock()
        self.keeper = Doorkeeper(MOST, self.clock.monotonic)
        self.asked = 0
        self.may_answer = asyncio.Event()
        self.app = web.Application(middlewares=[self.keeper.mind])
        self.app.router.add_get("/", self._answer)
        self.port = 0
        self.server: web.Server | None = None
        self.lines: list[Line] = []

    async def _answer(self, _: web.Request) -> web.Response:
        self.asked += 1
        await self.may_answer.wait()
        return web.Response(text="x" * 20_000)

    async def enter(self) -> Line:
        """A new connection, known to the server."""
        assert self.server
        before = self.server.connections
        line = await asyncio.open_connection("127.0.0.1", self.port)
        self.lines.append(line)

        async def is_in() -> bool:
            assert self.server
            return any(one not in before for one in self.server.connections)

        await until(is_in, 5)
        return line

    async def ask(self, line: Line, times: int = 1) -> None:
        """Send a request and wait until it has begun to be served."""
        before = self.asked
        line[1].write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * times)

        async def is_heard() -> bool:
            return self.asked > before

        await until(is_heard, 5)

    def look(self) -> None:
        """The doorkeeper looks around."""
        assert self.server
        self.keeper.look(self.server)


@pytest.fixture(name="doorway")
async def _doorway() -> AsyncIterator[Doorway]:
    doorway = Doorway()
    runner = web.AppRunner(doorway.app, shutdown_timeout=0.1)
    await runner.setup()
    assert runner.server
    doorway.server = runner.server
    listening = await asyncio.get_running_loop().create_server(
        doorway.keeper.admitting(runner.server), "127.0.0.1", 0
    )
    doorway.port = listening.sockets[0].getsockname()[1]
    yield doorway
    for _, writer in doorway.lines:
        writer.transport.abort()
    listening.close()
    await runner.cleanup()


async def is_closed(line: Line) -> bool:
    """Whether the server ends this connection."""
    try:
        async with asyncio.timeout(0.3):
            while await line[0].read(65_536):
                pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


async def test_who_asks_nothing_in_time_is_sent_away(doorway: Doorway) -> None:
    """A head that does not end counts as nothing; one who has asked may rest much longer."""
    doorway.may_answer.set()
    silent, slow, resting = [await doorway.enter() for _ in range(3)]
    slow[1].write(b"GET / HTTP/1.1\r\nHost:")
    await doorway.ask(resting)
    await resting[0].readuntil(b"\r\n\r\n")
    doorway.clock.move(FIRST_REQUEST_S + 1)
    doorway.look()
    assert [await is_closed(line) for line in (silent, slow, resting)] == [True, True, False]

    doorway.clock.move(KEEP_ALIVE_S)
    doorway.look()
    assert await is_closed(resting)


async def test_the_silent_make_room_and_strangers_first(doorway: Doorway) -> None:
    """Full of people who say nothing, the door still opens for the next."""
    doorway.may_answer.set()
    resting = await doorway.enter()
    await doorway.ask(resting)
    strangers = [await doorway.enter() for _ in range(MOST + 1)]

    assert [await is_closed(line) for line in strangers] == [True, True, False, False, False]
    assert not await is_closed(resting)


async def test_a_request_under_way_is_never_cut_off(doorway: Doorway) -> None:
    """However full the door is and however long it takes."""
    lines = [await doorway.enter() for _ in range(MOST)]
    for line in lines:
        await doorway.ask(line)
    late = await doorway.enter()
    doorway.clock.move(10 * KEEP_ALIVE_S)
    doorway.look()
    doorway.may_answer.set()

    assert [(await line[0].readline())[:15] for line in lines] == [b"HTTP/1.1 200 OK"] * MOST
    assert await is_closed(late)


async def test_answers_that_nobody_reads_are_given_up(doorway: Doorway) -> None:
    """Written into a connection whose other end does not read, they would wait for ever."""
    doorway.may_answer.set()
    line = await doorway.enter()
    line[1].transport.pause_reading()  # type: ignore[attr-defined]
    await doorway.ask(line, times=2_000)
    before = -1

    async def is_stuck() -> bool:
        nonlocal before
        before, was = doorway.asked, before
        await asyncio.sleep(0.1)
        return before == was

    await until(is_stuck, 10)
    doorway.clock.move(KEEP_ALIVE_S + 1)
    doorway.look()

    async def is_gone() -> bool:
        assert doorway.server
        return not doorway.server.connections

    await until(is_gone, 5)


@pytest.mark.parametrize(("files", "most"), [(64, 20), (100, 31), (256, 80), (1024, 320)])
def test_some_may_stand_in_the_door_however_few_files_there_are(files: int, most: int) -> None:
    """Half of the files, with the bursts on their way in and out."""
    program = (
        "import resource; from bot.service.doors import most_connections\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files})); print(most_connections())"
    )
    told = run([sys.executable, "-c", program], stdout=PIPE, check=True, cwd=ROOT)
    assert int(told.stdout) == most
