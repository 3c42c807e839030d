"""The branches of `when`: each condition that an author wrote, and where it is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.authoring.checking.worlds import may_be
from bot.authoring.coverage.goals import move_name
from bot.flows.library import Library
from bot.flows.nodes import Ask, Node, Place, choices_of
from bot.flows.when.conditions import Circumstances, Condition, HasAnswer, IsInvited


@dataclass(frozen=True, slots=True)
class Branch:
    """One `when`: of a node, or of a `goto` (then named like the transition)."""

    name: str
    place: Place
    when: tuple[Condition, ...]

    def side(self, now: Circumstances) -> str:
        """Whether it holds."""
        return "true" if all(condition.holds(now) for condition in self.when) else "false"


def branches_by_menu(library: Library) -> Mapping[str, tuple[Branch, ...]]:
    """The branches that decide what a menu, a question or a list of offices shows, by its address.

    Those of drafts are not among them: nobody sees these.
    """
    found = {address: tuple(_branches_in(library, node)) for address, node in library.nodes.items()}
    return {address: branches for address, branches in found.items() if branches}


def possible_sides(branch: Branch, questions: Mapping[str, Ask]) -> tuple[str, ...]:
    """`true` and `false`, or the one that the condition can be at all; `questions` by address."""
    true = ("true",) if may_be(branch.when, (), questions) else ()
    false = ("false",) if may_be((), (branch.when,), questions) else ()
    return true + false


def _branches_in(library: Library, node: Node) -> list[Branch]:
    made: list[Branch] = []
    for choice in choices_of(node):
        target = library.node(choice.target)
        if not library.is_public(target):
            continue
        if choice.when:
            made.append(Branch(move_name(node.address, target.address), node.place, choice.when))
        own = _own(target, library.node(target.parent))
        if own and target.parent == node.address:
            made.append(Branch(target.address, target.place, own))
    return made


def _own(node: Node, above: Node) -> tuple[Condition, ...]:
    """What an author wrote at a node: not what holds above it, nor what its stage and its text ask
    for by themselves.
    """
    implied = (IsInvited, HasAnswer)
    return tuple(at for at in node.when if at not in above.when and not isinstance(at, implied))
