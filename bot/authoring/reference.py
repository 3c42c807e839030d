"""The page docs/flow-language.md: every key with its meaning, from the definitions themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import yaml
from pydantic.fields import FieldInfo

from bot.flows.faults import CODES
from bot.flows.nodes import Box
from bot.flows.schema import texts, values
from bot.flows.schema.asking import AskDocument, ChoiceDocument
from bot.flows.schema.conditions import WhenDocument
from bot.flows.schema.documents import (
    AgencyDocument,
    KindDocument,
    KindsDocument,
    MainDocument,
    OfficeDocument,
)
from bot.flows.schema.emergencies import EmergenciesDocument, EmergencyDocument
from bot.flows.schema.menus import NodeDocument, Provenance
from bot.flows.schema.platform.chat_menu import (
    HINT_UNITS,
    ChatMenuDocument,
    CommandDocument,
    Hints,
    IceBreakerDocument,
)
from bot.flows.when.conditions import MonthDay
from bot.flows.when.opening import DaySpan, OpeningSpan

# Section by section: the heading, what it is about, the document whose keys it tells.
_SECTIONS: tuple[tuple[str, str, type[texts.Document]], ...] = (
    ("An agency's file", "agency", AgencyDocument),
    ("A node", "node", NodeDocument),
    ("At any level", "anywhere", Provenance),
    ("A question back to the citizen: `ask`", "ask", AskDocument),
    ("A choice of `ask`", "choice", ChoiceDocument),
    ("Shown or hidden: `when`", "when", WhenDocument),
    ("An office", "office", OfficeDocument),
    ("`_kinds.yaml`", "kinds", KindsDocument),
    ("A kind", "kind", KindDocument),
    ("`_main.yaml`", "main", MainDocument),
    ("`_emergencies.yaml`", "emergencies", EmergenciesDocument),
    ("An emergency", "emergency", EmergencyDocument),
    ("What WhatsApp offers itself: `chat_menu`", "chat-menu", ChatMenuDocument),
    ("A question to tap", "ice-breaker", IceBreakerDocument),
    ("A command", "command", CommandDocument),
)
_TAKES: Mapping[Any, str] = {
    texts.Labels: f"`{{ar, en}}`, {values.LABEL_UNITS} characters",
    texts.ButtonLabels: f"`{{ar, en}}`, {values.BUTTON_UNITS} characters",
    texts.Abouts: f"`{{ar, en}}`, {values.ABOUT_UNITS} characters",
    texts.Names: f"`{{ar, en}}`, {values.NAME_UNITS} characters",
    texts.Lines: f"`{{ar, en}}`, one line of {values.LINE_UNITS} characters",
    texts.Briefs: f"`{{ar, en}}`, {values.BRIEF_UNITS} characters",
    texts.Bodies: "`{ar, en}`, lines",
    Hints: f"`{{ar, en}}`, {HINT_UNITS} characters",
    ChatMenuDocument: "[offers](#chat-menu)",
    IceBreakerDocument: "[question to tap](#ice-breaker)",
    CommandDocument: "[command](#command)",
    texts.KeywordLists: "`{ar: […], en: […], arabizi: […]}`",
    bool: "`true` or `false`",
    NodeDocument: "[node](#node)",
    OfficeDocument: "[office](#office)",
    AskDocument: "[question](#ask)",
    ChoiceDocument: "[choice](#choice)",
    WhenDocument: "[conditions](#when)",
    KindDocument: "[kind](#kind)",
    EmergencyDocument: "[emergency](#emergency)",
    str: "text",
    date: "`YYYY-MM-DD`",
    OpeningSpan: "days and hours",
    DaySpan: "`YYYY-MM-DD`, or two with `..`",
    tuple[float, float]: "`[latitude, longitude]`",
    Box: "two corners",
    tuple[MonthDay, MonthDay]: "`MM-DD..MM-DD`",
    tuple[str, ...]: "value, range or list",
}
# Texts that must look a certain way, one by one and in a list.
_TAKES_ALIKE: Sequence[tuple[Any, str, str]] = (
    (values.Id, "an id", "ids"),
    (values.Address, "an address", "addresses"),
    (values.NoteName, "a name", "names"),
    (values.Url, "a link, https", "links"),
    (values.ImageUrl, "a link, https", "links"),
    (values.FileName, "a file's name", "files"),
    (values.Phone, "digits", "digits"),
    (values.End, "a number or a day", "ends"),
)
_INTRODUCTION = Path(__file__).with_name("reference.md")


def flow_reference() -> str:
    """The whole page, as Markdown."""
    sections = "\n\n".join(_section(*section) for section in _SECTIONS)
    codes = "\n".join(
        f"| [`{code}`](mistakes.md#{code}) | {_cell(meaning)} |" for code, meaning in CODES.items()
    )
    introduction = _INTRODUCTION.read_text(encoding="utf-8")
    return introduction.replace("SECTIONS", sections).replace("CODES", codes)


def _section(heading: str, anchor: str, document: type[texts.Document]) -> str:
    """One document: what it is, and a row for each of its keys."""
    about = (document.__doc__ or "").strip()
    rows = "\n".join(_rows(document))
    head = "| key | takes | meaning | example |\n|---|---|---|---|"
    return f'<a id="{anchor}"></a>\n\n## {heading}\n\n{about}\n\n{head}\n{rows}'


def _rows(document: type[texts.Document]) -> Iterator[str]:
    """Its own keys; those of every level are told once, in a section of their own."""
    shared = set() if document is Provenance else set(Provenance.model_fields)
    hints = get_type_hints(document, include_extras=True)
    for name, field in document.model_fields.items():
        if name not in shared:
            key = field.alias or name
            needed = " (needed)" if field.is_required() else ""
            takes, meaning = _takes(hints[name]), _cell(field.description or "")
            yield f"| `{key}`{needed} | {takes} | {meaning} | {_example(key, field)} |"


def _takes(annotation: Any) -> str:
    """What may stand under a key, in an author's words."""
    for kind, one, many in _TAKES_ALIKE:
        if annotation in (kind, kind | None):
            return one
        if annotation == list[kind]:  # type: ignore[valid-type]
            return f"list of {many}"
    if get_origin(annotation) is Annotated:
        return _takes(get_args(annotation)[0])
    if annotation in _TAKES:
        return _TAKES[annotation]
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{word}`" for word in parts)
    if get_origin(annotation) is list:
        return f"list of {_takes(parts[0])}"
    if get_origin(annotation) is dict:
        return f"names with {_takes(parts[1])}"
    return _takes(parts[0])


def _example(key: str, field: FieldInfo) -> str:
    """The first example, as it would stand in a file."""
    if not field.examples or field.examples[0] == []:
        return ""
    written = yaml.safe_dump(
        {key: field.examples[0]},
        allow_unicode=True,
        default_flow_style=True,
        sort_keys=False,
        width=10_000,
    )
    inside = written.strip().removeprefix("{").removesuffix("}")
    return f"`{_cell(re.sub(_QUOTED_NUMBER, _bare, inside))}`"


_QUOTED_NUMBER = re.compile(r"'(-?[0-9]+(?:-[0-9]{2}-[0-9]{2})?)'")


def _bare(found: re.Match[str]) -> str:
    """A number or day without quotes: every value of a flow file is read as the text it is."""
    return found[1]


def _cell(text: str) -> str:
    """A text that stays within its cell of a table."""
    return " ".join(text.replace("|", "\\|").split())
