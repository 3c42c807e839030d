"""One turn of a walk, as proofs look at it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.authoring.walking.saying.tries import Kind
from bot.authoring.walking.standings.standing import Standing
from bot.conversation.release import Release
from bot.conversation.turn import Turn
from bot.flows.nodes import MAIN, OfficeCard
from bot.flows.when.sight import Sight
from bot.messages.inbound import Inbound


@dataclass(slots=True)
class Case:
    """One turn of a try: what was said where, and what came of it.

    `sight` is what the citizen may see after it; `tapped` is what came of tapping the row that the
    message names, where it names one.
    """

    release: Release
    sight: Sight
    kind: Kind
    step: int  # of a run of messages; the first is 0
    said: Inbound
    means: str
    before: Standing
    turn: Turn
    after: Standing
    tapped: "Case | None" = None


Proof = Callable[[Case], str]


def is_cry(turn: Turn) -> bool:
    """Whether a turn heard of an emergency: it shows buttons of its own, and the place is kept."""
    return any(fact.name == "emergency" for fact in turn.facts)


def parent_of(release: Release, sight: Sight, at: Standing) -> str:
    """What back leads to: from a page of an author the node above in the tree, from an office
    whoever asked for it, from a screen of the bot itself what it speaks of.
    """
    library, subject = release.library, at.subject
    node = library.nodes.get(at.state)
    if at.state in ("@thanks", "@reasons"):
        return library.menu_above(library.node(subject)).address
    if node is None:
        return sight.nearest(subject)[0] if subject else MAIN
    if isinstance(node.content, OfficeCard) and subject and sight.shows(subject):
        return subject
    return node.parent or MAIN
