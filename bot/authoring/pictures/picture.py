"""What a picture of the flows shows: boxes and arrows, before any diagram language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

from bot.flows.library import Library
from bot.flows.nodes import MAIN, Answer, Ask, Menu, Node, OfficeCard, OfficeList, choices_of

# What a reader must see at once about a box. A draft is not shown to citizens, so it counts as
# such and not as unreachable.
Look = Literal[
    "main", "menu", "leaf", "elsewhere", "pilot", "invited", "draft", "unreachable",
    "covered", "half-covered", "uncovered",
]  # fmt: skip

_MAIN_MENU = ("القائمة الرئيسية", "Main menu")


@dataclass(frozen=True, slots=True)
class Box:
    """One place, or one with the answers below it as its lines; `key` is its address.

    `inside` are the addresses of the lines, or of all that a box without any stands for.
    """

    key: str
    heading: tuple[str, ...]
    lines: tuple[str, ...] = ()
    look: Look = "menu"
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another; a jump is a `goto`, the rest is nesting."""

    source: str
    target: str
    is_jump: bool = False
    label: str = ""
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Every arrow joins two of the boxes; those of a row stand side by side."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def picture_agency(library: Library, agency: str) -> Picture:
    """One agency on a page: a box a menu, its answers as lines, jumps as arrows.

    An answer that citizens do not see as they see its menu (a draft, a pilot, one that nothing
    leads to) has a box of its own. Raises KeyError when there is no such agency.
    """
    drawing = _Drawing(library)
    drawing.add_menu(library.node(agency))
    return drawing.finished(_both(library.node(agency)))


def picture_map(library: Library) -> Picture:
    """All agencies behind the main menu: how much each holds, and who sends citizens to whom."""
    reached = reachable(library)
    boxes = [Box(MAIN, (*_MAIN_MENU, MAIN), look="main")]
    boxes += [_agency_box(library, library.node(name), reached) for name in library.agencies]
    arrows = [Arrow(MAIN, name) for name in library.agencies]
    jumps = Counter(
        (node.address.partition("/")[0], choice.target.partition("/")[0])
        for node in library.nodes.values()
        if node.address != MAIN
        for choice in choices_of(node)
    )
    arrows += [
        Arrow(source, target, is_jump=True, label=str(count))
        for (source, target), count in sorted(jumps.items())
        if source != target
    ]
    title = " · ".join(reversed(_MAIN_MENU))
    return Picture(title, tuple(boxes), tuple(arrows), _rows(tuple(library.agencies)))


def _rows(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Boxes in the order of reading, in so many rows that they fill a page."""
    across = max(1, round(sqrt(len(names))))
    return tuple(tuple(names[at : at + across]) for at in range(0, len(names), across))


def reachable(library: Library) -> frozenset[str]:
    """Every address that a citizen can come to from the main menu by taps alone."""
    reached: set[str] = set()
    waiting = [MAIN]
    while waiting:
        address = waiting.pop()
        if address not in reached and (address == MAIN or library.is_living(address)):
            reached.add(address)
            waiting.extend(choice.target for choice in choices_of(library.node(address)))
    return frozenset(reached)


@dataclass(slots=True)
class _Drawing:
    """Boxes and arrows as they are found, menu by menu."""

    library: Library
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    reached: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.reached = reachable(self.library)

    def add_menu(self, menu: Node) -> None:
        """A menu's box; then whatever it leads to that is no line of it."""
        own = _look(menu, self.reached)
        lines: dict[str, str] = {}
        self.boxes[menu.address] = Box(menu.address, _heading(menu), look=own)  # keeps its place
        for number, choice in enumerate(choices_of(menu), start=1):
            node = self.library.node(choice.target)
            is_inside = node.parent == menu.address
            if is_inside and not choices_of(node) and _look(node, self.reached) in ("leaf", own):
                lines[node.address] = _line(menu, number, node)
            elif is_inside and not isinstance(node.content, OfficeCard):
                self._add_below(menu, node)
            else:
                self._add_jump(menu, node)
        written = (tuple(lines.values()), own, tuple(lines))
        self.boxes[menu.address] = Box(menu.address, _heading(menu), *written)
        for node in self._not_offered(menu):
            self._add_below(menu, node)

    def _not_offered(self, menu: Node) -> list[Node]:
        """What stands below a menu in the file and is not a choice of it: drafts, and the like."""
        offered = {choice.target for choice in choices_of(menu)}
        nodes = self.library.nodes.values()
        return [n for n in nodes if n.parent == menu.address and n.address not in offered]

    def _add_below(self, menu: Node, node: Node) -> None:
        self.arrows.append(Arrow(menu.address, node.address))
        if isinstance(node.content, Menu | Ask | OfficeList):
            self.add_menu(node)
        else:
            self._add_leaf(node)

    def _add_leaf(self, node: Node) -> None:
        self.boxes[node.address] = Box(node.address, _heading(node), look=_look(node, self.reached))

    def _add_jump(self, menu: Node, node: Node) -> None:
        self.arrows.append(Arrow(menu.address, node.address, is_jump=True))
        box = Box(node.address, _heading(node), look="elsewhere")
        self.boxes.setdefault(node.address, box)

    def finished(self, title: str) -> Picture:
        """The picture of all that was added."""
        return Picture(title, tuple(self.boxes.values()), tuple(self.arrows))


def _agency_box(library: Library, agency: Node, reached: frozenset[str]) -> Box:
    inside = [n for n in library.nodes.values() if n.address.startswith(f"{agency.address}/")]
    menus = sum(isinstance(node.content, Menu) for node in inside)
    answers = sum(isinstance(node.content, Answer) for node in inside)
    counted = f"{menus} menus · {answers} answers"
    within = (agency.address, *(node.address for node in inside))
    return Box(agency.address, _heading(agency), (counted,), _look(agency, reached), within)


def _look(node: Node, reached: frozenset[str]) -> Look:
    if node.stage != "live":
        return node.stage
    if node.address not in reached:
        return "unreachable"
    return "menu" if choices_of(node) else "leaf"


def _heading(node: Node) -> tuple[str, ...]:
    return (node.title.ar, node.title.en, node.address)


def _line(menu: Node, number: int, node: Node) -> str:
    """A choice with its number; what follows an answer with its id, for it has no number.

    Such a node mostly goes by the title of its question, which would say nothing here.
    """
    if not isinstance(menu.content, Ask):
        return f"{number}. {_both(node)}"
    own_id = node.address.rpartition("/")[2]
    return f"→ {own_id}" if node.title == menu.title else f"→ {own_id}: {_both(node)}"


def _both(node: Node) -> str:
    return f"{node.title.en} · {node.title.ar}"
