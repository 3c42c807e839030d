"""Requests to the smaller doors, settings and logs: refused in one way, or taken."""

import json
import logging
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import aiohttp
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.failpoints import read_orders
from bot.messages.inbound import Identity
from bot.service.control.client import ServerWork
from bot.service.control.server import ControlDoor
from bot.service.control.work import OwnWork
from bot.service.watching.logs import JsonLines
from bot.settings import Settings, load_settings
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import open_sqlite
from bot.web.spoken import read_spoken, spoken_webhook
from bot.whatsapp.redaction import MAX_DETAIL, redact
from bot.whatsapp.updates import read_delivery
from tests.fuzz.effort import RUNS, fuzzed
from tests.fuzz.strategies import any_json, any_text
from tests.support.clocks import SettableClock

_NAMES = sorted({str(field.alias) for field in Settings.model_fields.values()})
_VALUES = st.one_of(
    any_text,
    st.sampled_from(
        [
            *(
                "0",
                "-1",
                "65536",
                "1e3",
                "٣",
                "nan",
                "inf",
                "sqlite:///x",
                "sqlite:///",
                "postgres://x",
            ),
            *(
                "http://127.0.0.1:1/v1.0",
                "https://h/v1.0",
                "http://evil/v1.0",
                "Asia/Amman",
                "../../etc",
            ),
            *("5a" * 32, f"{'5a' * 32},{'6b' * 32}", "5a" * 32 + ",", "admit.begun=kill", "x=y@0"),
        ]
    ),
)
_SPOKEN = st.fixed_dictionaries(
    {"kind": st.sampled_from(["text", "tap", "location", "voice", "image", "document", "x"])},
    optional={
        "body": any_text,
        "style": st.sampled_from(["list_reply", "button_reply", "x"]),
        "id": any_text,
        "label": any_text,
        "latitude": st.floats(),
        "longitude": st.floats(),
        "caption": any_text,
    },
)


@fuzzed(4)
@given(st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6))
@example({"BOT_TIMEZONE": "../../../etc/passwd"})
@example({"BOT_TIMEZONE": "\0"})
@example({"BOT_TIMEZONE": "\udcff"})
def test_any_settings_are_taken_or_refused_in_one_way(environment: dict[str, str]) -> None:
    """SettingsError alone, one line a fault; the values of secrets are in neither."""
    try:
        shown = repr(load_settings(environment))
    except SettingsError as error:
        shown = str(error)
    for name in ("BOT_PSEUDONYM_KEY", "WHATSAPP_APP_SECRET", "WHATSAPP_ACCESS_TOKEN"):
        value = environment.get(name, "")
        is_elsewhere = list(environment.values()).count(value) > 1
        assert len(value) < 20 or is_elsewhere or value not in shown


@fuzzed(2)
@given(any_text)
def test_any_orders_to_failpoints_are_read_or_refused(text: str) -> None:
    """ValueError alone."""
    with suppress(ValueError):
        read_orders(text)


@fuzzed(8)
@given(any_text, any_text)
@example("a\ud800b", "\x9b2J\u202e\r\n")
def test_t08_any_field_is_logged_as_one_harmless_line(event: str, value: str) -> None:
    """One line of JSON, without anything that a terminal obeys; the value comes back unharmed."""
    record = logging.makeLogRecord({"msg": event, "args": (), "value": value})

    line = JsonLines().format(record)

    line.encode()
    assert all(ch.isprintable() or ch == " " for ch in line if ord(ch) < 0xA0)
    assert not set(line) & set("\u2028\u2029\u202e\u2066\u2067\u2068\u200f\ufeff")
    assert json.loads(line)["value"] == value[:300]


@fuzzed(8)
@given(any_text)
@example("+962 79 000 0000 " * 50)
@example("9" * 100_000)
def test_t11_any_words_of_the_platform_are_fit_for_logs(words: str) -> None:
    """Short, on one line, and without nine digits in a row."""
    shown = redact(words)

    assert len(shown) <= MAX_DETAIL
    assert "\n" not in shown
    assert not any(part.isdigit() and len(part) >= 9 for part in shown.split())


@fuzzed(4)
@given(st.one_of(_SPOKEN, any_json))
def test_whatever_a_page_says_is_a_webhook_or_refused(said: Any) -> None:
    """ValueError alone; what is taken, the bot's own door can read."""
    try:
        spoken = read_spoken(said)
    except ValueError:
        return
    body = spoken_webhook(spoken, Identity("962790000000"), "wamid.x", 1.0, "1")
    assert len(read_delivery(body, "1").messages) == 1


def _asked(verb: str, document: Any) -> Any:
    """A request with the right keys and any values, or anything; no copy is written by chance."""
    keys = {"erase": ("phone", "user_id"), "facts": ("since",), "backup": ("path",)}.get(verb, ())
    if not isinstance(document, dict) or verb == "backup":
        return document
    return {**document, **dict.fromkeys(keys, document)}


def _drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """The same values each time, for a test that cannot begin anew with each."""
    found: list[Any] = []

    @fuzzed(count / RUNS)
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


async def test_any_request_at_the_control_socket_is_answered(tmp_path: Path) -> None:
    """200, 400 or 422 with JSON; the server stays."""
    store = await open_sqlite(tmp_path / "bot.db", SettableClock())
    work = OwnWork(store, Pseudonyms(["5a" * 32]), pausing=nullcontext, on_erased=lambda _: None)
    documents = _drawn(any_json, 60)
    async with ControlDoor(work, lambda: "", None).open_beside(store.path):
        connector = aiohttp.UnixConnector(path=f"{store.path}.sock")
        async with aiohttp.ClientSession(connector=connector) as http:
            for verb in ("erase", "facts", "resume", "backup", "platform"):
                for document in documents:
                    body = json.dumps(_asked(verb, document)).encode()
                    async with http.post(f"http://bot/{verb}", data=body) as answer:
                        assert answer.status in (200, 400, 422), (verb, document)
                        await answer.json()
            assert await ServerWork(http).facts_since("2020-01-01") == []
    await store.close()
