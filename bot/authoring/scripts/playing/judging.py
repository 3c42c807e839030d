"""What was seen against what should be: every expectation, and what is demanded of all steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from bot.authoring.scripts.playing.outcomes import Outcome
from bot.authoring.scripts.playing.remarks import (
    AN_ANSWER,
    AN_APOLOGY,
    NONE_THERE,
    NOTHING_SEEN,
    NOTHING_SEEN_FOR,
    Remark,
)
from bot.authoring.scripts.playing.results import Difference
from bot.authoring.scripts.playing.screens import (
    Message,
    readable,
    shows_marks,
    with_marks,
)
from bot.authoring.scripts.script import NOTHING, UNWRITTEN, Check
from bot.texts.folding import fold


def judge(
    checks: Sequence[Check] | None, outcomes: Sequence[Outcome], status: int
) -> Iterator[Difference]:
    """Every difference of one step."""
    seen = None
    for outcome in outcomes:
        if outcome.broken or outcome.fate == "failed":
            yield from _demanded(outcome)
        if seen is None and outcome.content is not None:
            seen = outcome
    for check in checks or ():
        if check.name == "status":
            if str(status) != check.expected:
                yield _differs(check, str(check.expected), str(status))
        elif check.name == UNWRITTEN:
            yield from _judge_unwritten(check, outcomes)
        elif check.name == NOTHING:
            yield from _judge_nothing(check, outcomes, seen)
        elif seen is None or seen.content is None:
            expected = _lines_of(check.expected)
            yield Difference(check.name, expected, (_silence(outcomes),), check)
        else:
            yield from _judge_seen(check, seen, seen.content)


def name_of(screen: str) -> str:
    """A screen as scripts name it: its address, the bot's own ones without their sign."""
    return screen.removeprefix("@")


def _demanded(outcome: Outcome) -> Iterator[Difference]:
    """What holds for every reply: the platform would take it, and it is no apology."""
    if outcome.broken:
        yield Difference("limits", (), outcome.broken)
    if outcome.fate == "failed":
        yield Difference("turn", (Remark(AN_ANSWER),), (Remark(AN_APOLOGY, outcome.detail),))


def _judge_nothing(
    check: Check, outcomes: Sequence[Outcome], seen: Outcome | None
) -> Iterator[Difference]:
    reasons = [_reason(outcome) for outcome in outcomes]
    if seen is not None and seen.content is not None:
        lines = tuple(seen.content.words.split("\n"))
        yield Difference("nothing", (Remark(NOTHING_SEEN),), lines, check, as_seen(seen))
    elif check.expected and str(check.expected) not in reasons:
        yield _differs(check, str(check.expected), ", ".join(reasons), mend=_only(reasons))


def as_seen(outcome: Outcome) -> Mapping[str, object] | str:
    """Everything a script would commonly expect of an outcome: screen, whole text, options."""
    if outcome.content is None:
        return NOTHING
    screen = {"screen": name_of(outcome.way.screen)} if outcome.way else {}
    text, labels = outcome.content.words, outcome.content.labels
    return {**screen, "text": text, "options": list(labels)}


def _judge_unwritten(check: Check, outcomes: Sequence[Outcome]) -> Iterator[Difference]:
    """An expectation that is not written yet: all that is seen would have to stand there."""
    seen = [outcome for outcome in outcomes if outcome.content is not None] or outcomes
    mend = as_seen(seen[0]) if seen else NOTHING
    yield Difference(UNWRITTEN, (), _lines_of(mend), check, mend)


def _only(words: Sequence[str]) -> object:
    return words[0] if len(words) == 1 else None


def _reason(outcome: Outcome) -> str:
    return outcome.detail or outcome.fate


def _silence(outcomes: Sequence[Outcome]) -> str:
    reasons = ", ".join(dict.fromkeys(_reason(outcome) for outcome in outcomes))
    return Remark(NOTHING_SEEN_FOR, reasons) if reasons else Remark(NOTHING_SEEN)


def _judge_seen(check: Check, seen: Outcome, content: Message) -> Iterator[Difference]:
    expected = check.expected
    if check.name in ("screen", "language"):
        if seen.way is not None:
            way = seen.way
            actual = name_of(way.screen) if check.name == "screen" else way.language or "none"
            if actual != name_of(str(expected)):
                mend = actual if actual != "none" else None
                yield _differs(check, name_of(str(expected)), actual, mend)
    elif check.name in _WHOLE:
        yield from _judge_text(check, _WHOLE[check.name](content))
    elif check.name == "payload":
        if _trimmed_all(actual_payload := _plain(content.payload)) != _trimmed_all(expected):
            yield Difference(
                "payload", _lines_of(expected), _lines_of(actual_payload), check, actual_payload
            )
    else:
        yield from _PARTS[check.name](check, content)


def _judge_text(check: Check, actual: str) -> Iterator[Difference]:
    """A whole text; white space at the ends of lines tells nothing."""
    expected = _trimmed(str(check.expected))
    shown = _trimmed(with_marks(actual) if shows_marks(expected) else readable(actual))
    if shown != expected:
        yield _differs(check, expected, shown)


def _begins(check: Check, content: Message) -> Iterator[Difference]:
    expected = _trimmed(str(check.expected))
    count = expected.count("\n") + 1
    shown = _trimmed(with_marks(content.body) if shows_marks(expected) else content.words)
    if not shown.startswith(expected):
        yield _differs(check, expected, "\n".join(shown.split("\n")[:count]))


def _has(check: Check, content: Message) -> Iterator[Difference]:
    absent = [part for part in _parts(check) if not _holds(content, part)]
    if absent:
        yield Difference("has", tuple(absent), _body_lines(content), check)


def _lacks(check: Check, content: Message) -> Iterator[Difference]:
    present = [part for part in _parts(check) if _holds(content, part) or _is_spelt(content, part)]
    if present:
        yield Difference("lacks", tuple(present), _body_lines(content), check)


def _options(check: Check, content: Message) -> Iterator[Difference]:
    labels = content.labels
    if labels != _parts(check):
        yield Difference("options", _parts(check), labels, check, list(labels))


def _abouts(check: Check, content: Message) -> Iterator[Difference]:
    lines = content.abouts
    if lines != _parts(check):
        yield Difference("abouts", _parts(check), lines, check, list(lines))


def _offers(check: Check, content: Message) -> Iterator[Difference]:
    labels = content.labels
    absent = tuple(part for part in _parts(check) if part not in labels)
    if absent:
        yield Difference("offers", absent, labels, check)


def _hides(check: Check, content: Message) -> Iterator[Difference]:
    labels = content.labels
    spelt = {fold(label) for label in labels} - {""}
    present = tuple(part for part in _parts(check) if part in labels or fold(part) in spelt)
    if present:
        yield Difference("hides", present, labels, check)


_WHOLE: Mapping[str, Callable[[Message], str]] = {
    "text": attrgetter("body"),
    "kind": attrgetter("kind"),
    "button": attrgetter("button"),
    "footer": attrgetter("footer"),
    "link": attrgetter("link"),
}
_PARTS: Mapping[str, Callable[[Check, Message], Iterator[Difference]]] = {
    "begins": _begins,
    "has": _has,
    "lacks": _lacks,
    "options": _options,
    "abouts": _abouts,
    "offers": _offers,
    "hides": _hides,
}


def _parts(check: Check) -> tuple[str, ...]:
    return check.expected if isinstance(check.expected, tuple) else ()


def _holds(content: Message, part: str) -> bool:
    part = _trimmed(part)
    return part in (with_marks(content.body) if shows_marks(part) else content.words)


def _is_spelt(content: Message, part: str) -> bool:
    """Whether the text has a part in any spelling: a hamza less in a script proves no absence."""
    words = fold(part)
    return bool(words) and words in fold(content.body)


def _body_lines(content: Message) -> tuple[str, ...]:
    return tuple(content.words.split("\n"))


def _differs(check: Check, expected: str, actual: str, mend: object = ...) -> Difference:
    return Difference(
        check.name,
        tuple(expected.split("\n")),
        tuple(actual.split("\n")) if actual else (Remark(NONE_THERE),),
        check,
        (actual or None) if mend is ... else mend,  # an absence is for its author to decide
    )


def _trimmed(text: str) -> str:
    if "\n" not in text:  # as most are
        return text.rstrip()
    return "\n".join([line.rstrip() for line in text.rstrip().split("\n")])


def _trimmed_all(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _trimmed_all(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_trimmed_all(inner) for inner in value]
    return _trimmed(str(value))


def _plain(value: object) -> object:
    """A payload as a script writes it: every value a text, marks in sight."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return with_marks(str(value))


def _lines_of(value: object, margin: str = "") -> tuple[str, ...]:
    """Any value as lines to be compared."""
    if isinstance(value, Mapping):
        return tuple(
            line
            for key, inner in value.items()
            for line in (
                (f"{margin}{key}: {inner}",)
                if isinstance(inner, str) and "\n" not in inner
                else (f"{margin}{key}:", *_lines_of(inner, margin + "  "))
            )
        )
    if isinstance(value, list | tuple):
        return tuple(line for inner in value for line in _item_lines(inner, margin))
    return tuple(f"{margin}{line}" for line in str(value).split("\n"))


def _item_lines(item: object, margin: str) -> tuple[str, ...]:
    """An item of a list; keys begin with a dash, so that each item is told from the next."""
    if not isinstance(item, Mapping):
        return _lines_of(item, margin)
    lines = _lines_of(item, margin + "  ")
    return tuple(f"{margin}- {line.strip()}" if not at else line for at, line in enumerate(lines))
