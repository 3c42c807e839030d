"""A pseudonym key is changed on a running bot, and let go of, without losing a conversation."""

import signal
import time
from pathlib import Path

from tests.support.bots import Town, town
from tests.support.commands import run_command
from tests.support.waiting import until
from tests.support.webhooks import notification, text

OLD, NEW = "5a" * 32, "6b" * 32
DANA, SAMI = "962790000101", "962790000102"


async def say(here: Town, citizen: str, body: str) -> None:
    """One message, and its reply."""
    answered = len(here.replies_to(citizen))
    await here.deliver_until_taken(notification([text(citizen, body, at=time.time())]))

    async def is_answered() -> bool:
        return len(here.replies_to(citizen)) > answered

    await until(is_answered)


def rows_of(here: Town, citizen: str) -> str:
    """The newest reply, by its choices."""
    return str(here.replies_to(citizen)[-1]["interactive"]["action"])


async def test_t14_a_key_is_changed_while_serving_and_nobody_loses_their_place(
    tmp_path: Path,
) -> None:
    """`new,old` in the key's file and SIGHUP; who writes is known under the new key alone.

    A start without the old one is refused while somebody is known under it alone, and says how
    many; `drop-key` forgets those, and the others go on.
    """
    key = tmp_path / "key"
    key.write_text(OLD)
    async with town(tmp_path) as here:
        bot = here.bot
        del bot.environment["BOT_PSEUDONYM_KEY"]
        bot.environment["BOT_PSEUDONYM_KEY_FILE"] = str(key)
        await bot.start()
        for citizen in (DANA, SAMI):
            await say(here, citizen, "مرحبا")
        key.write_text(f"{NEW},{OLD}")
        bot.signal(signal.SIGHUP)

        async def is_taken() -> bool:
            return "names under older keys" in bot.log()

        await until(is_taken)
        await say(here, DANA, "2")
        assert "cspd/passport-renew" in rows_of(here, DANA)
        await bot.end()

        key.write_text(NEW)
        await bot.launch()
        assert await bot.ended() == 2
        assert "1 names and " in bot.log()
        assert "Traceback" not in bot.log()

        unsure = await run_command(tmp_path, bot.environment, "drop-key")
        dropped = await run_command(tmp_path, bot.environment, "drop-key", "--yes")
        assert unsure.code == 2
        assert (dropped.code, dropped.err) == (0, "")
        assert dropped.out.startswith("forgotten: 1 names, 1 sessions")

        await bot.start()
        await say(here, DANA, "1")
        assert "cspd/passport-first/" in rows_of(here, DANA)
        assert not any(secret in bot.log() for secret in (OLD, NEW, DANA, SAMI))
