"""One lane a citizen: replies wait in order, and only the first of a lane may be under way."""

import heapq
from collections import deque
from dataclasses import dataclass, field, replace

from bot.store.protocol import OutboxEntry


@dataclass(slots=True)
class _Lane:
    entries: deque[OutboxEntry] = field(default_factory=deque)
    is_busy: bool = False  # its first entry is being posted
    is_settled: bool = False  # a status settled the first entry meanwhile
    is_withdrawn: bool = False  # the first entry must not be posted after all
    again: tuple[OutboxEntry, float] | None = None  # the first entry as it is to be sent once more
    held: dict[int, float] = field(default_factory=dict)  # when later ones are due at the earliest
    highest: int = 0  # number of the latest entry that was taken
    since: float = 0.0  # when its first entry was first due
    parks: int = 0  # refusals in a row because this citizen gets too much
    due: int = 0  # generation of its place in the heap; older places are void
    due_at: float = 0.0


class Lanes:
    """Replies waiting in memory, by citizen; times are monotonic seconds."""

    def __init__(self) -> None:
        """Start empty."""
        self._lanes: dict[bytes, _Lane] = {}
        self._ahead: dict[bytes, set[bytes]] = {}  # lanes that must be empty before this one's turn
        self._heap: list[tuple[float, int, bytes]] = []
        self._generation = 0
        self._count = 0

    def __len__(self) -> int:
        """How many replies wait or are under way."""
        return self._count

    def add(self, entry: OutboxEntry, due_at: float) -> None:
        """Put a reply at the end of its lane, due at `due_at`, or once those before are settled."""
        lane = self._lanes.setdefault(entry.citizen, _Lane())
        lane.entries.append(entry)
        self._count += 1
        if len(lane.entries) == 1:
            lane.since = due_at
            self._schedule(entry.citizen, lane, due_at)
        else:
            lane.held[entry.number] = due_at

    def holds(self, entry: OutboxEntry) -> bool:
        """Whether this reply waits or is under way here."""
        lane = self._lanes.get(entry.citizen)
        return lane is not None and any(held.number == entry.number for held in lane.entries)

    def length(self, citizen: bytes) -> int:
        """How many replies of a citizen wait or are under way."""
        lane = self._lanes.get(citizen)
        return len(lane.entries) if lane else 0

    def longest_s(self, now: float) -> float:
        """For how long the first reply of any lane has been due, at most."""
        return max((now - lane.since for lane in self._lanes.values()), default=0.0)

    def next_due(self) -> float | None:
        """When the next lane is due, or None when none waits."""
        while self._heap:
            due_at, generation, citizen = self._heap[0]
            lane = self._lanes.get(citizen)
            is_valid = lane is not None and lane.due == generation and not lane.is_busy
            if is_valid and citizen not in self._ahead:
                return due_at
            heapq.heappop(self._heap)
        return None

    def take(self) -> OutboxEntry:
        """The first reply of the lane that is due next; its lane is busy until it is released."""
        _, _, citizen = heapq.heappop(self._heap)
        lane = self._lanes[citizen]
        lane.is_busy = True
        lane.highest = max(lane.highest, lane.entries[0].number)
        return lane.entries[0]

    def advance(self, citizen: bytes, now: float) -> None:
        """The first reply of a lane is settled: the next one is due.

        Unless a status has brought it back meanwhile: then it is due again at its time.
        """
        lane = self._lanes[citizen]
        again, lane.again = lane.again, None
        lane.is_busy = lane.is_settled = lane.is_withdrawn = False
        if again:
            lane.entries[0] = again[0]
            self._schedule(citizen, lane, again[1])
            return
        lane.entries.popleft()
        self._count -= 1
        if lane.entries:
            lane.since = max(now, lane.held.pop(lane.entries[0].number, now))
            self._schedule(citizen, lane, lane.since)
        else:
            self._close(citizen)

    def postpone(self, entry: OutboxEntry, due_at: float, now: float) -> bool:
        """The first reply of a lane, as changed, is tried again at `due_at`.

        If a status has told its outcome while it was being posted, or it was withdrawn, the lane
        advances instead, and this returns False.
        """
        lane = self._lanes[entry.citizen]
        if lane.is_settled or lane.is_withdrawn or lane.again:
            self.advance(entry.citizen, now)
            return False
        lane.is_busy = False
        lane.entries[0] = entry
        self._schedule(entry.citizen, lane, due_at)
        return True

    def note_settled(self, citizen: bytes, number: int, now: float) -> bool:
        """A status has settled a reply; returns whether that had been waiting in doubt."""
        lane = self._lanes.get(citizen)
        if lane is None or lane.entries[0].number != number:
            return False
        if lane.is_busy:
            lane.is_settled = True
            lane.again = None
            return False
        was_in_doubt = lane.entries[0].in_doubt
        self.advance(citizen, now)
        return was_in_doubt

    def bring_back(self, entry: OutboxEntry, due_at: float) -> bool:
        """Take in a reply that failed after it was taken, before what comes after it.

        One that is behind another already stays there. Returns whether it had been waiting in
        doubt.
        """
        lane = self._lanes.setdefault(entry.citizen, _Lane())
        if lane.entries and lane.entries[0].number == entry.number:
            if lane.is_busy:
                lane.again = (entry, due_at)
                return False
            was_in_doubt = lane.entries[0].in_doubt
            lane.entries[0] = entry
            self._schedule(entry.citizen, lane, due_at)
            return was_in_doubt
        if self.holds(entry):
            return False
        place = sum(one.number < entry.number for one in lane.entries)
        lane.entries.insert(max(place, int(lane.is_busy)), entry)
        self._count += 1
        if lane.entries[0] is entry:
            lane.since = due_at
            self._schedule(entry.citizen, lane, due_at)
        return False

    def park(self, citizen: bytes) -> int:
        """Count one more refusal in a row for this citizen; returns how many came before."""
        lane = self._lanes[citizen]
        lane.parks += 1
        return lane.parks - 1

    def unpark(self, citizen: bytes) -> None:
        """Something was accepted: the next refusal is the first again."""
        if lane := self._lanes.get(citizen):
            lane.parks = 0

    def is_overtaken(self, entry: OutboxEntry) -> bool:
        """Whether a later reply has been taken: this one would come out of order."""
        lane = self._lanes.get(entry.citizen)
        return lane is not None and entry.number < lane.highest

    def withdraw(self, citizen: bytes, number: int, now: float) -> None:
        """A reply ended before an attempt was begun: it leaves its lane."""
        lane = self._lanes.get(citizen)
        if lane is None:
            return
        if lane.entries[0].number != number:
            kept = deque(entry for entry in lane.entries if entry.number != number)
            self._count -= len(lane.entries) - len(kept)
            lane.entries = kept
        elif lane.is_busy:
            lane.is_withdrawn = True
        else:
            self.advance(citizen, now)

    def drop(self, citizen: bytes) -> None:
        """Nothing waits for this citizen any more; what is being posted is not tried again."""
        lane = self._lanes.get(citizen)
        if lane is None:
            return
        kept = list(lane.entries)[:1] if lane.is_busy else []
        self._count -= len(lane.entries) - len(kept)
        lane.entries = deque(kept)
        lane.again = None
        lane.is_withdrawn = lane.is_busy
        if not kept:
            self._close(citizen)

    def is_void(self, citizen: bytes) -> bool:
        """Whether the reply that a lane is busy with was settled or withdrawn meanwhile."""
        lane = self._lanes.get(citizen)
        return lane is not None and (lane.is_withdrawn or lane.is_settled or bool(lane.again))

    def follow(self, old: bytes, kept: bytes) -> None:
        """Two lanes are one person's: nothing of `kept` begins before `old` is empty."""
        if old in self._lanes:
            self._ahead.setdefault(kept, set()).add(old)

    def _close(self, citizen: bytes) -> None:
        """A lane is empty: whatever had to follow it goes on."""
        del self._lanes[citizen]
        for kept in [kept for kept, ahead in self._ahead.items() if citizen in ahead]:
            self._ahead[kept].discard(citizen)
            if self._ahead[kept]:
                continue
            del self._ahead[kept]
            if (lane := self._lanes.get(kept)) and not lane.is_busy:
                self._schedule(kept, lane, lane.due_at)

    def _schedule(self, citizen: bytes, lane: _Lane, due_at: float) -> None:
        self._generation += 1
        lane.due, lane.due_at = self._generation, due_at
        heapq.heappush(self._heap, (due_at, self._generation, citizen))


def begun(entry: OutboxEntry) -> OutboxEntry:
    """The entry with one attempt more."""
    return replace(entry, attempt=entry.attempt + 1, in_doubt=False)
