"""Which standings are alike, so that not everything has to be said to each of them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from bot.authoring.walking.saying.tries import Kind
from bot.authoring.walking.standings.depth import WHOLE, Depth
from bot.authoring.walking.standings.standing import Seen, Standing, agency_in
from bot.authoring.walking.standings.worlds import World, all_conditions
from bot.conversation.addresses import Open, read_id
from bot.conversation.release import Release
from bot.conversation.settling import question_of
from bot.flows.nodes import MAIN, Ask
from bot.flows.when.conditions import AnswerIn, AnswerWithin, Circumstances, HasAnswer

_LEADS: frozenset[Kind] = frozenset(("tap", "back"))
_NAMED: frozenset[Kind] = frozenset((*_LEADS, "home", "number", "language", "pin"))
# What asks for the agency: where a search looks first, whose offices are near, what is told.
_OF_AGENCY: frozenset[Kind] = frozenset((*_NAMED, "label", "nonsense", "old tap", "rating"))


class _Likeness(NamedTuple):
    """What standings have in common that differ in nothing but an address and its words."""

    places: tuple[Hashable, ...]
    rows: tuple[Hashable, ...]
    agency: str
    rest: Standing


class Likes:
    """Tells standings that are new from those that are like one met before, in whatever world."""

    def __init__(self, release: Release, *, is_thorough: bool) -> None:
        """Nothing met yet; `is_thorough` explores what differs in an address as if it were new."""
        self._release = release
        self._library = release.library
        self._is_thorough = is_thorough
        self._met = Counter[_Likeness]()
        self._deeds: dict[str, Hashable] = {}  # of rows, by their ids
        self._typed: set[tuple[_Likeness, str]] = set()
        self._homed: set[tuple[str, int, str]] = set()
        self._told_apart: set[Hashable] = set()
        self._at = datetime.fromtimestamp(0.0, release.timezone)
        self._asking = [
            condition
            for condition in all_conditions(release.library)
            if isinstance(condition, HasAnswer | AnswerIn | AnswerWithin)
        ]

    def enter(self, world: World) -> None:
        """From now on standings are met in this world: each place leads home in it too."""
        self._at = datetime.fromtimestamp(world.now, self._release.timezone)
        self._homed.clear()
        self._told_apart.clear()

    def depth_of(self, at: Standing, shown: Sequence[Seen]) -> Depth | None:
        """How far to explore a standing that shows so, the first time this is asked of it.

        Of answers that no condition tells apart one is followed: the others were seen to be taken.
        """
        if at.answers:
            told_apart = self._with_told_apart(at)
            if told_apart in self._told_apart:
                return None
            self._told_apart.add(told_apart)
        likeness = None if self._is_thorough else self._likeness(at, shown)
        depth = WHOLE if likeness is None else self._depth_like(at, shown, likeness)
        place = (at.state, at.page, at.language)
        if place not in self._homed:
            self._homed.add(place)
            return depth._replace(kinds=depth.kinds | {"home"})
        return depth

    def _depth_like(self, at: Standing, shown: Sequence[Seen], likeness: _Likeness) -> Depth:
        """Everything, what asks for the agency, or what names an address: by what was met."""
        anywhere = likeness._replace(agency="")
        labels = {row.label for row in shown if (likeness, row.label) not in self._typed}
        self._typed.update((likeness, label) for label in labels)
        turn, turn_anywhere = self._met[likeness], self._met[anywhere]
        self._met.update({likeness, anywhere})
        is_page = at.state in self._library.nodes and not at.subject and not at.hits
        is_page = is_page and at.is_welcomed
        if turn == 0 and turn_anywhere:
            kinds = WHOLE.kinds if is_page else _OF_AGENCY
            return Depth(kinds, spellings="digits", turn=turn_anywhere)
        if turn == 0:
            return WHOLE
        if not shown:
            return Depth(_NAMED, spellings="digits", turn=turn)
        if is_page:
            return Depth(_NAMED, frozenset(labels), spellings="one", turn=turn)
        return Depth(_LEADS, spellings="one", turn=turn)

    def _with_told_apart(self, at: Standing) -> Hashable:
        known = {question_of(key): answer for key, answer in at.answers}
        now = Circumstances(self._at, "ar", known)
        holding = tuple(condition.holds(now) for condition in self._asking)
        return (at._replace(answers=()), tuple(question for question, _ in at.answers), holding)

    def _likeness(self, at: Standing, shown: Sequence[Seen]) -> _Likeness | None:
        """What a standing shares with those like it.

        They are screens of one kind, agency and language, at the same page, whose rows do the same
        kinds of things in the same order: two answers of services, two services, two offices, the
        bot's own screens about either. What is said to them and names none of their rows is
        answered by the kind of place, by the agency and by such rows alone.
        None for a standing that has not its like: the main menu, and every question.
        """
        node = self._library.nodes.get(at.state)
        is_question = node is not None and isinstance(node.content, Ask)
        if is_question or (at.state == MAIN and not at.hits):
            return None
        places = (self._kind_of(at.state), self._kind_of(at.subject))
        rows = tuple(kind for kind, _ in groupby(self._deed_of(row) for row in shown))
        rest = at._replace(
            state="",
            subject="",
            shown="",
            hits=("",) if at.hits else (),
            answers=tuple((question_of(key), "") for key, _ in at.answers),
        )
        return _Likeness(places, rows, agency_in(at), rest)

    def _kind_of(self, address: str) -> Hashable:
        """What decides how a place answers beside its rows: a screen of the bot is its own kind."""
        node = self._library.nodes.get(address)
        if node is None:
            return address
        return (type(node.content), bool(node.when), "/" in address)

    def _deed_of(self, row: Seen) -> Hashable:
        """What a row does, whatever it does it to: to open a further page is another thing."""
        deed = self._deeds.get(row.id)
        if deed is None:
            action = read_id(row.id)
            page = action.page if isinstance(action, Open) else 1
            deed = self._deeds[row.id] = (type(action), page)
        return deed
