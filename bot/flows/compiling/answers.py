"""What an answer is made of: its text, and what stands beside it."""

from bot.flows.checks.outline import Outline
from bot.flows.compiling.conditions import Questions
from bot.flows.compiling.wording import dialled, word_answer, words_in
from bot.flows.nodes import Agency, Answer
from bot.flows.schema.documents import KindDocument
from bot.flows.schema.menus import NodeDocument
from bot.flows.schema.values import file_name_of
from bot.messages.reply import Attachment
from bot.texts.languages import Bilingual

_ONLINE = "online"  # the kind whose link is the agency's website where the author gives none


def make_answer(
    document: NodeDocument,
    outline: Outline,
    kind: KindDocument | None,
    agency: Agency,
    service: Bilingual,
    calling_code: str,
    questions: Questions,
) -> Answer:
    """The answer of a node, or its kind's; `service` is the title of the menu it stands in."""
    text = document.answer or (kind.answer if kind is not None else None)
    if text is None:
        raise ValueError(f"{outline.place}: an answer the checks should have missed")
    fallback = agency.website if document.kind == _ONLINE else ""
    worded = word_answer(text.both(), kind, agency, service)
    names = sorted(words_in(worded) & questions.keys())
    return Answer(
        text=worded,
        link=document.link or fallback,
        offers_nearest=document.offices == "nearest",
        link_style=document.link_style or "text",
        link_label=document.link_label.both() if document.link_label else None,
        phone=dialled(document.phone, calling_code) if document.phone else "",
        attachment=_attachment(document),
        fills=tuple((name, questions[name].address) for name in names),
    )


def _attachment(document: NodeDocument) -> Attachment | None:
    if document.image:
        return Attachment("image", document.image)
    if document.document:
        name = document.filename or file_name_of(document.document)
        return Attachment("document", document.document, name)
    return None
