"""How well and how fast the search understands: `python bench/search.py`.

Half of the queries (even ids) may be tuned on; the other half is reported apart and never looked
at one by one. `--misses` lists what the first half misses.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from time import thread_time
from zoneinfo import ZoneInfo

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.enlarged import coined_words  # noqa: E402
from bot.conversation.release import Release, load_release  # noqa: E402
from bot.search.documents import Document, Found  # noqa: E402
from bot.search.index import SearchIndex  # noqa: E402
from bot.texts.languages import Bilingual  # noqa: E402

FILES = ("queries.yaml", "more_queries.yaml")
LARGE = 2000  # services, as many as a whole government may offer
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the services that answer it (none: nothing should match) and its question."""

    id: str
    kind: str
    text: str
    expected: frozenset[str]
    question: str

    @property
    def is_held_out(self) -> bool:
        """Whether it may not be tuned on."""
        return int(self.id[1:]) % 2 == 1


def read_queries(folder: Path) -> list[Query]:
    """All queries of both files."""
    queries = []
    for name in FILES:
        for row in yaml.safe_load((folder / name).read_text(encoding="utf-8"))["queries"]:
            expected = {row["expect"], *row.get("also", ())} - {None}
            queries.append(
                Query(
                    row["id"],
                    row["kind"],
                    row["text"],
                    frozenset(expected),
                    row.get("question", ""),
                )
            )
    return queries


def interval(hits: int, count: int) -> str:
    """A share and its 95 % Wilson interval, as `0.97 (0.92–0.99)`."""
    if not count:
        return "–"
    share, z = hits / count, 1.96
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * ((share * (1 - share) + z * z / (4 * count)) / count) ** 0.5 / (1 + z * z / count)
    return f"{share:.3f} ({centre - reach:.2f}–{centre + reach:.2f})"


def tally(index: SearchIndex, queries: Iterable[Query]) -> Counter[str]:
    """Counts of what became of the queries."""
    counts: Counter[str] = Counter()
    for query in queries:
        found = index.find(query.text)
        counts.update(outcome(query, found))
    return counts


def outcome(query: Query, found: Found) -> list[str]:
    """The names of all that is true of one query's answer."""
    if not query.expected:
        return ["null", *(["opened"] if found.is_sure else []), *(["listed"] if found.hits else [])]
    services = [hit.service for hit in found.hits]
    names = ["asked"]
    is_first = services[:1] != [] and services[0] in query.expected
    names += ["first"] if is_first else []
    names += ["third"] if query.expected & set(services[:3]) else []
    names += ["sure"] if found.is_sure else []
    names += ["wrongly"] if found.is_sure and not is_first else []
    if query.question:
        names.append("questions")
        wanted = f"/{query.question}"
        names += ["led"] if is_first and found.hits[0].address.endswith(wanted) else []
    return names


def report(index: SearchIndex, queries: Sequence[Query], title: str) -> None:
    """A table of one half: by kind of query, and in all."""
    print(f"\n{title}")
    for kind in sorted({query.kind for query in queries if query.expected}):
        counts = tally(index, (query for query in queries if query.kind == kind and query.expected))
        print(
            f"  {kind:10} {counts['asked']:4}  top-1 {counts['first'] / counts['asked']:.2f}"
            f"  top-3 {counts['third'] / counts['asked']:.2f}"
        )
    counts = tally(index, queries)
    asked = counts["asked"]
    print(f"  all        {asked:4}  top-1 {interval(counts['first'], asked)}", end="")
    print(f"  top-3 {interval(counts['third'], asked)}")
    print(
        f"  opened at once {interval(counts['sure'], asked)}, wrongly {counts['wrongly']}", end=""
    )
    print(f"; led to the question {counts['led']} of {counts['questions']}")
    print(f"  no match   {counts['null']:4}  opened {counts['opened']}, listed {counts['listed']}")


def enlarged(documents: Sequence[Document], count: int) -> list[Document]:
    """As many documents, the further ones copies of the first that bear a word of their own."""
    many = list(documents)
    while len(many) < count:
        model, number = documents[len(many) % len(documents)], len(many)
        arabic, english = coined_words(number)
        many.append(
            replace(
                model,
                address=f"{model.address}-{number}",
                titles=Bilingual(f"{model.titles.ar} {arabic}", f"{model.titles.en} {english}"),
                names=None,
            )
        )
    return many


def measure(small: SearchIndex, queries: Sequence[Query]) -> None:
    """Processor time to build the index and to answer a query, at two sizes of the catalogue."""
    print("\nspeed")
    for count in (len(small.documents), LARGE):
        many = enlarged(small.documents, count)
        start = thread_time()
        index = SearchIndex(many, small.kinds)
        built = thread_time() - start
        times = []
        for _ in range(ROUNDS):
            for query in queries:
                start = thread_time()
                index.find(query.text)
                times.append((thread_time() - start) * 1e6)
        percents = quantiles(times, n=100)
        print(
            f"  {count:5} documents: built in {built:.2f} s; per query mean "
            f"{sum(times) / len(times):.0f} µs, p50 {percents[49]:.0f}, p99 {percents[98]:.0f}"
        )


def show_misses(index: SearchIndex, queries: Iterable[Query]) -> None:
    """What the half that may be tuned on misses."""
    for query in queries:
        found = index.find(query.text)
        names = outcome(query, found)
        if "listed" in names or ("asked" in names and "first" not in names):
            hits = [f"{hit.service} {hit.score:.2f}" for hit in found.hits[:3]]
            print(f"  {query.id} {query.text} → {', '.join(hits) or 'nothing'}")


def release() -> Release:
    """The project's own catalogue."""
    return load_release(
        ROOT / "flows", ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
    )


def main(*, shows_misses: bool = False) -> None:
    """Print all tables."""
    queries = read_queries(Path(__file__).parent)
    index = release().index
    tuned = [query for query in queries if not query.is_held_out]
    report(index, tuned, "even half (tuned on)")
    report(index, [query for query in queries if query.is_held_out], "odd half (held out)")
    if shows_misses:
        print("\nmissed or wrongly listed in the even half")
        show_misses(index, tuned)
    measure(index, queries)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what the tuned half misses")
    main(shows_misses=parser.parse_args().misses)
