"""What is no question: an insult, a complaint about an answer, a language that is not spoken here.

Looked for only where nothing surer was understood, so no service is ever hidden by one of these.
"""

import re
import unicodedata
from collections import Counter
from typing import Literal, get_args

from bot.conversation.hearing.phrases import Phrases
from bot.search.words.splitting import words_of
from bot.texts.phrases import Phrases as Texts

Remark = Literal["complaint", "insult", "foreign"]

_MOST_LETTERS = 400  # that are looked at
URDU = re.compile("[ٹڈڑں]")  # letters that nobody writes Arabic with, not even for ornament
_FOREIGN_ENOUGH = 2  # words of another language; one is used by many who speak Arabic


class Remarks:
    """Hears remarks; built once for a release from the word lists of the locales."""

    def __init__(self, texts: Texts) -> None:
        """Raises FlowError when a list is missing."""
        self._phrases: Phrases[Remark] = Phrases(
            (phrase, remark)
            for remark in get_args(Remark)
            for phrase in texts.words(f"words-{remark}")
        )

    def hear(self, text: str) -> Remark | None:
        """The remark a text is; None for all else. Nothing raises."""
        text = text[:_MOST_LETTERS]
        found = Counter(self._phrases.in_words(words_of(text)))
        if found["complaint"] or found["insult"]:
            return "complaint" if found["complaint"] else "insult"
        is_foreign = found["foreign"] >= _FOREIGN_ENOUGH or _is_of_another_script(text)
        return "foreign" if is_foreign else None

    def without_insults(self, text: str) -> str:
        """The words of a text but for those of an insult."""
        words = words_of(text[:_MOST_LETTERS])
        rude = {
            place
            for places, remark in self._phrases.places_in(words)
            for place in places
            if remark == "insult"
        }
        return " ".join(word for at, word in enumerate(words) if at not in rude)


def _is_of_another_script(text: str) -> bool:
    """Whether most letters are neither Arabic nor Latin, or some are of Urdu alone."""
    if URDU.search(text):
        return True
    letters = [sign for sign in text if sign.isalpha()]
    strange = sum(not _is_spoken(letter) for letter in letters)
    return strange * 2 > len(letters)


def _is_spoken(letter: str) -> bool:
    if letter.isascii() or "ء" <= letter <= "ي":  # without a look at its name, as nearly all
        return True
    return unicodedata.name(letter, "").startswith(("ARABIC", "LATIN", "FULLWIDTH LATIN"))
