"""The door of a production bot, tried by strangers: what is not the platform's has no effect."""

import time
from pathlib import Path

import pytest

from bench.ports import free_port
from bot.whatsapp.signature import is_signed, sign
from tests.e2e.test_refusals import refusal
from tests.support.bots import APP_SECRET, VERIFY_TOKEN, Town, town
from tests.support.webhooks import notification, text

CITIZEN = "962790000101"
_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")


def test_t01_a_signature_fits_its_exact_bytes_alone() -> None:
    """Every byte flipped, dropped and doubled; every digit of the signature changed."""
    body = notification([text(CITIZEN, "مرحبا", at=0.0)])
    header = sign(body, APP_SECRET)

    assert is_signed(body, header, [APP_SECRET])
    for at in range(len(body)):
        flipped = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        for forged in (flipped, body[:at] + body[at + 1 :], body[:at] + b" " + body[at:]):
            assert not is_signed(forged, header, [APP_SECRET])
    for at in range(len(header)):
        changed = header[:at] + ("0" if header[at] != "0" else "1") + header[at + 1 :]
        assert not is_signed(body, changed, [APP_SECRET])


@pytest.mark.parametrize(
    "header",
    ["", "sha256=", "sha256=é", "sha256=\udcff", "sha1=" + "0" * 40, "SHA256=" + "0" * 64, None],
)
def test_t01_no_header_raises(header: str | None) -> None:
    """Whatever stands there is a wrong signature."""
    assert not is_signed(b"{}", header, [APP_SECRET])
    assert not is_signed(b"{}", header, [])


def test_t01_what_is_escaped_otherwise_is_another_body() -> None:
    """The raw bytes are signed, not what they mean."""
    escaped, plain = b'{"a":"\\u0645"}', '{"a":"م"}'.encode()

    assert is_signed(escaped, sign(escaped, APP_SECRET), [APP_SECRET])
    assert not is_signed(plain, sign(escaped, APP_SECRET), [APP_SECRET])


async def test_t02_a_recorded_body_adds_nothing_after_a_restart(tmp_path: Path) -> None:
    """Also after kill -9 and again much later: the seen mark is on the disk."""
    async with town(tmp_path) as here:
        await here.bot.start()
        body = notification([text(CITIZEN, "مرحبا", at=time.time())])
        await here.deliver_until_taken(body)
        await here.graph.until_accepted(1)
        for _ in range(2):
            await here.bot.kill()
            await here.bot.start()
            assert await here.deliver(body) == 200

        assert sum((await here.account()).values()) == 1


async def test_t02_a_body_older_than_the_seen_marks_is_not_answered(tmp_path: Path) -> None:
    """When its mark was purged, its age ends it."""
    async with town(tmp_path) as here:
        await here.bot.start()
        old = notification([text(CITIZEN, "مرحبا", at=time.time() - 9 * 86_400)])

        assert await here.deliver(old) == 200

        account = await here.account()
        assert (account["expired"], account["replied"], account["waiting"]) == (1, 0, 0)


async def answers_of(here: Town, url: str, *paths: str) -> dict[tuple[str, str], int]:
    """The status of each method on each path that there is."""
    found = {}
    for path in paths:
        for method in _METHODS:
            async with here.http.request(method, url + path, data=b"{}") as answer:
                if answer.status not in (404, 405):
                    found[method, path] = answer.status
    return found


async def test_t12_production_has_four_pages_and_none_has_effects(tmp_path: Path) -> None:
    """Reading changes nothing, the one that writes asks for a signature; metrics and the console,
    which asks for its token, are elsewhere.
    """
    async with town(tmp_path) as here:
        here.bot.environment["BOT_ADMIN_PORT"] = str(admin := free_port())
        here.bot.environment["BOT_CONSOLE_TOKEN"] = "a-token-of-the-console"
        await here.bot.start()
        paths = (
            *("/", "/webhook", "/healthz", "/readyz", "/metrics", "/console", "/erase", "/backup"),
            "/console/leave",
            *("/simulator", "/simulator/api/citizens", "/facts", "/resume", "/v25.0/1/messages"),
        )
        public = await answers_of(here, here.bot.url, *paths)
        inside = await answers_of(here, f"http://127.0.0.1:{admin}", *paths)

        assert public == {
            ("GET", "/webhook"): 403,
            ("HEAD", "/webhook"): 403,
            ("POST", "/webhook"): 401,
            **{(m, p): 200 for m in ("GET", "HEAD") for p in ("/healthz", "/readyz")},
        }
        assert inside == {
            **{(m, "/metrics"): 200 for m in ("GET", "HEAD")},
            **{(m, "/console"): 401 for m in ("GET", "HEAD")},
            **{("POST", p): 415 for p in ("/console", "/console/leave")},
        }


async def test_t13_production_serves_no_simulator(tmp_path: Path) -> None:
    """Its pages and its emulated platform are not there at all."""
    async with town(tmp_path) as here:
        await here.bot.start()
        paths = ("/simulator", "/simulator/static/simulator.js", "/simulator/api/events")

        assert await answers_of(here, here.bot.url, *paths) == {}
        assert "sandbox" not in here.bot.log()


async def test_t13_a_sandbox_does_not_open_a_production_store(tmp_path: Path) -> None:
    """A forgotten `.env` would send citizens' waiting replies to nobody."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver_until_taken(notification([text(CITIZEN, "مرحبا", at=time.time())]))
        await here.bot.end()

        told = await refusal(tmp_path)

        assert "stand under a BOT_PSEUDONYM_KEY that is not given" in told


async def test_t23_a_guessed_verify_token_learns_nothing(tmp_path: Path) -> None:
    """403 without a word, whatever was guessed; guesses are counted."""
    async with town(tmp_path) as here:
        await here.bot.start()
        url = here.bot.url + "/webhook"
        guesses = ["", "x", VERIFY_TOKEN[:-1], VERIFY_TOKEN + "x", VERIFY_TOKEN.upper(), "توكن"]
        for guess in guesses:
            asked = {"hub.mode": "subscribe", "hub.verify_token": guess, "hub.challenge": "1"}
            async with here.http.get(url, params=asked) as answer:
                assert (answer.status, await answer.text()) == (403, "")
        async with here.http.get(here.bot.url + "/metrics") as page:
            counted = f'bot_handshakes_total{{answer="refused"}} {len(guesses)}.0'
            assert counted in await page.text()
        assert VERIFY_TOKEN not in here.bot.log()


async def test_t22_the_release_in_force_is_told(tmp_path: Path) -> None:
    """The same digest in the log at start and at the page for operators."""
    async with town(tmp_path) as here:
        await here.bot.start()
        _, told = await here.get_json("/readyz")

        assert f'"release": "{told["release"]}"' in here.bot.log()
