"""The outcome of a mutation run, for people and for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import orjson

from bot.authoring.mutating.tally import Tally, by_agency, by_kind, survivors, tally
from bot.authoring.mutating.trying import Tried

_HEAD = (
    f"{'':18}{'refused':>8}{'idle':>6}{'tried':>7}{'by hand':>10}{'generated':>11}"
    f"{'walk':>9}{'noticed':>10}"
)
_LEGEND = (
    "refused, idle: not counted. `check` tells of flows that cannot be used; an idle search word",
    "changes no answer, for other words lead there too. walk: a share of those it was asked about.",
)


def as_text(tried: Sequence[Tried]) -> str:
    """Tables by kind and agency, the share noticed, and each mutant that nothing noticed."""
    return "\n".join(_lines(tried)) + "\n"


def _lines(tried: Sequence[Tried]) -> Iterator[str]:
    yield _HEAD
    yield from (_line(each) for each in by_kind(tried))
    yield ""
    yield from (_line(each) for each in by_agency(tried))
    yield ""
    yield _line(tally("all", tried))
    yield from _LEGEND
    left = survivors(tried)
    if left:
        yield ""
        yield f"noticed by nothing ({len(left)}):"
        yield from (f"{e.mutant.place}: {e.mutant.kind}: {e.mutant.told}" for e in left)


def _line(own: Tally) -> str:
    walked = f"{own.by_walk}/{own.walked}" if own.walked else "-"
    return (
        f"{own.name:18}{own.refused:>8}{own.idle:>6}{own.count:>7}"
        f"{_share(own, own.by_hand):>10}{_share(own, own.by_generated):>11}"
        f"{walked:>9}{_share(own, own.noticed):>10}"
    )


def _share(own: Tally, part: int) -> str:
    return f"{own.percent(part):.1f} %" if own.count else "-"


def as_json(tried: Sequence[Tried], seed: int | None) -> str:
    """The same as one JSON object; `seed` is None where all there are were tried."""
    told = {
        "seed": seed,
        "all": _record(tally("all", tried)),
        "kinds": [_record(each) for each in by_kind(tried)],
        "agencies": [_record(each) for each in by_agency(tried)],
        "survivors": [_place(each) for each in survivors(tried)],
        "idle_words": [_place(each) for each in tried if each.is_idle],
        "refused": [_place(each) for each in tried if each.is_refused],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n"


def _place(tried: Tried) -> dict[str, Any]:
    mutant = tried.mutant
    return {
        "file": mutant.file,
        "line": mutant.line,
        "kind": mutant.kind,
        "change": mutant.told,
    }


def _record(own: Tally) -> dict[str, Any]:
    return asdict(own) | {"percent": own.percent(own.noticed)}
