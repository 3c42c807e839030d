"""What happens to attempts, by the names under which it is counted (docs/metrics.md)."""

from typing import Literal, get_args

SendEvent = Literal[
    "accepted",  # the platform took an attempt
    "refused",  # it answered with an error, whatever follows from that
    "unsent",  # nothing was written: no connection, no name, no TLS
    "in_doubt",  # written, and the outcome unknown; also what a dead process left
    "reconciled",  # in doubt, and then a status told what became of it
    "resent",  # begun while the former attempt was still in doubt
    "doubled",  # two attempts of one reply are known to have been taken
    "late_failed",  # taken, and then a status said that it failed
    "resent_after_failure",  # put back into the outbox after that
    "failed_after_delivery",  # such a status for what had arrived: not believed
    "parked",  # too much for one citizen (131056)
    "throttled",  # too much for the number
    "stopped",  # only an operator can help
    "simplified",  # a plainer text takes the place of what was refused
    "failed",  # given up for good
    "expired",  # too old to be sent
    "expired_in_doubt",  # too old, the last attempt still in doubt
    "recovered",  # a waiting reply of an earlier process taken up
]
SEND_EVENTS: tuple[SendEvent, ...] = get_args(SendEvent)
