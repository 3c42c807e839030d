"""Files that commands write where they are told to, be it a pipe."""

from pathlib import Path

from bot.errors import BotError


def write(file: Path, content: str | bytes) -> None:
    """Put all of it into a file. Raises BotError when that cannot be."""
    try:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise BotError(f"{file}: cannot be written: {error.strerror}") from None
