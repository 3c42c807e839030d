"""How any screen is put together: numbers, pages, rows and the room a message has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from bot.messages.reply import (
    ButtonsReply,
    ListReply,
    LocationRequest,
    Option,
    Reply,
    Section,
    TextReply,
    options_of,
)
from bot.texts.directions import cut, isolate, units
from bot.texts.folding import fold
from bot.texts.languages import Language

# What one interactive message holds, in UTF-16 units. Source: Cloud API, interactive list and
# reply button messages; the smaller value where two sources disagree (read November 2026).
BODY_MAX = 1024
ROWS_MAX = 10
ROW_TITLE_MAX = 24
ROW_DESCRIPTION_MAX = 72
BUTTON_TITLE_MAX = 20
PLAIN_BODY_MAX = 4096

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered choice: the row it is on, and its words in the body."""

    option: Option
    line: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A reply, and what its numbers choose: number n is `entries[n - 1]`, on every page.

    `digest` is equal for screens whose numbers mean the same. `base` is the address that a list
    belongs to.
    """

    reply: Reply
    entries: tuple[Entry, ...] = ()
    digest: str = ""
    base: str = ""
    _labels: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def labels(self) -> Mapping[str, str]:
        """From the words of every option, and from its whole numbered line, to its id.

        Keys are as `label_key` makes them. Found when first asked for: who taps never asks.
        """
        if not self._labels:
            self._labels.update(_labels_of(self.reply, self.entries, self.base))
        return self._labels

    def has_label(self, text: str) -> bool:
        """Whether a text is the words of one of the options."""
        return label_key(fold(text)) in self.labels

    def is_numbered(self, row_id: str) -> bool:
        """Whether an id is one that the numbers choose, and not a way elsewhere."""
        return any(at.option.id == row_id for at in self.entries)


def entry(target: str, label: str, description: str = "", line: str = "") -> Entry:
    """A numbered choice whose line in the body is its label unless said otherwise."""
    return Entry(Option(target, label, description), line or label)


def number_lines(entries: Sequence[Entry], span: range, without: str = "") -> str:
    """Lines `7- title` for the entries of a span; the one whose id is `without` is left out."""
    return "\n".join(
        [f"{at + 1}- {entries[at].line}" for at in span if entries[at].option.id != without]
    )


def pages(count: int, fixed_first: int, fixed_later: int) -> tuple[range, ...]:
    """Which of `count` rows stand on which page, when other rows need their room too.

    `fixed_first` and `fixed_later` count the rows that stand beside them on the first and on
    later pages, without "more" and "previous", which are counted here.
    """
    if count + fixed_first <= ROWS_MAX:
        return (range(count),)
    spans = [range(ROWS_MAX - fixed_first - 1)]
    while count - spans[-1].stop > ROWS_MAX - fixed_later - 1:
        start = spans[-1].stop
        spans.append(range(start, start + ROWS_MAX - fixed_later - 2))
    spans.append(range(spans[-1].stop, count))
    return tuple(spans)


def join_blocks(*blocks: str) -> str:
    """Blocks with an empty line between them; empty ones are left out."""
    return _GAP.join(block for block in blocks if block)


def join_lines(*lines: str) -> str:
    """Lines one below the other; empty ones are left out."""
    return "\n".join(line for line in lines if line)


def fit(candidates: Iterable[str], language: Language, room: int = BODY_MAX) -> str:
    """The first body that holds the room once made safe for its direction; else the last, cut."""
    body = ""
    for candidate in candidates:
        body = make_safe(candidate, language)
        if units(body) <= room:
            return body
    return cut(body, room)


def make_safe(text: str, language: Language) -> str:
    """A body in which nothing displays reversed. Making it safe twice changes nothing more."""
    return isolate(text, language)


def list_screen(
    body: str,
    button: str,
    footer: str,
    sections: Sequence[tuple[str, Sequence[Option]]],
    entries: Sequence[Entry],
    base: str,
) -> Screen:
    """A list of titled sections; `base` is the address its entries belong to."""
    kept = _distinct(sections)
    reply = ListReply(cut(body, BODY_MAX), button, kept, footer)
    return screen_of(reply, entries, base)


def buttons_screen(body: str, entries: Sequence[Entry], language: Language, room: int) -> Screen:
    """Up to three buttons, numbered in the body too."""
    lines = number_lines(entries, range(len(entries)))
    options = tuple(
        replace(at.option, label=cut(at.option.label, BUTTON_TITLE_MAX), description="")
        for at in entries
    )
    room -= units(lines) + len(_GAP)
    whole = join_blocks(fit([body], language, room), lines)
    return screen_of(ButtonsReply(whole, options), entries, "")


def screen_of(reply: Reply, entries: Sequence[Entry], base: str) -> Screen:
    """A reply with all that is needed to understand what is said to it."""
    return Screen(reply, tuple(entries), digest_of(entries, base), base)


def _labels_of(reply: Reply, entries: Sequence[Entry], base: str) -> dict[str, str]:
    labels = {label_key(reply.button): base} if isinstance(reply, ListReply) else {}
    labels.update((label_key(option.label), option.id) for option in options_of(reply))
    for number, at in enumerate(entries, 1):
        for words in {at.line: None, at.option.label: None}:
            key = label_key(words)
            labels[key] = labels[f"{number}{key}"] = at.option.id
    return labels


def label_key(words: str) -> str:
    """What is compared of a label: its folded letters and digits, however they are spaced."""
    return fold(words).replace(" ", "")


def digest_of(entries: Sequence[Entry], base: str) -> str:
    """A short name of what the numbers mean: equal as long as no number means something else.

    Targets below `base` count without it, so a whole branch may move and keep its numbers.
    """
    if not entries:
        return ""
    below = f"{base}/"
    parts = [f"{at.option.id.removeprefix(below)}\t{at.option.label}" for at in entries]
    return blake2b("\n".join(parts).encode(), digest_size=4).hexdigest()


def wrap(reply: Reply, above: str, below: str, language: Language) -> Reply | None:
    """The reply with words above and below its body, or None where they do not fit."""
    body = join_blocks(make_safe(above, language), reply.body, make_safe(below, language))
    limit = PLAIN_BODY_MAX if isinstance(reply, TextReply) else BODY_MAX
    return replace(reply, body=body) if units(body) <= limit else None


def request_screen(body: str, entries: Sequence[Entry], base: str) -> Screen:
    """A request for the citizen's place, whose body offers numbers instead."""
    return screen_of(LocationRequest(body), entries, base)


def _distinct(sections: Sequence[tuple[str, Sequence[Option]]]) -> tuple[Section, ...]:
    """The sections within the limits: no id or label twice, ten rows at most, none empty.

    Authors' texts are checked long before; what is cut here would otherwise lose the whole reply.
    """
    ids: set[str] = set()
    labels: set[str] = set()
    kept: list[Section] = []
    for title, options in sections:
        rows: list[Option] = []
        for option in options:
            label = cut(option.label, ROW_TITLE_MAX)
            if option.id in ids or label in labels or len(ids) == ROWS_MAX:
                continue
            ids.add(option.id)
            labels.add(label)
            description = option.description and cut(option.description, ROW_DESCRIPTION_MAX)
            is_whole = label is option.label and description is option.description
            rows.append(option if is_whole else Option(option.id, label, description))
        if rows:
            kept.append(Section(title, tuple(rows)))
    return tuple(kept)
