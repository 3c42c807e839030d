"""The words that go out with an attempt and come back in each of its statuses."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error

from bot.store.protocol import OutboxEntry

_LONGEST_NUMBER = 18  # digits that fit the store's 64-bit integers


def callback_of(entry: OutboxEntry) -> str:
    """What comes back in every status of an attempt: lane, number and attempt, nothing else."""
    lane = urlsafe_b64encode(entry.citizen).decode().rstrip("=")
    return f"{lane}.{entry.number}.{entry.attempt}"


def read_callback(callback: str) -> tuple[bytes, int, int] | None:
    """(citizen, number, attempt) of a callback that `callback_of` wrote, else None."""
    lane, _, rest = callback.partition(".")
    number, _, attempt = rest.partition(".")
    if not (_is_count(number) and _is_count(attempt)):
        return None
    try:
        citizen = urlsafe_b64decode(lane + "=" * (-len(lane) % 4))
    except (Base64Error, ValueError):
        return None
    return citizen, int(number), int(attempt)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
