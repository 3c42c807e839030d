"""What is not wrong but most likely not meant: warnings, never errors."""

import re
from collections.abc import Iterator
from datetime import date

from bot.flows.checks.outline import Catalogue, Outline, levels, scalars
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping, Scalar
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES
from bot.texts.numerals import looks_numeric

_LISTS = (*LANGUAGES, "arabizi")
_JOINT = re.compile("[،؛]")
_TEXTS = ("title", "name", "about", "answer")


def advice(catalogue: Catalogue) -> Iterator[Fault]:
    """Warnings about every node, each at the text or key that it is about."""
    yield from _claimed_keywords(catalogue)
    for kind in catalogue.kinds.values():
        yield from _joined_keywords(kind)
    for node in catalogue.nodes:
        yield from _joined_keywords(node.tree)
        yield from _same_texts(node)
        yield from _single_choice(node)


def overdue(catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """What days say of today: texts to be confirmed again, spans that are past, days to come."""
    for _, tree in levels(catalogue):
        confirmed = tree.get("reviewed")
        if isinstance(confirmed, Scalar) and (day := _day(confirmed.text)) and day > today:
            message = f"confirmed on {day}, a day to come: citizens are told so; was it another?"
            yield _warning(confirmed.place, "reviewed-ahead", message)
        written = tree.get("review_by")
        if isinstance(written, Scalar) and (day := _day(written.text)) and day < today:
            message = f"to be confirmed again by {day}; ask the agency, then set a later day"
            yield _warning(written.place, "review-overdue", message)
        when = tree.get("when")
        last = when.get("to") if isinstance(when, Mapping) else None
        if isinstance(last, Scalar) and (day := _day(last.text)) and day < today:
            message = f"hidden for good since {day}: take it out, or set a later day"
            yield _warning(last.place, "past-condition", message)


def _claimed_keywords(catalogue: Catalogue) -> Iterator[Fault]:
    """Keywords that two services claim: whoever types one is led to the first alone."""
    claims: dict[str, tuple[str, Place]] = {}
    for node in catalogue.nodes:
        if node.parent is None or not node.address:
            continue
        for word in _keywords(node.tree):
            if _JOINT.search(word.text):
                continue  # told as that
            if looks_numeric(word.text):
                message = "a number alone chooses by number and is never searched; add a word"
                yield _warning(word.place, "claimed-keyword", message)
                continue
            first, place = claims.setdefault(fold(word.text), (node.address, word.place))
            if first != node.address:
                message = f'"{word.text}" is a keyword of {first} too ({place}); keep one'
                yield _warning(word.place, "claimed-keyword", message)


def _joined_keywords(tree: Mapping) -> Iterator[Fault]:
    """Several keywords that are one, for want of the comma that parts them."""
    for word in _keywords(tree):
        if comma := _JOINT.search(word.text):
            message = f"the {comma[0]} makes one keyword of this; part them by Latin commas"
            yield _warning(word.place_of(comma.start()), "joined-keywords", message)


def _keywords(tree: Mapping) -> Iterator[Scalar]:
    keywords = tree.get("keywords")
    for language in _LISTS if isinstance(keywords, Mapping) else ():
        yield from scalars(keywords.get(language))  # type: ignore[union-attr]


def _same_texts(node: Outline) -> Iterator[Fault]:
    """One text for both languages. A single word may be a name: those of apps are.

    One without Latin letters is told as the English that is missing ("wrong-language").
    """
    for key in _TEXTS:
        texts = node.tree.get(key)
        if not isinstance(texts, Mapping):
            continue
        arabic, english = (texts.get(language) for language in LANGUAGES)
        if isinstance(arabic, Scalar) and isinstance(english, Scalar):
            words = arabic.text.split()
            is_latin = any("a" <= sign.lower() <= "z" for sign in arabic.text)
            if is_latin and len(words) > 1 and words == english.text.split():
                message = "the Arabic and the English are the same text"
                yield _warning(english.place, "same-text", message)


def _single_choice(node: Outline) -> Iterator[Fault]:
    """A menu of one choice costs the citizen a message and the ministry its price."""
    menu = node.entry("menu")
    if menu is not None and node.parent is not None and len(node.children) == 1:
        message = "a menu of one choice; put what it holds here instead"
        yield _warning(menu.place, "single-choice", message)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # told as "bad-date"


def _warning(place: Place, code: str, message: str) -> Fault:
    return Fault(place, code, message, "warning")
