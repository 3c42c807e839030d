"""The colours of a picture: one place, so that all diagram languages show the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.authoring.pictures.picture import Look


@dataclass(frozen=True, slots=True)
class Colour:
    """How boxes of one look are painted."""

    fill: str
    line: str
    text: str = "#1f2933"
    is_dashed: bool = False


COLOURS: Mapping[Look, Colour] = {
    "main": Colour("#075e54", "#075e54", text="#ffffff"),
    "menu": Colour("#e7f6ef", "#128c7e"),
    "leaf": Colour("#ffffff", "#9fb3c8"),
    "elsewhere": Colour("#f0f4f8", "#9fb3c8"),
    "pilot": Colour("#e3f0ff", "#2b6cb0"),
    "invited": Colour("#f3e8ff", "#805ad5", is_dashed=True),
    "draft": Colour("#f7f7f7", "#829ab1", text="#627d98", is_dashed=True),
    "unreachable": Colour("#ffe3e3", "#cf1124"),
    "covered": Colour("#d3f2dc", "#1a7f37"),
    "half-covered": Colour("#ffe9b8", "#b26b00"),
    "uncovered": Colour("#ffd6d6", "#cf1124"),
}
