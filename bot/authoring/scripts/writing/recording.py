"""A conversation that somebody had, as a script that is green: what was said, and what is seen.

What is seen is what `replay` sees on the flows as they are now, by playing what was said once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from bot.authoring.scripts.playing.player import GAP_S
from bot.authoring.scripts.playing.results import Play, StepResult
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.script import Act, Taps, Waits
from bot.authoring.scripts.writing.writer import WrittenStep, act_of, sees_of, write_script
from bot.messages.inbound import Identity, Inbound, Media, Tap

_PAUSE_S = 300.0  # shorter ones change nothing that a citizen sees, and would clutter the script


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a citizen at a moment in Unix seconds."""

    said: Inbound
    at: float


def record(
    title: str,
    heard: Sequence[Heard],
    play: Play,
    timezone: tzinfo,
    *,
    citizen: Identity | None = None,
) -> str:
    """The text of the script; `play` plays a conversation as `replay` does.

    A tap is written by its label, as long as every label is offered where it is tapped. Raises
    ValueError where nothing was said.
    """
    if not heard:
        raise ValueError("nothing was said yet")
    starts = datetime.fromtimestamp(heard[0].at, timezone)
    for acts in (list(_acts(heard, by_label=True)), list(_acts(heard, by_label=False))):
        bare = [WrittenStep(act) for act in acts]
        text = write_script(title, bare, citizen=citizen, starts=starts)
        played = play(parse_script(text, Path("recorded.yaml")).conversations[0])
        if not any(step.trouble for step in played.steps):
            break
    seen = list(_seen(bare, played.steps))
    return write_script(title, seen, citizen=citizen, starts=starts)


def _acts(heard: Iterable[Heard], *, by_label: bool) -> Iterator[Act]:
    """What was done, with the pauses that matter between."""
    before: Heard | None = None
    for each in heard:
        if before and (pause := _pause_s(before, each)):
            yield Waits(pause)
        before = each
        said = each.said
        if by_label and isinstance(said, Tap) and said.label and not said.label.isdecimal():
            yield Taps(said.label)
        else:
            yield act_of(said)


def _pause_s(before: Heard, after: Heard) -> float:
    """Seconds that a script must tell of; 0 where the ten between any two steps are as good."""
    seconds = max(1.0, float(round(after.at - before.at)))
    is_burst = isinstance(before.said, Media) and isinstance(after.said, Media)
    return seconds if seconds > _PAUSE_S or (is_burst and seconds < GAP_S) else 0.0


def _seen(steps: Iterable[WrittenStep], results: Sequence[StepResult]) -> Iterator[WrittenStep]:
    """Each step with what came of it."""
    left = iter(results)
    for step in steps:
        if isinstance(step.act, Waits):
            yield step
            continue
        (outcome,) = next(left).outcomes
        yield replace(step, sees=sees_of(outcome))
