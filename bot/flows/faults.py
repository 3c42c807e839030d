"""Mistakes of flow authors as values: where, what kind, what is wrong and what would mend it."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Literal, NamedTuple

from bot.errors import FlowError
from bot.flows.nodes import Place
from bot.texts.directions import cut, strip_controls

_MOST_SHOWN = 500  # a mistake may quote the file, and a key there may be a whole page

MISTAKES_PAGE = "docs/mistakes.md"  # explains every code, each at its anchor

Severity = Literal["error", "warning"]

# Every code a fault may bear, with its meaning. Codes are for ever: editors and scripts match them.
CODES: dict[str, str] = {
    # the file itself
    "no-flows": "the folder is missing or holds no agency",
    "missing-file": "a file every folder of flows needs is not there",
    "wrong-file": "a file that is not a plain readable file of this folder",
    "too-large": "a file over one MiB, nested too deeply, or with too many values",
    "not-utf8": "bytes that are not UTF-8",
    "tab": "a tab, where YAML takes spaces alone",
    "hidden-character": "an invisible character that changes how text displays",
    "syntax": "text that is not YAML",
    "empty-file": "a file without content",
    "anchor": "a YAML anchor, alias, tag or merge key",
    "duplicate-key": "a key given twice",
    # the value of a key
    "unknown-key": "a key that has no meaning here",
    "missing-key": "a key that must be there",
    "missing-language": "a text without its Arabic or English",
    "wrong-type": "a list where a text belongs, and the like",
    "empty-text": "a text without a letter",
    "too-long": "a text over its limit, counted in UTF-16 units",
    "bad-id": "an id of other signs than a-z, 0-9 and -, or too long, or reserved",
    "bad-url": "a link that is no https address",
    "bad-phone": "a phone number that is not digits",
    "bad-coordinates": "a place that is not latitude and longitude",
    "bad-date": "a date that is not YYYY-MM-DD, or a review due before the last one",
    "wrong-language": "an English text in Arabic letters",
    "emoji": "an emoji where the platform takes none",
    "numeric-label": "a label that is a number alone",
    "bad-file-name": "a file name without an ending or with signs that file names lack",
    "bad-hours": "opening hours that are not days and times, such as sun-thu 08:00-15:00",
    "bad-range": "an answer that is no value, range or list of choices",
    "bad-choice": "a word that is none of those allowed",
    # the menu tree
    "not-one-content": "a node that is none, or two, of menu, answer, ask, offices and goto",
    "bad-combination": "keys that contradict each other, or one without the key it belongs to",
    "no-way-on": "an answer to a question that leads nowhere, or a way on that none takes",
    "bad-condition": "a condition that asks of what is not there, or never holds",
    "id-not-first": "a node whose first key is not id, kind or goto",
    "duplicate-id": "two choices of a menu, offices or kinds with one id",
    "duplicate-label": "two choices of a menu that read alike",
    "duplicate-target": "two choices of a menu that open the same address",
    "empty-menu": "a menu a citizen could choose nothing in",
    "unknown-kind": "a kind that _kinds.yaml does not hold",
    "too-deep": "more menus in one another than a citizen follows easily; a warning",
    "long-address": "ids that make an address too long to travel in a row",
    # across files
    "unknown-goto": "a goto to an address that does not exist",
    "goto-cycle": "a goto back to a menu it stands in",
    "bad-moved-from": "an old address that is alive, claimed twice or malformed",
    "bad-retired": "an address listed as gone for good that is alive or has an heir",
    "unknown-address": "an address in _main.yaml that does not exist, or not for everybody",
    "too-many": "more entries than the platform shows",
    "same-code": "two addresses whose codes are the same",
    "unknown-agency": "an agency listed in _main.yaml without a file",
    "unlisted-agency": "an agency file that _main.yaml does not list",
    "wrong-file-name": "a flow whose id is not the name of its file",
    # texts with placeholders
    "unknown-placeholder": "a {word} that stands for nothing here",
    "stray-brace": "a brace that belongs to no {word}, or stands in a text where none is filled in",
    "placeholders-differ": "an Arabic and an English text with different {words}",
    # warnings: not wrong, but hardly meant
    "claimed-keyword": "a keyword that two services claim, or that means something else",
    "cut-text": "a text without quotes that ends at a #",
    "curly-quotes": "a whole text in curly quotes, which are no quotes here and would be shown",
    "joined-keywords": "several keywords that an Arabic comma makes one",
    "emoji-in-label": "an emoji in the label of a row",
    "same-text": "one text for both languages",
    "single-choice": "a menu of one choice",
    "empty-at-times": "a menu that at times shows no choice",
    "past-condition": "a condition whose last day is past",
    "turned-text": "signs that display in another order than they are read",
    "swallowed-service": "a service whose own words are taken for an emergency",
    "review-overdue": "a text that was to be confirmed again by a day that is past",
    "reviewed-ahead": "a text that was confirmed on a day still to come",
    # locales
    "broken-message": "a message Fluent cannot read",
    "missing-message": "a message that only one language has",
    "variables-differ": "a message with other variables in the other language",
    "missing-plural": "an Arabic message without one of the six plural forms",
    # the screens
    "reserved-label": "a label that is a word understood everywhere, such as back",
    "refused-by-whatsapp": "a screen that the platform would not take",
}


class Fault(NamedTuple):
    """One mistake at one place; `code` is one of CODES."""

    place: Place
    code: str
    message: str
    severity: Severity = "error"

    @property
    def explained_at(self) -> str:
        """Where its code is explained, as a link inside this repository."""
        return f"{MISTAKES_PAGE}#{self.code}"

    @property
    def line(self) -> str:
        """The message on one line, without signs that a terminal obeys."""
        message = self.message
        is_plain = message.isprintable() and message == " ".join(message.split())
        if is_plain and len(message) <= _MOST_SHOWN // 2:
            return message
        return cut(" ".join(strip_controls(message).split()), _MOST_SHOWN)

    def __str__(self) -> str:
        """`file:line:column: code message`."""
        kind = "warning: " if self.severity == "warning" else ""
        return f"{self.place}: {self.code} {kind}{self.line}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, capitals aside; None where none is near."""
    words = list(known)
    if word.lower() in words:
        return word.lower()
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), None)


def hint(word: str, known: Iterable[str]) -> str:
    """ " Did you mean …?" for the nearest known word, or nothing; ready to follow a sentence."""
    near = nearest(word, known)
    return f' Did you mean "{near}"?' if near else ""


def refuse_unknown_agencies(asked: Iterable[str], known: Collection[str]) -> None:
    """Raise a FlowError with every agency asked for that there is not, and which was meant."""
    every = f" Known are: {', '.join(known)}"
    lines = [
        f'there is no agency "{name}".{hint(name, known) or every}'
        for name in asked
        if name not in known
    ]
    if lines:
        raise FlowError("\n".join(lines))


def has_errors(faults: Iterable[Fault]) -> bool:
    """Whether any of the faults forbids use; warnings do not."""
    return any(fault.severity == "error" for fault in faults)
