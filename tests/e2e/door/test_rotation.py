"""Secrets are changed while the bot serves: no message is refused for it, none is lost."""

import signal
import time
from pathlib import Path

from bot.web.door import SignedDoor
from tests.support.bots import APP_SECRET, TOKEN, VERIFY_TOKEN, Town, town
from tests.support.waiting import until
from tests.support.webhooks import notification, text

NEW_SECRET, NEW_TOKEN, NEW_VERIFY = "the-next-app-secret", "the-next-token", "the-next-verify-token"


def write_secrets(here: Town, app_secret: str, token: str, verify_token: str) -> None:
    """Put the secrets into the files that the settings name."""
    values = {"APP_SECRET": app_secret, "ACCESS_TOKEN": token, "VERIFY_TOKEN": verify_token}
    for name, value in values.items():
        path = here.bot.folder / name
        path.write_text(value + "\n", encoding="utf-8")
        here.bot.environment.pop(f"WHATSAPP_{name}", None)
        here.bot.environment[f"WHATSAPP_{name}_FILE"] = str(path)


async def handshake(here: Town, token: str) -> int:
    """Status of the platform's handshake with this verify token."""
    asked = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": token}
    async with here.http.get(here.bot.url + "/webhook", params=asked) as response:
        return response.status


async def test_fault_65_secrets_change_at_run_time(tmp_path: Path) -> None:
    """Both app secrets hold while both are named; then the old one opens nothing any more."""
    async with town(tmp_path) as here:
        write_secrets(here, APP_SECRET, TOKEN, VERIFY_TOKEN)
        await here.bot.start()
        doors = [
            SignedDoor(f"{here.bot.url}/webhook", s, here.http) for s in (APP_SECRET, NEW_SECRET)
        ]
        sent = 0

        async def greetings() -> tuple[int, ...]:
            nonlocal sent
            told = []
            for door in doors:
                body = notification([text(f"9627900{sent:05}", "مرحبا", at=time.time())])
                told.append(await door.deliver(body))
                sent += told[-1] == 200
            return tuple(told)

        assert await greetings() == (200, 401)

        write_secrets(here, f"{NEW_SECRET},{APP_SECRET}", TOKEN, VERIFY_TOKEN)
        here.bot.signal(signal.SIGHUP)
        await until(lambda: _is(here, "secrets renewed", 1))
        assert await greetings() == (200, 200)

        here.graph._token = NEW_TOKEN
        write_secrets(here, NEW_SECRET, NEW_TOKEN, NEW_VERIFY)
        here.bot.signal(signal.SIGHUP)
        await until(lambda: _is(here, "secrets renewed", 2))
        assert await greetings() == (401, 200)
        assert (await handshake(here, VERIFY_TOKEN), await handshake(here, NEW_VERIFY)) == (
            403,
            200,
        )
        await here.graph.until_accepted(sent)
        assert (await here.get_json("/readyz"))[1]["sending_stopped"] == ""


async def test_fault_65_secrets_that_do_not_fit_change_nothing(tmp_path: Path) -> None:
    """An empty or missing file, seen while it is being written: the old secrets hold on."""
    async with town(tmp_path) as here:
        write_secrets(here, APP_SECRET, TOKEN, VERIFY_TOKEN)
        await here.bot.start()
        (tmp_path / "APP_SECRET").write_text("")
        here.bot.signal(signal.SIGHUP)
        await until(lambda: _is(here, "secrets kept as they were", 1))
        (tmp_path / "APP_SECRET").unlink()
        here.bot.signal(signal.SIGHUP)
        await until(lambda: _is(here, "secrets kept as they were", 2))
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))
        await here.graph.until_accepted(1)

        assert here.graph.counts.accepted == 1
        assert await handshake(here, VERIFY_TOKEN) == 200


async def _is(here: Town, event: str, times: int) -> bool:
    return here.bot.log().count(event) >= times
