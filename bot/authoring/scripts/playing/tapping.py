"""Which option of a reply a tap means, and what is told where it has none like it."""

from collections.abc import Iterator, Sequence

from bot.authoring.scripts.playing.hints import option_meant
from bot.authoring.scripts.playing.remarks import (
    NO_OPTION,
    NO_OPTION_BUT,
    NO_OPTION_IN,
    NO_OPTION_IN_BUT,
    NOT_TAPPED,
    Remark,
)
from bot.authoring.scripts.playing.screens import Message, Shown
from bot.authoring.scripts.reading.values import read_count
from bot.authoring.scripts.script import Taps


def find_option(shown: Message, tap: Taps) -> Shown | None:
    """The option that is tapped, by its label, its number or its id; None where there is none."""
    found = None
    if tap.by in ("any", "option") and tap.option in shown.labels:
        found = shown.options[shown.labels.index(tap.option)]
    if found is None and tap.by in ("any", "number") and (count := read_count(tap.option)):
        found = shown.numbered(count)
    if found is None and tap.by in ("any", "id"):
        found = next((at for at in shown.options if at.id == tap.option), None)
        if found is None and tap.by == "id":
            found = Shown(tap.option, "", "", "list_reply")
    return found


def tell_absent(shown: Message, tap: Taps) -> Iterator[str]:
    """That an option is not there, and what is; where a number was tapped, by which numbers."""
    count = read_count(tap.option)
    yield _absence(tap, shown.labels)
    numbers = {shown.numbered(number): number for number in shown.numbers} if count else {}
    for option, label in zip(shown.options, shown.labels, strict=True):
        yield f"  {numbers[option]}- {label}" if option in numbers else f"  · {label}"
    if count in shown.numbers:
        yield Remark(NOT_TAPPED, str(count))


def _absence(tap: Taps, labels: Sequence[str]) -> Remark:
    """That an option is not there, and which was most likely meant."""
    meant = option_meant(tap.option, labels)
    words = [word for word in (tap.option, tap.of and str(tap.of), meant) if word]
    if tap.of:
        return Remark(NO_OPTION_IN_BUT if meant else NO_OPTION_IN, *words)
    return Remark(NO_OPTION_BUT if meant else NO_OPTION, *words)
