"""`ask` as authors write it, to the question that a citizen is asked."""

from bot.flows.asking import read_bound
from bot.flows.compiling.conditions import Questions
from bot.flows.compiling.wording import word_text, words_in
from bot.flows.nodes import Agency, Ask, AskChoice, Choice
from bot.flows.schema.asking import AskDocument
from bot.flows.when.conditions import Bound
from bot.texts.languages import Bilingual


def make_ask(
    document: AskDocument,
    then: tuple[Choice, ...],
    agency: Agency,
    service: Bilingual,
    questions: Questions,
) -> Ask:
    """The question, and what follows its answer."""
    text = word_text(document.text.both(), agency, service)
    names = sorted(words_in(text) & questions.keys())
    return Ask(
        name=document.name,
        type=document.type,
        text=text,
        then=then,
        choices=tuple(
            AskChoice(each.id, each.title.both(), each.about.both() if each.about else None)
            for each in document.choices
        ),
        least=_bound(document.least, document.type),
        most=_bound(document.most, document.type),
        fills=tuple((name, questions[name].address) for name in names),
    )


def _bound(written: str | None, kind: str) -> Bound:
    return read_bound(written, kind) if written is not None else None
