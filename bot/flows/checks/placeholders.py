"""Placeholders in texts: `{hours}` and its kin stand for something, alike in both languages."""

import re
from collections.abc import Collection, Iterator

from bot.flows.checks.outline import OFFICES, Flow, Outline, items
from bot.flows.faults import Fault, hint
from bot.flows.nodes import Place
from bot.flows.reading.tree import Mapping, Scalar, Tree
from bot.texts.languages import LANGUAGES

AGENCY_WORDS = ("agency", "hours", "hotline", "website", "service")
_SHOWN_AS_WRITTEN = ("title", "name", "about", "link_label", "hours", "address")
_BRACE = re.compile(r"[{}]")
_UNKNOWN = "unknown-placeholder"
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def kind_faults(kind: Mapping) -> Iterator[Fault]:
    """Faults in the ending, answer and notes of a recurring question."""
    yield from _wording_faults(kind)
    yield from _label_faults(kind)


def placeholder_faults(flow: Flow) -> Iterator[Fault]:
    """Faults in answers; and of braces where nothing is filled in."""
    for office in items(flow.agency.tree.get(OFFICES)):
        yield from _label_faults(office)
    for node in flow.nodes:
        yield from _label_faults(node.tree)
        question = node.question
        texts = [node.tree.get("answer"), question.get("text") if question is not None else None]
        filled = [each for each in texts if _holds_brace(each)]
        if filled:
            notes = _note_names(flow.kinds.get(node.word("kind")))
            known = (*AGENCY_WORDS, *notes, *_answers_above(node))
            faults = [fault for each in filled for fault in _text_faults(each, known)]
            hides = any(at.code == _UNKNOWN for at in faults) and node.hides_answers
            yield from (at for at in faults if not (hides and at.code == _UNKNOWN))
        for choice in items(question.get("choices") if question is not None else None):
            yield from _label_faults(choice)


def _label_faults(tree: Mapping) -> Iterator[Fault]:
    """Braces in labels and lines, which are shown as they are written."""
    for key, _, texts in tree.entries:
        if key not in _SHOWN_AS_WRITTEN or not _holds_brace(texts):
            continue
        for language in LANGUAGES:
            text = texts.get(language) if isinstance(texts, Mapping) else None
            if isinstance(text, Scalar) and (brace := _BRACE.search(text.text)):
                message = f'a brace in "{key}" is shown as it is; only answers are filled in'
                yield Fault(text.place_of(brace.start()), "stray-brace", message)


def _holds_brace(texts: Tree | None) -> bool:
    """Whether any text of a mapping holds one: most do not, and need no closer look."""
    if isinstance(texts, Mapping):
        for _, _, text in texts.entries:
            if isinstance(text, Scalar) and ("{" in text.text or "}" in text.text):
                return True
    return False


def _answers_above(node: Outline) -> Iterator[str]:
    """The names of answers that texts may hold: a text typed is never said again."""
    for name, asking in node.questions_above().items():
        kind = asking.question.get("type") if asking.question else None
        if not (isinstance(kind, Scalar) and kind.text == "text"):
            yield name


def _wording_faults(kind: Mapping) -> Iterator[Fault]:
    for key in ("ending", "answer"):
        yield from _text_faults(kind.get(key), (*AGENCY_WORDS, *_note_names(kind)))
    notes = kind.get("notes")
    if not isinstance(notes, Mapping):
        return
    for entry in notes.entries:
        if entry.key in AGENCY_WORDS:
            message = f'"{{{entry.key}}}" stands for something of the agency; choose another name'
            yield Fault(entry.place, "bad-id", message)
        yield from _text_faults(entry.value, AGENCY_WORDS)


def _note_names(kind: Mapping | None) -> tuple[str, ...]:
    notes = kind.get("notes") if kind is not None else None
    return tuple(entry.key for entry in notes.entries) if isinstance(notes, Mapping) else ()


def _text_faults(texts: Tree | None, known: Collection[str]) -> Iterator[Fault]:
    """Unknown words, stray braces, and words that only one language has."""
    if not isinstance(texts, Mapping):
        return
    used: dict[str, dict[str, Place]] = {}
    wrong: list[Fault] = []
    for language in LANGUAGES:
        text = texts.get(language)
        if isinstance(text, Scalar):
            used[language] = {
                found[1]: text.place_of(found.start()) for found in PLACEHOLDER.finditer(text.text)
            }
            wrong += _word_faults(text, used[language], known)
    yield from wrong
    if wrong:
        return  # a misspelt or half-open word stands in one language alone, and is told
    if any(isinstance(text := texts.get(at), Scalar) and not text.text for at in LANGUAGES):
        return  # told as empty
    if len(used) == len(LANGUAGES) and used["ar"].keys() != used["en"].keys():
        apart = sorted(used["ar"].keys() ^ used["en"].keys())
        names = ", ".join(f"{{{word}}}" for word in apart)
        message = f"Arabic and English must hold the same: {names} stands in one alone"
        place = used["ar"].get(apart[0]) or used["en"][apart[0]]
        yield Fault(place, "placeholders-differ", message)


def _word_faults(text: Scalar, used: dict[str, Place], known: Collection[str]) -> Iterator[Fault]:
    if not _BRACE.search(text.text):  # most texts
        return
    for word in sorted(used.keys() - set(known)):
        mend = hint(word, known) or f" Known are: {', '.join(known)}"
        message = f'"{{{word}}}" stands for nothing here.{mend}'
        yield Fault(used[word], _UNKNOWN, message)
    rest = PLACEHOLDER.sub(lambda found: " " * len(found[0]), text.text)
    if brace := _BRACE.search(rest):
        message = "a brace stands alone; write placeholders as {hours}"
        yield Fault(text.place_of(brace.start()), "stray-brace", message)
