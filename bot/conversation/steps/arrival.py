"""First contact: which language does somebody speak who has said one thing?"""

import re

from bot.conversation.addresses import Switch, read_id
from bot.conversation.hearing.remarks import URDU
from bot.conversation.matching import Vocabulary
from bot.conversation.release import Release
from bot.messages.inbound import Inbound, Media, Tap, Text
from bot.search.index import SearchIndex
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Language
from bot.texts.numerals import looks_numeric, read_number

_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_ARABIZI_DIGIT = re.compile(r"[a-z][2356789]|[2356789][a-z]", re.IGNORECASE)


def spoken_language(release: Release, inbound: Inbound) -> Language | None:
    """The language a first message speaks for; None where the citizen has to be asked."""
    match inbound:
        case Text(body):
            return language_of(body, release.vocabulary, release.index) or _of_command(
                body, release.vocabulary
            )
        case Media(caption=caption):
            return language_of(caption, release.vocabulary, release.index)
        case Tap(id=row_id, label=label):
            action = read_id(row_id)
            return (
                action.language if isinstance(action, Switch) else _language_of_label(label) or "ar"
            )
        case _:
            return None


def language_of(text: str, vocabulary: Vocabulary, index: SearchIndex) -> Language | None:
    """Arabic letters speak for Arabic; Latin ones as the catalogue and the words know them.

    A code in Latin letters is that of an English link or poster: Arabic ones have Arabic letters.

    Words that merely sound like Arabic and lead nowhere may be of any language: French, Turkish.
    """
    if URDU.search(text):
        return None
    if _ARABIC_LETTER.search(text):
        return "ar"
    if looks_numeric(text):
        return None
    folded = fold(text)
    if vocabulary.is_command(text, folded):
        return None
    if folded in vocabulary.shortcuts or vocabulary.codes.read(folded) is not None:
        return "en"
    if not folded or folded in vocabulary.bare:
        return None
    word = vocabulary.words.get(folded)
    if word == "arabic" or folded in vocabulary.arabizi_greetings:
        return "ar"
    if word in ("yes", "no", "thanks", "blessing"):
        return None
    if word is not None:
        return "ar" if word != "english" and _ARABIZI_DIGIT.search(folded) else "en"
    return index.language_of(text)


def _of_command(text: str, vocabulary: Vocabulary) -> Language | None:
    """The language of whose first word is a command: Arabic, with the other one's hint below."""
    folded = fold(text)
    if not vocabulary.is_command(text, folded):
        return None
    return "en" if vocabulary.words.get(folded) == "english" else "ar"


def chosen_language(text: str) -> Language | None:
    """The language chosen by its number beside the two buttons."""
    number = read_number(text)
    at = int(number) if number else 0
    return LANGUAGES[at - 1] if 1 <= at <= len(LANGUAGES) else None


def _script_of(text: str) -> Language | None:
    """The language that letters alone speak for: Arabic ones do; Latin ones may be Arabizi."""
    return "ar" if _ARABIC_LETTER.search(text) else None


def _language_of_label(label: str) -> Language | None:
    """The language a label is written in; labels are not trusted for more than that."""
    if _LATIN_LETTER.search(label) and not _ARABIC_LETTER.search(label):
        return "en"
    return _script_of(label)
