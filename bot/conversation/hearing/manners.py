"""Good manners, however they are put together, and the wish to speak to a person.

A message is one of these only when nothing else is said in it: thanks before a question are part of
the question.
"""

from collections.abc import Sequence
from typing import Literal

from bot.conversation.hearing.phrases import Phrase, forms
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.stems import without_article
from bot.search.words.talk import is_idle
from bot.texts.phrases import Phrases as Texts

Manner = Literal["goodbye", "thanks", "greeting", "blessing", "human"]

# Of several in one message the first one here is answered; a blessing alone tells neither.
_SPOKEN: tuple[Manner, ...] = ("goodbye", "thanks", "greeting", "blessing")
_BESIDE = "beside"  # "dear", "so much", "ok": said with any of them, and nothing by itself
_MOST_WORDS = 20
_AND = "و"
_YOU = (
    "كم",
    "كو",
    "كن",
    "كي",
    "kom",
    "kum",
)  # said to several, or to a woman: all the same as to one man


class Manners:
    """Hears them; built once for a release from the word lists of the locales."""

    def __init__(self, texts: Texts) -> None:
        """Raises FlowError when a list is missing."""
        self._known: dict[Phrase, str] = {}
        for name in (*_SPOKEN, _BESIDE):
            for written in texts.words(f"words-{name}"):
                self._known.setdefault(_plain(words_of(written)), name)
        self._longest = max(map(len, self._known), default=0)
        self._people = _single_words(texts, "person")
        self._wishes = _single_words(texts, "wish")

    def hear(self, text: str) -> Manner | None:
        """What a whole message is; None for all else. Nothing raises."""
        words = words_of(text)
        if not 0 < len(words) <= _MOST_WORDS:
            return None
        said = self._said(_plain(words))
        found = next((manner for manner in _SPOKEN if manner in said), None)
        return found or ("human" if self._wants_person(words) else None)

    def _said(self, words: Phrase) -> frozenset[str]:
        """What the phrases are that make up all of the words; nothing where one is left over."""
        found: dict[int, frozenset[str]] = {len(words): frozenset()}
        for start in reversed(range(len(words))):
            for end in range(min(start + self._longest, len(words)), start, -1):
                name = self._name_of(words[start:end])
                if name and end in found:
                    found[start] = found[end] | {name}
                    break
        return found.get(0, frozenset())

    def _name_of(self, phrase: Phrase) -> str | None:
        name = self._known.get(phrase)
        if name is None and phrase[0].startswith(_AND):
            name = self._known.get((phrase[0].removeprefix(_AND), *phrase[1:]))
        return name

    def _wants_person(self, words: Sequence[str]) -> bool:
        """Whether somebody is wished for and nothing else: who is an employee wishes none."""
        people = [word for word in words if _is_among(word, self._people)]
        if not people:  # as nearly always
            return False
        wishes = [word for word in words if _is_among(word, self._wishes)]
        return bool(wishes) and all(
            word in people or word in wishes or is_filler(word) or is_idle(word) for word in words
        )


def _plain(words: Sequence[str]) -> Phrase:
    """Words as they are compared: without their articles, and as said to one man."""
    return tuple(map(_to_one, map(without_article, words)))


def _to_one(word: str) -> str:
    if not word.endswith(_YOU):
        return word
    for ending in _YOU:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: 1 - len(ending)]
    return word


def _single_words(texts: Texts, name: str) -> frozenset[str]:
    return frozenset(without_article(word) for word in texts.words(f"words-{name}"))


def _is_among(word: str, words: frozenset[str]) -> bool:
    return any(form in words for form in forms(word))
