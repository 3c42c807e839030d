"""How far a standing is explored: with everything, with what is its own, or not again."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from typing import Literal

from bot.authoring.walking.saying.tries import Kind, Try
from bot.authoring.walking.standings.standing import Standing, agency_in
from bot.authoring.walking.standings.worlds import World, all_conditions
from bot.conversation.release import Release
from bot.conversation.settling import question_of
from bot.flows.nodes import OfficeCard
from bot.flows.when.conditions import AnswerIn, AnswerWithin, Circumstances, HasAnswer

Depth = Literal["whole", "own", "none"]

_OWN: frozenset[Kind] = frozenset(("tap", "number", "home", "back", "language"))


def own_tries(tries: Iterable[Try]) -> Iterator[Try]:
    """Of all tries those that name what the screen speaks of; of spellings of one the first."""
    made: set[tuple[Kind, str]] = set()
    for said in tries:
        name = (said.kind, said.means)
        if said.kind in _OWN and name not in made:
            made.add(name)
            yield said


class Likes:
    """Tells standings that are new from those that are like one met before."""

    def __init__(self, release: Release, world: World, *, is_thorough: bool) -> None:
        """Nothing met yet; `is_thorough` explores what differs in an address as if it were new."""
        self._library = release.library
        self._is_thorough = is_thorough
        self._met: set[Hashable] = set()
        self._at = datetime.fromtimestamp(world.now, release.timezone)
        self._asking = [
            condition
            for condition in all_conditions(release.library)
            if isinstance(condition, HasAnswer | AnswerIn | AnswerWithin)
        ]

    def depth_of(self, at: Standing) -> Depth:
        """How far to explore a standing, the first time this is asked of it.

        Of answers that no condition tells apart one is followed: the others were seen to be taken.
        """
        if at.answers:
            return "whole" if self._is_new(self._with_told_apart(at)) else "none"
        likeness = None if self._is_thorough else self._likeness(at)
        return "whole" if likeness is None or self._is_new(likeness) else "own"

    def _is_new(self, likeness: Hashable) -> bool:
        is_new = likeness not in self._met
        self._met.add(likeness)
        return is_new

    def _with_told_apart(self, at: Standing) -> Hashable:
        known = {question_of(key): answer for key, answer in at.answers}
        now = Circumstances(self._at, "ar", known)
        holding = tuple(condition.holds(now) for condition in self._asking)
        return (at._replace(answers=()), tuple(question for question, _ in at.answers), holding)

    def _likeness(self, at: Standing) -> Hashable | None:
        """What standings have in common that differ in nothing but the address they speak of.

        The screens of the bot itself are the same for all answers of an agency but for the row
        that leads back; so are an office asked for from here or there, the same place found by one
        search or another, and whatever somebody sees who is still to read the first notices.
        None for a standing that has not its like.
        """
        node = self._library.nodes.get(at.state)
        subject = self._library.nodes.get(at.subject)
        is_card = node is not None and isinstance(node.content, OfficeCard)
        of = type(subject.content).__name__ if subject is not None else ""
        if not (is_card or at.hits or not at.is_welcomed or (node is None and of)):
            return None
        kind = at.state if node is None else type(node.content).__name__
        own = at.state if is_card and at.is_welcomed else kind
        agency = agency_in(at)
        return (own, of, agency, at.page, at.language, bool(at.hits), at.is_welcomed, at.is_new)
