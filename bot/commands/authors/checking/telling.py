"""Faults of flows and locales as the words that `check` prints."""

from collections.abc import Sequence
from datetime import date

from bot.authoring.checking.check import check_flows
from bot.authoring.checking.drawing.aids import Aids
from bot.authoring.checking.fault_formats import FORMATS
from bot.commands.authors.checking.kept import KeptFindings
from bot.commands.authors.checking.kept_parts import KeptParts
from bot.commands.authors.checking.outcomes import Asked, Told
from bot.commands.authors.checking.sealed import SealedFiles
from bot.commands.authors.processes import by_all_processors
from bot.flows.collection import exempting
from bot.flows.faults import MISTAKES_PAGE, Fault, has_errors


def tell(asked: Asked, today: date, files: SealedFiles | None) -> Told:
    """Check what was asked for; of unchanged agencies findings are recalled from `files`."""
    aids = Aids(by_all_processors)
    if files:
        aids = Aids(by_all_processors, KeptFindings(files), KeptParts(files))
    with exempting():  # the process ends soon: nothing need be looked through
        faults = check_flows(asked.paths, asked.locales, today, aids)
    written = FORMATS[asked.format](faults)
    said = _count(faults)
    if faults and asked.format == "text":
        said += f"\nwhat each code means, with examples: {MISTAKES_PAGE}"
    is_wrong = has_errors(faults) or (asked.is_strict and bool(faults))
    return Told(f"{written}\n" if written else "", f"{said}\n", int(is_wrong))


def _count(faults: Sequence[Fault]) -> str:
    errors = sum(fault.severity == "error" for fault in faults)
    told = [
        f"{count} {word}" if count == 1 else f"{count} {word}s"
        for count, word in ((errors, "mistake"), (len(faults) - errors, "warning"))
        if count
    ]
    files = len({fault.place.file for fault in faults})
    where = "1 file" if files == 1 else f"{files} files"
    return f"{' and '.join(told)} in {where}" if told else "no mistakes"
