"""The script that `chat` writes of a conversation."""

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.authoring.scripts.script import ENDINGS
from bot.authoring.scripts.writing.recording import Heard, record
from bot.authoring.sheets.saving import write_file
from bot.conversation.release import Release
from bot.errors import BotError, FlowError
from bot.service.direct.bot import Rules
from bot.service.direct.opening import open_stage
from bot.service.direct.stage import Stage
from bot.settings import Settings


def check_target(file: Path, *, may_replace: bool) -> None:
    """Raise BotError where a script cannot be written: before anything is said, not after."""
    if not file.parent.is_dir():
        raise BotError(f"{file.parent}: there is no such folder")
    if file.is_dir():
        raise BotError(f"{file}: is a folder; name a file")
    if file.suffix not in ENDINGS:
        raise BotError(f"{file}: end its name in .yaml; other files are passed over by `replay`")
    if file.exists() and not may_replace:
        raise BotError(f"{file}: is there already; --yes replaces it")


def keep(file: Path, heard: Sequence[Heard], settings: Settings, release: Release) -> str:
    """Write the script and say so. Raises BotError when it cannot be written.

    What is seen is what `replay` sees on the flows as they are saved: no drafts. Where those have
    mistakes just now it is what the chat showed last, by its release.
    """
    told = ""
    try:
        stage = open_stage(settings)
    except FlowError:
        stage = Stage(settings.flows, lambda _: release, Rules(settings.stale_after_s))
        told = " (the flows as saved have mistakes; by those before)"
    zone = ZoneInfo(settings.timezone)
    write_file(file, record(file.stem, heard, stage.play, zone).encode("utf-8", "replace"))
    return f"{file}: written{told}; `replay {file}` plays it"
