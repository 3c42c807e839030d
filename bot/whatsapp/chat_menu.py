"""What a number offers itself on the platform: read, compared, published."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import ndiff
from typing import Any

import orjson

from bot.errors import PlatformError
from bot.flows.nodes import ChatMenu
from bot.whatsapp.client import GraphClient, InDoubt, Refused, Told, Unsent
from bot.whatsapp.graph_errors import ErrorClass

_EDGE = "conversational_automation"

# What helps, by the class of the platform's error.
_HELP: Mapping[ErrorClass, str] = {
    "operator-must-act": "mend the token or the account; the token needs the permission "
    "whatsapp_business_management",
    "throttle-whole-number": "too many calls; try again in an hour",
    "retry-with-backoff": "a fault at the platform; try again in a minute",
    "retry-later-for-this-user": "try again in a minute",
    "permanent-for-this-message": "nothing was changed",
    "permanent-for-this-user": "nothing was changed",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What the platform shows of its own: `commands` are names with their hints."""

    greets: bool = False
    ice_breakers: tuple[str, ...] = ()
    commands: tuple[tuple[str, str], ...] = ()

    def lines(self) -> list[str]:
        """A line for each thing that is offered."""
        return [
            f"welcome: {'on' if self.greets else 'off'}",
            *(f"ice breaker: {words}" for words in self.ice_breakers),
            *(f"/{name}: {hint}" for name, hint in self.commands),
        ]


def offer_of(menu: ChatMenu) -> Offer:
    """What the flows want to be offered; both languages of a hint stand in one line."""
    return Offer(
        menu.greets,
        tuple(at.text for at in menu.ice_breakers),
        tuple((at.name, f"{at.about.ar} · {at.about.en}") for at in menu.commands),
    )


def differences(published: Offer, wanted: Offer) -> list[str]:
    """Line by line what goes ("- "), comes ("+ ") and stays ("  ")."""
    compared = ndiff(published.lines(), wanted.lines(), linejunk=None)
    return [line for line in compared if not line.startswith("?")]


def as_body(offer: Offer) -> bytes:
    """The body of the POST; what is not offered is cleared."""
    commands = [
        {"command_name": name, "command_description": hint} for name, hint in offer.commands
    ]
    return orjson.dumps(
        {
            "enable_welcome_message": offer.greets,
            "prompts": list(offer.ice_breakers),
            "commands": commands,
        }
    )


async def published_offer(client: GraphClient) -> Offer:
    """What is offered now. Raises PlatformError when the platform does not tell."""
    answer = await client.look(_EDGE)
    if not isinstance(answer, Told):
        raise PlatformError(f"cannot read what is published: {_reason(answer)}")
    return _read(answer.document.get(_EDGE))


async def publish(client: GraphClient, offer: Offer) -> None:
    """Replace what is offered. Raises PlatformError when that is not sure to have been done."""
    answer = await client.configure(_EDGE, as_body(offer))
    if not isinstance(answer, Told):
        raise PlatformError(f"not published: {_reason(answer)}")
    if answer.document.get("success") is not True:
        raise PlatformError("not published: the platform does not say that it was done")


def _reason(answer: Refused | Unsent | InDoubt) -> str:
    """One line: what the platform said, and what helps."""
    match answer:
        case Refused(code, error_class, detail):
            return f"{' '.join(detail.split())} (error {code}): {_HELP[error_class]}"
        case Unsent(reason):
            return f"the platform cannot be reached ({reason})"
        case InDoubt(reason):
            return f"no answer that can be read ({reason}); run it again to see what is published"


def _read(document: Any) -> Offer:
    """The platform's own account; what it leaves out is not offered."""
    told = document if isinstance(document, dict) else {}
    prompts = told.get("prompts")
    commands = told.get("commands")
    return Offer(
        told.get("enable_welcome_message") is True,
        tuple(str(at) for at in prompts) if isinstance(prompts, list) else (),
        tuple(
            (str(at.get("command_name", "")), str(at.get("command_description", "")))
            for at in (commands if isinstance(commands, list) else ())
            if isinstance(at, dict)
        ),
    )
