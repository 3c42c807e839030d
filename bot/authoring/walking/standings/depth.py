"""How far a standing is explored: with everything, with what is its own, or not again."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from bot.authoring.walking.saying.tries import Kind, Try
from bot.authoring.walking.standings.standing import Seen, Standing, agency_in
from bot.authoring.walking.standings.worlds import World, all_conditions
from bot.conversation.addresses import Open, read_id
from bot.conversation.release import Release
from bot.conversation.settling import question_of
from bot.flows.nodes import MAIN, Ask
from bot.flows.when.conditions import AnswerIn, AnswerWithin, Circumstances, HasAnswer
from bot.messages.inbound import Text

_LEADS: frozenset[Kind] = frozenset(("tap", "home", "back"))
_NAMED: frozenset[Kind] = frozenset((*_LEADS, "number", "language", "pin"))


class Depth(NamedTuple):
    """How far a standing is explored: with everything, or with these kinds and labels alone."""

    is_whole: bool
    kinds: frozenset[Kind] = frozenset()
    labels: frozenset[str] = frozenset()

    def chosen(self, tries: Iterable[Try]) -> Iterator[Try]:
        """Of all tries those to be made; where not everything is said, one spelling of each."""
        made: set[tuple[Kind, str]] = set()
        for said in tries:
            name = (said.kind, said.means)
            if self.is_whole or (self._has(said) and name not in made):
                made.add(name)
                yield said

    def _has(self, said: Try) -> bool:
        first = said.said[0]
        is_new_label = isinstance(first, Text) and first.body in self.labels
        return said.kind in self.kinds or (said.kind == "label" and is_new_label)


WHOLE = Depth(is_whole=True)


class Likes:
    """Tells standings that are new from those that are like one met before."""

    def __init__(self, release: Release, world: World, *, is_thorough: bool) -> None:
        """Nothing met yet; `is_thorough` explores what differs in an address as if it were new."""
        self._library = release.library
        self._is_thorough = is_thorough
        self._met: set[Hashable] = set()
        self._typed: set[tuple[Hashable, str]] = set()
        self._at = datetime.fromtimestamp(world.now, release.timezone)
        self._asking = [
            condition
            for condition in all_conditions(release.library)
            if isinstance(condition, HasAnswer | AnswerIn | AnswerWithin)
        ]

    def depth_of(self, at: Standing, shown: Sequence[Seen]) -> Depth | None:
        """How far to explore a standing that shows so, the first time this is asked of it.

        Of answers that no condition tells apart one is followed: the others were seen to be taken.
        """
        if at.answers:
            return WHOLE if self._is_new(self._with_told_apart(at)) else None
        likeness = None if self._is_thorough else self._likeness(at, shown)
        if likeness is None:
            return WHOLE
        labels = {row.label for row in shown if (likeness, row.label) not in self._typed}
        self._typed.update((likeness, label) for label in labels)
        if self._is_new(likeness):
            return WHOLE
        is_page = at.state in self._library.nodes and not at.subject and not at.hits
        if is_page and at.is_welcomed:
            return Depth(is_whole=False, kinds=_NAMED, labels=frozenset(labels))
        return Depth(is_whole=False, kinds=_LEADS if shown else _NAMED)

    def _is_new(self, likeness: Hashable) -> bool:
        is_new = likeness not in self._met
        self._met.add(likeness)
        return is_new

    def _with_told_apart(self, at: Standing) -> Hashable:
        known = {question_of(key): answer for key, answer in at.answers}
        now = Circumstances(self._at, "ar", known)
        holding = tuple(condition.holds(now) for condition in self._asking)
        return (at._replace(answers=()), tuple(question for question, _ in at.answers), holding)

    def _likeness(self, at: Standing, shown: Sequence[Seen]) -> Hashable | None:
        """What standings have in common that differ in nothing but an address and its words.

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
        rows = tuple(kind for kind, _ in groupby(_deed_of(row) for row in shown))
        rest = at._replace(state="", subject="", shown="", hits=("",) if at.hits else ())
        return (places, rows, agency_in(at), rest)

    def _kind_of(self, address: str) -> Hashable:
        """What decides how a place answers beside its rows: a screen of the bot is its own kind."""
        node = self._library.nodes.get(address)
        if node is None:
            return address
        return (type(node.content), bool(node.when), "/" in address)


def _deed_of(row: Seen) -> tuple[type, int]:
    """What a row does, whatever it does it to: to open a further page is another thing."""
    action = read_id(row.id)
    return (type(action), action.page if isinstance(action, Open) else 1)
