"""Texts of answers with their placeholders filled, and phones as citizens dial them."""

from collections.abc import Mapping

from bot.flows.checks.placeholders import PLACEHOLDER
from bot.flows.nodes import Agency
from bot.flows.schema.documents import KindDocument
from bot.texts.languages import LANGUAGES, Bilingual, Language


def word_answer(
    text: Bilingual, kind: KindDocument | None, agency: Agency, service: Bilingual
) -> Bilingual:
    """An answer as citizens read it: the kind's notes and ending in it, every placeholder filled.

    `service` is the title of the menu the answer stands in.
    """
    ar, en = (_word(text, kind, agency, service, language) for language in LANGUAGES)
    return Bilingual(ar, en)


def word_text(text: Bilingual, agency: Agency, service: Bilingual) -> Bilingual:
    """A text of no kind with the words of its agency."""
    return word_answer(text, None, agency, service)


def words_in(text: Bilingual) -> frozenset[str]:
    """The placeholders that are left in a text: the names of answers."""
    if "{" not in text.ar and "{" not in text.en:  # most texts
        return frozenset()
    return frozenset(PLACEHOLDER.findall(text.ar)) | frozenset(PLACEHOLDER.findall(text.en))


def dialled(phone: str, calling_code: str) -> str:
    """A phone as dialled inside the country: `+96265008080` is 065008080; short numbers stay."""
    national = f"+{calling_code.lstrip('+')}"
    if phone.startswith(national):
        return f"0{phone.removeprefix(national)}"
    return phone.replace("+", "00", 1)


def _word(
    text: Bilingual,
    kind: KindDocument | None,
    agency: Agency,
    service: Bilingual,
    language: Language,
) -> str:
    written = text.in_(language)
    if kind is not None and kind.ending is not None:
        written = f"{written}\n{kind.ending.in_(language)}"
    if "{" not in written:  # most texts
        return written
    if kind is not None and kind.notes:
        notes = {name: note.in_(language) for name, note in kind.notes.items()}
        written = _fill(written, notes)
        if "{" not in written:
            return written
    words = {
        "agency": agency.name.in_(language),
        "hours": agency.hours.in_(language),
        "hotline": agency.hotline,
        "website": agency.website,
        "service": service.in_(language),
    }
    return _fill(written, words)


def _fill(text: str, words: Mapping[str, str]) -> str:
    """The text with each known placeholder replaced, once; what is filled in is not read again."""
    return PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)
