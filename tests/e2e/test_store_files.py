"""What happens to the files of the store behind the bot's back is told, and doubles nothing."""

from pathlib import Path

from bot.web.statuses import StatusPlan
from tests.e2e.test_store_faults import greeting, reason_why_not
from tests.support.bots import Town, town
from tests.support.commands import run_command
from tests.support.waiting import until


async def has_settled(here: Town, replies: int) -> bool:
    """Whether so many are replied, and nothing waits."""
    account = await here.account()
    return account["replied"] == replies and not account["waiting"]


async def test_fault_20_overwritten_under_a_running_bot(tmp_path: Path) -> None:
    """Found by the next backup: 503 and the way on, no fresh database; a restart refuses too."""
    path = tmp_path / "bot.db"
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver_until_taken(greeting("962790000101"))
        await here.graph.until_accepted(1)
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (size - 4096))
        copied = await run_command(tmp_path, here.bot.environment, "backup", "copy.db")

        assert copied.code == 2
        assert await here.deliver(greeting("962790000102")) == 503
        why = await reason_why_not(here)
        assert "bot.db is damaged" in why
        assert "restore a backup" in why
        await here.bot.end()
        await here.bot.launch()
        assert await here.bot.ended() != 0
        assert "restore a backup" in here.bot.log().splitlines()[-1]
        assert path.stat().st_size >= size


async def test_fault_21_a_restored_backup_and_all_messages_delivered_again(tmp_path: Path) -> None:
    """What the copy knows is not answered again, what came after it once more; it is told."""
    path = tmp_path / "bot.db"
    async with town(tmp_path, plan=StatusPlan(0.0, 0.0, None)) as here:
        await here.bot.start()
        bodies = [greeting("962790000101", f"wamid.{n}") for n in range(4)]
        for body in bodies[:2]:
            await here.deliver_until_taken(body)
        await until(lambda: has_settled(here, 2))
        assert not (await run_command(tmp_path, here.bot.environment, "backup", "copy.db")).code
        for body in bodies[2:]:
            await here.deliver_until_taken(body)
        await until(lambda: has_settled(here, 4))
        beat = (tmp_path / "bot.db.lock").read_bytes()

        async def has_beaten() -> bool:
            await here.get_json("/readyz")
            return (tmp_path / "bot.db.lock").read_bytes() != beat

        await until(has_beaten)
        await here.bot.end()
        for end in ("-wal", "-shm"):
            (tmp_path / f"bot.db{end}").unlink(missing_ok=True)
        (tmp_path / "copy.db").replace(path)
        await here.bot.start()
        for body in bodies:
            await here.deliver_until_taken(body)
        await until(lambda: has_settled(here, 4))
        status, told = await here.get_json("/readyz")

        assert len(here.replies_to("962790000101")) == 6
        assert status == 200
        assert "the store is older than" in told["warnings"][0]
        assert "the store is older than" in here.bot.log()
