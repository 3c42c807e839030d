"""What is not wrong but most likely not meant: warnings, never errors."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.flows.checks.across.keywords import JOINT, keywords_in, keywords_of
from bot.flows.checks.outline import Flow, Outline, levels
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping, Scalar
from bot.flows.schema.values import EMOJI
from bot.texts.languages import LANGUAGES
from bot.texts.numerals import looks_numeric

_TEXTS = ("title", "name", "about", "answer")


class Dated(NamedTuple):
    """A fault that hangs on the day it is asked for: told after a day, or else before it."""

    fault: Fault
    day: date
    is_after: bool

    def holds(self, today: date) -> bool:
        """Whether it is to be told on a day."""
        return self.day < today if self.is_after else self.day > today


def advice(flow: Flow) -> Iterator[Fault]:
    """Warnings about every node, each at the text or key that it is about."""
    for node in flow.nodes:
        yield from joined_keywords(node.tree)
        yield from _numbers_for_keywords(node)
        yield from _same_texts(node)
        yield from _single_choice(node)
    for _, tree in levels(flow):
        yield from _emoji_in_label(tree)


def dated_advice(flow: Flow) -> Iterator[Dated]:
    """What days say of today: texts to be confirmed again, spans that are past, days to come."""
    for _, tree in levels(flow):
        confirmed = tree.get("reviewed")
        if isinstance(confirmed, Scalar) and (day := _day(confirmed.text)):
            message = f"confirmed on {day}, a day to come: citizens are told so; was it another?"
            yield Dated(_warning(confirmed.place, "reviewed-ahead", message), day, is_after=False)
        written = tree.get("review_by")
        if isinstance(written, Scalar) and (day := _day(written.text)):
            message = f"to be confirmed again by {day}; ask the agency, then set a later day"
            yield Dated(_warning(written.place, "review-overdue", message), day, is_after=True)
        when = tree.get("when")
        last = when.get("to") if isinstance(when, Mapping) else None
        if isinstance(last, Scalar) and (day := _day(last.text)):
            message = f"hidden for good since {day}: take it out, or set a later day"
            yield Dated(_warning(last.place, "past-condition", message), day, is_after=True)


def joined_keywords(tree: Mapping) -> Iterator[Fault]:
    """Several keywords that are one, for want of the comma that parts them."""
    for word in keywords_in(tree):
        if comma := JOINT.search(word.text):
            message = f"the {comma[0]} makes one keyword of this; part them by Latin commas"
            yield _warning(word.place_of(comma.start()), "joined-keywords", message)


def _numbers_for_keywords(node: Outline) -> Iterator[Fault]:
    for word in keywords_of(node):
        if looks_numeric(word.text):
            message = "a number alone chooses by number and is never searched; add a word"
            yield _warning(word.place, "claimed-keyword", message)


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


def _emoji_in_label(tree: Mapping) -> Iterator[Fault]:
    """WhatsApp does not say that the label of a row may hold one, and has refused lists for it."""
    title = tree.get("title")
    labels = [entry.value for entry in title.entries] if isinstance(title, Mapping) else []
    for label in labels:
        if isinstance(label, Scalar) and not label.text.isascii() and EMOJI.search(label.text):
            message = "WhatsApp has refused lists for an emoji in the label of a row; take it out"
            yield _warning(label.place, "emoji-in-label", message)


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
