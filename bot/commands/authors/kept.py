"""What earlier checks found, in files that may be deleted at any time.

Each holds the findings of one agency as JSON, never anything that is executed. One that is cut
short, altered, of another version or not ours alone is not there.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import orjson

import bot
from bot.authoring.checking.drawing.aids import Finding
from bot.flows.faults import Fault
from bot.flows.nodes import Place

_MOST_FILES = 400
_MOST_BYTES = 1 << 18  # of one file: with more faults than that there is no hurry
_LIBRARIES = ("fluent.runtime", "fluent.syntax", "orjson", "pydantic", "PyYAML", "transitions")
_SEAL = 64  # hex digits at the beginning of each file


class KeptFindings:
    """Findings in a folder, for the very code that made them."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be. Raises OSError where that cannot be, or it is not ours."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        rights = folder.stat()
        if hasattr(os, "getuid") and (rights.st_uid != os.getuid() or rights.st_mode & 0o022):
            raise PermissionError(f"{folder}: others can write there")
        self._folder = folder
        self._code = _digest_of_code()

    def recall(self, key: str, file: str) -> Finding | None:
        """What was found, as faults of `file`; None where nothing sound is remembered."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            seal, written = content[:_SEAL], content[_SEAL:]
            if seal != self._seal(key, written):
                return None
            os.utime(path)
            kept = orjson.loads(written)
        except (OSError, orjson.JSONDecodeError):
            return None
        faults = tuple(
            Fault(Place(file, line, column), code, message, severity)
            for line, column, code, message, severity in kept["faults"]
        )
        return Finding(faults, kept["relied"])

    def remember(self, key: str, finding: Finding) -> None:
        """Keep a finding for later runs, if that is possible."""
        rows = [(*at.place[1:], at.code, at.message, at.severity) for at in finding.faults]
        written = orjson.dumps({"faults": rows, "relied": dict(finding.relied)})
        if len(written) > _MOST_BYTES:
            return
        with suppress(OSError):
            self._write(self._path(key), self._seal(key, written) + written)
            self._make_room()

    def _path(self, key: str) -> Path:
        name = blake2b(f"{self._code} {key}".encode(), digest_size=20).hexdigest()
        return self._folder / f"{name}.json"

    def _seal(self, key: str, written: bytes) -> bytes:
        state = blake2b(f"{self._code} {key}\n".encode(), digest_size=_SEAL // 2)
        state.update(written)
        return state.hexdigest().encode()

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, also where two runs write the same at once."""
        with NamedTemporaryFile(dir=self._folder, suffix=".new", delete=False) as aside:
            aside.write(content)
        Path(aside.name).replace(path)

    def _make_room(self) -> None:
        """Delete what was not used for longest."""
        files = list(self._folder.iterdir())
        if len(files) > _MOST_FILES:
            for old in sorted(files, key=_used_at)[: len(files) - _MOST_FILES * 3 // 4]:
                old.unlink(missing_ok=True)


def cache_folder(environment: dict[str, str]) -> Path | None:
    """Where findings of the user are kept; None where there is no home.

    Source: XDG Base Directory Specification, $XDG_CACHE_HOME: absolute, else ~/.cache.
    """
    given = Path(environment.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():
        return given / "daleel" / "check"
    home = Path(environment.get("HOME", ""))
    return home / ".cache" / "daleel" / "check" if home.is_absolute() else None


def _used_at(file: Path) -> float:
    with suppress(OSError):
        return file.stat().st_mtime
    return 0.0


def _digest_of_code() -> str:
    """Another for any other version of this program, of what it draws with, or of Python."""
    state = blake2b(sys.version.encode(), digest_size=16)
    for name in _LIBRARIES:
        state.update(f"{name} {version(name)};".encode())
    for folder in bot.__path__:
        for file in _sources(Path(folder)):
            state.update(f"{file} {blake2b(file.read_bytes()).hexdigest()};".encode())
    return state.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.py"))
