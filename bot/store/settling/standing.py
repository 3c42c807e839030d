"""How answers and statuses change what is known of a reply: pure, and the same in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.store.protocol import Fate, StatusName, StatusUpdate

_RANK = {"": 0, "sent": 1, "failed": 2, "delivered": 3, "read": 4}

Event = Literal["doubled", "late_failed", "failed_after_delivery"]
Key = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one reply.

    `attempt` is the last one begun, `accepted` the one that the platform took and that still
    counts, `failed` the one that it took and then called failed; 0 where there is none.
    `may_return`: it is still here, and nothing later went to its citizen.
    """

    fate: Fate
    detail: str = ""
    status: Literal[StatusName, ""] = ""
    attempt: int = 0
    accepted: int = 0
    failed: int = 0
    is_doubled: bool = False
    may_return: bool = False
    due_at: float | None = None  # when it is to be sent again after a late failure

    @property
    def has_come_back(self) -> bool:
        """Whether it waits because its last attempt failed after the platform had taken it."""
        return self.fate == "waiting" and 0 < self.failed == self.attempt


@dataclass(slots=True)
class Progress:
    """A group of updates applied: those replies that changed, and what became known of them."""

    changed: dict[Key, Standing]
    events: list[tuple[Event, Key]]


def apply(current: Mapping[Key, Standing], updates: Sequence[StatusUpdate]) -> Progress:
    """Apply statuses to what is known; those of unknown replies are left out.

    Statuses arrive doubled, reversed and before the answer to the POST, which itself counts as
    `sent`. So what is known afterwards must not depend on their order.
    """
    progress = Progress({}, [])
    for update in updates:
        key = (update.citizen, update.number)
        before = progress.changed.get(key) or current.get(key)
        if before is None or before.fate == "ignored" or _never_left(before):
            continue
        after, event = _fail(before, update) if update.status == "failed" else _rise(before, update)
        if after != before:
            progress.changed[key] = after
        if event:
            progress.events.append((event, key))
    return progress


def _never_left(standing: Standing) -> bool:
    return standing.fate == "expired" and standing.attempt == 0


def _rise(standing: Standing, update: StatusUpdate) -> tuple[Standing, Event | None]:
    """The platform took an attempt, or the citizen has it."""
    if update.attempt == standing.failed and update.status == "sent":
        return standing, None  # it failed after that
    is_other = standing.accepted not in (0, update.attempt)
    is_news = is_other and not standing.is_doubled
    known = standing.status if standing.accepted else ""
    risen = replace(
        standing,
        fate="replied",
        detail=standing.detail if standing.fate == "replied" else _how_known(standing),
        status=max(known, update.status, key=_RANK.__getitem__),
        accepted=max(standing.accepted, update.attempt),
        is_doubled=standing.is_doubled or is_other,
        due_at=None,
    )
    return risen, "doubled" if is_news else None


def _how_known(standing: Standing) -> str:
    return "reconciled" if standing.detail.startswith("in-doubt") else ""


def _fail(standing: Standing, update: StatusUpdate) -> tuple[Standing, Event | None]:
    """The platform took an attempt and could not deliver it."""
    if update.attempt == standing.failed:
        return standing, None
    if standing.status in ("delivered", "read"):
        return replace(standing, failed=update.attempt), "failed_after_delivery"
    if 0 < standing.accepted < update.attempt:
        return replace(standing, failed=update.attempt), None  # the earlier one stands
    is_older = update.attempt < (standing.accepted or standing.attempt)
    if is_older or standing.is_doubled or standing.fate == "expired":
        return standing, None  # another attempt stands, or may yet
    may_return = (
        update.resend_at is not None
        and standing.failed == 0
        and standing.may_return
        and standing.fate in ("waiting", "replied")
    )
    fallen = replace(
        standing,
        fate="waiting" if may_return else "failed",
        detail=update.detail,
        status="failed",
        accepted=0,
        failed=update.attempt,
        due_at=update.resend_at if may_return else None,
    )
    return fallen, "late_failed"
