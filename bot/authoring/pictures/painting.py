"""A picture painted by what scripts have seen of it, and a legend of the colours."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from bot.authoring.coverage.goals import move_name
from bot.authoring.coverage.telling.record import Covered
from bot.authoring.pictures.picture import Arrow, Box, Picture

_Shade = Literal["covered", "half-covered", "uncovered"]

_LEGEND: Mapping[_Shade, tuple[str, str]] = {
    "covered": ("شوهد بكل لغاته", "Seen in each of its languages"),
    "half-covered": ("شوهد بعضه", "Seen in part: in one language, or some of it"),
    "uncovered": ("لم يشاهَد", "Not seen"),
}
_SIGNS: Mapping[_Shade, str] = {"covered": "●", "half-covered": "◐", "uncovered": "○"}


def painted(picture: Picture, covered: Covered) -> Picture:
    """The same boxes and arrows in the colours of coverage, and a box for each colour's meaning.

    A box with answers inside is as good as all of them together; each answer bears a sign of its
    own. What no citizen sees keeps its look.
    """
    boxes = [_painted_box(box, covered) for box in picture.boxes]
    legend = [
        Box(f"@{shade}", (f"{_SIGNS[shade]} {english}", arabic), look=shade)
        for shade, (arabic, english) in _LEGEND.items()
    ]
    arrows = tuple(_painted_arrow(arrow, covered) for arrow in picture.arrows)
    return replace(picture, boxes=(*boxes, *legend), arrows=arrows)


def _painted_box(box: Box, covered: Covered) -> Box:
    places = [address for address in {box.key, *box.inside} if address in covered.nodes]
    if not places:
        return box
    seen = [is_seen for address in places for is_seen in covered.nodes[address].values()]
    look = _shade(seen)
    if len(box.lines) == len(box.inside):
        lines = [
            f"{_sign(covered, address)}{line}"
            for address, line in zip(box.inside, box.lines, strict=True)
        ]
    else:
        lines = [*box.lines, f"{sum(seen)}/{len(seen)}"]
    return replace(box, lines=tuple(lines), look=look)


def _sign(covered: Covered, address: str) -> str:
    sides = covered.nodes.get(address)
    return f"{_SIGNS[_shade(sides.values())]} " if sides else ""


def _painted_arrow(arrow: Arrow, covered: Covered) -> Arrow:
    sides = covered.transitions.get(move_name(arrow.source, arrow.target))
    return replace(arrow, look=_shade(sides.values())) if sides else arrow


def _shade(seen: Iterable[bool]) -> _Shade:
    known = tuple(seen)
    if all(known):
        return "covered"
    return "half-covered" if any(known) else "uncovered"
