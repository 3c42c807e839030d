"""Words of emergencies beside the names of services: who asks for a service must find it."""

from collections.abc import Iterator
from functools import cache

from bot.conversation.release import Release
from bot.flows.faults import Fault
from bot.flows.nodes import Emergency, Node


def alarm_faults(release: Release) -> Iterator[Fault]:
    """A warning for each service whose title or keyword is answered as an emergency."""
    if not release.library.emergencies.kinds:
        return
    hear = cache(release.alarms.hear)  # most questions about services share their titles
    for node in release.library.nodes.values():
        for said in _names(node):
            alarm = hear(said)
            if alarm is not None and alarm.is_sure and not _tells_of(node, alarm.emergency):
                name = alarm.emergency.id
                message = f'"{said}" of {node.address} is answered as "{name}"; write it under'
                message += ' "perhaps", or name the service under "service"'
                yield Fault(alarm.emergency.place, "swallowed-service", message, "warning")
                break


def _names(node: Node) -> Iterator[str]:
    for texts in filter(None, (node.title, node.name)):
        yield from (texts.ar, texts.en)
    keywords = node.keywords
    yield from (*keywords.ar, *keywords.en, *keywords.arabizi)


def _tells_of(node: Node, emergency: Emergency) -> bool:
    return f"{node.address}/".startswith(f"{emergency.service}/") and emergency.service != ""
