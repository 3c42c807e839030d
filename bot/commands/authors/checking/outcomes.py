"""The words of the last `check`, told again while nothing changed that they were said of."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson

from bot.commands.authors.checking.sealed import SealedFiles

ENDINGS = (".yaml", ".yml", ".ftl")  # of flows and locales
_MOST_BYTES = 1 << 23  # with more to read than that there is no hurry


@dataclass(frozen=True)
class Asked:
    """What a check was asked: by whatever way its words may depend on, but for the files."""

    paths: tuple[Path, ...]
    locales: Path
    format: str
    is_strict: bool


@dataclass(frozen=True)
class Told:
    """What it printed, to standard output and to standard error, and its exit code."""

    out: str
    err: str
    code: int


class Outcome:
    """What was told when last the same was asked."""

    def __init__(self, files: SealedFiles, asked: Asked, today: str) -> None:
        """Name all that is to be checked by what it holds now: nothing goes by times of files."""
        self._files = files
        self._name = repr(asked)
        self._asked = asked
        self._today = today
        self._key = self._digest()

    def recall(self) -> Told | None:
        """The words, if they were said of the very same files; else None."""
        written = self._files.read(self._name, self._key) if self._key else None
        return Told(**orjson.loads(written)) if written is not None else None

    def remember(self, told: Told) -> None:
        """Keep them in place of earlier ones, unless a file changed while it was checked."""
        try:
            written = orjson.dumps(told)
        except TypeError:  # the name of a file is no UTF-8
            return
        if self._key and len(written) <= _MOST_BYTES and self._key == self._digest():
            self._files.write(self._name, self._key, written)

    def _digest(self) -> str:
        """Of all files that are read; "" where one cannot be."""
        state = blake2b(f"{self._asked} {self._today}".encode(), digest_size=16)
        try:
            for folder in (*map(_folder, self._asked.paths), self._asked.locales):
                for part in _parts(folder):
                    state.update(part)
        except OSError:
            return ""
        return state.hexdigest()


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _parts(folder: Path) -> Iterator[bytes]:
    """The names of a folder, and what its files hold: no two folders that differ give the same."""
    home = folder.resolve()
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in ENDINGS:
            holds = ""
            if file.is_file():
                is_inside = file.resolve().is_relative_to(home)  # a link out of it is refused
                holds = f"{is_inside} {blake2b(file.read_bytes()).hexdigest()}"
            yield f"{file!r} {holds};".encode()
    yield b"."
