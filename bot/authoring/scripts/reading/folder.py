"""Which files are scripts: those named, and all in a folder but what others begin with."""

from collections.abc import Iterator
from pathlib import Path

from bot.authoring.scripts.script import ENDINGS


def find_scripts(path: Path) -> Iterator[Path]:
    """A file itself, or every script in a folder and below it, in order of their names.

    Files and folders whose names begin with `_` or `.` are parts of others.
    """
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and is_script(file.relative_to(path)):
            yield file


def is_script(file: Path) -> bool:
    """Whether a file is played by itself, by its path below the folder of scripts."""
    hidden = any(part.startswith(("_", ".")) for part in file.parts)
    return file.suffix in ENDINGS and not hidden
