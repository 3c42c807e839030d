"""One small change of a flow file, as a value."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "text",  # a word less in an answer, a name, a line under a label, an address
    "number",  # a figure in a text is another
    "title",
    "language",  # the text of the other language stands in its place
    "language-missing",
    "option-removed",
    "options-swapped",
    "question-kind",  # `kind: fees` has become another
    "target",  # an option leads elsewhere
    "when",  # what had to hold must not
    "ask",  # the bounds of an answer
    "search-word",  # a keyword is gone, or a word of a long name that no screen shows
    "link",
    "phone",
    "hours",
    "position",  # an office stands elsewhere
    "nearest",  # the nearest office is no longer offered
    "stage",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Change:
    """The characters from `start` to `end` become `put`; `asked` are words that lead no more.

    What was changed is `told` in a line; "" where before and after tell it.
    """

    kind: Kind
    start: int
    end: int
    put: str
    told: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Mutant:
    """In `file` the characters from `start` to `end` are replaced by `put`.

    `agency` is "" in a file of no agency. `is_inside` says that only screens within the agency
    can differ, not the menus above it. `asked` are words by which citizens asked for something
    and that are gone: "" for any other change.
    """

    kind: Kind
    agency: str
    file: str
    line: int
    told: str  # what was changed, in a line
    start: int
    end: int
    put: str
    is_inside: bool
    asked: str = ""

    def apply(self, text: str) -> str:
        """The file's text with the change in it."""
        return text[: self.start] + self.put + text[self.end :]

    @property
    def place(self) -> str:
        """Where it is, as editors open it."""
        return f"{self.file}:{self.line}"
