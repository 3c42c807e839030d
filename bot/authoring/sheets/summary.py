"""What an import does, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.authoring.sheets.importing import Imported
from bot.authoring.sheets.rows.comparing import CellChange
from bot.authoring.sheets.rows.rows import FileRow, Spot
from bot.authoring.sheets.tables.cells import join_words, split_words
from bot.authoring.sheets.tables.table import CellFault, letters
from bot.texts.directions import cut, strip_controls

_MOST_TEXT = 70
_NOUNS = {"agencies": "agency", "services": "service", "questions": "question", "offices": "office"}


def as_text(imported: Imported) -> str:
    """A line for each row that differs, another for each of its cells, and the counts."""
    return "\n".join([*_lines(imported), _counts(imported)])


def as_json(imported: Imported, *, is_written: bool) -> str:
    """All of it as one object."""
    changes = imported.changes
    whole = {
        "added": [{"address": row.spot.address, "sheet": row.spot.sheet,
                   "row": row.row.number} for row in changes.added],
        "changed": [
            {"address": row.old.spot.address, "sheet": row.old.spot.sheet,
             "row": row.new.row.number,
             "cells": [{"column": at.column.key, "before": at.before, "after": at.after}
                       for at in row.cells]}
            for row in changes.changed
        ],
        "missing": [_missing_row(row) for row in changes.missing],
        "removes": imported.removes,
        "faults": [_fault(fault) for fault in imported.faults],
        "files": [str(file.path) for file in imported.files],
        "written": is_written,
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=2)


def faults_as_text(faults: Sequence[CellFault]) -> str:
    """One fault a line, without signs that a terminal obeys."""
    return "\n".join(" ".join(strip_controls(str(fault)).split()) for fault in faults)


def _lines(imported: Imported) -> Iterator[str]:
    for row in imported.changes.added:
        title = row.row.cells.get("title_en") or row.row.cells.get("name_en") or ""
        yield f"+ {_said(row.spot)}{f'  {_short(title)}' if title else ''}"
    for changed in imported.changes.changed:
        yield f"~ {_said(changed.old.spot)}"
        for cell in changed.cells:
            yield f"    {cell.column.en}: {_difference(cell)}"
    for missing in imported.changes.missing:
        kept = "" if imported.removes else "  (not in the sheet; kept)"
        also = f"  (with {join_words(missing.unshown)}, which no sheet shows)"
        more = also if imported.removes and missing.unshown else kept
        yield f"{'-' if imported.removes else '='} {_said(missing.spot)}{more}"


def _counts(imported: Imported) -> str:
    changes = imported.changes
    parts = [
        _count("added", [row.spot for row in changes.added]),
        _count("changed", [row.old.spot for row in changes.changed]),
        _count(
            "removed"
            if imported.removes
            else "not in the sheet and kept (--remove takes them out)",
            [row.spot for row in changes.missing],
        ),
    ]
    return "; ".join(filter(None, parts))


def _count(verb: str, spots: Sequence[Spot]) -> str:
    counts = Counter(spot.sheet for spot in spots)
    said = (
        f"{count} {_NOUNS[name] if count == 1 else name}"
        for name in _NOUNS
        if (count := counts[name])  # type: ignore[index]
    )
    listed = ", ".join(said)
    return (
        f"{verb} {listed}" if listed and " " not in verb else f"{listed} {verb}" if listed else ""
    )


def _said(spot: Spot) -> str:
    return f"{_NOUNS[spot.sheet]} {spot.address}"


def _difference(cell: CellChange) -> str:
    """Words that come and go; of other texts what stood there and what shall."""
    if cell.column.form != "words":
        return f"{_quoted(cell.before)} → {_quoted(cell.after)}"
    before, after = split_words(cell.before), split_words(cell.after)
    came = [f"+ {word}" for word in after if word not in before]
    went = [f"- {word}" for word in before if word not in after]
    return _short(", ".join([*came, *went]) or "in another order")


def _quoted(text: str) -> str:
    return f"“{_short(text)}”" if text else "nothing"


def _short(text: str) -> str:
    return cut(" ".join(strip_controls(text).split()), _MOST_TEXT)


def _missing_row(row: FileRow) -> dict[str, object]:
    return {"address": row.spot.address, "sheet": row.spot.sheet, "unshown": list(row.unshown)}


def _fault(fault: CellFault) -> dict[str, object]:
    place = fault.place
    return {
        "sheet": place.sheet,
        "cell": f"{letters(place.column or 1)}{place.row}" if place.row else "",
        "row": place.row,
        "column": place.column,
        "file": fault.file,
        "code": fault.code,
        "message": fault.message,
    }
