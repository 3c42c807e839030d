"""Differences as text: line below line and never side by side, so that Arabic stays readable.

Nothing is padded and nothing points at a column: in lines of two directions a column is not where
it seems to be. A sign at the beginning of each line tells what it is.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.authoring.scripts.playing.remarks import (
    EXPECTED_HERE,
    NONE_EXPECTED_HERE,
    NONE_SEEN_INSTEAD,
    SEEN_INSTEAD,
    Remark,
)
from bot.authoring.scripts.playing.results import Difference, Played, StepResult
from bot.authoring.scripts.script import UNWRITTEN

Line = tuple[str, str]  # a sign of what it is, and what stands behind it

_AROUND = 2  # lines that are the same, kept beside those that are not
_TITLES = {
    "screen": "the screen",
    "text": "the text",
    "begins": "how the text begins",
    "has": "the text has not",
    "lacks": "the text has, and should not",
    "options": "the options",
    "abouts": "the lines below the options",
    "offers": "the options do not hold",
    "hides": "the options hold, and should not",
    "language": "the language",
    "kind": "the kind of message",
    "button": "the button",
    "footer": "the small line below",
    "link": "the link",
    "payload": "the payload",
    "nothing": "something is seen, or for another reason nothing",
    UNWRITTEN: "not written yet; --update writes it",
    "status": "the webhook's answer",
    "limits": "WhatsApp would refuse this",
    "turn": "the bot could not answer",
}
ONE_SIDED = ("has", "lacks", "offers", "hides")


def tell_played(played: Played) -> str:
    """Everything about a conversation that did not come out as scripted."""
    conversation = played.conversation
    title = f"{conversation.name}: {conversation.title}"
    if played.verdict == "mended":
        reason = conversation.fails
        return (
            f'{title}\n  comes out as scripted, though it says it fails: {reason}\n  Remove "fails"'
        )
    steps = (step for step in played.steps if not step.is_good)
    return "\n".join([title, *(tell_step(step) for step in steps)])


def tell_step(result: StepResult) -> str:
    """One step with what differs."""
    step = result.step
    lines = [f"  {step.place}: step {step.number}, {step.said}"]
    if result.trouble:
        lines += [f"    {line}" for line in result.trouble]
    told: set[object] = (
        set()
    )  # what is there is told once, however many expectations it disappoints
    for difference in result.differences:
        there = _what_is_there(difference), difference.actual
        lines += [
            f"    {line}" for line in tell_difference(difference, is_there_told=there in told)
        ]
        told.add(there)
    return "\n".join(line.rstrip() for line in lines)


def tell_difference(difference: Difference, *, is_there_told: bool = False) -> Iterator[str]:
    """What was expected (-) and what came (+), line by line."""
    yield f"{_TITLES[difference.name]}:"
    yield from (f"{sign} {line}" for sign, line in lines_of(difference))
    if difference.name in ONE_SIDED and not is_there_told:
        yield _what_is_there(difference)
        yield from (f"  {line}" for line in difference.actual or ("none",))


def lines_of(difference: Difference) -> Iterator[Line]:
    """What was expected (-), what came (+), and what is the same or said of it ( )."""
    if difference.name in ONE_SIDED:
        yield from (("-", line) for line in difference.expected)
    elif difference.name == UNWRITTEN:
        yield from (("+", line) for line in difference.actual)
    else:
        yield from _compare(difference.expected, difference.actual)
    if difference.note:
        yield " ", difference.note


def _what_is_there(difference: Difference) -> str:
    """The heading of what is there, where a part of it is missing or too much."""
    if difference.name not in ONE_SIDED:
        return ""
    return "the text is:" if difference.name in ("has", "lacks") else "the options are:"


def _compare(expected: Sequence[str], actual: Sequence[str]) -> Iterator[Line]:
    """The lines that changed with a few around them, as a diff without columns."""
    matcher = SequenceMatcher(a=expected, b=actual, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(_AROUND)):
        if number or group[0][1]:
            yield " ", "…"
        for tag, old, old_end, new, new_end in group:
            if tag == "equal":
                yield from ((" ", line) for line in expected[old:old_end])
                continue
            yield from (("-", line) for line in expected[old:old_end])
            yield from (("+", line) for line in actual[new:new_end])
            yield from _words(expected[old:old_end], actual[new:new_end])


def _words(expected: Sequence[str], actual: Sequence[str]) -> Iterator[Line]:
    """Which words of long lines are others, where a line became another."""
    if len(expected) != len(actual):
        return
    for old, new in zip(expected, actual, strict=True):
        before, after = old.split(), new.split()
        matcher = SequenceMatcher(a=before, b=after, autojunk=False)
        if min(len(before), len(after)) < 4 or matcher.ratio() < 0.5:
            continue
        for tag, a, a_end, b, b_end in matcher.get_opcodes():
            if tag != "equal":
                was, is_now = " ".join(before[a:a_end]), " ".join(after[b:b_end])
                yield " ", Remark(EXPECTED_HERE, was) if was else Remark(NONE_EXPECTED_HERE)
                yield " ", Remark(SEEN_INSTEAD, is_now) if is_now else Remark(NONE_SEEN_INSTEAD)
