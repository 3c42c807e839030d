"""The two languages of the conversation."""

from typing import Literal

from bot.values import value

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


def other(language: Language) -> Language:
    """The language that is not this one."""
    return "en" if language == "ar" else "ar"


@value
class Bilingual:
    """One text in both languages."""

    ar: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one of the two languages."""
        return self.ar if language == "ar" else self.en
