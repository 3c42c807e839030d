"""What earlier checks read of each agency's file, kept in files of the user's cache."""

import io
import pickle
from typing import Any

from bot.commands.authors.checking.sealed import SealedFiles
from bot.flows.parts.part import Part

_MOST_BYTES = 1 << 23  # of one agency: with more to remember than that there is no hurry
# Whose classes are values and nothing else: no other is made from what is read.
_VALUES = (
    "bot.flows.checks.across.facts",
    "bot.flows.checks.across.keywords",
    "bot.flows.checks.labels",
    "bot.flows.checks.warnings.advice",
    "bot.flows.compiling.inputs",
    "bot.flows.faults",
    "bot.flows.nodes",
    "bot.flows.parts.part",
    "bot.flows.reading.tree",
    "bot.flows.when.conditions",
    "bot.flows.when.opening",
    "bot.messages.reply",
    "bot.texts.languages",
)
_BUILT_IN = (("builtins", "frozenset"), ("datetime", "date"))


class KeptParts:
    """The memory of whoever reads flows."""

    def __init__(self, files: SealedFiles) -> None:
        """Keep them among these files."""
        self._files = files

    def recall(self, name: str, digest: str) -> Part | None:
        """The part of a file, if it was made of just what the digest names; else None."""
        written = self._files.read(_kept_as(name), digest)
        if written is None:
            return None
        try:
            part = _Reader(io.BytesIO(written)).load()
        except pickle.UnpicklingError:
            return None
        return part if isinstance(part, Part) else None

    def remember(self, name: str, digest: str, part: Part) -> None:
        """Keep a part for later runs, if that is possible."""
        written = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
        if len(written) <= _MOST_BYTES:
            self._files.write(_kept_as(name), digest, written)


class _Reader(pickle.Unpickler):
    """Makes values of this program alone; nothing that is read is ever executed."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of values. Raises UnpicklingError for all else."""
        is_value = module in _VALUES and "." not in name
        if is_value or (module, name) in _BUILT_IN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _kept_as(name: str) -> str:
    return f"part {name!r}"  # as may be written, also of a folder whose name is no UTF-8
