"""A picture in DOT, the language of Graphviz."""

from collections.abc import Sequence

from bot.authoring.pictures.colours import COLOURS
from bot.authoring.pictures.picture import Arrow, Box, Picture

_FONT = "Noto Sans Arabic, Noto Sans, DejaVu Sans, sans-serif"


def as_dot(picture: Picture) -> str:
    """The text of a directed graph; quoted names may be addresses as they are."""
    title = _quoted(_escaped(picture.title))
    lines = [
        f"digraph {title} {{",
        "  rankdir=LR",
        "  nodesep=0.12",
        f"  graph [label={title}, labelloc=t, fontname={_quoted(_FONT)}]",
        f"  node [shape=box, style=filled, fontname={_quoted(_FONT)}, fontsize=11]",
        f"  edge [fontname={_quoted(_FONT)}, fontsize=10]",
        *(f"  {_box(box)}" for box in picture.boxes),
        *(f"  {_arrow(arrow, is_placed=bool(picture.rows))}" for arrow in picture.arrows),
        *(f"  {_beside(row)}" for row in picture.rows if len(row) > 1),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _box(box: Box) -> str:
    colour = COLOURS[box.look]
    style = "filled,dashed" if colour.is_dashed else "filled,rounded"
    written = {
        "label": _lines(box),
        "fillcolor": colour.fill,
        "color": colour.line,
        "fontcolor": colour.text,
        "style": style,
    }
    attributes = ", ".join(f"{name}={_quoted(value)}" for name, value in written.items())
    return f"{_quoted(box.key)} [{attributes}]"


def _arrow(arrow: Arrow, *, is_placed: bool) -> str:
    """An arrow; a jump between boxes that have their places moves none of them."""
    words = []
    if arrow.is_jump:
        words += ["style=dashed", *(["constraint=false"] if is_placed else [])]
    if arrow.look:
        words.append(f"color={_quoted(COLOURS[arrow.look].line)}")
    if arrow.label:
        words.append(f"label={_quoted(_escaped(arrow.label))}")
    attributes = f" [{', '.join(words)}]" if words else ""
    return f"{_quoted(arrow.source)} -> {_quoted(arrow.target)}{attributes}"


def _beside(row: Sequence[str]) -> str:
    """Boxes side by side: arrows that nobody sees."""
    return f"{' -> '.join(map(_quoted, row))} [style=invis]"


def _lines(box: Box) -> str:
    """The heading in the middle, then each answer on a line of its own at the left."""
    heading = "\\n".join(map(_escaped, box.heading))
    lines = "".join(f"{_escaped(line)}\\l" for line in box.lines)
    return f"{heading}\\n\\n{lines}" if lines else heading


def _escaped(text: str) -> str:
    """One line that stands in a label as it is.

    Source: Graphviz documentation, the DOT language: a backslash begins an escape of labels.
    """
    return " ".join(text.split()).replace("\\", "\\\\")


def _quoted(text: str) -> str:
    """A double-quoted string, in which the quote alone is escaped."""
    return '"' + text.replace('"', '\\"') + '"'
