"""Coverage to read: a table of addresses and figures alone, and a line for each missing thing.

Nothing in it is Arabic, so no terminal puts a column out of its place.
"""

from collections.abc import Iterator, Sequence

from bot.authoring.coverage.goals import BOT, KINDS, Kind
from bot.authoring.coverage.measuring import Measured, Missing, Tally
from bot.texts.languages import LANGUAGES

_BY_LANGUAGE: tuple[Kind, ...] = ("node", "transition")
_HEADS: dict[Kind, str] = {
    "node": "nodes", "transition": "transitions", "page": "pages", "word": "words", "when": "when",
}  # fmt: skip
_NOUNS: dict[Kind, str] = {**_HEADS, "when": "branches of when"}
_SIDES = {"ar": "in Arabic", "en": "in English", "true": "true", "false": "false"}
_VERBS: dict[Kind, str] = {
    "node": "seen", "transition": "taken", "page": "seen", "word": "said", "when": "",
}  # fmt: skip


def as_table(measured: Measured) -> str:
    """Totals per agency, `seen/all`, nodes and transitions by language; percents below."""
    heads = [f"{_HEADS[kind]} {side}".strip() for kind in KINDS for side in _sides_of(kind)]
    rows = [["covered", *heads]]
    for agency in measured.agencies:
        name = "the bot itself" if agency == BOT else agency
        rows.append([name, *(_part(tally) for tally in _tallies(measured, agency))])
    rows.append(["all", *(_part(tally) for tally in _tallies(measured, ""))])
    rows.append(["", *(f"{tally.percent:.1f} %" for tally in _tallies(measured, ""))])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(_cells(row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, _by_means(measured)])


def missing_lines(missing: Sequence[Missing], most: int | None) -> Iterator[str]:
    """`flows/cspd.yaml:12:5: node cspd/passport-renew not seen in Arabic`, `most` of them."""
    shown = missing if most is None else missing[:most]
    for each in shown:
        yield f"{each.goal.place}: {told(each)}"
    if len(shown) < len(missing):
        yield f"… and {len(missing) - len(shown):,} more: replay --missing all tells them"


def told(missing: Missing) -> str:
    """What is missing of one goal."""
    goal, sides = missing.goal, missing.sides
    words = " or ".join(_SIDES[side] for side in sides)
    if goal.kind == "when":
        return f"when of {goal.name} never {words}"
    name = goal.name.partition(" (")[0]
    return f"{goal.kind} {name} not {_VERBS[goal.kind]} {words}"


def shortfall(measured: Measured, least: float | None) -> str:
    """One line naming the kinds of which less than `least` percent is covered; "" for none."""
    if least is None:
        return ""
    below = ", ".join(
        f"{covered:.1f} % of {_NOUNS[kind]}" for kind, covered in measured.below(least)
    )
    return f"coverage is below {least:g} %: {below}" if below else ""


def _sides_of(kind: Kind) -> tuple[str, ...]:
    return LANGUAGES if kind in _BY_LANGUAGE else ("",)


def _tallies(measured: Measured, agency: str) -> Iterator[Tally]:
    for kind in KINDS:
        for side in _sides_of(kind):
            yield measured.tally(kind, side, agency)


def _part(tally: Tally) -> str:
    return f"{tally.seen}/{tally.count}" if tally.count else "-"


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    yield row[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))


def _by_means(measured: Measured) -> str:
    """How much of all transitions was taken by a tap, by a number, by words."""
    count = measured.tally("transition").count
    parts = []
    for means in ("tap", "number", "words"):
        taken = len({point for point, by in measured.means if by == means})
        parts.append(f"{Tally(taken, count).percent:.1f} % by {means}")
    return f"transitions taken: {', '.join(parts)}"
