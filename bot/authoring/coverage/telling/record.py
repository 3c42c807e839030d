"""Coverage as a JSON file: written by `replay`, read by `graph`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import orjson

from bot.authoring.coverage.goals import KINDS, Kind
from bot.authoring.coverage.measuring import Measured
from bot.authoring.coverage.telling.table import told
from bot.errors import BotError

VERSION = 1

Sides = Mapping[str, Mapping[str, bool]]  # name → side → whether it was seen


@dataclass(frozen=True, slots=True)
class Covered:
    """What a picture needs of a coverage file: nodes and transitions with their languages."""

    release: str
    nodes: Sides
    transitions: Sides


def as_json(measured: Measured) -> bytes:
    """Totals, agencies, every goal with its sides, and what is missing, most useful first."""
    seen: dict[Kind, dict[str, dict[str, bool]]] = {kind: {} for kind in KINDS}
    for goal in measured.chart.goals.values():
        seen[goal.kind][goal.name] = {
            side: goal.point(side) in measured.seen for side in goal.sides
        }
    missing = [
        {
            "file": each.goal.place.file, "line": each.goal.place.line,
            "column": each.goal.place.column, "kind": each.goal.kind, "name": each.goal.name,
            "sides": each.sides, "agency": each.goal.agency, "told": told(each),
        }
        for each in measured.missing()
    ]  # fmt: skip
    record = {
        "coverage": VERSION,
        "release": measured.chart.release,
        "totals": _totals(measured, ""),
        "agencies": {agency: _totals(measured, agency) for agency in measured.agencies},
        "missing": missing,
        "seen": seen,
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _totals(measured: Measured, agency: str) -> dict[str, Any]:
    totals: dict[str, Any] = {}
    for kind in KINDS:
        tally = measured.tally(kind, agency=agency)
        totals[kind] = {"seen": tally.seen, "all": tally.count, "percent": tally.percent}
    return totals


def read_covered(file: Path, release: str) -> Covered:
    """The coverage of the flows as they are. Raises BotError, one line, for any other file."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BotError(f"{file}: cannot be read: {error.strerror}") from None
    covered = _covered(content)
    if covered is None:
        hint = "write one with: main.py replay --coverage-file FILE"
        raise BotError(f"{file}: is no coverage file of this version, or damaged; {hint}")
    if covered.release != release:
        hint = f"write it anew with: main.py replay --coverage-file {file}"
        raise BotError(f"{file}: is about flows that were changed since; {hint}")
    return covered


def _covered(content: bytes) -> Covered | None:
    try:
        record = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(record, dict) or record.get("coverage") != VERSION:
        return None
    seen = record.get("seen")
    if not isinstance(seen, dict) or not isinstance(record.get("release"), str):
        return None
    nodes, transitions = seen.get("node"), seen.get("transition")
    if not _are_sides(nodes) or not _are_sides(transitions):
        return None
    return Covered(record["release"], nodes, transitions)


def _are_sides(written: object) -> TypeGuard[Sides]:
    return isinstance(written, dict) and all(
        isinstance(sides, dict) and all(isinstance(is_seen, bool) for is_seen in sides.values())
        for sides in written.values()
    )
