"""What one webhook POST brought, as values."""

from collections.abc import Mapping
from typing import Literal

from bot.messages.inbound import Identity, Inbound
from bot.values import value

StatusName = Literal["sent", "delivered", "read", "failed", "played", "deleted", "unknown"]
SkipReason = Literal[
    "bad shape",  # not the type of value that stands there by the documentation
    "other object",  # not a WhatsApp Business Account's webhook
    "other number",  # for a phone number id that is not ours, or for none
    "unknown field",
    "group",
    "standby",  # another application owns the chat
    "echo",  # what staff sent from the business app
    "no id",
    "id too long",
    "no sender",
]


@value
class ReceivedMessage:
    """One message of one citizen.

    `sent_at` is in Unix seconds, 0.0 when the platform told no usable time. When there is
    nothing to answer, `said` is None and `ignored` tells why: `reaction`, `system`, `edit`,
    `revoke`.
    """

    wamid: str
    identity: Identity
    sent_at: float
    said: Inbound | None
    ignored: str = ""


@value
class ReceivedStatus:
    """What became of a message we sent; `callback` is what we gave the platform with it.

    `at` is in Unix seconds or 0.0. The order of arrival means nothing.
    """

    wamid: str
    status: StatusName
    callback: str
    at: float
    error_code: int | None
    identity: Identity | None


@value
class IdentityChange:
    """A citizen is known by another number or user id from now on; `wamid` names the notice."""

    old: Identity
    new: Identity
    wamid: str = ""


@value
class Notice:
    """Something for the operator: a field's event, or an error (`code`) without a message.

    `detail` is short and holds no personal data.
    """

    field: str
    detail: str
    code: int | None = None


@value
class Delivery:
    """Everything of one POST in the order it stood there; `skipped` counts the rest by reason."""

    messages: tuple[ReceivedMessage, ...]
    statuses: tuple[ReceivedStatus, ...]
    changes: tuple[IdentityChange, ...]
    notices: tuple[Notice, ...]
    skipped: Mapping[SkipReason, int]
