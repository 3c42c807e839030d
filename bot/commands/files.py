"""Files that commands write where they are told to, be it a pipe."""

from pathlib import Path

from bot.errors import BotError


def write(file: Path, content: str | bytes) -> None:
    """Put all of it into a file. Raises BotError when that cannot be."""
    try:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise BotError(f"{file}: cannot be written: {error.strerror}") from None


def require_folders(*files: Path | None) -> None:
    """Raise BotError where one of some files could never be written: before the work, not after."""
    for file in files:
        if file and not file.parent.is_dir():
            raise BotError(f"{file}: cannot be written: there is no folder {file.parent}")
