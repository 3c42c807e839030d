"""What earlier checks found of each agency, kept in files of the user's cache as JSON."""

import orjson

from bot.authoring.checking.drawing.aids import Finding, Known
from bot.commands.authors.checking.sealed import SealedFiles

_MOST_BYTES = 1 << 22  # of one agency: with more to remember than that there is no hurry


class KeptFindings:
    """The memory of a checker."""

    def __init__(self, files: SealedFiles) -> None:
        """Keep them among these files."""
        self._files = files

    def recall(self, name: str) -> Known | None:
        """What was found last; None where nothing sound is remembered."""
        written = self._files.read(name, name)
        if written is None:
            return None
        kept = orjson.loads(written)
        findings = {
            service: Finding(own, tuple(map(tuple, refused)), relied)
            for service, (own, refused, relied) in kept["findings"].items()
        }
        return Known(kept["file"], findings)

    def remember(self, name: str, known: Known) -> None:
        """Keep findings for later runs, if that is possible."""
        rows = {
            service: (found.own, found.refused, found.relied)
            for service, found in known.findings.items()
        }
        written = orjson.dumps({"file": known.file, "findings": rows})
        if len(written) <= _MOST_BYTES:
            self._files.write(name, name, written)
