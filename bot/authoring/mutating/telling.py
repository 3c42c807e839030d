"""The outcome of a mutation run, for people and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from bot.authoring.mutating.tally import Tally, by_agency, by_kind, survivors, tally
from bot.authoring.mutating.trying import Tried

_HEAD = (
    f"{'':18}{'mutants':>9}{'by hand':>10}{'generated':>11}{'scripts':>10}"
    f"{'visits':>9}{'walk':>7}{'noticed':>10}"
)
_LEGEND = (
    "scripts: those written by hand and generated ones together. visits: each place opened and",
    "each word typed, laid beside what the flows said before. walk: asked about what none noticed.",
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
    if refused := sum(each.is_refused for each in tried):
        yield f"{refused} more were refused with the flows they stood in: `check` tells of those."
    if idle := sum(each.is_idle for each in tried):
        yield f"{idle} search words more are not counted: what they say is answered without them."
    left = survivors(tried)
    if left:
        yield ""
        yield f"noticed by nothing ({len(left)}):"
        yield from (f"{e.mutant.place}: {e.mutant.kind}: {e.mutant.told}" for e in left)


def _line(own: Tally) -> str:
    return (
        f"{own.name:18}{own.count:>9}{own.percent(own.by_scripts):>8.1f} %"
        f"{own.percent(own.by_generated):>9.1f} %{own.percent(own.scripted):>8.1f} %"
        f"{own.percent(own.by_visits):>7.1f} %{own.by_walk:>7}{own.percent(own.noticed):>8.1f} %"
    )


def as_json(tried: Sequence[Tried]) -> str:
    """The same as one JSON object."""
    told = {
        "all": _record(tally("all", tried)),
        "refused": sum(each.is_refused for each in tried),
        "kinds": [_record(each) for each in by_kind(tried)],
        "agencies": [_record(each) for each in by_agency(tried)],
        "survivors": [_place(each) for each in survivors(tried)],
        "idle_words": [_place(each) for each in tried if each.is_idle],
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
    return {
        "name": own.name,
        "mutants": own.count,
        "by_scripts": own.by_scripts,
        "by_generated": own.by_generated,
        "scripted": own.scripted,
        "by_visits": own.by_visits,
        "by_walk": own.by_walk,
        "noticed": own.noticed,
        "percent": own.percent(own.noticed),
    }
