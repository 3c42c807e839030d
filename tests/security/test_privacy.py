"""What a citizen is called and what they write is nowhere once their reply has arrived."""

import re
import sqlite3
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.support.bots import APP_SECRET, TOKEN, VERIFY_TOKEN, Town, town
from tests.support.commands import run_command
from tests.support.waiting import until
from tests.support.webhooks import notification, text

PHONE, USER_ID = "962791357924", "JO.97531864209753186420"
WORDS = ("زرقاء اليمامة تسأل عن سفينة", "Zebulon asks for quinces")
LATITUDE, LONGITUDE = 31.9753124, 35.9135791
WAMID = "wamid.HBgMOTYyNzkxMzU3OTI0FQIAEhgg"
_KEPT = "SELECT count(*) FROM message WHERE address IS NOT NULL OR content IS NOT NULL"
_SECRETS = (APP_SECRET, TOKEN, VERIFY_TOKEN, "5a" * 32)


def forms_of(text: str) -> Iterator[bytes]:
    """How a text may stand in a file: plain, wide, escaped, and as hex or base64."""
    plain = text.encode()
    yield plain
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield text.encode("ascii", "backslashreplace")
    yield plain.hex().encode()
    yield from (b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3))


def traces_of(texts: tuple[str, ...], places: dict[str, bytes]) -> list[str]:
    """Where any form of any of the texts stands."""
    return [
        f"{text!r} in {place}"
        for place, content in places.items()
        for text in texts
        if any(form in content for form in forms_of(text))
    ]


def a_pin() -> dict[str, object]:
    """A shared place, by its coordinates."""
    pin = text(PHONE, "", at=time.time())
    del pin["text"]
    return pin | {
        "type": "location",
        "location": {"latitude": LATITUDE, "longitude": LONGITUDE, "name": WORDS[0]},
    }


async def a_busy_run(here: Town) -> None:
    """Words, a pin, odd and forged deliveries, and a failure; everything is answered at the end."""
    now = time.time()
    both = {"from_user_id": USER_ID, "context": {"id": WAMID}}
    said = [text(PHONE, words, at=now) | both for words in ("السلام عليكم", *WORDS)]
    said[0]["id"] = WAMID
    for message in (*said, a_pin(), text(PHONE, PHONE, at=now)):
        await here.deliver_until_taken(notification([message]))
    url = f"{here.bot.url}/webhook"
    forged = {"X-Hub-Signature-256": f"sha256={'0' * 64}"}
    async with here.http.post(url, data=notification(said), headers=forged) as refused:
        assert refused.status == 401
    asked = {"hub.mode": "subscribe", "hub.verify_token": PHONE, "hub.challenge": WORDS[0]}
    async with here.http.get(url, params=asked) as refused:
        assert refused.status == 403

    async def is_quiet() -> bool:
        return not (await here.account())["waiting"]

    await until(is_quiet)


def read(file: Path) -> bytes:
    """All bytes of a file."""
    return file.read_bytes()


def files_of(folder: Path) -> dict[str, bytes]:
    """What stands in each file of a folder."""
    return {file.name: read(file) for file in folder.iterdir() if file.is_file()}


def modes_of(folder: Path) -> dict[str, str]:
    """The mode of each file of a store."""
    return {file.name: oct(file.stat().st_mode & 0o777) for file in folder.glob("bot.db*")}


async def places_of(here: Town, folder: Path) -> dict[str, bytes]:
    """Every file of the bot's, and what its pages and commands tell."""
    places = files_of(folder)
    for path in ("/metrics", "/readyz", "/healthz"):
        async with here.http.get(here.bot.url + path) as page:
            places[path] = await page.read()
    stats = await run_command(folder, here.bot.environment, "stats", "--format", "json")
    places["stats"] = (stats.out + stats.err).encode()
    return places | {"cmdline": read(Path(f"/proc/{here.bot.pid}/cmdline"))}


async def test_t14_after_a_run_nobody_and_nothing_said_is_found(tmp_path: Path) -> None:
    """In database, log files, metrics, answers of commands and a backup, in any usual encoding."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await a_busy_run(here)
        copied = await run_command(tmp_path, here.bot.environment, "backup", "copy.db")
        places = await places_of(here, tmp_path)

        assert copied.code == 0
        assert {"bot.db", "bot.db-wal", "log", "copy.db"} <= places.keys()
        private = (PHONE, PHONE[3:], USER_ID, USER_ID[3:], WAMID, *WORDS)
        assert traces_of((*private, str(LATITUDE), str(LONGITUDE)), places) == []
        replies = str([accepted.message for accepted in here.graph.accepted])
        assert not [words for words in WORDS if words in replies]


async def test_t11_secrets_and_numbers_stand_in_no_log_and_no_process_list(tmp_path: Path) -> None:
    """Of a busy run with a refused token in it; what is kept is for its owner alone."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await a_busy_run(here)
        places = await places_of(here, tmp_path)

        assert traces_of(_SECRETS, places) == []
        log = here.bot.log()
        assert "serving" in log
        assert re.findall(r"(?<![0-9a-f.])\d{9,}", log) == []


async def test_t14_files_are_for_their_owner_alone_also_under_a_permissive_umask(
    tmp_path: Path,
) -> None:
    """Database, write-ahead log, index, lock, socket and backup: mode 0600."""
    async with town(tmp_path) as here:
        here.bot.wrapper = ("/bin/sh", "-c", 'umask 000; exec "$@"', "sh")
        await here.bot.start()
        await a_busy_run(here)
        await run_command(tmp_path, here.bot.environment, "backup", "bot.db.copy")

        wanted = ("", "-wal", "-shm", ".lock", ".sock", ".copy")
        assert modes_of(tmp_path) == {f"bot.db{end}": "0o600" for end in wanted}


async def test_t15_an_address_goes_when_its_reply_has_arrived(tmp_path: Path) -> None:
    """No sealed address is left after "delivered"; the account still knows that it was sent."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await a_busy_run(here)

        async def is_forgotten() -> bool:
            with closing(sqlite3.connect(tmp_path / "bot.db")) as reader:
                return bool(reader.execute(_KEPT).fetchone() == (0,))

        await until(is_forgotten)
        assert (await here.account())["replied"] == 5
