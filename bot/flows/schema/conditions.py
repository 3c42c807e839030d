"""`when`: what must hold for something to be shown, as authors write it."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.flows.schema.texts import Document
from bot.flows.schema.times import Season
from bot.flows.schema.values import Day, Flag, NoteName
from bot.texts.languages import Language


def _answers(written: object) -> tuple[str, ...]:
    words = (written,) if isinstance(written, str) else written
    if isinstance(words, list | tuple) and words and all(isinstance(word, str) for word in words):
        return tuple(words)
    rule = "write an answer such as 18.., or a list of choices such as [single, married]"
    raise PydanticCustomError("bad-range", rule)


Answers = Annotated[
    tuple[str, ...],
    BeforeValidator(_answers),
    WithJsonSchema({"type": ["string", "number", "array"], "items": {"type": "string"}}),
]


class WhenDocument(Document):
    """Conditions; where several are given, all of them must hold."""

    language: Language | None = Field(
        None, description="The conversation is in this language.", examples=["ar"]
    )
    first: Day | None = Field(
        None, alias="from", description="From this day on, it included.", examples=["2027-01-01"]
    )
    last: Day | None = Field(
        None, alias="to", description="Up to this day, it included.", examples=["2027-03-31"]
    )
    season: Season | None = Field(
        None,
        description="Each year from a first day to a last one, both included; may pass New Year.",
        examples=["08-15..09-30"],
    )
    is_open: Flag | None = Field(
        None,
        alias="open",
        description="The agency is open now (`true`) or closed (`false`), by its `opening`.",
        examples=[True],
    )
    answer: dict[NoteName, Answers] = Field(
        default_factory=dict,
        description="What the citizen answered to a question (`ask`) above, by its name. Numbers "
        "and dates take a range, both ends included: `18..`, `..15`, `18..65`, or one value; "
        "choices take one id or a list of them.",
        examples=[{"age": "18..", "status": ["married", "widowed"]}],
    )
    all_of: list["WhenDocument"] = Field(
        default_factory=list,
        alias="all",
        description="All of these hold.",
        examples=[[{"open": True}, {"language": "en"}]],
    )
    any_of: list["WhenDocument"] = Field(
        default_factory=list,
        alias="any",
        description="At least one of these holds.",
        examples=[[{"season": "08-15..09-30"}, {"from": "2027-06-01"}]],
    )
    negated: "WhenDocument | None" = Field(
        None, alias="not", description="This does not hold.", examples=[{"open": True}]
    )
