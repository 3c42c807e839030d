"""`ask`: a question back to the citizen, as authors write it."""

from pydantic import Field

from bot.flows.nodes import AnswerType
from bot.flows.schema.texts import Abouts, Briefs, Document, Labels
from bot.flows.schema.values import End, Id, NoteName

CHOICES_MOST = 8  # rows of a list, beside back and main menu


class ChoiceDocument(Document):
    """One of the answers that a question of type `choice` offers."""

    id: Id = Field(description="By which `when` names it.", examples=["married"])
    title: Labels = Field(
        description="The label of its row; {name} stands for it in texts below.",
        examples=[{"ar": "متزوج", "en": "Married"}],
    )
    about: Abouts | None = Field(
        None,
        description="The line under the label.",
        examples=[{"ar": "مع دفتر عائلة", "en": "With a family book"}],
    )


class AskDocument(Document):
    """A question back to the citizen. The answer is kept encrypted, for this conversation alone."""

    name: NoteName = Field(
        description="By which `when` and texts below name the answer: `answer: {age: 18..}`, "
        "{age}. Of a-z, 0-9 and _.",
        examples=["age"],
    )
    type: AnswerType = Field(
        description="What is answered: one of `choices`, a whole `number`, a `date`, or `text`. A "
        "text is never shown again and no condition asks for it.",
        examples=["number"],
    )
    text: Briefs = Field(
        description="The question.", examples=[{"ar": "كم عمرك؟", "en": "How old are you?"}]
    )
    choices: list[ChoiceDocument] = Field(
        default_factory=list,
        description=f"Of type `choice` alone: 2 to {CHOICES_MOST} answers.",
        examples=[[{"id": "married", "title": {"ar": "متزوج", "en": "Married"}}]],
    )
    least: End | None = Field(
        None,
        alias="min",
        description="The least number, or the first day as YYYY-MM-DD or `today`.",
        examples=["0"],
    )
    most: End | None = Field(
        None,
        alias="max",
        description="The greatest number, or the last day as YYYY-MM-DD or `today`.",
        examples=["120"],
    )
