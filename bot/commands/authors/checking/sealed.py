"""Files of the user's cache, which may be deleted at any time and are never executed.

One that is cut short, altered, of another version of this program or not ours alone is not there.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

import bot

_MOST_FILES = 400
_MOST_BYTES = 1 << 28  # of all; what is kept of 2,000 services has some 25 MB
_SEAL = 64  # hex digits at the beginning of each file
_INSTALLED = (".dist-info", ".egg-info")


class SealedFiles:
    """A folder of them, for the very code that wrote them."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be. Raises OSError where that cannot be, or it is not ours."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        rights = folder.stat()
        if hasattr(os, "getuid") and (rights.st_uid != os.getuid() or rights.st_mode & 0o022):
            raise PermissionError(f"{folder}: others can write there")
        self.folder = folder
        self._code = _digest_of_code()

    def read(self, name: str, key: str) -> bytes | None:
        """What was written under a name, if it is of this key; None where that is not so."""
        path = self._path(name)
        try:
            content = path.read_bytes()
            seal, written = content[:_SEAL], content[_SEAL:]
            if seal != self._seal(key, written):
                return None
            os.utime(path)
        except OSError:
            return None
        return written

    def write(self, name: str, key: str, written: bytes) -> None:
        """Keep bytes under a name in place of what stood there, if that is possible."""
        with suppress(OSError):
            self._write(self._path(name), self._seal(key, written) + written)
            self._make_room()

    def _path(self, name: str) -> Path:
        digest = blake2b(f"{self._code} {name}".encode(), digest_size=20).hexdigest()
        return self.folder / f"{digest}.kept"

    def _seal(self, key: str, written: bytes) -> bytes:
        state = blake2b(f"{self._code} {key}\n".encode(), digest_size=_SEAL // 2)
        state.update(written)
        return state.hexdigest().encode()

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, also where two runs write the same at once."""
        with NamedTemporaryFile(dir=self.folder, suffix=".new", delete=False) as aside:
            aside.write(content)
        Path(aside.name).replace(path)

    def _make_room(self) -> None:
        """Delete what was not used for longest, until a quarter of the room is free."""
        files = [(at.stat().st_mtime, at.stat().st_size, at) for at in self.folder.iterdir()]
        if len(files) <= _MOST_FILES and sum(size for _, size, _ in files) <= _MOST_BYTES:
            return
        left = _MOST_BYTES * 3 // 4
        for number, (_, size, file) in enumerate(sorted(files, reverse=True)):
            left -= size
            if left < 0 or number >= _MOST_FILES * 3 // 4:
                file.unlink(missing_ok=True)


def cache_folder(environment: dict[str, str]) -> Path | None:
    """Where findings of the user are kept; None where there is no home.

    Source: XDG Base Directory Specification, $XDG_CACHE_HOME: absolute, else ~/.cache.
    """
    given = Path(environment.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():
        return given / "daleel" / "check"
    home = Path(environment.get("HOME", ""))
    return home / ".cache" / "daleel" / "check" if home.is_absolute() else None


def _digest_of_code() -> str:
    """Another for any other version of this program, of a library, or of Python."""
    state = blake2b(sys.version.encode(), digest_size=16)
    places = filter(os.path.isdir, sys.path)
    names = {name for place in places for name in os.listdir(place) if name.endswith(_INSTALLED)}
    state.update(f"{sorted(names)};".encode())
    for folder in bot.__path__:
        for file in _sources(Path(folder)):
            state.update(f"{file} {blake2b(file.read_bytes()).hexdigest()};".encode())
    return state.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.py"))
