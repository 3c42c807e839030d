"""Tours: conversations that choose every option of every screen, made from the flows themselves.

A tour has no file: where it goes wrong, the line of the node is told. What is shown on an ordinary
morning is toured; what hangs on another day, or on what is typed to a question, is left to
scripts, and so are the bot's own screens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.authoring.coverage.goals import agency_in
from bot.authoring.scripts.playing.player import ORDINARY
from bot.authoring.scripts.script import SOMEBODY, Check, Conversation, Says, Step, Taps
from bot.conversation.addresses import (
    Choose,
    FindNearest,
    Open,
    Rate,
    Switch,
    page_id,
    read_id,
    switch_id,
)
from bot.conversation.release import Release
from bot.conversation.screens.layout import Screen, label_key
from bot.conversation.screens.wording import Spot
from bot.flows.nodes import MAIN, Answer, Node, OfficeCard, Place
from bot.flows.when.conditions import Circumstances
from bot.flows.when.sight import Sight
from bot.messages.reply import options_of
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Language

TOUR = "tour"  # the tag of these conversations

_ANYWHERE = ""  # a target that hangs on what was answered before


def tours(release: Release) -> list[Conversation]:
    """A conversation for each service, agency and the main menu, in each language."""
    nodes: dict[str, list[Node]] = {}
    for address, node in release.library.nodes.items():
        nodes.setdefault("/".join(address.split("/")[:2]), []).append(node)
    return [
        _Tour(release, language).through(service, own)
        for service, own in nodes.items()
        for language in LANGUAGES
    ]


@dataclass(slots=True)
class _Tour:
    """One conversation in the making."""

    release: Release
    language: Language
    steps: list[Step] = field(default_factory=list)

    def through(self, service: str, nodes: list[Node]) -> Conversation:
        """Through all places of a service that are shown."""
        place = nodes[0].place
        now = Circumstances(ORDINARY.replace(tzinfo=self.release.timezone), self.language)
        sight = Sight(self.release.library, now)
        self._speak(place)
        for node in nodes:
            if sight.shows(node.address):
                self._visit(node, now)
        return Conversation(
            title=f"Every option of {service}",
            file=place.file,
            place=place,
            label=f"{TOUR}, {self.language}",
            tags=frozenset({TOUR}),
            identity=SOMEBODY,
            steps=tuple(self.steps),
            language=self.language,
        )

    def _visit(self, node: Node, now: Circumstances) -> None:
        """Choose all there is on each page of a place, coming back to it each time.

        Of menus by all means, of answers by one: most of what there is stands beside answers.
        """
        self._open(MAIN, node.place)  # an office remembers from where it was asked for
        shelf, address = self.release.shelf, node.address
        asker = f"{agency_in(address)}/offices" if isinstance(node.content, OfficeCard) else ""
        for page in range(1, shelf.pages(address, now) + 1):
            here = page_id(address, page)
            screen = shelf.screen(Spot(address, page, self.language, asker), now=now)
            is_menu = not isinstance(node.content, Answer)
            for act, row_id in _choices(screen, by_all_means=is_menu):
                target = _target(row_id)
                if target is None or row_id == here:
                    continue
                self._open(here, node.place)
                self._do(act, node.place, target)
                if isinstance(read_id(row_id), Switch):
                    self._speak(node.place)

    def _speak(self, place: Place) -> None:
        self._do(Taps(switch_id(self.language, MAIN), by="id"), place, MAIN)

    def _open(self, address: str, place: Place) -> None:
        self._do(Taps(address, by="id"), place, address)

    def _do(self, act: Says | Taps, place: Place, screen: str) -> None:
        said = f"taps: {act.option}" if isinstance(act, Taps) else f"says: {act.text}"
        checks = (Check("screen", screen, place),) if screen else None
        number = len(self.steps) + 1
        self.steps.append(Step(act, place, number, 0, said, checks))


def _choices(screen: Screen, *, by_all_means: bool) -> Iterator[tuple[Says | Taps, str]]:
    """Each option by a tap, or by its number where it has no row; with its id.

    By all means: by a tap, by its number and by its label. "Not helpful" comes before "helpful",
    for an answer is rated once.
    """
    rows = sorted(options_of(screen.reply), key=lambda row: _is_good(row.id))
    tapped = {row.id for row in rows}
    yield from ((Taps(row.id), row.id) for row in rows)
    for number, entry in enumerate(screen.entries, 1):
        if by_all_means or entry.option.id not in tapped:
            yield Says(str(number)), entry.option.id
    for row in rows if by_all_means else ():
        if screen.labels.get(label_key(fold(row.label))) == row.id:
            yield Says(row.label), row.id


def _is_good(row_id: str) -> bool:
    action = read_id(row_id)
    return isinstance(action, Rate) and action.is_useful


def _target(row_id: str) -> str | None:
    """The screen that an option leads to; None for what a tour does not choose."""
    match read_id(row_id):
        case Open(address, page):
            return page_id(address, page)
        case Switch(_, address):
            return address
        case Rate(is_useful):
            return "@thanks" if is_useful else "@reasons"
        case FindNearest():
            return "@nearest"
        case Choose():
            return _ANYWHERE
        case _:
            return None
