"""A folder of generated scripts: what is to be written, changed and removed to bring it up to date.

Whatever lacks the mark in its first line is somebody's own: it is neither changed nor removed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.authoring.scripts.generating.generating import MARK, Generated
from bot.authoring.scripts.script import ENDING
from bot.authoring.sheets.saving import write_file
from bot.errors import BotError


@dataclass(slots=True)
class Plan:
    """What would be done to a folder, by paths below it; `kept` are somebody's own by now."""

    folder: Path
    new: dict[PurePosixPath, bytes] = field(default_factory=dict)
    changed: dict[PurePosixPath, bytes] = field(default_factory=dict)
    removed: list[PurePosixPath] = field(default_factory=list)
    kept: list[PurePosixPath] = field(default_factory=list)
    same: int = 0

    @property
    def is_needed(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.new or self.changed or self.removed)

    def carry_out(self) -> None:
        """Do it. Raises BotError where a file cannot be written."""
        for path, content in (self.new | self.changed).items():
            file = self.folder / path
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BotError(f"{file.parent}: cannot be made: {error.strerror}") from None
            write_file(file, content)
        for path in self.removed:
            file = self.folder / path
            try:
                file.unlink()
                if file.parent != self.folder and not any(file.parent.iterdir()):
                    file.parent.rmdir()
            except OSError as error:
                raise BotError(f"{file}: cannot be removed: {error.strerror}") from None


def plan(scripts: Iterable[Generated], folder: Path, only: Collection[str] = ()) -> Plan:
    """Lay scripts beside a folder; with `only`, other agencies' scripts there are left alone.

    Raises BotError for what cannot be read.
    """
    made = Plan(folder)
    there = _files_in(folder)
    for script in scripts:
        content = script.text.encode()
        before = there.pop(script.path, None)
        if before is None:
            made.new[script.path] = content
        elif before == content:
            made.same += 1
        elif _is_generated(before):
            made.changed[script.path] = content
        else:
            made.kept.append(script.path)
    for path, before in there.items():
        agency = path.parts[0].partition(".")[0]
        if _is_generated(before) and (not only or agency in only):
            made.removed.append(path)
    return made


def _files_in(folder: Path) -> dict[PurePosixPath, bytes]:
    try:
        return {
            PurePosixPath(file.relative_to(folder).as_posix()): file.read_bytes()
            for file in sorted(folder.rglob(f"*{ENDING}"))
        }
    except OSError as error:
        raise BotError(f"{error.filename}: cannot be read: {error.strerror}") from None


def _is_generated(content: bytes) -> bool:
    return content.partition(b"\n")[0].rstrip(b"\r") == MARK.encode()
