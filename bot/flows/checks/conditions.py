"""Conditions of `when`: what they ask of must be there, and they must be able to hold."""

from collections.abc import Iterator

from bot.flows.asking import read_range
from bot.flows.checks.outline import Flow, Outline, items, scalars
from bot.flows.faults import Fault, hint
from bot.flows.reading.tree import Entry, Mapping, Scalar
from bot.flows.schema.times import is_day


def condition_faults(flow: Flow) -> Iterator[Fault]:
    """Faults of every `when`, those of offices included."""
    for node in flow.nodes:
        yield from _faults_of(node.tree, node, flow.agency)
    for office in items(flow.agency.tree.get("offices")):
        yield from _faults_of(office, flow.agency, flow.agency)


def _faults_of(tree: Mapping, node: Outline, agency: Outline) -> Iterator[Fault]:
    entry = tree.entry("when")
    if entry is None or not isinstance(entry.value, Mapping):
        return
    for part in _parts(entry.value):
        if not part.by_key:
            message = 'a condition is missing, such as "when: {language: ar}"'
            yield Fault(part.place, "bad-condition", message)
        yield from _order_faults(part)
        opening = part.entry("open")
        if opening is not None and agency.entry("opening") is None:
            message = 'the agency has no "opening", such as ["sun-thu 08:00-15:00"]'
            yield Fault(opening.place, "bad-condition", message)
        yield from _answer_faults(part, node)


def _parts(when: Mapping) -> Iterator[Mapping]:
    """A condition and all those inside it."""
    yield when
    inside = when.get("not")
    if isinstance(inside, Mapping):
        yield from _parts(inside)
    for key in ("all", "any"):
        for part in items(when.get(key)):
            yield from _parts(part)


def _order_faults(when: Mapping) -> Iterator[Fault]:
    """A first day after the last; days compare as they are written."""
    first, last = when.get("from"), when.get("to")
    if not (isinstance(first, Scalar) and isinstance(last, Scalar)):
        return
    if is_day(first.text) and is_day(last.text) and first.text > last.text:
        yield Fault(last.place, "bad-condition", f'"to" lies before "from", {first.text}')


def _answer_faults(when: Mapping, node: Outline) -> Iterator[Fault]:
    """Answers to questions that are not asked above, or that could not be so."""
    answers = when.get("answer")
    if not isinstance(answers, Mapping):
        return
    asked = node.questions_above()
    for entry in answers.entries:
        question = asked[entry.key].question if entry.key in asked else None
        if question is None and node.hides_answers:
            continue
        if question is None:
            known = f" Asked are: {', '.join(asked)}" if asked else ""
            message = f'nothing above asks for "{entry.key}".{hint(entry.key, asked) or known}'
            yield Fault(entry.place, "bad-condition", message)
        else:
            yield from _value_faults(entry, question)


def _value_faults(entry: Entry, question: Mapping) -> Iterator[Fault]:
    kind = question.get("type")
    one = (entry.value,) if isinstance(entry.value, Scalar) else ()
    for written in one or scalars(entry.value):
        if not isinstance(kind, Scalar):
            continue
        if kind.text == "text":
            message = "no condition asks for a text, which nobody can foresee"
            yield Fault(entry.place, "bad-condition", message)
        elif kind.text == "choice":
            known = [
                id_.text
                for at in items(question.get("choices"))
                if isinstance(id_ := at.get("id"), Scalar)
            ]
            if written.text not in known:
                known_words = hint(written.text, known) or f" Known are: {', '.join(known)}"
                message = f'"{written.text}" is no choice there.{known_words}'
                yield Fault(written.place, "bad-condition", message)
        elif kind.text in ("number", "date"):
            yield from _range_faults(written, kind.text, is_list=not one)


def _range_faults(written: Scalar, kind: str, *, is_list: bool) -> Iterator[Fault]:
    try:
        read_range(written.text, kind)
    except ValueError:
        example = "18.., ..15 or 18..65" if kind == "number" else "2010-01-01.., or ..today"
        yield Fault(written.place, "bad-range", f"write a range such as {example}")
    else:
        if is_list:
            yield Fault(written.place, "bad-range", "write one range; lists are for choices")
