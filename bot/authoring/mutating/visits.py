"""Conversations made from the flows themselves: every place opened, every word of theirs typed.

They expect nothing of their own: what they show on the flows as they are is laid beside what they
show on changed ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.authoring.scripts.playing.player import ORDINARY
from bot.authoring.scripts.script import Act, Conversation, Says, Shares, Step, Taps
from bot.conversation.addresses import choice_id, nearest_id, page_id, switch_id
from bot.conversation.release import Release
from bot.flows.nodes import MAIN, Answer, Ask, Node, OfficeCard, Place
from bot.flows.when.conditions import Circumstances
from bot.messages.inbound import Identity
from bot.texts.languages import LANGUAGES, Language

_SOMEBODY = Identity(phone="962790000001")
_GAP_S = 1.0  # between steps: no flood, and the doors do not close meanwhile
_CLOSED = ORDINARY + timedelta(hours=13)  # the night after that morning


def visits(release: Release, agency: str) -> Iterator[Conversation]:
    """All conversations about an agency: by day and by night, then its words, in each language."""
    own = [node for at, node in release.library.nodes.items() if at.partition("/")[0] == agency]
    for language in LANGUAGES:
        visit = _Visit(release, agency, language)
        places = [*visit.places(release.library.nodes[MAIN]), *visit.around(own)]
        yield visit.conversation("places", places, ORDINARY)
        yield visit.conversation("places by night", places, _CLOSED)
        yield visit.conversation("words", [*visit.words(own)], ORDINARY)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Of one agency in one language."""

    release: Release
    agency: str
    language: Language

    def around(self, nodes: list[Node]) -> Iterator[Act]:
        """Each place, all its pages, and what it asks for."""
        for node in nodes:
            yield from self.places(node)

    def places(self, node: Node) -> Iterator[Act]:
        """One place with its pages; answers to its question, and to where the citizen is."""
        now = Circumstances(ORDINARY.replace(tzinfo=self.release.timezone), self.language)
        for page in range(1, self.release.shelf.pages(node.address, now) + 1):
            yield Taps(page_id(node.address, page), by="id")
        content = node.content
        if isinstance(content, Ask):
            for choice in content.choices:
                yield Taps(node.address, by="id")
                yield Taps(choice_id(node.address, choice.id), by="id")
            for bound in (content.least, content.most):
                yield Taps(node.address, by="id")
                yield Says(str(bound))
        if isinstance(content, OfficeCard):
            yield Taps(nearest_id(f"{self.agency}/offices"), by="id")
            yield Shares(content.latitude, content.longitude)
        if isinstance(content, Answer) and content.offers_nearest:
            yield Taps(nearest_id(node.address), by="id")

    def words(self, nodes: list[Node]) -> Iterator[Act]:
        """All by which its places are asked for, as citizens type it."""
        for node in nodes:
            keywords = node.keywords
            written = keywords.ar if self.language == "ar" else keywords.en
            spoken = [*written, *keywords.arabizi, node.title.in_(self.language)]
            spoken += [node.name.in_(self.language)] if node.name else []
            yield from map(Says, dict.fromkeys(spoken))

    def conversation(self, name: str, acts: list[Act], starts: datetime) -> Conversation:
        """One conversation of these acts, begun in the language."""
        place = self.release.library.nodes[self.agency].place
        begun = Taps(switch_id(self.language, MAIN), by="id")
        steps = (_step(act, place, number) for number, act in enumerate([begun, *acts], 1))
        return Conversation(
            title=f"{self.agency}: {name}",
            file=place.file,
            place=place,
            label=f"{name}, {self.language}",
            tags=frozenset(),
            identity=_SOMEBODY,
            steps=tuple(steps),
            language=self.language,
            starts=starts,
            is_invited=True,
        )


def _step(act: Act, place: Place, number: int) -> Step:
    return Step(act, place, number, 0, "", gap_s=_GAP_S)
