"""A round through one service: every screen of it, and every option of each of them.

Menus and questions are gone through by taps, by numbers and by labels typed. Beside an answer
each option is chosen once, by one of these in turn: most of what there is stands beside answers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import cycle

from bot.authoring.scripts.generating.guide import Guide, Spot, Told
from bot.authoring.scripts.generating.words import Asked
from bot.authoring.walking.saying.answers import answers_to
from bot.authoring.walking.standings.worlds import World
from bot.conversation.addresses import Erase, Open, Rate, Switch, page_id, part_id, read_id
from bot.conversation.addresses import switch_id as row_of_language
from bot.conversation.release import Release
from bot.conversation.screens.layout import label_key
from bot.flows.nodes import MAIN, Answer, Ask, OfficeCard, choices_of
from bot.flows.when.conditions import Circumstances
from bot.flows.when.sight import Sight
from bot.messages.reply import Option
from bot.texts.folding import fold
from bot.texts.languages import Language

PASSING = frozenset({"@thanks", "@reasons", "@nearest"})  # left by whichever way was not taken yet
_NEAR = (31.95, 35.91)
_LONGEST = 60  # of answers typed to a question: a longer one tells a reader nothing more
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_GREETING: dict[Language, str] = {"ar": "مرحبا", "en": "Hello"}

Way = tuple[str, Callable[[], None]]  # its name, and how it is taken


@dataclass(slots=True)
class Round:
    """One conversation through the places of a service, in one language and world."""

    release: Release
    world: World
    language: Language
    places: tuple[str, ...]
    asked: tuple[Asked, ...] = ()  # when nothing is left to choose
    guide: Guide = field(init=False)
    _left: dict[Spot, set[str]] = field(init=False, default_factory=dict)
    _taken: set[tuple[Spot, str]] = field(init=False, default_factory=set)
    _gone_to: set[str] = field(init=False, default_factory=set)
    _means: Iterator[int] = field(init=False, default_factory=lambda: cycle(range(3)))

    def __post_init__(self) -> None:
        """Nothing said yet."""
        self.guide = Guide(self.release, self.world)

    def told(self) -> list[Told]:
        """Everything said, from the first contact until nothing is left to choose or ask."""
        self._arrive()
        while self._step():
            pass
        self._share_pins()
        for place, words in self.asked:
            for each in words:
                self._speak()
                if place and self.guide.here.state != place:
                    self.guide.open(place)
                self.guide.ask(each)
        return self.guide.told

    def _share_pins(self) -> None:
        """From before the door of each office: it is the nearest, and hardly any way off."""
        nodes = [self.release.library.nodes[place] for place in self.shown()]
        offices = [node for node in nodes if isinstance(node.content, OfficeCard)]
        for office in offices[:1]:
            self.guide.open(office.address)  # a pin asks for an office of the agency in view
        for office in offices:
            if isinstance(card := office.content, OfficeCard):
                self.guide.share(card.latitude, card.longitude)

    def shown(self) -> tuple[str, ...]:
        """Those of the places that are shown to somebody who answered no question yet."""
        sight = self._sight()
        return tuple(place for place in self.places if sight.shows(place))

    def offered(self) -> frozenset[str]:
        """What the menus among the places offer at this moment, by ids."""
        sight = self._sight()
        return frozenset(
            f"{place} -> {choice.target}"
            for place in self.places
            for choice in choices_of(self.release.library.nodes[place])
            if sight.shows(choice.target) and sight.holds(choice.when)
        )

    def _sight(self) -> Sight:
        """What is seen by somebody who answered no question yet."""
        at = datetime.fromtimestamp(self.world.now, self.release.timezone)
        now = Circumstances(at, self.language, is_invited=self.world.is_invited)
        return Sight(self.release.library, now)

    def _arrive(self) -> None:
        """From a greeting by the menus to the first place."""
        self.guide.type(_GREETING[self.language])
        self._speak()
        parts = self.places[0].split("/")
        for count in range(1, len(parts) + 1):
            target = "/".join(parts[:count])
            if target != MAIN:
                self._turn_pages_to(target)
                self.guide.open(target)

    def _turn_pages_to(self, target: str) -> None:
        """As many pages on as it takes to see a row."""
        while all(row.id != target for row in self.guide.rows):
            here = self.guide.here
            following = page_id(here.state, here.page + 1)
            more = next((row for row in self.guide.rows if row.id == following), None)
            if more is None:
                return
            self.guide.tap(more)

    def _speak(self) -> None:
        """The round's language again, if it is another now."""
        if self.guide.session.language == self.language:
            return
        wanted = f"@{self.language}:"
        row = next((row for row in self.guide.rows if row.id.startswith(wanted)), None)
        self.guide.open(row.id if row else row_of_language(self.language, MAIN))

    def _step(self) -> bool:
        """One thing more; false when nothing is left."""
        self._speak()
        here = self.guide.here
        if here.state in self.places or here.state in PASSING:
            left = [way for way in self._ways() if (here, way[0]) not in self._taken]
            self._left[here] = {name for name, _ in left}
            if left:
                name, take = left[0]
                self._taken.add((here, name))
                self._left[here].discard(name)
                take()
                return True
        return self._go_on()

    def _go_on(self) -> bool:
        """To a place where something is left, by a row in view if there is one."""
        in_view = {row.id for row in self.guide.rows}
        waiting = [at for at, left in self._left.items() if left and at.state in self.places]
        waiting.sort(key=lambda at: self._id_of(at) not in in_view)
        if waiting:
            self._left[waiting[0]] = set()  # until it is seen what is left: it may show less now
            self.guide.open(self._id_of(waiting[0]))
            return True
        seen = {at.state for at in self._left}
        for place in self.shown():
            if place not in seen and place not in self._gone_to:
                self._gone_to.add(place)
                self.guide.open(place)
                return True
        return False

    def _id_of(self, at: Spot) -> str:
        node = self.release.library.nodes[at.state]
        if at.page == 1:
            return at.state
        make = part_id if isinstance(node.content, Answer) else page_id
        return make(at.state, at.page)

    def _ways(self) -> Iterator[Way]:
        """What can be chosen on the screen in view, in the order in which it is chosen."""
        here, node = self.guide.here, self.release.library.nodes.get(self.guide.here.state)
        if here.state == "@nearest":
            yield "share", partial(self.guide.share, *_NEAR)
        if node is not None and isinstance(node.content, Ask):
            for answer in answers_to(self.release, here.state, node.content):
                if len(answer) <= _LONGEST:
                    yield f"answer {answer}", partial(self.guide.type, answer)
        if node is not None and not isinstance(node.content, Answer):
            yield from self._by_all_means()
        else:
            yield from self._by_one_means()

    def _by_all_means(self) -> Iterator[Way]:
        taps, numbers, labels = self._taps(), self._numbers(), self._labels()
        for means, ways in (("tap", taps), ("number", numbers), ("label", labels)):
            for row_id, take in ways.items():
                yield f"{means} {row_id}", take

    def _by_one_means(self) -> Iterator[Way]:
        """Each option by a tap, number or label, as its turn is."""
        kinds = [self._taps(), self._numbers(), self._labels()]
        names = dict.fromkeys(name for kind in kinds for name in kind)
        for number, row_id in enumerate(names):
            able = [kind[row_id] for kind in kinds if row_id in kind]
            yield row_id, able[number % len(able)]

    def _taps(self) -> dict[str, Callable[[], None]]:
        """A reader who found an answer useless is asked before the one who thanks for it."""
        rows = sorted(filter(self._leads_on, self.guide.rows), key=_is_good)
        return {row.id: partial(self.guide.tap, row) for row in rows}

    def _numbers(self) -> dict[str, Callable[[], None]]:
        options = [entry.option for entry in self.guide.screen.entries]
        return {
            option.id: partial(self.guide.type, self._digits(number))
            for number, option in enumerate(options, 1)
            if self._leads_on(option)
        }

    def _labels(self) -> dict[str, Callable[[], None]]:
        labels = self.guide.screen.labels
        return {
            row.id: partial(self.guide.type, row.label)
            for row in filter(self._leads_on, self.guide.rows)
            if labels.get(label_key(fold(row.label))) == row.id
        }

    def _digits(self, number: int) -> str:
        return str(number).translate(_EASTERN) if self.language == "ar" else str(number)

    def _leads_on(self, row: Option) -> bool:
        action = read_id(row.id)
        is_here = isinstance(action, Open) and (action.address, action.page) == self.guide.here
        return not (action is None or is_here or isinstance(action, Erase))


def _is_good(row: Option) -> bool:
    """What is chosen last: the language, for it needs a step back; that it was useful."""
    action = read_id(row.id)
    return isinstance(action, Switch) or (isinstance(action, Rate) and action.is_useful)
