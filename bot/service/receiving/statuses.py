"""Delivery statuses: recorded in groups, and told to the sender where they settle something."""

from collections.abc import Callable, Sequence
from typing import get_args

from bot.clock import Clock
from bot.service.grouping import Grouper
from bot.service.sending.callbacks import read_callback
from bot.service.sending.verdicts import Effect, judge_late_failure
from bot.store.protocol import Effects, StatusName, StatusUpdate, Store
from bot.whatsapp.updates import ReceivedStatus

_Heard = tuple[StatusUpdate, Effect]  # and what it means for the whole number, if it is news
_NAMES: frozenset[str] = frozenset(get_args(StatusName))


class StatusDesk:
    """Records statuses that name one of our attempts; counts all of them by name.

    `on_effects` hears what they led to, `on_failure` what a failed one means for the whole number,
    and why.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        on_effects: Callable[[Effects], None],
        on_failure: Callable[[Effect, str], None],
        on_status: Callable[[str], None],
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._clock = clock
        self._on_effects = on_effects
        self._on_failure = on_failure
        self._on_status = on_status
        self._groups: Grouper[_Heard] = Grouper(self._write, most=256)

    async def record(self, statuses: Sequence[ReceivedStatus]) -> None:
        """Return once the statuses are durable; raises StoreError or Overloaded."""
        for status in statuses:
            self._on_status(status.status)
        await self._groups.submit([u for s in statuses if (u := self._read(s))])

    async def run(self) -> None:
        """Write groups until cancelled."""
        await self._groups.run()

    async def _write(self, heard: list[_Heard]) -> None:
        effects = await self._store.record_statuses([update for update, _ in heard])
        self._on_effects(effects)
        for update, effect in heard:
            if effect and (update.citizen, update.number) in effects.late_failed:
                self._on_failure(effect, update.detail)

    def _read(self, status: ReceivedStatus) -> _Heard | None:
        """What a status says of an attempt of ours, or None when it names none."""
        named = read_callback(status.callback)
        name = "read" if status.status == "played" else status.status
        if named is None or name not in _NAMES:
            return None
        if name != "failed":
            return StatusUpdate(*named, status=name), ""  # type: ignore[arg-type]  # checked above
        wait_s, effect = judge_late_failure(status.error_code)
        resend_at = None if wait_s is None else self._clock.now() + wait_s
        detail = f"failed: {status.error_code}"
        return StatusUpdate(*named, status="failed", detail=detail, resend_at=resend_at), effect
