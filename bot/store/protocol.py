"""The store's verbs, each one transaction, and the values they speak in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from bot.conversation.session import Session
from bot.texts.languages import Language
from bot.values import value

Fate = Literal["waiting", "replied", "ignored", "expired", "failed"]
FATES: tuple[Fate, ...] = ("waiting", "replied", "ignored", "expired", "failed")
UNFOUND = "unfound"  # the name of the facts that count words no service answers
StatusName = Literal["sent", "delivered", "read", "failed"]


@value
class OutboxEntry:
    """A reply under way: the `number`-th of its citizen, sealed address beside it.

    `attempt` counts POSTs begun; `in_doubt` says that the last one's outcome is not known.
    `due_at` and `expires_at` are Unix seconds.
    """

    citizen: bytes
    number: int
    content: bytes
    address: bytes
    expires_at: float
    due_at: float = 0.0
    attempt: int = 0
    in_doubt: bool = False


@value
class Admitted:
    """One accepted message: waiting with its reply, or settled at once without one."""

    citizen: bytes
    wamid: bytes
    received_at: float
    fate: Fate
    detail: str = ""
    entry: OutboxEntry | None = None


@dataclass(frozen=True, slots=True)
class Unfound:
    """A word of a question that no service answers: its keyed hash, who used it, and when.

    `text` is the folded word itself; it is written down once enough citizens have used it.
    """

    word: bytes
    text: str
    citizen: bytes
    day: str


@dataclass(frozen=True, slots=True)
class Admission:
    """All that a group of messages changes; committed whole or not at all.

    `links` are new (alias, citizen) pairs; `merges` are (from, into) citizens found to be one;
    `facts` counts (day, name, subject). `forgotten` are (citizen, number) of those who asked to
    be forgotten and of the reply that says goodbye: erased once that is settled.
    `superseded` replies, as (citizen, number), end unsent unless an attempt was begun already.
    `outdated` are aliases made with an older key, to be dropped: a newer one stands for each.
    `unfound` are words that no service answers.
    """

    messages: Sequence[Admitted] = ()
    sessions: Mapping[bytes, Session] = field(default_factory=dict)
    links: Sequence[tuple[bytes, bytes]] = ()
    merges: Sequence[tuple[bytes, bytes]] = ()
    facts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    forgotten: Sequence[tuple[bytes, int]] = ()
    superseded: Sequence[tuple[bytes, int]] = ()
    outdated: Sequence[bytes] = ()
    unfound: Sequence[Unfound] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt: its entry's new fate, or waiting again until `due_at`.

    `in_doubt` keeps the attempt open for a status to settle. `content` replaces the reply
    (a plainer one after a refusal). `attempt` is 0 where it ends without another one.
    """

    citizen: bytes
    number: int
    attempt: int
    fate: Fate
    detail: str = ""
    due_at: float = 0.0
    in_doubt: bool = False
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """A delivery status that names one of our attempts.

    `resend_at` (Unix seconds) belongs to a failure that may pass: then the reply may be sent again.
    """

    citizen: bytes
    number: int
    attempt: int
    status: StatusName
    detail: str = ""
    resend_at: float | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """What answers or statuses led to.

    Of the replies that were named, `settled` wait no more and `again` wait to be sent once more,
    after the platform took them and let them fail. Both are told each time, not only when they
    change: a commit may have been done although it was reported as failed, and then only the same
    status, delivered again, can tell. What is news alone is counted: `late_failed` are those that
    failed now, and it became known that both of two attempts were accepted, or that one failed
    although it had arrived.
    """

    settled: frozenset[tuple[bytes, int]] = frozenset()
    again: Sequence[OutboxEntry] = ()
    late_failed: frozenset[tuple[bytes, int]] = frozenset()
    doubled: int = 0
    failed_after_delivery: int = 0


@dataclass(frozen=True, slots=True)
class Erased:
    """What was forgotten, as counts; `waiting` of the messages were replies not yet sent.

    `citizens` are all keys it stood under, so that nothing is sent to them any more.
    """

    citizens: tuple[bytes, ...] = ()
    aliases: int = 0
    sessions: int = 0
    messages: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class FactCount:
    """How often something happened; `subject` is an address or a closed word, or empty."""

    name: str
    subject: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many conversations are at a place: a state, and for a built-in screen its subject.

    `hits` are the addresses in a list of search results.
    """

    state: str
    subject: str
    language: Language | None
    hits: tuple[str, ...]
    count: int


class Store(Protocol):
    """Everything that must survive a crash. A verb either happens whole or raises StoreError."""

    async def claim_keys(self, marks: Sequence[bytes]) -> int:
        """Put the pseudonym keys in use on record by their marks, the newest first.

        Returns how many names stand under the older ones. Raises StoreRefused, and changes nothing,
        while anything stands under a key that is not among them: nobody would be recognised.
        """
        ...

    async def leave_keys(self, marks: Sequence[bytes]) -> Erased:
        """Forget all names under keys other than these, and who is known by no other name."""
        ...

    async def citizens_of(self, aliases: Sequence[bytes]) -> dict[bytes, bytes]:
        """The citizen of each alias that is known."""
        ...

    async def sessions_of(self, citizens: Sequence[bytes]) -> dict[bytes, Session]:
        """Copies of the sessions of these citizens, of those that have one."""
        ...

    async def seen_among(self, keys: Sequence[tuple[bytes, bytes]]) -> set[tuple[bytes, bytes]]:
        """Those (citizen, wamid) pairs that were accepted before."""
        ...

    async def admit(self, admission: Admission) -> set[tuple[bytes, int]]:
        """Commit a group durably. When this returns, a power cut loses nothing of it.

        Returns those of `superseded` that will not be sent.
        """
        ...

    async def waiting(self, after: tuple[bytes, int], limit: int) -> list[OutboxEntry]:
        """Replies not yet settled, in the order of (citizen, number), from `after` on."""
        ...

    async def doubt_all(self) -> None:
        """Put on record that what was begun and not ended by an earlier process is in doubt."""
        ...

    async def merged_waiting(self) -> list[tuple[bytes, bytes]]:
        """Of (old, kept) citizens found to be one, those whose older key has replies waiting."""
        ...

    async def begin_attempts(self, attempts: Sequence[tuple[bytes, int, int]]) -> None:
        """Put (citizen, number, attempt) on record as begun, before anything is posted."""
        ...

    async def settle(self, outcomes: Sequence[Outcome]) -> Effects:
        """Record outcomes. One that a status has already settled stays as it is."""
        ...

    async def record_statuses(self, updates: Sequence[StatusUpdate]) -> Effects:
        """Record statuses, whatever their order. A late failure ends a reply or brings it back.

        It comes back (`resend_at`) once, and only while nothing later went to its citizen.
        """
        ...

    async def account(self) -> dict[Fate, int]:
        """How many messages have each fate, of all ever accepted."""
        ...

    async def purge(
        self, older_than: float, idle_since: float, limit: int, silent_since: float = 0.0
    ) -> int:
        """Drop settled messages and idle sessions, and sum the facts of old months.

        A step works on at most `limit` rows of each; where it returns as many, there may be more.
        Sessions are looked at in turn, so one that is idle goes within some steps. What citizens
        answered to questions goes from all that are `silent_since`; one still in memory keeps it
        sealed until its next turn, which does not use it.
        """
        ...

    async def facts_since(self, day: str) -> list[FactCount]:
        """Facts of `day` (YYYY-MM-DD) and later, summed by name and subject."""
        ...

    async def places(self) -> list[PlaceCount]:
        """How many conversations are at each place, the fullest first. Nobody waits for it."""
        ...

    async def forget(self, aliases: Sequence[bytes]) -> Erased:
        """Erase whoever bears these names, waiting replies too; the account stays whole.

        Durable when it returns; what an earlier crash kept from being scrubbed is scrubbed later.
        """
        ...

    async def finish_farewells(self, settled_before: float, limit: int) -> int:
        """Erase at most `limit` citizens who asked for it and got their last reply before then."""
        ...

    async def scrub(self) -> bool:
        """Clear the bytes of what was erased; False while something hinders it for now."""
        ...

    async def backup(self, target: Path) -> int:
        """Copy the store as it is at one moment; returns bytes. Raises StoreRefused if it's there.

        Nobody waits for it. What it holds is for its owner alone; a new process can serve from it.
        """
        ...

    async def ping(self) -> None:
        """Prove that the store can be written; raises StoreError with the reason if not."""
        ...

    async def close(self) -> None:
        """Let go of the store; nothing may be called after."""
        ...
