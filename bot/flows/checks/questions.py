"""Questions back to the citizen: their type, their bounds, and a way on for every answer."""

from collections.abc import Iterator
from typing import get_args

from bot.flows.asking import TODAY, read_bound
from bot.flows.checks.labels import alike, in_both
from bot.flows.checks.outline import Flow, Outline, items
from bot.flows.checks.placeholders import AGENCY_WORDS
from bot.flows.faults import Fault
from bot.flows.nodes import AnswerType
from bot.flows.reading.tree import Mapping, Scalar
from bot.flows.schema.asking import CHOICES_MOST

_ID_ROOM = 150 - len("@answer::")  # of a row id, for address and choice together


def question_faults(flow: Flow) -> Iterator[Fault]:
    """Faults of every `ask`, and of `then` without one."""
    for node in flow.nodes:
        then = node.entry("then")
        if node.question is not None:
            yield from _way_on_faults(node)
            yield from _name_faults(node, node.question)
            yield from _type_faults(node, node.question)
        elif then is not None and node.entry("ask") is None and not node.misspells("ask"):
            message = '"then" follows the answer to a question; "ask" is missing'
            yield Fault(then.place, "bad-combination", message)


def _way_on_faults(node: Outline) -> Iterator[Fault]:
    if not node.children and node.misspells("then"):
        return  # told as that
    if not node.children:
        yield Fault(node.place, "missing-key", '"then" is missing: what follows the answer')
        return
    last = node.children[-1]
    is_hidden = last.word("stage") in ("draft", "invited")
    if last.entry("when") is not None or is_hidden:
        message = (
            'the last node of "then" takes every answer that is left: take out its "when" and '
            '"stage", or add a last one without them'
        )
        yield Fault(last.place, "no-way-on", message)
    for child in node.children[:-1]:
        if child.entry("when") is None:
            message = 'without "when" this takes every answer, and what follows is never shown'
            yield Fault(child.place, "no-way-on", message)


def _name_faults(node: Outline, ask: Mapping) -> Iterator[Fault]:
    name = ask.get("name")
    if not isinstance(name, Scalar):
        return
    if name.text in AGENCY_WORDS:
        message = f'"{{{name.text}}}" stands for something of the agency; choose another name'
        yield Fault(name.place, "bad-id", message)
    if name.text in node.questions_above():
        message = f'a question above asks for "{name.text}" already; choose another name'
        yield Fault(name.place, "duplicate-id", message)


def _type_faults(node: Outline, ask: Mapping) -> Iterator[Fault]:
    """What does not fit the type; one that is missing or none of the known is told as that."""
    written = ask.get("type")
    kind = written.text if isinstance(written, Scalar) else ""
    if kind not in get_args(AnswerType):
        return
    choices = ask.entry("choices")
    if kind == "choice":
        yield from _choice_faults(node, ask)
    elif choices is not None:
        yield Fault(choices.place, "bad-combination", '"choices" belong to "type: choice"')
    bounds = [(key, entry) for key in ("min", "max") if (entry := ask.entry(key))]
    values = []
    for key, entry in bounds:
        if kind not in ("number", "date"):
            message = f'"{key}" belongs to "type: number" and "type: date"'
            yield Fault(entry.place, "bad-combination", message)
        elif isinstance(entry.value, Scalar):
            try:
                values.append(read_bound(entry.value.text, kind))
            except ValueError:
                rule = "a whole number" if kind == "number" else 'YYYY-MM-DD or "today"'
                yield Fault(entry.value.place, "bad-range", f"write {rule}")
    if len(values) == 2 and TODAY not in values and values[0] > values[1]:  # type: ignore[operator]
        yield Fault(bounds[1][1].value.place, "bad-range", '"max" lies below "min"')


def _choice_faults(node: Outline, ask: Mapping) -> Iterator[Fault]:
    choices = list(items(ask.get("choices")))
    if not 2 <= len(choices) <= CHOICES_MOST:
        message = f"write 2 to {CHOICES_MOST} choices; with more, ask twice or make it a menu"
        yield Fault(ask.place, "bad-range", message)
    yield from alike([(choice.place, in_both(choice.get("title"))) for choice in choices])
    seen: set[str] = set()
    for choice in choices:
        written = choice.get("id")
        if not isinstance(written, Scalar):
            continue
        if written.text in seen:
            yield Fault(written.place, "duplicate-id", f'"{written.text}" stands here already')
        seen.add(written.text)
        if len(node.address) + len(written.text) > _ID_ROOM:
            yield Fault(written.place, "long-address", "address and choice are too long; shorten")
