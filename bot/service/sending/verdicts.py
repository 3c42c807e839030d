"""What to do about the outcome of one attempt to send: pure decisions."""

from dataclasses import dataclass
from typing import Literal

from bot.service.sending.events import SendEvent
from bot.store.protocol import Fate, OutboxEntry
from bot.whatsapp.client import Accepted, InDoubt, Refused, SendOutcome, Unsent
from bot.whatsapp.graph_errors import classify
from bot.whatsapp.payloads import as_plain_text

DOUBT_S = 10.0  # a status that names the attempt comes within this time, if it was accepted
LONGEST_WAIT_S = 256.0  # of any reply that will be tried again: 131056 for the fifth time in a row
_FIRST_RETRY_S = 1.0
_LONGEST_RETRY_S = 60.0
_UNKNOWN_TRIES = 3  # code 1 is given for malformed requests too, so it is not retried for ever
_UPGRADE_S = 60.0  # 131057: the number's throughput is being raised, which takes up to a minute
_PAIR_BASE_S = 4.0  # 131056: wait 4^x seconds
_PAIR_STEPS = 4  # x grows no further: the platform lets one message through every six seconds
_THROTTLED_S = 1.0
# An operator must act, yet these name the recipient: a country that the account may not write to,
# a number that is not on a test number's list. Others must not wait for that.
_OF_THE_RECIPIENT = frozenset({130497, 131030})
_LATE_AGAIN_S = 5.0  # after a late failure: the platform had trouble a moment ago

Effect = Literal["", "slow-down", "stop"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The entry's fate, or when to try it again; `effect` concerns the whole number.

    `retry_s` counts from now. `content` replaces the reply with a plainer one. `events` are
    counted.
    """

    fate: Fate
    detail: str = ""
    retry_s: float = 0.0
    in_doubt: bool = False
    content: bytes | None = None
    effect: Effect = ""
    events: tuple[SendEvent, ...] = ()


def judge(
    outcome: SendOutcome, entry: OutboxEntry, jitter: float, *, parks: int, doubt_s: float
) -> Verdict:
    """Decide by the class of the outcome; `entry.attempt` is the attempt just made, from 1.

    `jitter` from 0 to 1 spreads retries, so that a restored platform is not met by a crowd.
    `parks` tells how often in a row this citizen got too much before; `doubt_s` is how long a
    status is waited for. Source of the classes: errors.json of the platform's contract.
    """
    match outcome:
        case Accepted():
            return Verdict("replied", events=("accepted",))
        case InDoubt(reason):
            detail = f"in-doubt: {reason}"
            return Verdict("waiting", detail, doubt_s, in_doubt=True, events=("in_doubt",))
        case Unsent(reason):
            wait_s = _backoff_s(entry.attempt, jitter)
            return Verdict("waiting", f"unsent: {reason}", wait_s, events=("unsent",))
        case Refused():
            return _judge_refusal(outcome, entry, jitter, parks)


def judge_late_failure(code: int | None) -> tuple[float | None, Effect]:
    """What a failed status asks for: in how many seconds the reply may be sent once more, or None.

    What only an operator can mend stops the sending; the reply itself is not kept for that.
    """
    match classify(code, 0):
        case "retry-with-backoff":
            return (_UPGRADE_S if code == 131057 else _LATE_AGAIN_S), ""
        case "retry-later-for-this-user":
            return _PAIR_BASE_S, ""
        case "throttle-whole-number":
            return _LATE_AGAIN_S, "slow-down"
        case "operator-must-act" if code not in _OF_THE_RECIPIENT:
            return None, "stop"
        case _:
            return None, ""


def _judge_refusal(refusal: Refused, entry: OutboxEntry, jitter: float, parks: int) -> Verdict:
    detail = f"refused: {refusal.code}"
    backoff_s = _backoff_s(entry.attempt, jitter)
    match refusal.error_class:
        case "retry-with-backoff":
            if refusal.code == 1 and entry.attempt >= _UNKNOWN_TRIES:
                return Verdict("failed", detail, events=("refused", "failed"))
            wait_s = max(_UPGRADE_S if refusal.code == 131057 else 0.0, backoff_s)
            return Verdict("waiting", detail, wait_s, events=("refused",))
        case "retry-later-for-this-user":
            wait_s = _PAIR_BASE_S ** min(parks, _PAIR_STEPS)
            return Verdict("waiting", detail, wait_s, events=("refused", "parked"))
        case "throttle-whole-number":
            events: tuple[SendEvent, ...] = ("refused", "throttled")
            wait_s = _THROTTLED_S + jitter
            return Verdict("waiting", detail, wait_s, effect="slow-down", events=events)
        case "operator-must-act" if refusal.code in _OF_THE_RECIPIENT:
            return Verdict("waiting", detail, LONGEST_WAIT_S, events=("refused", "parked"))
        case "operator-must-act":
            return Verdict("waiting", detail, effect="stop", events=("refused", "stopped"))
        case _:
            plainer = as_plain_text(entry.content) if refusal.code in (100, 131009) else None
            if plainer is not None and plainer != entry.content:
                events = ("refused", "simplified")
                return Verdict("waiting", detail, content=plainer, events=events)
            return Verdict("failed", detail, events=("refused", "failed"))


def _backoff_s(attempt: int, jitter: float) -> float:
    return min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 2.0 ** min(attempt - 1, 10)) * (0.5 + jitter / 2)
