"""What to do about the outcome of one attempt to send: pure decisions."""

from dataclasses import dataclass
from typing import Literal

from bot.store.protocol import Fate, OutboxEntry
from bot.whatsapp.client import Accepted, InDoubt, Refused, SendOutcome, Unsent
from bot.whatsapp.payloads import as_plain_text

DOUBT_S = 10.0  # a status that names the attempt comes within this time, if it was accepted
_FIRST_RETRY_S = 1.0
_LONGEST_RETRY_S = 60.0
_UNKNOWN_TRIES = 3  # code 1 is given for malformed requests too, so it is not retried for ever
_UPGRADE_S = 60.0  # 131057: the number's throughput is being raised, which takes up to a minute
_PAIR_BASE_S = 4.0  # 131056: wait 4^x seconds
_THROTTLED_S = 1.0

Effect = Literal["", "slow-down", "stop"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The entry's fate, or when to try it again; `effect` concerns the whole number.

    `retry_s` counts from now. `content` replaces the reply with a plainer one.
    """

    fate: Fate
    detail: str = ""
    retry_s: float = 0.0
    in_doubt: bool = False
    content: bytes | None = None
    effect: Effect = ""


def judge(outcome: SendOutcome, entry: OutboxEntry, jitter: float) -> Verdict:
    """Decide by the class of the outcome; `entry.attempt` is the attempt just made, from 1.

    `jitter` from 0 to 1 spreads retries, so that a restored platform is not met by a crowd.
    Source of the classes: errors.json of the platform's contract.
    """
    match outcome:
        case Accepted():
            return Verdict("replied")
        case InDoubt(reason):
            return Verdict("waiting", f"in-doubt: {reason}", DOUBT_S, in_doubt=True)
        case Unsent(reason):
            return Verdict("waiting", f"unsent: {reason}", _backoff_s(entry.attempt, jitter))
        case Refused():
            return _judge_refusal(outcome, entry, jitter)


def _judge_refusal(refusal: Refused, entry: OutboxEntry, jitter: float) -> Verdict:
    detail = f"refused: {refusal.code}"
    match refusal.error_class:
        case "retry-with-backoff":
            if refusal.code == 1 and entry.attempt >= _UNKNOWN_TRIES:
                return Verdict("failed", detail)
            least = _UPGRADE_S if refusal.code == 131057 else 0.0
            return Verdict("waiting", detail, max(least, _backoff_s(entry.attempt, jitter)))
        case "retry-later-for-this-user":
            return Verdict("waiting", detail, _PAIR_BASE_S ** min(entry.attempt - 1, 5))
        case "throttle-whole-number":
            return Verdict("waiting", detail, _THROTTLED_S + jitter, effect="slow-down")
        case "operator-must-act":
            return Verdict("waiting", detail, effect="stop")
        case _:
            plainer = as_plain_text(entry.content) if refusal.code in (100, 131009) else None
            if plainer is not None and plainer != entry.content:
                return Verdict("waiting", detail, content=plainer)
            return Verdict("failed", detail)


def _backoff_s(attempt: int, jitter: float) -> float:
    return min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 2.0 ** min(attempt - 1, 10)) * (0.5 + jitter / 2)
