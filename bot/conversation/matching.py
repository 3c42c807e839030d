"""What did they mean? Numbers and labels of the screen, words known everywhere, then search."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.conversation.addresses import Action, read_id
from bot.conversation.screens.layout import Screen
from bot.search.documents import Found
from bot.search.index import SearchIndex
from bot.texts.folding import fold
from bot.texts.numerals import looks_numeric, read_number
from bot.texts.phrases import Phrases

Word = Literal[
    "menu",
    "back",
    "more",
    "previous",
    "help",
    "privacy",
    "erase",
    "arabic",
    "english",
    "greeting",
    "human",
    "thanks",
    "yes",
    "no",
]
# Where two lists hold the same word, the list named first has it.
_WORDS: tuple[Word, ...] = (
    "menu",
    "back",
    "more",
    "previous",
    "arabic",
    "english",
    "erase",
    "privacy",
    "help",
    "human",
    "thanks",
    "greeting",
    "yes",
    "no",
)

TEXT_MAX = 400  # characters; whoever writes more tells a story, and a search of it finds anything


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the screen's options; `is_numbered` when its meaning hangs on the list shown."""

    action: Action
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A word that is understood at every place."""

    word: Word


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that the screen does not have."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question that the search has an answer to."""

    found: Found


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that is understood."""

    why: Literal["no-words", "not-found", "too-long"]


Meaning = Chosen | Said | OutOfRange | Sought | Unclear


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words known everywhere, folded; `bare` ones tell nothing of the language."""

    words: Mapping[str, Word]
    bare: frozenset[str]
    arabizi_greetings: frozenset[str]

    @classmethod
    def of(cls, phrases: Phrases) -> "Vocabulary":
        """The word lists of the phrases. Raises FlowError when one is missing."""
        words: dict[str, Word] = {}
        for word in _WORDS:
            for folded in phrases.words(f"words-{word}"):
                words.setdefault(folded, word)
        bare = phrases.words("words-bare")
        return cls(MappingProxyType(words), bare, phrases.words("words-greeting-arabizi"))


def understand(
    text: str, screen: Screen, vocabulary: Vocabulary, index: SearchIndex, near: str
) -> Meaning:
    """What a text means on a screen; `near` is the agency a search prefers."""
    number = read_number(text)
    if number is not None:
        return _by_number(number, screen)
    if len(text) > TEXT_MAX:
        return Unclear("too-long")
    folded = fold(text)
    chosen = _by_label(folded, screen)
    if chosen is not None:
        return chosen
    word = vocabulary.words.get(folded)
    if word is not None:
        return Said(word)
    if not folded or looks_numeric(text):
        return Unclear("no-words")
    found = index.find(text, near)
    return Sought(found) if found.hits else Unclear("not-found")


def _by_number(number: str, screen: Screen) -> Meaning:
    """`0` and `00` are known everywhere; others choose what the screen numbers."""
    if number in ("0", "00"):
        return Said("menu" if number == "0" else "back")
    at = int(number)
    if not 1 <= at <= len(screen.entries):
        return OutOfRange()
    action = read_id(screen.entries[at - 1].option.id)
    return Chosen(action, is_numbered=True) if action else OutOfRange()


def _by_label(folded: str, screen: Screen) -> Chosen | None:
    """The option whose whole label was typed."""
    row_id = screen.labels.get(folded) if folded else None
    action = read_id(row_id) if row_id else None
    return Chosen(action, screen.is_numbered(row_id)) if row_id and action else None
