"""A picture as a Mermaid flowchart, as code hosts and editors draw it."""

from collections.abc import Iterator, Mapping, Sequence

from bot.authoring.pictures.colours import COLOURS, Colour
from bot.authoring.pictures.picture import Arrow, Box, Picture

# What would end a quoted label or be taken for markup. Source: Mermaid documentation, flowcharts,
# "Entity codes to escape characters".
_ENTITIES = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
)


def as_mermaid(picture: Picture) -> str:
    """The text of a flowchart; names of boxes are made up, since addresses would not be taken."""
    names = {box.key: f"n{number}" for number, box in enumerate(picture.boxes)}
    lines = [
        "---",
        f"title: {_quoted(picture.title)}",
        "config: {flowchart: {nodeSpacing: 15, wrappingWidth: 400}}",
        "---",
        "flowchart LR",
        *(f"  {names[box.key]}[{_label(box)}]:::{box.look}" for box in picture.boxes),
        *(f"  {_arrow(arrow, names)}" for arrow in picture.arrows),
        *(f"  {' ~~~ '.join(names[key] for key in row)}" for row in picture.rows if len(row) > 1),
        *(f"  {line}" for line in _classes()),
        *(f"  {line}" for line in _link_styles(picture.arrows)),
    ]
    return "\n".join(lines) + "\n"


def _label(box: Box) -> str:
    name, *others = (_escaped(line) for line in box.heading)
    parts = [f"<b>{name}</b>", *others, *map(_escaped, box.lines)]
    return '"' + "<br/>".join(parts) + '"'


def _arrow(arrow: Arrow, names: Mapping[str, str]) -> str:
    line = "-.->" if arrow.is_jump else "-->"
    label = f"|{_escaped(arrow.label)}|" if arrow.label else ""
    return f"{names[arrow.source]} {line}{label} {names[arrow.target]}"


def _classes() -> Iterator[str]:
    for look, colour in COLOURS.items():
        yield f"classDef {look} {_style(colour)}"


def _link_styles(arrows: Sequence[Arrow]) -> Iterator[str]:
    """Arrows are painted by their numbers, in the order in which they were drawn."""
    for number, arrow in enumerate(arrows):
        if arrow.look:
            yield f"linkStyle {number} stroke:{COLOURS[arrow.look].line}"


def _style(colour: Colour) -> str:
    dashes = ",stroke-dasharray:5 4" if colour.is_dashed else ""
    return f"fill:{colour.fill},stroke:{colour.line},color:{colour.text},text-align:start{dashes}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ENTITIES)


def _quoted(text: str) -> str:
    """A text of the YAML head, where quotes and backslashes are escaped."""
    inner = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
