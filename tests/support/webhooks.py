"""Webhook bodies as the platform sends them, of citizens made up on the spot."""

import itertools
import json
from collections.abc import Sequence
from typing import Any

PHONE_NUMBER_ID = "118822334455667"
_numbers = itertools.count(1)


def text(citizen: str, body: str, *, at: float, wamid: str = "") -> dict[str, Any]:
    """A text message of one citizen, by phone number."""
    return {
        "from": citizen,
        "id": wamid or f"wamid.test{next(_numbers)}",
        "timestamp": str(int(at)),
        "type": "text",
        "text": {"body": body},
    }


def tap(citizen: str, row: str, *, at: float, wamid: str = "") -> dict[str, Any]:
    """A tap on a row of a list."""
    message = text(citizen, "", at=at, wamid=wamid)
    del message["text"]
    reply = {"type": "list_reply", "list_reply": {"id": row, "title": "row"}}
    return message | {"type": "interactive", "interactive": reply}


def notification(messages: Sequence[dict[str, Any]], **more: Any) -> bytes:
    """One POST's body, compact ASCII as on the wire."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "96264001199",
            "phone_number_id": PHONE_NUMBER_ID,
        },
        "messages": list(messages),
        **more,
    }
    change = {"value": value, "field": "messages"}
    entry = {"id": "214365870912345", "changes": [change]}
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    return json.dumps(body, separators=(",", ":")).encode()
