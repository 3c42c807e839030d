"""A file that is being written is seen at any length: it is taken whole or not at all."""

import asyncio
import sys
from pathlib import Path
from threading import Event
from weakref import ref
from zoneinfo import ZoneInfo

from bot.conversation.release import Release, load_release
from bot.service.releases.shelf import Shelf
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


async def test_fault_55_a_file_cut_at_any_byte_is_refused_with_its_place(tmp_path: Path) -> None:
    """Every fifteenth byte, and each one just before the file is whole enough to be an agency."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha",))

    def load() -> Release:
        return load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )

    release = load()
    path = flows / "alpha.yaml"
    whole = path.read_bytes()
    needed = whole.index(b"One dinar.}") + len(b"One dinar.}")  # one answer makes a service
    unlike = {}
    for length in (*range(0, needed - 40, 15), *range(needed - 40, needed)):
        shelf = Shelf(release, load)
        path.write_bytes(whole[:length])
        await shelf.reload()
        if shelf.release is not release or "alpha.yaml:" not in shelf.faults:
            unlike[length] = shelf.faults
    assert unlike == {}

    path.write_bytes(whole)
    await shelf.reload()
    assert (shelf.release.library.digest, shelf.faults) == (release.library.digest, "")


async def test_files_that_change_while_they_are_read_are_read_again(tmp_path: Path) -> None:
    """What was read of two states of the folder is never served, sound as it may be."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha",))
    served: list[str] = []

    def load() -> Release:
        release = load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )
        if not served:  # somebody saves meanwhile
            write_small_flows(flows, agencies=("alpha", "bravo"))
        served.append(release.library.digest)
        return release

    first = load()
    served.clear()
    (flows / "bravo.yaml").unlink()
    write_small_flows(flows, agencies=("alpha",))
    shelf = Shelf(first, load, [flows])

    await shelf.reload()

    assert len(served) == 2
    assert shelf.release.library.digest == served[1] != served[0]
    assert set(shelf.release.library.agencies) == {"alpha", "bravo"}


async def test_a_reload_leaves_the_interpreter_to_the_loop_and_frees_what_it_replaced(
    tmp_path: Path,
) -> None:
    """Who serves meanwhile waits a tenth of the usual time for it, and afterwards as ever."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha",))
    usual = sys.getswitchinterval()
    during: list[float] = []

    def load() -> Release:
        during.append(sys.getswitchinterval())
        return load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )

    shelf = Shelf(load(), load)
    replaced = ref(shelf.release.machine)

    await shelf.reload()

    assert replaced() is None
    assert during[1] < usual / 5
    assert sys.getswitchinterval() == usual


async def test_reloads_that_overlap_leave_the_interpreter_as_it_was(tmp_path: Path) -> None:
    """Whichever began first, and whichever ends last."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha",))
    release = load_release(
        flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
    )
    usual = sys.getswitchinterval()
    is_first_in, is_second_in, is_first_out = Event(), Event(), Event()

    def load_first() -> Release:
        is_first_in.set()
        assert is_second_in.wait(120)
        return release

    def load_second() -> Release:
        is_second_in.set()
        assert is_first_out.wait(120)
        return release

    first = asyncio.create_task(Shelf(release, load_first).reload())
    assert await asyncio.to_thread(is_first_in.wait, 120)
    second = asyncio.create_task(Shelf(release, load_second).reload())
    await first
    is_first_out.set()
    await second

    assert sys.getswitchinterval() == usual


async def test_a_fault_of_ours_in_reading_leaves_the_release_and_the_watch(tmp_path: Path) -> None:
    """Whatever a file makes the program do while it is read, citizens go on being served."""
    flows = write_small_flows(tmp_path / "flows", agencies=("alpha",))
    release = load_release(
        flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
    )

    def load() -> Release:
        raise RecursionError("a ring")

    shelf = Shelf(release, load, [flows])
    await shelf.reload()

    assert shelf.release is release
    assert "a fault of the program: RecursionError('a ring')" in shelf.faults
