"""Every screen drawn by the citizens' own code and held to the platform's rules."""

from collections.abc import Container, Iterator

import orjson

from bot.conversation.gallery import every_reply
from bot.conversation.release import Release
from bot.flows.faults import Fault
from bot.messages.inbound import Identity
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.validation import find_violations

_CITIZEN = Identity(phone="962790000000")


def screen_faults(release: Release, drawn: Container[str] | None = None) -> Iterator[Fault]:
    """A fault for each thing about a screen that the platform would refuse, told once a place.

    With `drawn`, of the nodes those at these addresses alone.
    """
    told = set()
    for place, name, reply in every_reply(release, drawn):
        message = address_message(content_of(reply), _CITIZEN, "check")
        for violation in find_violations(orjson.loads(message)):
            text = f"{name}: WhatsApp would refuse this screen: {violation.detail}"
            if (place, violation.detail) not in told:
                told.add((place, violation.detail))
                yield Fault(place, "refused-by-whatsapp", text)
