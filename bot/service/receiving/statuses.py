"""Delivery statuses: recorded in groups, and told to the sender where they settle something."""

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from bot.service.grouping import Grouper
from bot.service.sending.callbacks import read_callback
from bot.store.protocol import StatusName, StatusUpdate, Store
from bot.whatsapp.updates import ReceivedStatus

_NAMES: frozenset[str] = frozenset(get_args(StatusName))


class StatusDesk:
    """Records statuses that name one of our attempts; counts all of them by name."""

    def __init__(
        self,
        store: Store,
        *,
        on_settled: Callable[[Iterable[tuple[bytes, int]]], None],
        on_status: Callable[[str], None],
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._on_settled = on_settled
        self._on_status = on_status
        self._groups: Grouper[StatusUpdate] = Grouper(self._write, most=256)

    async def record(self, statuses: Sequence[ReceivedStatus]) -> None:
        """Return once the statuses are durable; raises StoreError or Overloaded."""
        for status in statuses:
            self._on_status(status.status)
        await self._groups.submit([u for s in statuses if (u := _as_update(s))])

    async def run(self) -> None:
        """Write groups until cancelled."""
        await self._groups.run()

    async def _write(self, updates: list[StatusUpdate]) -> None:
        self._on_settled(await self._store.record_statuses(updates))


def _as_update(status: ReceivedStatus) -> StatusUpdate | None:
    """What a status says of an attempt of ours, or None when it names none."""
    named = read_callback(status.callback)
    name = "read" if status.status == "played" else status.status
    if named is None or name not in _NAMES:
        return None
    detail = f"failed: {status.error_code}" if name == "failed" else ""
    return StatusUpdate(*named, status=name, detail=detail)  # type: ignore[arg-type]  # checked just above
