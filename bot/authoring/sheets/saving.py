"""Files written whole or not at all: aside first, then renamed over what was there."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.authoring.sheets.editing.applying import NewFile
from bot.errors import SheetError


def write_file(path: Path, content: bytes) -> None:
    """Put a file in place, whole. Raises SheetError when it cannot; the old one is then untouched.

    The new file keeps the rights of the one it replaces.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        with aside.open("wb") as stream:
            if path.exists():
                os.fchmod(stream.fileno(), path.stat().st_mode & 0o777)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise SheetError(f"{path}: cannot be written: {error.strerror}") from None


def write_files(files: Sequence[NewFile]) -> None:
    """Put all in place, unless one has changed since it was read: then none is touched.

    New files come first, so that a main menu never lists an agency that is not there. When one
    cannot be written, those written before it are put back.
    """
    for file in files:
        now = file.path.read_bytes() if file.path.exists() else None
        if now != file.before:
            raise SheetError(
                f"{file.path}: has changed meanwhile; import again. Nothing is written"
            )
    written: list[NewFile] = []
    try:
        for file in sorted(files, key=lambda file: file.before is not None):
            write_file(file.path, file.content)
            written.append(file)
    except SheetError:
        for file in written:
            if file.before is None:
                file.path.unlink()
            else:
                write_file(file.path, file.before)
        raise
