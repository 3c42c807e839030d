"""What earlier checks found of each agency, kept in files of the user's cache as JSON."""

import orjson

from bot.authoring.checking.drawing.aids import Finding
from bot.commands.authors.checking.sealed import SealedFiles
from bot.flows.faults import Fault
from bot.flows.nodes import Place

_MOST_BYTES = 1 << 18  # of one finding: with more faults than that there is no hurry


class KeptFindings:
    """The memory of a checker."""

    def __init__(self, files: SealedFiles) -> None:
        """Keep them among these files."""
        self._files = files

    def recall(self, key: str, file: str) -> Finding | None:
        """What was found, as faults of `file`; None where nothing sound is remembered."""
        written = self._files.read(key, key)
        if written is None:
            return None
        kept = orjson.loads(written)
        faults = tuple(
            Fault(Place(file, line, column), code, message, severity)
            for line, column, code, message, severity in kept["faults"]
        )
        return Finding(faults, kept["relied"])

    def remember(self, key: str, finding: Finding) -> None:
        """Keep a finding for later runs, if that is possible."""
        rows = [(*at.place[1:], at.code, at.message, at.severity) for at in finding.faults]
        written = orjson.dumps({"faults": rows, "relied": dict(finding.relied)})
        if len(written) <= _MOST_BYTES:
            self._files.write(key, key, written)
