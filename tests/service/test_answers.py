"""What citizens answer to questions: encrypted between two turns, gone after a silence."""

import sqlite3
from base64 import b64encode
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest

from bot.conversation.release import Release, load_release
from bot.conversation.session import Session
from bot.messages.inbound import Text
from bot.store.pseudonyms import Pseudonyms
from bot.store.records import pack_session, unpack_session
from bot.whatsapp.updates import ReceivedMessage
from tests.service.test_merging import BOTH, PHONE
from tests.support.bots import ROOT
from tests.support.offices import Office, office

KEY, OTHER_KEY = "5a" * 32, "6b" * 32
REMARK = "my very secret remark"
ANSWERS = (("town/benefit", "40"), ("town/benefit/status/since/note", REMARK))


@pytest.fixture(scope="module")
def constructs() -> Release:
    """The catalogue that asks questions."""
    return load_release(
        ROOT / "tests" / "samples" / "language",
        ROOT / "locales",
        session_timeout_s=1800,
        timezone=ZoneInfo("Asia/Amman"),
    )


async def say(here: Office, number: int, words: str) -> str:
    """Send one message; the body of its reply."""
    here.clock.move(1)
    await here.admitter.admit([ReceivedMessage(f"w{number}", PHONE, here.clock.now(), Text(words))])
    newest = max(await here.store.waiting((b"", 0), 100), key=lambda entry: entry.number)
    message = orjson.loads(newest.content)
    body: str = message["interactive"]["body"]["text"]
    return body


def kept_answers(path: Path) -> list[str | None]:
    """What the file holds of answers, as it stands."""
    with sqlite3.connect(path) as database:
        return [row[0] for row in database.execute("SELECT answers FROM session")]


def everything(path: Path) -> bytes:
    """Every byte of the store."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_an_answer_lives_from_turn_to_turn_and_stands_nowhere_in_clear(
    tmp_path: Path, constructs: Release
) -> None:
    """The next turn knows it, also in a new process; the file tells nobody."""
    path = tmp_path / "bot.db"
    async with office(path, constructs) as here:
        for number, words in enumerate(
            ("English", "allowance", "40", "2", "1/1/2020", REMARK, "back")
        ):
            await say(here, number, words)
        assert REMARK.encode() not in everything(path)
        assert [bool(sealed) for sealed in kept_answers(path)] == [True]

    async with office(path, constructs) as here:
        assert "Any remark?" in await say(here, 10, "English")
        await say(here, 11, "back")
        assert "You are Married" in await say(here, 12, "help")
        await say(here, 13, "menu")
        assert kept_answers(path) == [None]


async def test_answers_are_dropped_from_the_store_after_a_silence(
    tmp_path: Path, constructs: Release
) -> None:
    """Also of citizens who never come back."""
    path = tmp_path / "bot.db"
    async with office(path, constructs) as here:
        for number, words in enumerate(("English", "allowance", "40")):
            await say(here, number, words)
        await here.store.purge(0.0, 0.0, 10, here.clock.now() - 1800)
        assert [bool(sealed) for sealed in kept_answers(path)] == [True]

        here.clock.move(1801)
        await here.store.purge(0.0, 0.0, 10, here.clock.now() - 1800)
        assert kept_answers(path) == [None]
        assert "For this I need your answer first:" not in await say(here, 9, "help")


def test_answers_open_with_their_citizens_key_alone() -> None:
    """Another citizen's, or another program's key opens nothing; an older key of ours does."""
    sealed = Pseudonyms([KEY]).seal_answers(ANSWERS, b"citizen-one")

    assert Pseudonyms([OTHER_KEY, KEY]).open_answers(sealed, b"citizen-one") == ANSWERS
    assert Pseudonyms([KEY]).open_answers(sealed, b"citizen-two") == ()
    assert Pseudonyms([OTHER_KEY]).open_answers(sealed, b"citizen-one") == ()
    assert REMARK not in sealed


def test_an_address_is_never_taken_for_an_answer() -> None:
    """What was sealed for one purpose opens for no other."""
    pseudonyms = Pseudonyms([KEY])
    address = b64encode(pseudonyms.seal(BOTH, b"citizen")).decode()

    assert pseudonyms.open_answers(address, b"citizen") == ()


def test_a_session_is_never_packed_with_its_answers() -> None:
    """Neither in clear nor sealed: they stand beside it."""
    session = Session(state="town/benefit/child", answers=ANSWERS, sealed="x")

    assert REMARK.encode() not in pack_session(session)
    assert unpack_session(pack_session(session), "sealed") == Session(
        state="town/benefit/child", sealed="sealed"
    )
