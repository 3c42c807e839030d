"""Who is who in a group of messages: aliases resolved, new citizens named, twins merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.conversation.session import Session
from bot.messages.inbound import Identity
from bot.store.protocol import Store
from bot.store.pseudonyms import Pseudonyms, new_citizen


@dataclass(slots=True)
class Circle:
    """The citizens of one group of messages, as they will be once it is committed.

    `links` and `merges` are what the store must learn with the group, `outdated` what it may drop:
    aliases under an older key, once the newest has one for the same name. `cut` is the place of the
    first bearer but the very first by whom two citizens were found to be one: what stands before
    it in the group happens while they still are two.
    """

    _pseudonyms: Pseudonyms
    _known: dict[bytes, bytes]  # alias → citizen
    links: list[tuple[bytes, bytes]] = field(default_factory=list)
    merges: list[tuple[bytes, bytes]] = field(default_factory=list)
    outdated: list[bytes] = field(default_factory=list)
    cut: int | None = None
    _twins: list[tuple[bytes, bytes]] = field(default_factory=list)
    _into: dict[bytes, bytes] = field(default_factory=dict)
    _added: int = 0

    def add(self, *identities: Identity) -> None:
        """Make all names that these identities bear names of one citizen."""
        names = [name for one in identities for name in self._pseudonyms.aliases_of(one)]
        found = {self._known[alias] for name in names for alias in name if alias in self._known}
        citizen, *twins = sorted(found) or [new_citizen()]
        if twins:
            self._twins += [(twin, citizen) for twin in twins]
            if self._added and self.cut is None:
                self.cut = self._added
        self._added += 1
        for name in names:
            if name[0] not in self._known:
                self._known[name[0]] = citizen
                self.links.append((name[0], citizen))
            self.outdated += filter(self._known.__contains__, name[1:])

    def citizens(self) -> list[bytes]:
        """Every citizen of the group, twins included."""
        return sorted(set(self._known.values()))

    def citizen_of(self, identity: Identity) -> bytes:
        """The citizen who bears these names; merges must be settled before."""
        alias = self._pseudonyms.aliases_of(identity)[0]
        return self.root(next(self._known[one] for one in alias if one in self._known))

    def keys_of(self, identity: Identity) -> list[bytes]:
        """Every key under which something of this citizen's stands until the group is committed.

        What was accepted before a merge that this very group brings stands under the older key.
        """
        citizen = self.citizen_of(identity)
        return [citizen, *(old for old, _ in self.merges if self.root(old) == citizen)]

    def settle_merges(self, sessions: Mapping[bytes, Session]) -> None:
        """Of each two citizens found to be one, keep the one who wrote last."""
        for one, other in self._twins:
            first, second = self.root(one), self.root(other)
            if first == second:
                continue
            old, kept = sorted((first, second), key=lambda c: _age(sessions.get(c)))
            self._into[old] = kept
            self.merges.append((old, kept))

    def root(self, citizen: bytes) -> bytes:
        """The citizen to whom a key belongs once the merges of the group are done."""
        while citizen in self._into:
            citizen = self._into[citizen]
        return citizen


async def recognise(
    store: Store, pseudonyms: Pseudonyms, bearers: Sequence[tuple[Identity, ...]]
) -> Circle:
    """The circle of a group; each of `bearers` lists identities that belong to one person."""
    names = [a for one in bearers for identity in one for a in pseudonyms.aliases_of(identity)]
    asked = list(dict.fromkeys(alias for name in names for alias in name))
    circle = Circle(pseudonyms, await store.citizens_of(asked) if asked else {})
    for one in bearers:
        circle.add(*one)
    return circle


def _age(session: Session | None) -> float:
    return session.seen_at if session else 0.0
