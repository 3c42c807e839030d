"""The documents of a flows folder: `_main.yaml`, `_kinds.yaml` and one per agency.

A document says what each key holds. How nodes fit together (one content each, ids, targets,
placeholders) is the matter of `bot.flows.checks`; a document alone is not yet a sound flow.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.flows.nodes import Keywords, Stage
from bot.flows.schema.values import (
    About,
    Address,
    Body,
    Coordinates,
    Day,
    Flag,
    Id,
    Keyword,
    Label,
    Line,
    Name,
    NoteName,
    Phone,
    Url,
    refuse_arabic,
)
from bot.texts.languages import Bilingual


class Document(BaseModel):
    """A mapping with known keys and exact types."""

    # Built when first asked for: only three of these are ever asked, the rest stand inside them.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class Texts(Document):
    """One text in both languages."""

    ar: str
    en: str

    _english = field_validator("en")(refuse_arabic)

    def both(self) -> Bilingual:
        """The texts as the rest of the program takes them."""
        return Bilingual(self.ar, self.en)


class Labels(Texts):
    """The label of a row."""

    ar: Label
    en: Label


class Abouts(Texts):
    """The line under a label."""

    ar: About
    en: About


class Names(Texts):
    """A long name, for headings."""

    ar: Name
    en: Name


class Lines(Texts):
    """Hours, an office's address: a line in a body."""

    ar: Line
    en: Line


class Bodies(Texts):
    """A text of one or more lines."""

    ar: Body
    en: Body


class KeywordLists(Document):
    """Words people use; each list is optional."""

    ar: list[Keyword] = Field(default_factory=list)
    en: list[Keyword] = Field(default_factory=list)
    arabizi: list[Keyword] = Field(default_factory=list)

    def as_keywords(self) -> Keywords:
        """The lists as nodes hold them."""
        return Keywords(tuple(self.ar), tuple(self.en), tuple(self.arabizi))


class Provenance(Document):
    """Who answers for a text and when it was last confirmed; optional anywhere."""

    stage: Stage | None = None
    owner: Line | None = None
    source: Line | None = None
    reviewed: Day | None = None
    review_by: Day | None = None
    moved_from: list[Address] = Field(default_factory=list)


class NodeDocument(Provenance):
    """A node of a menu: begins with `id`, `kind` or `goto`; holds a menu or an answer."""

    id: Id | None = None
    kind: Id | None = None
    goto: str | None = None
    title: Labels | None = None
    name: Names | None = None
    about: Abouts | None = None
    keywords: KeywordLists | None = None
    menu: list["NodeDocument"] = Field(default_factory=list)
    answer: Bodies | None = None
    offices: Literal["nearest"] | None = None
    link: Url | None = None


class OfficeDocument(Document):
    """One office of an agency."""

    id: Id
    name: Names
    title: Labels | None = None
    address: Lines
    at: Coordinates
    verified: Flag = False
    hours: Lines | None = None
    phone: Phone | None = None
    owner: Line | None = None
    source: Line | None = None


class AgencyDocument(Provenance):
    """A whole agency file."""

    flow: Id
    title: Labels
    name: Names | None = None
    about: Abouts | None = None
    keywords: KeywordLists | None = None
    hotline: Phone
    website: Url
    hours: Lines
    offices: list[OfficeDocument] = Field(default_factory=list)
    menu: list[NodeDocument]


class KindDocument(Document):
    """A recurring question; `notes` are stock sentences of its answers."""

    id: Id
    title: Labels
    keywords: KeywordLists | None = None
    notes: dict[NoteName, Bodies] = Field(default_factory=dict)
    ending: Bodies | None = None
    answer: Bodies | None = None


class KindsDocument(Document):
    """`_kinds.yaml`."""

    kinds: list[KindDocument]


class MainDocument(Document):
    """`_main.yaml`."""

    agencies: list[Id]
    contact_phone: Phone
    sample: Flag = False
    feedback: Flag = True
    calling_code: Phone = "962"
