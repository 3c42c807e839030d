"""Faults as text for people, as JSON for programs, as annotations for a code review."""

import json
from collections.abc import Callable, Sequence

from bot.flows.faults import Fault

Format = Callable[[Sequence[Fault]], str]


def as_text(faults: Sequence[Fault]) -> str:
    """One fault a line, as editors and compilers write them."""
    return "\n".join(str(fault) for fault in faults)


def as_json(faults: Sequence[Fault]) -> str:
    """A list of objects; `help` is where the code is explained."""
    rows = [
        {
            "file": fault.place.file,
            "line": fault.place.line,
            "column": fault.place.column,
            "code": fault.code,
            "severity": fault.severity,
            "message": fault.message,
            "help": fault.explained_at,
        }
        for fault in faults
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotations(faults: Sequence[Fault]) -> str:
    """GitHub's workflow commands: each fault appears beside its line in a review.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "\n".join(_annotation(fault) for fault in faults)


def _annotation(fault: Fault) -> str:
    place = fault.place
    where = f"file={_property(place.file)},line={place.line},col={place.column}"
    return f"::{fault.severity} {where},title={_property(fault.code)}::{_escaped(fault.line)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_annotations}
