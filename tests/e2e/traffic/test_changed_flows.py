"""The flows change under a conversation: it goes on, or is told once; bad files change nothing."""

import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.support.bots import Town, town
from tests.support.reading import body_of, places_of, settled
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until
from tests.support.webhooks import notification, tap, text

CITIZEN = "962790000101"
LOST = "The place you were in is no longer available; this is the nearest menu:"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


async def say(here: Town, *said: str) -> None:
    """Taps on addresses, numbers typed; each is answered before the next."""
    for words in said:
        make = text if words.isdigit() else tap
        assert await here.deliver(notification([make(CITIZEN, words, at=time.time())])) == 200
        await settled(here)


async def reload(here: Town) -> None:
    """Ask for the files to be read, and wait until they are in force."""
    before = (await here.get_json("/readyz"))[1]["release"]
    here.bot.signal(signal.SIGHUP)

    async def is_another() -> bool:
        return bool((await here.get_json("/readyz"))[1]["release"] != before)

    await until(is_another)


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace a piece of a flow file."""
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


async def test_fault_53_a_reload_in_mid_conversation_keeps_the_place(tmp_path: Path) -> None:
    """The session stands where it stood, and the new text is read there."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        await say(here, "alpha", "alpha/service")
        rewrite(flows / "alpha.yaml", "One dinar.", "Two dinars.")
        rewrite(flows / "bravo.yaml", "title: {ar: جهة", "title: {ar: دائرة")
        await reload(here)
        await say(here, "1")

        answer = body_of(here.replies_to(CITIZEN)[-1])
        assert answer.startswith("*Service alpha: Fees and time*")
        assert "Two dinars." in answer


async def test_fault_54_a_place_that_a_reload_removed_leads_to_the_nearest(tmp_path: Path) -> None:
    """One word about it, then the new list's numbers hold."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        await say(here, "alpha", "alpha/service")
        rewrite(flows / "alpha.yaml", "id: service", "id: other")
        await reload(here)
        await say(here, "2", "1")

        lost, found = here.replies_to(CITIZEN)[-2:]
        assert body_of(lost).startswith(LOST)
        assert places_of(here, CITIZEN)[-2:] == ["Agency alpha", "Service alpha"]
        assert LOST not in body_of(found)


def broken(whole: str) -> dict[str, bytes]:
    """An agency's file, each time broken in one way; none may be taken."""
    return {
        "syntax": whole.replace("menu:", "menu: [", 1).encode(),
        "a bomb": BOMB.encode(),
        "a tag": whole.replace("made up", "!!python/object/apply:os.system [id]", 1).encode(),
        "a long title": whole.replace("Service", "Service " * 9, 1).encode(),
        "no English": whole.replace(", en: One dinar.", "").encode(),
        "a word of the bot for a label": whole.replace("en: Service alpha", "en: Back", 1).encode(),
        "a lost goto": (whole + "  - goto: nowhere/at-all\n").encode(),
        "half a letter": whole.encode()[: whole.encode().index("جهة".encode()) + 1],
        "half a file": whole.encode()[: len(whole.encode()) // 2],
        "empty": b"",
        "not UTF-8": whole.encode("utf-16"),
        "too large": (whole + "# " + "x" * 2_000_000).encode(),
    }


async def test_fault_55_a_bad_file_at_reload_is_refused_whole(tmp_path: Path) -> None:
    """The place is told, the old release serves on; once it is well again, it is taken."""
    flows = write_small_flows(tmp_path / "flows")
    path = flows / "alpha.yaml"
    whole = path.read_text(encoding="utf-8")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        await say(here, "alpha/service")
        _, before = await here.get_json("/readyz")
        for what, content in broken(whole).items():
            rewrite(flows / "bravo.yaml", "One dinar.", "Nine dinars.")  # must not come alone
            path.write_bytes(content)
            refused = here.bot.log().count("flows refused")
            here.bot.signal(signal.SIGHUP)

            async def is_refused(before: int = refused) -> bool:
                return here.bot.log().count("flows refused") > before

            await until(is_refused)
            status, told = await here.get_json("/readyz")
            assert (status, told["release"]) == (200, before["release"]), what
            assert "alpha.yaml:" in told["refused_change"], (what, told)
            await say(here, "bravo/service/fees")
            assert "One dinar." in body_of(here.replies_to(CITIZEN)[-1]), what
            path.write_text(whole, encoding="utf-8")
            rewrite(flows / "bravo.yaml", "Nine dinars.", "One dinar.")
        rewrite(path, "One dinar.", "Two dinars.")
        await reload(here)
        await say(here, "alpha/service/fees")

        assert "Two dinars." in body_of(here.replies_to(CITIZEN)[-1])
        assert (await here.get_json("/readyz"))[1]["refused_change"] == ""
        assert "Traceback" not in here.bot.log()


@pytest.mark.parametrize("name", ["ar.ftl", "en.ftl"])
async def test_fault_55_a_bad_locale_at_reload_is_refused_whole(tmp_path: Path, name: str) -> None:
    """Words of the bot that one language lacks."""
    flows = write_small_flows(tmp_path / "flows")
    locales = Path(shutil.copytree(Path(__file__).parents[3] / "locales", tmp_path / "locales"))
    async with town(tmp_path, BOT_FLOWS=str(flows), BOT_LOCALES=str(locales)) as here:
        await here.bot.start()
        _, before = await here.get_json("/readyz")
        path = locales / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        here.bot.signal(signal.SIGHUP)

        async def is_told() -> bool:
            return bool((await here.get_json("/readyz"))[1]["refused_change"])

        await until(is_told)
        status, told = await here.get_json("/readyz")
        assert (status, told["release"]) == (200, before["release"])
        assert name in told["refused_change"]
        await say(here, "alpha")
