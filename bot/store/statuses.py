"""How delivery statuses rise: sent < delivered < read, and failed is final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.store.protocol import Fate, StatusName, StatusUpdate

_RANK = {"": 0, "sent": 1, "delivered": 2, "read": 3, "failed": 4}


@dataclass(frozen=True, slots=True)
class Risen:
    """An entry's new status and fate; `was_waiting` says that this settled it."""

    status: StatusName
    fate: Fate
    detail: str
    was_waiting: bool


def rise(
    current: Mapping[tuple[bytes, int], tuple[Fate, str]], updates: Sequence[StatusUpdate]
) -> dict[tuple[bytes, int], Risen]:
    """What each known entry rises to, of all its updates; those that change nothing are left out.

    Statuses arrive doubled, reversed and before the answer to the POST. `failed` after
    `delivered` is not believed: the message has been on the phone.
    """
    risen: dict[tuple[bytes, int], Risen] = {}
    for update in updates:
        key = (update.citizen, update.number)
        if key not in current:
            continue
        fate, status = current[key]
        standing = risen[key].status if key in risen else status
        is_false_failure = update.status == "failed" and standing in ("delivered", "read")
        if fate in ("expired", "ignored") or is_false_failure:
            continue
        if _RANK[update.status] > _RANK[standing]:
            new_fate: Fate = "failed" if update.status == "failed" else "replied"
            risen[key] = Risen(update.status, new_fate, update.detail, fate == "waiting")
    return risen
