"""Plays a conversation: step by step against a bot, by a clock of its own, then judges it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from bot.authoring.scripts.playing.judging import judge
from bot.authoring.scripts.playing.outcomes import Bot, Outcome
from bot.authoring.scripts.playing.remarks import (
    BAD_FLOWS,
    NO_OPTIONS,
    NO_OPTIONS_IN,
    NO_WEBHOOK,
    NOTHING_YET,
    PASSED,
    Remark,
)
from bot.authoring.scripts.playing.results import Played, StepResult
from bot.authoring.scripts.playing.screens import Message, Shown
from bot.authoring.scripts.playing.tapping import find_option, tell_absent
from bot.authoring.scripts.playing.webhooks import (
    Fields,
    changed,
    message,
    sent,
    shared,
    tapped,
    typed,
    webhook,
)
from bot.authoring.scripts.script import (
    Becomes,
    Conversation,
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
from bot.errors import FlowError
from bot.messages.inbound import Identity

ORDINARY = datetime(2026, 11, 23, 10)  # a Monday morning, when offices are open
_LATEST = 7_258_118_400.0  # the year 2200: enough for any wait, and still a day of the calendar
GAP_S = 10.0  # between two steps, unless told: time to read, and for what is held back


class _Stuck(Exception):
    """A step that cannot be done; its arguments are the lines that say why."""


@dataclass(slots=True)
class _Turn:
    """A step as played, its outcomes as they stand now."""

    step: Step
    at: float
    outcomes: list[Outcome] = field(default_factory=list)
    status: int = 200
    trouble: tuple[str, ...] = ()


def play(conversation: Conversation, bot: Bot, timezone: tzinfo) -> Played:
    """Play all steps. A step that cannot be done ends it; one that differs does not."""
    player = _Player(conversation, bot, timezone)
    for step in conversation.steps:
        try:
            player.do(step)
        except _Stuck as stuck:
            player.trip(stuck.args)
            break
    return Played(conversation, tuple(_judged(turn) for turn in player.turns))


def _judged(turn: _Turn) -> StepResult:
    differences = tuple(judge(turn.step.checks, turn.outcomes, turn.status))
    if turn.trouble:
        differences = ()
    return StepResult(
        turn.step, turn.at, tuple(turn.outcomes), turn.status, differences, turn.trouble
    )


class _Player:
    """One conversation under way."""

    def __init__(self, conversation: Conversation, bot: Bot, timezone: tzinfo) -> None:
        self.turns: list[_Turn] = []
        self._bot = bot
        self._timezone = timezone
        self._identity = conversation.identity
        starts = conversation.starts or ORDINARY
        self._now = starts.replace(tzinfo=timezone).timestamp()
        self._is_rested = True  # time has passed on purpose: no gap before the next step
        self._wamids = 0
        self._bodies: dict[tuple[int, int], bytes] = {}
        self._last: bytes | None = None

    def trip(self, trouble: tuple[str, ...]) -> None:
        """Tell why the newest step could not be done."""
        self.turns[-1].trouble = trouble

    def do(self, step: Step) -> None:
        """Play one step."""
        if isinstance(step.act, Waits):
            self._wait(step, step.act)
            return
        if step.gap_s is not None:
            self._pass(step.gap_s)
        elif not self._is_rested:
            self._pass(GAP_S)
        self._is_rested = False
        if isinstance(step.act, Moves):
            self._move(step, step.act)
            return
        steps = step.act.steps if isinstance(step.act, Together) else (step,)
        self._deliver(step, [_Turn(each, self._now) for each in steps])

    def _pass(self, seconds: float) -> None:
        self._now = min(self._now + seconds, _LATEST)

    def _wait(self, step: Step, act: Waits) -> None:
        self._is_rested = True
        if act.until is None:
            self._pass(act.seconds)
            return
        now = datetime.fromtimestamp(self._now, self._timezone)
        if isinstance(act.until, time):
            then = now.replace(hour=act.until.hour, minute=act.until.minute, second=0)
            then = then if then > now else then + timedelta(days=1)
        else:
            then = act.until.replace(tzinfo=self._timezone)
        if then < now.replace(second=0, microsecond=0):  # a moment lasts a minute
            self.turns.append(_Turn(step, self._now))
            raise _Stuck(Remark(PASSED, f"{then:%Y-%m-%d %H:%M}", f"{now:%Y-%m-%d %H:%M}"))
        self._now = max(self._now, then.timestamp())

    def _move(self, step: Step, act: Moves) -> None:
        self.turns.append(_Turn(step, self._now))
        try:
            self._bot.take_up(act.flows)
        except FlowError as error:
            raise _Stuck(Remark(BAD_FLOWS), *str(error).split("\n")) from None
        self.turns.pop()

    def _deliver(self, step: Step, turns: list[_Turn]) -> None:
        """Send one webhook and give each of its messages what became of it."""
        wamids: list[str] = []
        if isinstance(step.act, Delivers):
            self.turns += turns
            body = step.act.body
        elif isinstance(step.act, Repeats):
            self.turns += turns
            body = self._repeated(step, step.act)
        else:
            body, wamids = self._webhook(turns)
        self._last = body
        for key in step.keys:
            self._bodies[key] = body
        delivered = self._bot.deliver(body, self._now)
        outcomes = list(delivered.outcomes)
        if delivered.withdrawn:
            self._withdraw(delivered.withdrawn)
        for turn, wamid in zip(turns, wamids, strict=False):
            turn.outcomes = [self._take(outcomes, wamid)]
        if not wamids:
            turns[0].outcomes = outcomes
        for turn in turns:
            turn.status = delivered.status

    @staticmethod
    def _take(outcomes: list[Outcome], wamid: str) -> Outcome:
        for at, outcome in enumerate(outcomes):
            if outcome.wamid == wamid:
                return outcomes.pop(at)
        return Outcome(wamid, "skipped")

    def _withdraw(self, wamids: frozenset[str]) -> None:
        for turn in self.turns:
            turn.outcomes = [
                Outcome(each.wamid, "expired", "superseded", way=each.way)
                if each.wamid in wamids and each.content is not None
                else each
                for each in turn.outcomes
            ]

    def _repeated(self, step: Step, act: Repeats) -> bytes:
        body = self._last if act.of is None else self._bodies.get((step.scope, act.of))
        if body is None:
            raise _Stuck(Remark(NO_WEBHOOK))
        return body

    def _webhook(self, turns: list[_Turn]) -> tuple[bytes, list[str]]:
        messages, names, wamids = [], [], []
        for turn in turns:
            self.turns.append(turn)
            step = turn.step
            identity = step.identity or self._identity
            self._wamids += 1
            wamids.append(f"wamid.{self._wamids}")
            at = self._now - step.late_s if step.is_dated else None
            fields = self._fields(step, identity)
            messages.append(message(fields, identity, wamids[-1], at))
            names.append(identity)
        return webhook(messages, names), wamids

    def _fields(self, step: Step, identity: Identity) -> Fields:
        match step.act:
            case Says() as said:
                return typed(said)
            case Taps() as tap:
                return tapped(*self._option(step, tap))
            case Shares() as pin:
                return shared(pin)
            case Sends() as other:
                return sent(other, self._about(step, other))
            case Becomes() as change:
                self._identity = change.identity
                return changed(identity, change)
            case _:
                raise TypeError(step.act)

    def _about(self, step: Step, act: Sends) -> str:
        """The message that a reaction, an edit or a deletion is about: the last unless told."""
        of = self._of(step, act.of) if act.of else next(iter(self.turns[-2::-1]), None)
        return of.outcomes[0].wamid if of and of.outcomes else "wamid.0"

    def _of(self, step: Step, number: int) -> _Turn | None:
        key = step.scope, number
        return next((turn for turn in reversed(self.turns) if key in turn.step.keys), None)

    def _option(self, step: Step, tap: Taps) -> tuple[Shown, str]:
        """What is tapped, and the message it stands in."""
        shown, of = self._shown(step, tap.of)
        if shown is None:
            if tap.by == "id":
                return Shown(tap.option, "", "", "list_reply"), of
            raise _Stuck(self._nothing_to_tap(tap))
        found = find_option(shown, tap)
        if found is None:
            raise _Stuck(*tell_absent(shown, tap))
        return found, of

    def _nothing_to_tap(self, tap: Taps) -> Remark:
        if tap.of:
            return Remark(NO_OPTIONS_IN, str(tap.of))
        outcomes = (outcome for turn in self.turns for outcome in turn.outcomes)
        is_anything = any(outcome.content is not None for outcome in outcomes)
        return Remark(NO_OPTIONS if is_anything else NOTHING_YET)

    def _shown(self, step: Step, number: int | None) -> tuple[Message | None, str]:
        """The last reply with options, or that of a step; and its id."""
        turns: Iterable[_Turn] = reversed(self.turns)
        if number is not None:
            turns = filter(None, [self._of(step, number)])
        for turn in turns:
            for outcome in reversed(turn.outcomes):
                if outcome.content is not None and outcome.content.options:
                    return outcome.content, f"{outcome.wamid}.reply"
        return None, "wamid.0"
