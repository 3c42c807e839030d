"""All mutants of a flow file: each value of it changed in the ways that fit it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.authoring.mutating.lists import changed_lists, crossed_targets, without_word
from bot.authoring.mutating.mutant import Change, Kind, Mutant
from bot.authoring.mutating.words import another_digit, another_figure, another_hour, another_word
from bot.authoring.sheets.editing.spans import Span, SpanEntry, SpannedText
from bot.flows.reading.tree import Step
from bot.texts.languages import LANGUAGES

# Keys whose texts citizens read; `title` is told apart, for it is also what they choose by.
_TEXTS = frozenset({"name", "about", "address", "hours", "answer", "text", "notes", "ending"})
_INSIDE = frozenset({"menu", "offices", "hotline", "website", "hours", "opening"})
_LISTS = frozenset({"agencies", "menu", "offices", "choices", "then"})
_WORDS = frozenset({"keywords", "alone", "within", "perhaps"})
_SHOWN = 48  # signs of a change that are told


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may stand in the place of something else: recurring questions and addresses.

    `shows_agency` says that some text shows its agency's long name.
    """

    kinds: Sequence[str]
    addresses: Sequence[str]
    shows_agency: bool = True


def mutants_of(text: str, file: str, agency: str, known: Vocabulary) -> Iterator[Mutant]:
    """Every mutant of one file, in the order of its lines; `text` is what it holds, sound."""
    spanned = SpannedText(text)
    for path, change in _below(spanned, spanned.root, (), known):
        if path[0] == "chat_menu":  # WhatsApp itself shows it, once it is published
            continue
        yield Mutant(
            kind=change.kind,
            agency=agency,
            file=file,
            line=text.count("\n", 0, change.start) + 1,
            told=change.told or _tell(text[change.start : change.end], change.put),
            start=change.start,
            end=change.end,
            put=change.put,
            is_inside=path[0] in _INSIDE,
            asked=change.asked,
        )


def _tell(old: str, new: str) -> str:
    return f"{_short(old)} → {_short(new)}" if new.strip() else f"without {_short(old)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _below(
    spanned: SpannedText, span: Span, path: tuple[Step, ...], known: Vocabulary
) -> Iterator[tuple[tuple[Step, ...], Change]]:
    for entry in span.entries:
        inside = (*path, entry.key)
        for change in _changes(spanned, span, entry, inside, known):
            yield inside, change
        yield from _below(spanned, entry.value, inside, known)
    for number, item in enumerate(span.items):
        yield from _below(spanned, item, (*path, number), known)


def _changes(
    spanned: SpannedText, mapping: Span, entry: SpanEntry, path: tuple[Step, ...], known: Vocabulary
) -> Iterator[Change]:
    """Of one key: of its own value, not of what stands deeper."""
    text, value = spanned.text, entry.value
    written = text[value.start : value.end]
    if value.kind == "sequence":
        yield from _of_list(spanned, entry, path, known)
    elif entry.key in LANGUAGES and value.kind == "scalar":
        yield from _of_text(text, mapping, entry, path, known)
    elif entry.key == "when" and value.is_flow:
        yield Change("when", value.start, value.end, f"{{not: {written}}}")
    elif value.kind == "scalar":
        yield from _of_word(spanned, mapping, entry, path, known)


def _of_list(
    spanned: SpannedText, entry: SpanEntry, path: tuple[Step, ...], known: Vocabulary
) -> Iterator[Change]:
    items = entry.value.items
    if _WORDS.intersection(path[-2:-1]):
        if entry.value.is_flow:
            yield from without_word(entry.value, [_written(spanned, item) for item in items])
    elif entry.key in _LISTS:
        yield from changed_lists(spanned, entry.value)
        if entry.key == "menu":
            yield from _of_options(spanned, items, known)
            yield from crossed_targets(spanned, entry.value)
    elif entry.key == "at" and len(items) == 2:  # degrees north and east
        for item in items:
            yield _of_item(spanned.text, "position", item, 3)
    elif entry.key == "opening":
        for item in items:
            written = spanned.text[item.start : item.end]
            yield Change("hours", item.start, item.end, another_hour(written))


def _of_options(spanned: SpannedText, items: Sequence[Span], known: Vocabulary) -> Iterator[Change]:
    """Options of a menu that become drafts, or another of the recurring questions."""
    kinds = [entry.value for item in items if (entry := item.entry("kind"))]
    unused = [*known.kinds]
    for kind in kinds:
        with suppress(ValueError):
            unused.remove(_written(spanned, kind))
    for kind in kinds:
        if unused:
            yield Change("question-kind", kind.start, kind.end, unused[0])
    for item in items:
        if item.entries and not item.is_flow and item.entry("stage") is None:
            yield _hidden(spanned, item)


def _of_item(text: str, kind: Kind, item: Span, at: int) -> Change:
    written = text[item.start : item.end]
    return Change(kind, item.start, item.end, another_digit(written, at))


def _of_text(
    text: str, mapping: Span, entry: SpanEntry, path: tuple[Step, ...], known: Vocabulary
) -> Iterator[Change]:
    """Of a text in one language: a word, each of its figures, the other's text, and nothing."""
    key = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    named = {key, *(step for step in path[-3:-1] if isinstance(step, str))}
    if key != "title" and named.isdisjoint(_TEXTS):
        return
    start, end = entry.value.start, entry.value.end
    written = text[start:end]
    hidden = ("menu",) if known.shows_agency else ("menu", "name")
    if key == "name" and path[0] in hidden:  # no screen shows it: it is for who searches
        asked = written.strip("\"'")
        yield Change("search-word", start, end, another_word(written), asked=asked)
        return
    yield Change("title" if key == "title" else "text", start, end, another_word(written))
    for at, figure, put in another_figure(written):
        yield Change("number", start + at, start + at + len(figure), put)
    for other in mapping.entries:
        if other.key in LANGUAGES and other.key != entry.key:
            yield Change("language", start, end, text[other.value.start : other.value.end])
            is_first = entry.start < other.start
            gone = (entry.start, other.start) if is_first else (other.value.end, end)
            yield Change("language-missing", *gone, "", f"without {entry.key} of {key}")


def _of_word(
    spanned: SpannedText, mapping: Span, entry: SpanEntry, path: tuple[Step, ...], known: Vocabulary
) -> Iterator[Change]:
    start, end = entry.value.start, entry.value.end
    written = spanned.text[start:end]
    match entry.key:
        case "goto" | "then" if written in known.addresses:
            yield Change("target", start, end, _next(written, known.addresses))
        case "link" | "website":
            quote = written[-1] if written[-1] in "\"'" else ""
            yield Change("link", start, end, f"{written.removesuffix(quote)}/x{quote}")
        case "hotline" | "phone" | "contact_phone":
            yield Change("phone", start, end, another_digit(written, -1))
        case "min" | "max" if written.isdecimal():
            yield Change("ask", start, end, str(int(written) + 1))
        case "stage" if written != "draft":
            yield Change("stage", start, end, "draft")
        case "offices" if entry != mapping.entries[0]:
            begins = spanned.line_start(entry.start)
            yield Change("nearest", begins, spanned.line_end(end) + 1, "")


def _hidden(spanned: SpannedText, item: Span) -> Change:
    """An option that has become a draft."""
    first = item.entries[0].value
    put = f"\n{' ' * spanned.column_of(item.start)}stage: draft"
    return Change("stage", first.end, first.end, put, f"{_written(spanned, first)} is a draft")


def _written(spanned: SpannedText, span: Span) -> str:
    return spanned.text[span.start : span.end]


def _next(word: str, words: Sequence[str]) -> str:
    return words[(words.index(word) + 1) % len(words)]
