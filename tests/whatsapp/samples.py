"""The platform's sample bodies, read from `tests/samples/webhooks`."""

import json
from pathlib import Path
from typing import Any

from bot.messages.inbound import Identity
from bot.whatsapp.updates import Delivery, read_delivery

FOLDER = Path(__file__).parent.parent / "samples" / "webhooks"
NUMBER = "118822334455667"
RANIA = Identity("962790000101", "JO.83920175540268113947")
OMAR = Identity("962790000102", "JO.11749203385561720394")
NOUR = Identity(None, "JO.55510293847766120938")


def sample_names() -> list[str]:
    """Every sample's two digits, in order."""
    return sorted(path.name[:2] for path in FOLDER.glob("*.json"))


def sample(number: str) -> dict[str, Any]:
    """One sample as parsed JSON."""
    (path,) = FOLDER.glob(f"{number}_*.json")
    parsed: dict[str, Any] = json.loads(path.read_bytes())
    return parsed


def read_sample(number: str) -> Delivery:
    """One sample as it comes over the wire: compact ASCII."""
    return read(sample(number))


def read(document: object) -> Delivery:
    """A delivery from a document, in the platform's own spelling of JSON."""
    return read_delivery(json.dumps(document, separators=(",", ":")).encode(), NUMBER)
