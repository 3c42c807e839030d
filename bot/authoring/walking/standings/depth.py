"""How far a standing is explored: which kinds of tries are made there, and how many spellings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from bot.authoring.walking.saying.tries import KINDS, Kind, Try
from bot.conversation.addresses import Explain, read_id
from bot.messages.inbound import Text


class Depth(NamedTuple):
    """The kinds of tries that are made, and of each kind how many.

    `spellings` says of which there is but one: "digits" writes each number in one family of digits
    alone, "one" says each thing in one way, one number and one of the reasons why an answer did
    not help. Which one goes by `turn`, so that screens that are alike get them all among them.
    Beside the kinds, the `labels` are typed.
    """

    kinds: frozenset[Kind] = frozenset(KINDS)
    labels: frozenset[str] = frozenset()
    spellings: Literal["all", "digits", "one"] = "all"
    turn: int = 0

    def chosen(self, tries: Iterable[Try]) -> Iterator[Try]:
        """Of all tries those to be made, in their order."""
        own = [said for said in tries if self._has(said)]
        if self.spellings == "all":
            yield from own
            return
        kept = self._in_turn(own)
        for said in own:
            group = _group_of(said, is_one=self.spellings == "one")
            if group is None or kept[group] is said:
                yield said

    def _in_turn(self, tries: Sequence[Try]) -> dict[tuple[str, ...], Try]:
        """The one of each group of tries whose turn it is."""
        groups = defaultdict[tuple[str, ...], list[Try]](list)
        for said in tries:
            group = _group_of(said, is_one=self.spellings == "one")
            if group is not None:
                groups[group].append(said)
        return {
            group: several[(self.turn + number) % len(several)]
            for number, (group, several) in enumerate(groups.items())
        }

    def _has(self, said: Try) -> bool:
        if said.kind in self.kinds:
            return True
        first = said.said[0]
        return said.kind == "label" and isinstance(first, Text) and first.body in self.labels


WHOLE = Depth()


def _group_of(said: Try, *, is_one: bool) -> tuple[str, ...] | None:
    """The group of tries of which one is made; None for what is always said."""
    if said.kind == "number":
        return (said.kind,) if is_one else (said.kind, said.means)
    if not is_one or said.kind == "label":
        return None
    if said.kind == "tap":
        is_reason = isinstance(read_id(said.means), Explain)
        return (said.kind, "reason") if is_reason else None
    return (said.kind,)
