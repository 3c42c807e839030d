"""What did they mean? Numbers and labels of the screen, words known everywhere, then search."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from bot.conversation.addresses import Action, read_id
from bot.conversation.hearing.manners import Manners
from bot.conversation.screens.layout import Screen
from bot.flows.checks.outline import OFFICES
from bot.flows.codes import Codes
from bot.flows.nodes import ChatMenu
from bot.search.documents import Found, Shows
from bot.search.index import SearchIndex
from bot.search.words.stems import without_article
from bot.texts.folding import fold
from bot.texts.numerals import holds_several, looks_numeric, read_number
from bot.texts.phrases import Phrases
from bot.texts.typed import DayWords
from bot.values import value

# Where two lists of the locales hold the same word, the one named first here has it.
Word = Literal[
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
    "goodbye",
    "greeting",
    "blessing",
    "yes",
    "no",
]

# Sent alone they thank, as people do with them; skin tones and variation selectors aside.
_GLAD = frozenset("👍👌🙏🌹💐🌷🌸😊🙂😍🤝👏❤♥💚💙✅")
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\\s]")

TEXT_MAX = 600  # characters; as many as a search reads of a story


@value
class Chosen:
    """One of the screen's options; `is_numbered` when its meaning hangs on the list shown."""

    action: Action
    is_numbered: bool


@value
class Said:
    """A word that is understood at every place."""

    word: Word


@value
class OutOfRange:
    """A number that the screen does not have."""


@value
class Sought:
    """A question that the search has an answer to."""

    found: Found


@value
class Linked:
    """A code of a link or poster, or a shortcut of the platform: its address, living or not."""

    address: str


@value
class Unclear:
    """Nothing understood; a question that no service answers, or of no service: "how much?"."""

    why: Literal[
        "no-words",
        "no-number",
        "several",
        "not-found",
        "no-service",
        "too-long",
        "of-what",
        "no-such-code",
    ]


@value
class Answered:
    """An answer to the question of the place, in its canonical form."""

    answer: str


@value
class Misfit:
    """Nothing that answers the question of the place, nor anything else that is understood."""


Meaning = Chosen | Said | OutOfRange | Linked | Sought | Unclear | Answered | Misfit


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words known everywhere, folded; `bare` ones tell nothing of the language.

    `place_kinds` are the recurring questions about places: an agency's own are its offices.
    """

    words: Mapping[str, Word]
    manners: Manners
    bare: frozenset[str]
    arabizi_greetings: frozenset[str]
    place_kinds: frozenset[str]
    codes: Codes
    days: DayWords
    shortcuts: Mapping[str, str]  # what the platform offers to tap, and the address it opens

    @classmethod
    def of(
        cls,
        phrases: Phrases,
        place_kinds: frozenset[str],
        codes: Codes,
        chat_menu: ChatMenu,
    ) -> "Vocabulary":
        """The word lists of the phrases. Raises FlowError when a list is missing."""
        words: dict[str, Word] = {}
        for word in get_args(Word):
            for folded in phrases.words(f"words-{word}"):
                words.setdefault(folded, word)
        return cls(
            MappingProxyType(words),
            Manners(phrases),
            phrases.words("words-bare"),
            phrases.words("words-greeting-arabizi"),
            place_kinds,
            codes,
            DayWords.of(phrases),
            MappingProxyType(
                {fold(at.text): at.opens for at in chat_menu.ice_breakers}
                | {f"/{at.name}": at.opens for at in chat_menu.commands if at.opens}
            ),
        )

    def word_of(self, folded: str) -> Word | None:
        """The word that a whole text is, or that courtesies put together come to."""
        return self.words.get(folded) or self.manners.hear(folded)

    def shortcut(self, text: str, folded: str) -> str | None:
        """The address that a tapped question or command opens; words after a command are free."""
        return self.shortcuts.get(_command_in(text) or folded)

    def is_command(self, text: str, folded: str) -> bool:
        """Whether a text is a command of the platform's list: of no language, as all share it."""
        command = _command_in(text)
        return command in self.shortcuts or (bool(command) and folded in self.words)


def _command_in(text: str) -> str:
    """The command that a text begins with, such as "/passport"; "" where it is none."""
    first = text.strip().partition(" ")[0]
    return first.lower() if first.startswith("/") else ""


def understand(
    text: str,
    screen: Screen,
    vocabulary: Vocabulary,
    index: SearchIndex,
    near: str,
    shows: Shows,
) -> Meaning:
    """What a text means on a screen; a search prefers the agency `near`, among what is shown."""
    number = read_number(text)
    if number is not None:
        return _by_number(number, screen)
    folded = fold(text)
    code = vocabulary.codes.read(folded)
    if code is not None:
        return Linked(code.address) if code.address else Unclear("no-such-code")
    shortcut = vocabulary.shortcut(text, folded)
    if shortcut is not None:
        return Linked(shortcut)
    if len(text) > TEXT_MAX:
        return Unclear("too-long")
    chosen = _by_label(folded, screen)
    if chosen is not None:
        return chosen
    word = "thanks" if _is_glad(text) else vocabulary.word_of(folded)
    if word is not None:
        return Said(word)
    if not folded or looks_numeric(text) or holds_several(text):
        return _without_words(text, folded)
    kind = index.kind_alone(text)
    asked = _by_kind(kind, screen, vocabulary) if kind else _by_town(folded, screen)
    if asked is not None:
        return asked
    found = index.find(text, near, shows)
    if found.hits or not kind:
        return _sought(found)
    return Unclear("of-what")


def _sought(found: Found) -> Meaning:
    """What a search led to; a request that nothing answers is told from noise."""
    if found.hits:
        return Sought(found)
    return Unclear("no-service" if found.is_worded else "not-found")


def _without_words(text: str, folded: str) -> Unclear:
    """What a text is that holds no word to search for: signs alone, or numbers that choose none."""
    if not folded:
        return Unclear("no-words")
    return Unclear("several" if holds_several(text) else "no-number")


def _is_glad(text: str) -> bool:
    """Whether a text is made of signs of thanks alone, such as a thumb or a rose."""
    return bool(signs := _TONES.sub("", text)) and _GLAD.issuperset(signs)


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
    row_id = screen.labels.get(folded.replace(" ", "")) if folded else None
    action = read_id(row_id) if row_id else None
    return Chosen(action, screen.is_numbered(row_id)) if row_id and action else None


def _by_kind(kind: str, screen: Screen, vocabulary: Vocabulary) -> Chosen | None:
    """The screen's own question of a kind: who asks for papers at a service means that service's.

    The id of a recurring question is that of its kind. Several on one screen are no choice, nor is
    what a search found, or a service of an agency that happens to have such an id.
    """
    if screen.base.startswith("@"):
        return None
    names = (kind, OFFICES) if kind in vocabulary.place_kinds else (kind,)
    for name in names:
        if "/" not in screen.base and name != OFFICES:
            continue
        ids = [at.option.id for at in screen.entries if at.option.id.rpartition("/")[2] == name]
        action = read_id(ids[0]) if len(ids) == 1 else None
        if action is not None:
            return Chosen(action, is_numbered=False)
    return None


def _by_town(folded: str, screen: Screen) -> Chosen | None:
    """The only office on the screen whose name and address hold all words typed: a town's."""
    asked = _bare_words(folded)
    ids = [
        at.option.id
        for at in screen.entries
        if f"/{OFFICES}/" in at.option.id
        and asked <= _bare_words(fold(f"{at.line} {at.option.description}"))
    ]
    action = read_id(ids[0]) if len(ids) == 1 else None
    return Chosen(action, is_numbered=True) if action else None


def _bare_words(folded: str) -> frozenset[str]:
    return frozenset(map(without_article, folded.split()))
