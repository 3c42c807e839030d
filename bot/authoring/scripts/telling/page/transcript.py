"""A report as plain values: what was said and seen, in the order a reader looks for it."""

import json
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from bot.authoring.scripts.playing.judging import name_of
from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.remarks import Remark
from bot.authoring.scripts.playing.results import Difference, Played, Report, StepResult
from bot.authoring.scripts.playing.screens import Message
from bot.authoring.scripts.script import (
    Act,
    Becomes,
    Delivers,
    Moves,
    Repeats,
    Says,
    Sends,
    Shares,
    Step,
    Taps,
    Together,
    Waits,
)
from bot.authoring.scripts.telling.differences import lines_of

Told = dict[str, Any]

_LONG_S = 60.0  # so much between two steps is worth a line of its own


def transcribe(report: Report, timezone: tzinfo) -> Told:
    """Everything that the page draws."""
    screens = _Screens()
    return {
        "conversations": [_conversation(each, screens, timezone) for each in report.played],
        "messages": screens.told,
        "faults": [str(fault) for fault in report.faults],
        "unreadable": len({fault.place.file for fault in report.faults}),
    }


class _Screens:
    """Each reply once, by what can be seen of it."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._known: dict[str, int] = {}

    def number(self, content: Message) -> int:
        """Where a reply stands among all."""
        told = _reply(content)
        key = json.dumps(told)
        if key not in self._known:
            self._known[key] = len(self.told)
            self.told.append(told)
        return self._known[key]


def _reply(content: Message) -> Told:
    """What is seen of a reply, marks included."""
    kind, options = content.kind, content.options
    return {
        "text": content.body,
        "footer": content.footer,
        "opens": content.button if kind == "list" else None,
        "rows": [[at.label, at.description] for at in options if at.style == "list_reply"],
        "buttons": [at.label for at in options if at.style == "button_reply"],
        "link": [content.button, content.link] if kind == "link" else None,
        "asks": kind == "location-request",
    }


def _conversation(played: Played, screens: _Screens, timezone: tzinfo) -> Told:
    conversation = played.conversation
    return {
        "title": conversation.title,
        "label": conversation.label,
        "file": conversation.file,
        "line": conversation.place.line,
        "tags": sorted(conversation.tags),
        "language": conversation.language,
        "verdict": played.verdict,
        "fails": conversation.fails,
        "steps": list(_steps(played, screens, timezone)),
    }


def _steps(played: Played, screens: _Screens, timezone: tzinfo) -> Iterator[Told]:
    """All that was played, with what lies between: time that passed, other flows."""
    results = list(played.steps)
    before: float | None = None
    for step in played.conversation.steps:
        inner = step.act.steps if isinstance(step.act, Together) else (step,)
        if isinstance(step.act, Moves) and not _is_next(step, results):
            yield {"apart": {"flows": str(step.act.flows)}}
        while results and any(each is results[0].step for each in inner):
            result = results.pop(0)
            at = f"{datetime.fromtimestamp(result.at, timezone):%Y-%m-%d %H:%M}"
            if before is not None and result.at - before > _LONG_S:
                yield {"apart": {"seconds": result.at - before, "at": at}}
            before = result.at
            yield _step(result, at[-5:], screens)


def _is_next(step: Step, results: list[StepResult]) -> bool:
    return bool(results) and results[0].step is step


def _step(result: StepResult, at: str, screens: _Screens) -> Told:
    verb, text = _said(result.step.act)
    replies = [_outcome(outcome, screens) for outcome in result.outcomes] or [{"silence": ""}]
    return {
        "verb": verb,
        "text": text,
        "at": at,
        "replies": replies if not result.trouble else [],
        "differences": [_difference(each) for each in result.differences],
        "trouble": [_worded(line) for line in result.trouble],
        "place": f"{result.step.place}: {result.step.said}",
    }


def _outcome(outcome: Outcome, screens: _Screens) -> Told:
    if outcome.content is None:
        return {"silence": outcome.detail or outcome.fate}
    told: Told = {"message": screens.number(outcome.content)}
    if outcome.way:
        told |= {"screen": name_of(outcome.way.screen), "language": outcome.way.language}
    return told


def _difference(difference: Difference) -> Told:
    """Its lines as the terminal shows them, each apart from its sign.

    Where a part of what is seen is missing or too much, the bubble above shows what that was.
    """
    lines = [(sign, _worded(line)) for sign, line in lines_of(difference)]
    return {"name": difference.name, "lines": lines}


def _worded(line: str) -> str | list[str]:
    """A line as it is; a remark as its sentence and words, for the page to say in its language."""
    return [line.sentence, *line.words] if isinstance(line, Remark) else line


def _said(act: Act) -> tuple[str, str]:
    """What the citizen did: the word for it, and what they wrote or chose."""
    match act:
        case Says(text):
            return "says", text
        case Taps(option):
            return "tap", option
        case Shares(latitude, longitude, name):
            return "location", name or f"{latitude}, {longitude}"
        case Sends(kind, text):
            return kind, text
        case Repeats():
            return "again", ""
        case Becomes(identity):
            return "becomes", identity.phone or identity.user_id or ""
        case Delivers(body):
            return "webhook", body.decode("utf-8", "replace")
        case Moves(flows):
            return "flows", str(flows)
        case Waits() | Together():
            return "waits", ""  # for what is past; together they are never a result of their own
