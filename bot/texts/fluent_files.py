"""Fluent files as their messages, or why they cannot be read; nothing in one makes it hang."""

import re
from pathlib import Path

from fluent.syntax import FluentParser, ast

_MOST_BYTES = 1 << 20  # fifty times what the bot says


def read_fluent(file: Path) -> tuple[str, ast.Resource]:
    """The text of a file and its messages. Raises ValueError that says why there are none."""
    try:
        if file.exists() and not file.is_file():
            raise ValueError("this is no file")
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(error.strerror) from None
    if len(content) > _MOST_BYTES:
        raise ValueError(f"the file is over {_MOST_BYTES >> 20} MiB")
    try:
        text = re.sub(r"\r\n?", "\n", content.decode("utf-8-sig"))
        return text, FluentParser().parse(text)
    except UnicodeDecodeError:
        raise ValueError("save it as UTF-8") from None
    except RecursionError:
        raise ValueError("its braces are nested too deeply") from None
