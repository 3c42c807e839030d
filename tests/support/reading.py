"""What a citizen reads, in the order in which the platform accepted it."""

from collections.abc import Mapping
from typing import Any

from tests.support.bots import Town
from tests.support.waiting import until


def body_of(message: Mapping[str, Any]) -> str:
    """The whole text of a reply, whatever its kind."""
    part = message.get("interactive") or message["text"]
    body = part["body"]
    return str(body["text"] if isinstance(body, dict) else body)


def heading_of(message: Mapping[str, Any]) -> str:
    """The first line of the body tells which menu it is."""
    return body_of(message).splitlines()[0]


def place_of(message: Mapping[str, Any]) -> str:
    """The title that stands between stars in the body, or its first line."""
    lines = body_of(message).splitlines()
    return next((line for line in lines if line.startswith("*")), lines[0]).strip("*")


def places_of(here: Town, citizen: str) -> list[str]:
    """Where everything that a citizen has read so far was."""
    return [place_of(message) for message in here.replies_to(citizen)]


async def settled(here: Town, limit_s: float = 60.0) -> dict[str, int]:
    """The account once nothing waits any more."""

    async def is_settled() -> bool:
        account = await here.account()
        return sum(account.values()) > 0 and not account["waiting"]

    await until(is_settled, limit_s)
    return await here.account()
