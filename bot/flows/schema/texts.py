"""Texts in both languages, as they stand under keys of flow files."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.flows.nodes import Keywords
from bot.flows.schema.values import (
    ABOUT_UNITS,
    BRIEF_UNITS,
    BUTTON_UNITS,
    KEYWORD_UNITS,
    LABEL_UNITS,
    LINE_UNITS,
    NAME_UNITS,
    About,
    Body,
    Brief,
    ButtonLabel,
    Keyword,
    Label,
    Line,
    Name,
    refuse_arabic,
)
from bot.texts.languages import Bilingual, Language


class Document(BaseModel):
    """A mapping with known keys and exact types."""

    # Built when first asked for: only a few of these are ever asked, the rest stand inside them.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class Texts(Document):
    """One text in both languages."""

    ar: str
    en: str

    _english = field_validator("en")(refuse_arabic)

    def in_(self, language: Language) -> str:
        """The text in one of the two languages."""
        return self.ar if language == "ar" else self.en

    def both(self) -> Bilingual:
        """The texts as the rest of the program takes them."""
        return Bilingual(self.ar, self.en)


class Labels(Texts):
    """The label of a row."""

    ar: Label = Field(
        description=f"The Arabic label, {LABEL_UNITS} characters at most.",
        examples=["تجديد جواز السفر"],
    )
    en: Label = Field(
        description=f"The English label, {LABEL_UNITS} characters at most.",
        examples=["Renew a passport"],
    )


class ButtonLabels(Texts):
    """The label of a button."""

    ar: ButtonLabel = Field(
        description=f"The Arabic label, {BUTTON_UNITS} characters at most.", examples=["قدّم الآن"]
    )
    en: ButtonLabel = Field(
        description=f"The English label, {BUTTON_UNITS} characters at most.", examples=["Apply now"]
    )


class Abouts(Texts):
    """The line under a label."""

    ar: About = Field(
        description=f"The Arabic line, {ABOUT_UNITS} characters at most.",
        examples=["تجديد الجواز المنتهي"],
    )
    en: About = Field(
        description=f"The English line, {ABOUT_UNITS} characters at most.",
        examples=["Renew an expired passport"],
    )


class Names(Texts):
    """A long name, for headings."""

    ar: Name = Field(
        description=f"The Arabic name, {NAME_UNITS} characters at most.", examples=["وزارة العدل"]
    )
    en: Name = Field(
        description=f"The English name, {NAME_UNITS} characters at most.",
        examples=["Ministry of Justice"],
    )


class Lines(Texts):
    """Hours, an office's address: a line in a body."""

    ar: Line = Field(
        description=f"The Arabic line, {LINE_UNITS} characters at most.",
        examples=["الأحد إلى الخميس"],
    )
    en: Line = Field(
        description=f"The English line, {LINE_UNITS} characters at most.",
        examples=["Sunday to Thursday"],
    )


class Briefs(Texts):
    """A text of few lines, beside which others need their room."""

    ar: Brief = Field(
        description=f"The Arabic text, {BRIEF_UNITS} characters at most.", examples=["كم عمرك؟"]
    )
    en: Brief = Field(
        description=f"The English text, {BRIEF_UNITS} characters at most.",
        examples=["How old are you?"],
    )


class Bodies(Texts):
    """A text of one or more lines."""

    ar: Body = Field(description="The Arabic text.", examples=["10 دنانير. {confirm_fee}"])
    en: Body = Field(description="The English text.", examples=["10 dinars. {confirm_fee}"])


class KeywordLists(Document):
    """Words people use; each list is optional, each word of 60 characters at most."""

    ar: list[Keyword] = Field(
        default_factory=list,
        description=f"Arabic words, {KEYWORD_UNITS} characters each at most.",
        examples=[["تعديل اسم"]],
    )
    en: list[Keyword] = Field(
        default_factory=list, description="English words.", examples=[["rename"]]
    )
    arabizi: list[Keyword] = Field(
        default_factory=list,
        description="Arabic as people write it in Latin letters.",
        examples=[["taghyeer ism"]],
    )

    def as_keywords(self) -> Keywords:
        """The lists as nodes hold them."""
        return Keywords(tuple(self.ar), tuple(self.en), tuple(self.arabizi))
