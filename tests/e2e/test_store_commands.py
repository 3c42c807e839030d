"""Commands on a store in use do the same through the running server and without one."""

import asyncio
import itertools
import json
import signal
import sqlite3
import stat
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.messages.inbound import Identity
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import open_sqlite
from bot.web.faults import Fault
from tests.support.bots import TOKEN, Town, town
from tests.support.clocks import SettableClock
from tests.support.commands import Told, run_command
from tests.support.waiting import until
from tests.support.webhooks import notification, tap, text

CITIZEN = "962790000101"
USER_ID = "JO.55510293847766120938"
NEIGHBOUR = "962790000102"


async def command(here: Town, *words: str) -> Told:
    """Run a command with the settings of the bot."""
    return await run_command(here.bot.folder, here.bot.environment, *words)


async def is_quiet(here: Town) -> bool:
    """Whether nothing waits any more."""
    return not (await here.account())["waiting"]


async def greet(here: Town, citizen: str, user_id: str = "") -> None:
    """One answered message."""
    message = text(citizen, "السلام عليكم", at=time.time())
    if user_id:
        message["from_user_id"] = user_id
    await here.deliver_until_taken(notification([message]))
    await until(lambda: is_quiet(here))


def keys_of(path: Path) -> dict[bytes, bytes]:
    """Every name's hash and the citizen behind it."""
    with closing(sqlite3.connect(path)) as reader:
        return dict(reader.execute("SELECT alias, citizen FROM alias").fetchall())


def hashes_of(phone: str, user_id: str = "") -> list[bytes]:
    """The hashes under which a citizen is known, with the key of the test's bots."""
    names = Pseudonyms(["5a" * 32]).aliases_of(Identity(phone, user_id or None))
    return [alias for name in names for alias in name]


def traces(folder: Path, secrets: Sequence[bytes]) -> list[bytes]:
    """Those of `secrets` that stand anywhere in the database and the files beside it."""
    left = b"".join(path.read_bytes() for path in sorted(folder.glob("bot.db*")) if path.is_file())
    return [secret for secret in secrets if secret in left]


def databases_in(folder: Path) -> list[Path]:
    """Databases and what belongs to them."""
    return list(folder.glob("*.db*"))


@asynccontextmanager
async def two_citizens(folder: Path) -> AsyncIterator[Town]:
    """A running bot that has answered two citizens."""
    async with town(folder) as here:
        await here.bot.start()
        await greet(here, CITIZEN, USER_ID)
        await greet(here, NEIGHBOUR)
        yield here


@pytest.mark.parametrize("is_running", [True, False], ids=["running", "stopped"])
@pytest.mark.parametrize("typed", ["+962 79 000-0101", USER_ID])
async def test_erase_leaves_no_byte_of_one_citizen_and_all_of_the_others(
    tmp_path: Path, typed: str, *, is_running: bool
) -> None:
    """By either name, through the server and alone; the account of fates stays whole."""
    async with two_citizens(tmp_path) as here:
        hashes = hashes_of(CITIZEN, USER_ID)
        citizen = keys_of(tmp_path / "bot.db")[hashes[0]]
        if not is_running:
            await here.bot.end()

        told = await command(here, "erase", typed, "--format", "json")
        again = await command(here, "erase", typed, "--format", "json")

        assert (told.code, told.err) == (0, "")
        assert json.loads(told.out) == {
            "names": 2, "sessions": 1, "messages": 1, "dropped_replies": 0, "is_scrubbed": True
        }  # fmt: skip
        assert again.code == 0
        assert set(json.loads(again.out).values()) == {0, True}
        phone, user = CITIZEN.encode(), USER_ID.encode()
        assert traces(tmp_path, [*hashes, citizen, phone, user]) == []
        assert list(keys_of(tmp_path / "bot.db")) == hashes_of(NEIGHBOUR)
        if not is_running:
            await here.bot.start()
        assert (await here.account())["replied"] == 2
        assert CITIZEN not in here.bot.log()


async def test_who_was_erased_begins_anew(tmp_path: Path) -> None:
    """The next message of theirs is a first contact, also in the memory of the running server."""
    async with two_citizens(tmp_path) as here:
        first = here.replies_to(CITIZEN)[0]
        await command(here, "erase", CITIZEN)

        await greet(here, CITIZEN)

        assert here.replies_to(CITIZEN)[1]["interactive"]["body"] == first["interactive"]["body"]


async def test_a_reply_that_waits_is_not_sent_after_an_erasure(tmp_path: Path) -> None:
    """The sender forgets with the store; neighbours are served on."""
    async with town(tmp_path) as here:
        here.graph.faults.extend([Fault("refuse", code=131056)] * 9)  # parks this citizen for long
        await here.bot.start()
        await here.deliver(notification([text(CITIZEN, "مرحبا", at=time.time())]))

        async def is_refused() -> bool:
            return here.graph.counts.posts >= 1

        await until(is_refused)
        for body in ("1", "2"):
            await here.deliver(notification([text(CITIZEN, body, at=time.time())]))

        told = await command(here, "erase", CITIZEN)
        here.graph.faults.clear()
        await greet(here, NEIGHBOUR)
        await here.bot.end()

        assert told.out == (
            "erased: 1 names, 1 sessions, 3 messages (3 of them not answered yet)\n"
        )
        assert here.replies_to(CITIZEN) == []
        assert len(here.replies_to(NEIGHBOUR)) == 1


async def test_who_asks_in_the_chat_is_forgotten_after_the_farewell(tmp_path: Path) -> None:
    """The farewell is sent; then names, session and every message go."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await greet(here, NEIGHBOUR)
        now = time.time()
        said = [text(CITIZEN, body, at=now) for body in ("menu", "erase my data", "1")]
        for message in said:
            await here.deliver_until_taken(notification([message]))
        await until(lambda: is_quiet(here))
        await here.bot.end()
        hashes = hashes_of(CITIZEN)
        citizen = keys_of(tmp_path / "bot.db")[hashes[0]]
        farewell = here.replies_to(CITIZEN)[-1]

        clock = SettableClock(time.time())
        store = await open_sqlite(tmp_path / "bot.db", clock)
        forgotten = await store.finish_farewells(clock.now() + 1, 10)
        clock.move(86_400)
        await store.scrub()
        await store.close()

        assert "deleted" in str(farewell)
        assert forgotten == 1
        assert traces(tmp_path, [*hashes, citizen]) == []
        assert list(keys_of(tmp_path / "bot.db")) == hashes_of(NEIGHBOUR)


async def test_a_backup_made_under_traffic_serves_what_was_accepted_before_it(
    tmp_path: Path,
) -> None:
    """A consistent copy for its owner alone; a bot that starts from it knows the citizens."""
    async with two_citizens(tmp_path) as here:
        copy = tmp_path / "copy.db"
        is_copied = asyncio.Event()

        async def keep_writing() -> int:
            for number in itertools.count():
                message = tap(f"9627800{number:05}", "cspd", at=time.time())
                await here.deliver_until_taken(notification([message]))
                if is_copied.is_set():
                    return number
            raise AssertionError

        writing = asyncio.create_task(keep_writing())
        told = await command(here, "backup", "copy.db")
        is_copied.set()
        refused = await command(here, "backup", "copy.db")
        assert await writing > 10
        await until(lambda: is_quiet(here))
        await here.bot.end()
        size, mode = copy.stat().st_size, stat.S_IMODE(copy.stat().st_mode)

        assert (told.code, told.out, mode) == (0, f"copy.db: {size} bytes\n", 0o600)
        assert (refused.code, refused.out) == (2, "")
        assert "is there already" in refused.err

        here.bot.environment["BOT_DATABASE"] = f"sqlite:///{copy}"
        await here.bot.start()
        assert (await here.account())["replied"] >= 2
        await here.bot.end()
        assert {*hashes_of(NEIGHBOUR), *hashes_of(CITIZEN, USER_ID)} <= set(keys_of(copy))


async def test_a_backup_without_a_server_is_the_same(tmp_path: Path) -> None:
    """The command locks the store itself, and lets go of it."""
    async with two_citizens(tmp_path) as here:
        await here.bot.end()

        told = await command(here, "backup", str(tmp_path / "copy.db"))

        assert told.code == 0, told.err
        store = await open_sqlite(tmp_path / "copy.db", SystemClock())
        assert (await store.account())["replied"] == 2
        await store.close()
        await here.bot.start()


async def test_resume_tries_again_with_the_token_as_it_is_now(tmp_path: Path) -> None:
    """After a refused token, sending goes on without waiting for the next try."""
    async with town(tmp_path) as here:
        (tmp_path / "token").write_text("expired")
        del here.bot.environment["WHATSAPP_ACCESS_TOKEN"]
        here.bot.environment["WHATSAPP_ACCESS_TOKEN_FILE"] = str(tmp_path / "token")
        await here.bot.start()
        idle = await command(here, "resume")
        await here.deliver(notification([text(CITIZEN, "مرحبا", at=time.time())]))

        async def is_stopped() -> bool:
            return bool((await here.get_json("/readyz"))[1]["sending_stopped"])

        await until(is_stopped)
        (tmp_path / "token").write_text(TOKEN)
        since = time.monotonic()
        told = await command(here, "resume")
        await until(lambda: is_quiet(here))

        assert (idle.code, idle.out) == (0, "sending had not stopped\n")
        assert (told.code, told.err) == (0, "")
        assert "sending had stopped: refused" in told.out
        assert len(here.replies_to(CITIZEN)) == 1
        assert time.monotonic() - since < 15

        (tmp_path / "token").write_text("")
        unreadable = await command(here, "resume")
        assert unreadable.code == 2
        assert unreadable.err.count("\n") == 1

        await here.bot.end()
        alone = await command(here, "resume")
        assert (alone.code, alone.out) == (2, "")


async def test_stats_tell_what_was_asked_for(tmp_path: Path) -> None:
    """The same figures from the running server and from the file, in every format."""
    async with two_citizens(tmp_path) as here:
        for _ in range(2):
            message = tap(CITIZEN, "cspd", at=time.time())
            await here.deliver_until_taken(notification([message]))
        await until(lambda: is_quiet(here))
        running = await command(here, "stats", "--format", "json", "--since", "2020-01-01")
        later = await command(here, "stats", "--format", "json", "--since", "2999-01-01")
        await here.bot.end()
        alone = await command(here, "stats", "--format", "json")
        table = await command(here, "stats")
        sheet = await command(here, "stats", "--format", "csv")

        assert (running.code, running.out, later.out) == (0, alone.out, "[]\n")
        assert {"name": "opened", "subject": "cspd", "count": 2} in json.loads(running.out)
        assert "opened\tcspd\t2\n" in table.out
        assert '"opened","cspd","2"\r\n' in sheet.out
        assert '"opened","\'@main","2"\r\n' in sheet.out


async def test_the_socket_is_for_its_owner_alone_and_goes_with_the_server(tmp_path: Path) -> None:
    """Mode 0600; removed at the end, made anew over what a crash left."""
    async with town(tmp_path) as here:
        socket = tmp_path / "bot.db.sock"
        await here.bot.start()
        first = (stat.S_ISSOCK(socket.stat().st_mode), stat.S_IMODE(socket.stat().st_mode))
        await here.bot.kill()
        crashed = await command(here, "stats", "--format", "json")
        left = socket.exists()
        await here.bot.start()
        told = await command(here, "stats", "--format", "json")
        await here.bot.end(signal.SIGTERM)

        assert first == (True, 0o600)
        assert (crashed.code, crashed.out) == (0, "[]\n")
        assert left
        assert (told.code, told.out) == (0, "[]\n")
        assert not socket.exists()


async def test_deep_folders_have_a_control_socket_too(tmp_path: Path) -> None:
    """A path longer than a socket address is reached through its folder."""
    deep = tmp_path.joinpath(*["a-folder-with-quite-a-long-name"] * 5)
    deep.mkdir(parents=True)
    async with town(tmp_path, BOT_DATABASE=f"sqlite:///{deep / 'bot.db'}") as here:
        await here.bot.start()

        told = await command(here, "stats", "--format", "json")

        assert (told.code, told.out) == (0, "[]\n")
        assert (deep / "bot.db.sock").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("erase", "0790000101"), "with its country code"),
        (("erase", "somebody"), "with its country code"),
        (("erase",), "CITIZEN"),
        (("erase", CITIZEN), "there is no such store"),
        (("backup",), "FILE"),
        (("backup", "copy.db"), "there is no such store"),
        (("stats", "--since", "yesterday"), "is no date"),
        (("stats", "--format", "xml"), "invalid choice"),
        (("resume",), "there is no such store"),
        (("resume", "now"), "unknown arguments"),
    ],
)
async def test_what_cannot_be_done_is_told_plainly(
    tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    """Exit code 2, nothing on standard output, and no store is made by a command."""
    async with town(tmp_path) as here:
        told = await command(here, *words)

        assert (told.code, told.out) == (2, "")
        assert reason in told.err
        assert databases_in(tmp_path) == []
