"""The shortest conversation to a place, as steps that anybody can repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from bot.authoring.walking.exploring import Failure
from bot.authoring.walking.saying.tries import SILENT_S, Try
from bot.authoring.walking.standings.worlds import World
from bot.authoring.walking.walking import Walking
from bot.conversation.release import Release
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text, Unreadable


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation; `is_late` where it comes after a time-out.

    `at` is the moment where it is another than that of the messages before.
    """

    message: Inbound
    is_late: bool = False
    at: str = ""


def conversation_to(walking: Walking, number: int, failure: Failure) -> tuple[Said, ...]:
    """Everything said from the first word until a failure shows at a standing."""
    said: list[Said] = []
    if failure.said is not None:
        said = _of_try(failure.said, failure.step)
    arrival = walking.met[number].arrival
    while arrival is not None:
        said = [*_of_try(arrival.said, arrival.step), *said]
        arrival = walking.met[arrival.number].arrival
    return tuple(said)


def _of_try(made: Try, step: int) -> list[Said]:
    return [
        Said(message, is_late=made.is_silent and at == 0, at=made.at)
        for at, message in enumerate(made.said[: step + 1])
    ]


def told(said: Said) -> str:
    """A message as people tell of it."""
    words = _told(said.message)
    if said.at:
        return f"at {said.at}, {words}"
    return f"after a time-out, {words}" if said.is_late else words


def _told(message: Inbound) -> str:
    match message:
        case Text(body):
            return f"types {body if len(body) <= 60 else body[:57] + '…'}"
        case Tap(id=row_id, label=label):
            return f"taps {label or 'a row'} ({row_id})"
        case Location(latitude, longitude):
            return f"shares the place {latitude}, {longitude}"
        case Media(kind, caption):
            return f"sends {kind}{f' with the words {caption}' if caption else ''}"
        case Opened():
            return "opens the chat"
        case _:
            return f"sends {message.kind}"


def as_script(title: str, said: Sequence[Said], release: Release, world: World) -> str:
    """The conversation as a script for `replay`; what shall be seen is left to its reader."""
    starts = world.name.partition(",")[0]
    steps: list[dict[str, object]] = []
    for each in said:
        if each.is_late:
            steps.append({"waits": f"{int(release.session_timeout_s + SILENT_S)}s"})
        if each.at:
            steps.append({"waits": f"until {each.at.partition(',')[0]}"})
        steps.append(_step(each.message))
    script: dict[str, object] = {"conversation": title, "starts": starts}
    if world.is_invited:
        script["invited"] = "yes"
    script["steps"] = steps
    return yaml.safe_dump(script, allow_unicode=True, sort_keys=False, width=1000)


def _step(message: Inbound) -> dict[str, object]:
    match message:
        case Text(body):
            return {"types": body}
        case Tap(id=row_id):
            return {"taps": {"id": row_id}}
        case Location(latitude, longitude):
            return {"shares": [latitude, longitude]}
        case Media(kind, caption):
            return {"sends": {kind: caption} if caption else kind}
        case Opened():
            return {"sends": "welcome"}
        case Unreadable(kind):
            return {"sends": kind}
