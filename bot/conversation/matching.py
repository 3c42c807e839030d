"""What did they mean? Numbers and labels of the screen, words known everywhere, then search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.conversation.addresses import Action, read_id
from bot.conversation.screens.layout import Screen
from bot.search.documents import Found, KindWords
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
    """The words known everywhere, folded; `bare` ones tell nothing of the language.

    `kinds` leads from the words of a recurring question to its id: "fees" where a service is open.
    """

    words: Mapping[str, Word]
    kinds: Mapping[str, str]
    bare: frozenset[str]
    arabizi_greetings: frozenset[str]

    def kind_of(self, folded: str) -> str | None:
        """The recurring question a text names, with or without the Arabic article."""
        return self.kinds.get(folded) or self.kinds.get(folded.removeprefix("ال"))

    @classmethod
    def of(cls, phrases: Phrases, kinds: Iterable[KindWords]) -> "Vocabulary":
        """The word lists of the phrases and kinds. Raises FlowError when a list is missing."""
        words: dict[str, Word] = {}
        for word in _WORDS:
            for folded in phrases.words(f"words-{word}"):
                words.setdefault(folded, word)
        asked: dict[str, str] = {}
        for kind in kinds:
            for folded in map(fold, (*kind.ar, *kind.en, *kind.arabizi)):
                asked.setdefault(folded, kind.id)
        return cls(
            MappingProxyType(words),
            MappingProxyType(asked),
            phrases.words("words-bare"),
            phrases.words("words-greeting-arabizi"),
        )


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
    asked = _by_kind(vocabulary.kind_of(folded), screen)
    if asked is not None:
        return asked
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


def _by_kind(kind: str | None, screen: Screen) -> Chosen | None:
    """The screen's own question of a kind: whoever types "fees" at a service means that service's.

    The id of a recurring question is that of its kind. Several on one screen are no choice.
    """
    ids = [at.option.id for at in screen.entries if at.option.id.rpartition("/")[2] == kind]
    action = read_id(ids[0]) if len(ids) == 1 else None
    return Chosen(action, is_numbered=False) if action else None
