"""The shortest conversation to a place, as steps that anybody can repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.authoring.scripts.script import Act, Waits
from bot.authoring.scripts.writing.writer import WrittenStep, act_of, write_script
from bot.authoring.walking.exploring import Failure
from bot.authoring.walking.saying.tries import SILENT_S, Try
from bot.authoring.walking.standings.worlds import World
from bot.authoring.walking.walking import Walking
from bot.conversation.release import Release
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text


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
    acts: list[Act] = []
    for each in said:
        if each.is_late:
            acts.append(Waits(release.session_timeout_s + SILENT_S))
        if each.at:
            acts.append(Waits(until=_moment_in(each.at)))
        acts.append(act_of(each.message))
    return write_script(
        title,
        map(WrittenStep, acts),
        starts=_moment_in(world.name),
        is_invited=world.is_invited,
    )


def _moment_in(name: str) -> datetime:
    """The moment that a world is named by."""
    return datetime.fromisoformat(name.partition(",")[0])
