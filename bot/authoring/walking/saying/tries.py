"""What is said to a screen: each class of message a citizen may send, as a try or a run of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bot.authoring.walking.saying.answers import answers_to
from bot.authoring.walking.standings.standing import Seen, Standing, agency_in
from bot.conversation.addresses import rate_id, reason_id
from bot.conversation.matching import Word
from bot.conversation.release import Release
from bot.conversation.screens.layout import Entry
from bot.flows.nodes import Answer, Ask
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text, Unreadable
from bot.texts.languages import LANGUAGES, Language, other

Kind = Literal[
    "tap", "number", "label", "home", "back", "language", "word", "erase", "answer", "emergency",
    "nonsense", "signs", "long text", "out of range", "other language", "media", "pin",
    "old tap", "code", "rating", "time-out", "search", "first contact", "later",
]  # fmt: skip
AFAR: frozenset[Kind] = frozenset(("old tap", "code", "search"))  # what no menu leads to
KINDS: tuple[Kind, ...] = get_args(Kind)

SILENT_S = 60.0  # beyond the session's time-out

# The digits that are typed: Western, Arabic, Persian.
_DIGITS = tuple(str.maketrans("0123456789", family) for family in (
    "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹",
))  # fmt: skip
_NEAR, _DESERT, _ABROAD = Location(31.95, 35.93), Location(32.2, 38.9), Location(48.85, 2.35)
_PICTURES = (
    Media("voice"), Media("image"), Media("image", "1"), Media("document"), Media("sticker"),
    Unreadable("poll"), Opened(),
)  # fmt: skip
_SIGNS = Text("؟!")  # holds no word: neither a search nor an answer to a question
_UNKNOWN: dict[Language, Text] = {"ar": Text("ضظغثذخ"), "en": Text("xqzwvk")}
_LONG = Text("؟ ا" * 200)
_ODD: frozenset[Kind] = frozenset((
    "answer", "nonsense", "signs", "long text", "other language", "media", "pin", "old tap",
))  # fmt: skip
_ASKING = ("@erase", "@return")  # whether to forget, whether to go on: yes stands before no
_DEAD = "no-such-agency/no-such-place"
_WORDS: tuple[Word, ...] = (
    "help", "more", "previous", "privacy", "human", "thanks", "goodbye", "greeting", "yes", "no",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Try:
    """One message, or a run of them; `means` is the id of the row that it must be equal to.

    `is_silent` says that it comes after a time-out, `at` in which other world it is said.
    """

    kind: Kind
    said: tuple[Inbound, ...]
    means: str = ""
    is_silent: bool = False
    at: str = ""


def tries_at(
    release: Release,
    at: Standing,
    shown: Sequence[Seen],
    entries: Sequence[Entry],
    kinds: frozenset[Kind] = frozenset(KINDS),
) -> list[Try]:
    """Every try at a standing: first what the screen offers, then what works anywhere.

    Of `kinds` that are not asked for some may be left out: they need not be thought of.
    """
    node = release.library.nodes.get(at.state)
    ask = node.content if node is not None and isinstance(node.content, Ask) else None
    takes_digits = ask is None or ask.type == "choice"
    tries = [Try("tap", (Tap(*row),), means=row.id) for row in shown]
    if takes_digits and "number" in kinds:
        tries += _numbers(entries)
        tries += [Try("out of range", (Text(at),)) for at in (str(len(entries) + 1), "999")]
    if ask is not None:
        tries += [Try("answer", (Text(answer),)) for answer in answers_to(release, at.state, ask)]
    tries += [Try("label", (Text(row.label),), means=row.id) for row in shown]
    tries += _ways_out(release, at, takes_digits=takes_digits)
    if "word" in kinds:
        tries += _words(release, at, shown)
    if not kinds.isdisjoint(_ODD):
        tries += _oddities(release, at, takes_words=ask is not None and ask.type == "text")
    if "rating" in kinds and node is not None and isinstance(node.content, Answer):
        tries += _ratings(node.address)
    if "time-out" in kinds:
        tries += _after_silence(release, at, shown, takes_digits=takes_digits)
    return tries


def first_tries(release: Release) -> list[Try]:
    """What somebody may say who never wrote before."""
    said: list[Inbound] = [Text(first_word(release, "ar", "greeting")), Text("hi"), Opened()]
    said += [Text(first_word(release, each, word)) for each in LANGUAGES for word in _WORDS]
    said += [Text("1"), Text("٢"), Text("9"), *_UNKNOWN.values(), _LONG, _NEAR, Tap(_DEAD, "")]
    return [Try("first contact", (each,)) for each in (*said, *_PICTURES)]


def later_tries(shown: Sequence[Seen], numbered: Sequence[Entry], world: str) -> tuple[Try, ...]:
    """What was offered by a screen, said when other things may be shown."""
    rows = [Try("later", (Tap(*row),), at=world) for row in shown]
    numbers = [
        Try("later", (Text(str(number)),), means=entry.option.id, at=world)
        for number, entry in enumerate(numbered, 1)
    ]
    return (*rows, *numbers, *(Try("later", (Text(sign),), at=world) for sign in ("00", "؟!")))


def first_word(release: Release, language: Language, word: Word) -> str:
    """The word of the bot that stands first in its list."""
    return release.phrases.say(language, f"words-{word}").partition("|")[0].strip()


def _numbers(entries: Sequence[Entry]) -> Iterator[Try]:
    """Each number in each family of digits."""
    for number, entry in enumerate(entries, 1):
        for digits in _DIGITS:
            yield Try("number", (Text(str(number).translate(digits)),), means=entry.option.id)


def _ways_out(release: Release, at: Standing, *, takes_digits: bool) -> Iterator[Try]:
    """Home, back and the other language, in the language of the conversation."""
    for language in _spoken_at(at):
        yield Try("home", (Text(first_word(release, language, "menu")),))
        yield Try("back", (Text(first_word(release, language, "back")),))
        to: Word = "english" if language == "ar" else "arabic"
        yield Try("language", (Text(first_word(release, other(language), to)),))
    if takes_digits:
        yield Try("home", (Text("0"),))
        yield Try("back", (Text("00"),))


def _words(release: Release, at: Standing, shown: Sequence[Seen]) -> Iterator[Try]:
    """The other words that are understood anywhere; yes and no are the rows of what is asked."""
    asked = dict(zip(("yes", "no"), shown, strict=False)) if at.state in _ASKING else {}
    for language in _spoken_at(at):
        yield Try("erase", (Text(first_word(release, language, "erase")),))
        for word in _WORDS:
            means = asked[word].id if word in asked else ""
            yield Try("word", (Text(first_word(release, language, word)),), means)


def _spoken_at(at: Standing) -> tuple[Language, ...]:
    """The language of the conversation; either where it is not known."""
    return tuple(language for language in LANGUAGES if at.language in ("", language))


def _oddities(release: Release, at: Standing, *, takes_words: bool) -> Iterator[Try]:
    """What is not understood, seen or heard, and what is no more."""
    word = _UNKNOWN["en" if at.language == "en" else "ar"]
    yield Try("answer" if takes_words else "nonsense", (word, word, word))
    yield Try("signs", (_SIGNS,))
    yield Try("long text", (_LONG,))
    foreign = Text(first_word(release, "ar" if at.language == "en" else "en", "help"))
    yield Try("other language", (foreign, foreign))
    for picture in _PICTURES:
        yield Try("media", (picture,))
    for pin in (_NEAR, _DESERT, _ABROAD):
        yield Try("pin", (pin,))
    yield Try("old tap", (Tap(_DEAD, ""),))
    agency = agency_in(at)
    if agency:
        yield Try("old tap", (Tap(f"{agency}/no-such-place", ""),))


def _ratings(address: str) -> Iterator[Try]:
    """An opinion, given twice; and why an answer was useless, told twice."""
    useful, useless = (Tap(rate_id(address, is_useful=good), "") for good in (True, False))
    why = Tap(reason_id("wrong", address), "")
    yield Try("rating", (useful, useful))
    yield Try("rating", (useless, why, why, useful))


def _after_silence(
    release: Release, at: Standing, shown: Sequence[Seen], *, takes_digits: bool
) -> Iterator[Try]:
    """What was offered before a long silence, and a greeting, after which they go on."""
    if at.is_new:
        return
    language: Language = "en" if at.language == "en" else "ar"
    greeting = Text(first_word(release, language, "greeting"))
    yield Try("time-out", (greeting,), is_silent=True)
    yield Try("time-out", (_SIGNS,), is_silent=True)
    yield Try("time-out", (Text(first_word(release, language, "back")),), is_silent=True)
    for row in shown[:1]:
        yield Try("time-out", (Tap(*row),), means=row.id, is_silent=True)
    if takes_digits:
        yield Try("time-out", (Text("1"),), is_silent=True)
