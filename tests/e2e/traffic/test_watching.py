"""`serve --watch` takes what was saved, however that was done, and nothing that is half saved."""

import asyncio
import os
import shutil
import time
from pathlib import Path
from typing import Any

from tests.support.bots import ROOT, Town, town
from tests.support.reading import body_of, settled
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until
from tests.support.webhooks import notification, tap

CITIZEN = "962790000301"


async def ask_the_fee(here: Town) -> str:
    """What a citizen reads who taps the fees of the first agency."""
    message = tap(CITIZEN, "alpha/service/fees", at=time.time())
    assert await here.deliver(notification([message])) == 200
    await settled(here)
    return body_of(here.replies_to(CITIZEN)[-1])


async def is_told(here: Town, release: str, refused: str) -> dict[str, Any]:
    """Wait until another release serves than `release`, or until a change is refused for it."""
    told: dict[str, Any] = {}

    async def is_so() -> bool:
        told.update((await here.get_json("/readyz"))[1])
        if refused:
            return refused in told["refused_change"]
        return told["release"] != release and not told["refused_change"]

    await until(is_so)
    return told


def replace(path: Path, content: str) -> None:
    """As careful editors save: a file of another name is renamed over it."""
    beside = path.with_suffix(".yaml~")
    beside.write_text(content, encoding="utf-8")
    beside.rename(path)


async def test_fault_55_however_a_file_is_saved_it_is_taken_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    """In two steps with a pause, renamed over, taken away and put back, replaced by a folder;
    then a locale. What is not whole is told with its place while the old release serves.
    """
    flows = write_small_flows(tmp_path / "flows", ("alpha", "bravo"))
    locales = Path(shutil.copytree(ROOT / "locales", tmp_path / "locales"))
    path = flows / "alpha.yaml"
    whole = path.read_text(encoding="utf-8")
    async with town(tmp_path, BOT_FLOWS=str(flows), BOT_LOCALES=str(locales)) as here:
        here.bot.flags = ("--watch",)
        await here.bot.start()
        release = (await here.get_json("/readyz"))[1]["release"]

        path.write_text(whole[: len(whole) // 2], encoding="utf-8")
        told = await is_told(here, release, "alpha.yaml:")
        assert told["release"] == release
        assert "One dinar." in await ask_the_fee(here)
        path.write_text(whole.replace("One", "Two"), encoding="utf-8")
        release = (await is_told(here, release, ""))["release"]
        assert "Two dinar." in await ask_the_fee(here)

        replace(path, whole.replace("One", "Three"))
        release = (await is_told(here, release, ""))["release"]
        assert "Three dinar." in await ask_the_fee(here)

        path.unlink()
        await is_told(here, release, "_main.yaml:1:12: unknown-agency")
        path.mkdir()
        await is_told(here, release, "alpha.yaml:1:1: wrong-file")
        assert "Three dinar." in await ask_the_fee(here)
        path.rmdir()
        path.write_text(whole.replace("One", "Four"), encoding="utf-8")
        await is_told(here, release, "")
        assert "Four dinar." in await ask_the_fee(here)

        words = locales / "en.ftl"
        text = words.read_text(encoding="utf-8")
        words.write_text(text.replace("Other questions:", "Ask more:"), encoding="utf-8")

        async def is_said() -> bool:
            return "Ask more:" in await ask_the_fee(here)

        await until(is_said)
        assert "Traceback" not in here.bot.log()


def write_edition(mount: Path, number: int) -> None:
    """As volumes are mounted: the files are links, and what they lead to is exchanged at once.

    The number stands in two files that make one reply.
    """
    folder = write_small_flows(mount / f"..{number}", ("alpha", "bravo"))
    for name, old, new in (
        ("alpha.yaml", "One dinar.", f"Edition {number}."),
        ("_kinds.yaml", "Fees and time", f"Fees {number}"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    link = mount / "..new"
    link.symlink_to(folder.name)
    os.replace(link, mount / "..data")


async def test_fault_53_a_mounted_folder_is_exchanged_while_messages_stream_in(
    tmp_path: Path,
) -> None:
    """Each message is answered once, by one release alone; each release comes to serve."""
    mount = tmp_path / "flows"
    mount.mkdir()
    write_edition(mount, 0)
    for file in (mount / "..data").iterdir():
        (mount / file.name).symlink_to(Path("..data") / file.name)
    ended = asyncio.Event()
    sent = 0

    async def stream() -> None:
        nonlocal sent
        while not ended.is_set():
            message = tap(f"96279000{sent:04}", "alpha/service/fees", at=time.time())
            await here.deliver_until_taken(notification([message]))
            sent += 1

    async with town(tmp_path, BOT_FLOWS=str(mount)) as here:
        here.bot.flags = ("--watch",)
        await here.bot.start()
        async with asyncio.TaskGroup() as group:
            group.create_task(stream())
            for number in range(1, 5):
                release = (await here.get_json("/readyz"))[1]["release"]
                write_edition(mount, number)
                await is_told(here, release, "")
            ended.set()
        await settled(here)

        bodies = [body_of(accepted.message) for accepted in here.graph.accepted]
        assert len(bodies) == sent
        for body in bodies:
            assert sum(f"Fees {n}*" in body and f"Edition {n}." in body for n in range(5)) == 1, (
                body
            )
        assert "flows refused" not in here.bot.log()
