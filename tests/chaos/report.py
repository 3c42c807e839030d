"""The figures of runs, a line a seed and one in total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_COLUMNS = (
    "seed", "messages", "citizens", "kills", "pauses", "other", "in doubt", "settled", "resent",
    "doubles", "webhooks", "slowest ack", "start", "drain", "peak", "statuses",
)  # fmt: skip


@dataclass(slots=True)
class Figures:
    """What one run was, and how it went; `faults` is empty when all was as it must be."""

    seed: int
    messages: int = 0
    citizens: int = 0
    kills: int = 0
    pauses: int = 0
    other_faults: int = 0
    in_doubt: int = 0
    settled_by_status: int = 0
    resends: int = 0
    doubles: int = 0
    webhooks: int = 0
    slowest_ack_s: float = 0.0
    slowest_start_s: float = 0.0
    drain_s: float = 0.0
    peak_mb: float = 0.0
    has_statuses: bool = True
    folder: Path | None = None
    faults: list[str] = field(default_factory=list)


def heading() -> str:
    """The names of the columns."""
    return "  ".join(f"{name:>11}" for name in _COLUMNS)


def line(of: Figures, name: str = "") -> str:
    """One run's figures under the heading."""
    cells = (
        name or of.seed, of.messages, of.citizens, of.kills, of.pauses, of.other_faults,
        of.in_doubt, of.settled_by_status, of.resends, of.doubles, of.webhooks,
        f"{of.slowest_ack_s:.2f} s", f"{of.slowest_start_s:.2f} s", f"{of.drain_s:.1f} s",
        f"{of.peak_mb:.0f} MB", "on" if of.has_statuses else "off",
    )  # fmt: skip
    return "  ".join(f"{cell!s:>11}" for cell in cells)


def complaint(of: Figures, shown: int = 3) -> str:
    """What was wrong in a run, and where everything of it is kept."""
    more = f"\n… and {len(of.faults) - shown} more" if len(of.faults) > shown else ""
    first = "\n".join(of.faults[:shown])
    return f"seed {of.seed} failed; kept in {of.folder}\n{first}{more}"


def total(runs: Sequence[Figures]) -> Figures:
    """Sums, and the worst of what does not add up."""
    whole = Figures(len(runs))
    for run in runs:
        whole.messages += run.messages
        whole.citizens += run.citizens
        whole.kills += run.kills
        whole.pauses += run.pauses
        whole.other_faults += run.other_faults
        whole.in_doubt += run.in_doubt
        whole.settled_by_status += run.settled_by_status
        whole.resends += run.resends
        whole.doubles += run.doubles
        whole.webhooks += run.webhooks
        whole.slowest_ack_s = max(whole.slowest_ack_s, run.slowest_ack_s)
        whole.slowest_start_s = max(whole.slowest_start_s, run.slowest_start_s)
        whole.drain_s = max(whole.drain_s, run.drain_s)
        whole.peak_mb = max(whole.peak_mb, run.peak_mb)
    return whole
