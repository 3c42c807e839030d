"""The release in force, and its replacement when files change: whole or not at all."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.conversation.release import Release, load_release
from bot.errors import FlowError
from bot.flows.collection import exempting, let_go
from bot.settings import Settings

logger = logging.getLogger(__name__)

SUFFIXES = (".yaml", ".yml", ".ftl")
# Seconds between two looks at the files: soon enough for who saves and reads, and longer than an
# editor takes to write a file in two steps.
BEAT_S = 0.3
_SWITCH_S = 0.0005  # a tenth of the usual: what came 5 ms late while files are read comes 1 ms late

Stamp = tuple[tuple[object, ...], ...]


def load_flows(settings: Settings, *, shows_drafts: bool = False) -> Release:
    """The flows and locales that the settings name, with drafts where only authors look.

    No later collection of garbage looks through them. Raises FlowError with every fault.
    """
    with exempting():
        return load_release(
            settings.flows,
            settings.locales,
            session_timeout_s=settings.session_timeout_s,
            timezone=ZoneInfo(settings.timezone),
            retention_days=settings.retention_days,
            shows_drafts=shows_drafts,
        )


async def _no_more() -> str:
    return ""


class Shelf:
    """Holds the release that serves; `load` reads the files in `folders` anew.

    It raises FlowError where they cannot be served. `check` tells what else is wrong with them,
    a mistake a line; "" for nothing.
    """

    def __init__(
        self,
        release: Release,
        load: Callable[[], Release],
        folders: Sequence[Path] = (),
        check: Callable[[], Awaitable[str]] = _no_more,
    ) -> None:
        """Start with a release that was loaded before anything is served."""
        self.release = release
        self.faults = ""  # of the last change that was refused; empty when it was taken
        self._load = load
        self._folders = folders
        self._check = check
        self._seen = stamp_of(folders)  # the files as they were last read
        self._reading = asyncio.Lock()

    async def reload(self) -> None:
        """Swap in the files as they are now, or keep the release and tell why.

        Files that change while they are read are read again: half of a change is never served.
        """
        async with self._reading:
            while True:
                before = await self._stamp()
                release, faults = await self._read()
                if await self._stamp() == before:
                    break
                await asyncio.sleep(BEAT_S)
            self._seen = before
            self.faults = faults
            if release is None:
                for fault in faults.splitlines():
                    logger.error("flows refused", extra={"fault": fault})
                return
            replaced, self.release = [self.release], release
            await asyncio.to_thread(_let_go, replaced)
            logger.info("flows loaded", extra={"release": release.library.digest})

    async def watch(self) -> None:
        """Reload whenever a flow or locale file has changed and come to rest, until cancelled.

        Looks at the files themselves instead of waiting for events: none comes of what a folder
        behind a symbolic link does, of a folder that is replaced, or of a network's file system.
        """
        last = self._seen
        while True:
            await asyncio.sleep(BEAT_S)
            now = await self._stamp()
            if now == last and now != self._seen:
                await self.reload()
            last = now

    async def _read(self) -> tuple[Release | None, str]:
        """The release of the files, or what is wrong with them."""
        mistakes = await self._check()
        if mistakes:
            return None, mistakes
        with _yielding():
            try:
                return await asyncio.to_thread(self._load), ""
            except FlowError as error:
                return None, str(error)
            except Exception as error:  # a fault of ours must not end who is serving
                logger.exception("flows could not be read")
                return None, f"the files could not be read, for a fault of the program: {error!r}"

    async def _stamp(self) -> Stamp:
        return await asyncio.to_thread(stamp_of, self._folders)


@contextmanager
def _yielding() -> Iterator[None]:
    """Let a thread that waits for the interpreter have it soon while another works for seconds.

    Each step of the loop would wait for the usual 5 ms, and a commit takes a handful of steps.
    Whoever finds it so already changes nothing: whoever made it so puts it back.
    """
    usual = sys.getswitchinterval()
    if usual <= _SWITCH_S:
        yield
        return
    sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _let_go(replaced: list[Release]) -> None:
    """Free a release that serves no more, unless a turn still reads it: that one frees it then."""
    pieces = replaced[0].pieces()
    replaced.clear()
    let_go(pieces)


def stamp_of(folders: Sequence[Path]) -> Stamp:
    """What differs as soon as a flow or locale file was written, replaced, added, taken away or
    made unreadable, and also where its folder was exchanged for another.
    """
    stamps: list[tuple[object, ...]] = []
    for folder in folders:
        try:
            names = sorted(name for name in folder.iterdir() if name.suffix in SUFFIXES)
        except OSError as error:
            stamps.append((folder, error.errno))
            continue
        for path in names:
            try:
                at = path.stat()
            except OSError as error:
                stamps.append((path, error.errno))
            else:
                times = (at.st_mtime_ns, at.st_ctime_ns)
                stamps.append((path, at.st_dev, at.st_ino, at.st_size, *times))
    return tuple(stamps)
