"""How well and how fast the search understands: `python -m bench.search`.

Half of the queries (even ids) may be tuned on; the other half is reported apart and never looked
at one by one. `--misses` lists what the first half misses. Beside the time of a query stands its
floor: folding it and cutting it into words, which every search must do.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from time import thread_time
from typing import Any

import yaml

from bench.enlarged import coined_words
from bench.releases import release_of
from bot.search.documents import Document, Found
from bot.search.index import SearchIndex
from bot.search.words.splitting import words_of
from bot.texts.languages import Bilingual

FILES = ("queries.yaml", "more_queries.yaml", "fresh_queries.yaml", "tuning_queries.yaml")
LARGE = 2000  # services, as many as a whole government may offer
ROUNDS = 3
NO_MATCH = "no match"


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the services that answer it (none: nothing should match) and its question.

    `kind` is how it is written; queries that nothing should match are one kind, "no match".
    """

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
    """All queries of all files."""
    return [
        _query(row)
        for name in FILES
        for row in yaml.safe_load((folder / name).read_text(encoding="utf-8"))["queries"]
    ]


def _query(row: Mapping[str, Any]) -> Query:
    """One row; an address deeper than a service's names the question too."""
    wanted = [address.split("/") for address in (row["expect"], *row.get("also", ())) if address]
    questions = {"/".join(parts[2:]) for parts in wanted}
    question = row.get("question", "") or (questions.pop() if len(questions) == 1 else "")
    kind = row["kind"] if wanted else NO_MATCH
    expected = frozenset("/".join(parts[:2]) for parts in wanted)
    return Query(row["id"], kind, row["text"], expected, question)


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


def report(small: SearchIndex, large: SearchIndex, queries: Sequence[Query], title: str) -> None:
    """A table of one half: by kind of query, and in all, with the time in either catalogue."""
    print(f"\n{title}")
    print(
        "| kind | queries | top-1 | top-3 | opened | wrongly | to its question "
        f"| µs, {services_in(small)} services | µs, {services_in(large)} |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    kinds = sorted({query.kind for query in queries} - {NO_MATCH})
    for kind in kinds:
        print(row_of(kind, small, large, [query for query in queries if query.kind == kind]))
    print(row_of("all", small, large, [query for query in queries if query.expected]))
    nothing = [query for query in queries if not query.expected]
    counts = tally(small, nothing)
    times = (f"{mean_us(index, nothing):.0f}" for index in (small, large))
    print(
        f"| {NO_MATCH} | {counts['null']} | – | – | {interval(counts['opened'], counts['null'])} "
        f"| {counts['opened']} | – | {' | '.join(times)} |"
    )
    print(
        f"\nOf the {counts['null']} that nothing matches {counts['listed']} got a list of guesses."
    )


def row_of(kind: str, small: SearchIndex, large: SearchIndex, queries: Sequence[Query]) -> str:
    """One line of the table."""
    counts = tally(small, queries)
    asked = counts["asked"]
    led = f"{counts['led']} of {counts['questions']}" if counts["questions"] else "–"
    shares = (interval(counts[name], asked) for name in ("first", "third", "sure"))
    times = (f"{mean_us(index, queries):.0f}" for index in (small, large))
    cells = (kind, str(asked), *shares, str(counts["wrongly"]), led, *times)
    return f"| {' | '.join(cells)} |"


def services_in(index: SearchIndex) -> int:
    """How many services a catalogue has, its agencies aside."""
    return sum(document.address != document.agency for document in index.documents)


def mean_us(index: SearchIndex, queries: Iterable[Query]) -> float:
    """Processor time of a query on average, in microseconds."""
    times = times_us(index.find, queries)
    return sum(times) / len(times)


def times_us(answer: Callable[[str], object], queries: Iterable[Query]) -> list[float]:
    """Processor times of each query, in microseconds, each asked several times."""
    times = []
    for query in queries:
        for _ in range(ROUNDS):
            start = thread_time()
            answer(query.text)
            times.append((thread_time() - start) * 1e6)
    return times


def enlarged(documents: Sequence[Document], count: int) -> list[Document]:
    """As many services, the further ones copies of the first that bear a word of their own."""
    many = list(documents)
    count += sum(document.address == document.agency for document in documents)
    services = [document for document in documents if document.address != document.agency]
    while len(many) < count:
        model, number = services[len(many) % len(services)], len(many)
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


def grown(small: SearchIndex) -> SearchIndex:
    """The same catalogue with as many services as a whole government has."""
    start = thread_time()
    large = SearchIndex(enlarged(small.documents, LARGE), small.kinds)
    print(f"an index of {services_in(large)} services is built in {thread_time() - start:.2f} s")
    return large


def measure(index: SearchIndex, queries: Sequence[Query]) -> None:
    """Processor times of all queries in one catalogue."""
    percents = quantiles(times_us(index.find, queries), n=1000)
    print(
        f"  {services_in(index):5} services: p50 {percents[499]:.0f} µs, "
        f"p99 {percents[989]:.0f}, p99.9 {percents[998]:.0f}"
    )


def show_misses(index: SearchIndex, queries: Iterable[Query]) -> None:
    """What the half that may be tuned on misses."""
    for query in queries:
        found = index.find(query.text)
        names = outcome(query, found)
        if "listed" in names or ("asked" in names and "first" not in names):
            hits = [f"{hit.service} {hit.score:.2f}" for hit in found.hits[:3]]
            print(f"  {query.id} {query.text} → {', '.join(hits) or 'nothing'}")


def main(*, shows_misses: bool = False) -> None:
    """Print all tables."""
    queries = read_queries(Path(__file__).parent)
    small = release_of().index
    large = grown(small)
    tuned = [query for query in queries if not query.is_held_out]
    report(small, large, tuned, "Even half (tuned on)")
    held_out = [query for query in queries if query.is_held_out]
    report(small, large, held_out, "Odd half (held out)")
    if shows_misses:
        print("\nmissed or wrongly listed in the even half")
        show_misses(small, tuned)
    print("\nProcessor time of a query, of all queries")
    floor = quantiles(times_us(words_of, queries), n=100)
    print(f"  its words alone: p50 {floor[49]:.0f} µs, p99 {floor[98]:.0f} (the floor)")
    measure(small, queries)
    measure(large, queries)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what the tuned half misses")
    main(shows_misses=parser.parse_args().misses)
