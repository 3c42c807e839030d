"""A node of a menu as its author writes it, and what may stand at any level of a file."""

from pydantic import Field

from bot.flows.nodes import LinkStyle, OfficesShown, Stage
from bot.flows.schema.asking import AskDocument
from bot.flows.schema.conditions import WhenDocument
from bot.flows.schema.texts import (
    Abouts,
    Bodies,
    ButtonLabels,
    Document,
    KeywordLists,
    Labels,
    Names,
)
from bot.flows.schema.values import (
    ANSWER_UNITS,
    Address,
    Day,
    FileName,
    Id,
    ImageUrl,
    Line,
    Phone,
    Url,
)

# Examples that authors read.
TITLE_EXAMPLE = {"ar": "تجديد جواز السفر", "en": "Renew a passport"}
ABOUT_EXAMPLE = {"ar": "تجديد الجواز المنتهي", "en": "Renew an expired passport"}
NAME_EXAMPLE = {"ar": "وزارة العدل", "en": "Ministry of Justice"}
ANSWER_EXAMPLE = {"ar": "10 دنانير. {confirm_fee}", "en": "10 dinars. {confirm_fee}"}
KEYWORDS_EXAMPLE = {"ar": ["تعديل اسم"], "en": ["rename"], "arabizi": ["taghyeer ism"]}


class Provenance(Document):
    """Who may see a node and when, who answers for it, when it was confirmed; optional anywhere."""

    when: WhenDocument | None = Field(
        None,
        description="Shown only while this holds; what stands inside is hidden with it.",
        examples=[{"season": "08-15..09-30"}],
    )

    stage: Stage | None = Field(
        None,
        description="Who sees it: `draft` the simulator alone, `invited` invited citizens, `pilot` "
        "everyone, with a notice, `live` everyone. What stands inside is never more open.",
        examples=["pilot"],
    )
    owner: Line | None = Field(
        None,
        description="Who answers for the text; not shown to citizens.",
        examples=["Passports department"],
    )
    source: Line | None = Field(
        None,
        description="Where the text comes from. A page (https) is shown below what the agency "
        "confirmed; all else is a note among authors.",
        examples=["https://www.moj.gov.jo"],
    )
    reviewed: Day | None = Field(
        None,
        description="The day the agency last confirmed it with all that stands in it; answers "
        "say so.",
        examples=["2026-11-01"],
    )
    review_by: Day | None = Field(
        None,
        description="The day by which it is to be confirmed again; not before `reviewed`.",
        examples=["2027-05-01"],
    )
    moved_from: list[Address] = Field(
        default_factory=list,
        description="Addresses it had before: old taps and waiting citizens find it.",
        examples=[["cspd/passport"]],
    )


class NodeDocument(Provenance):
    """A node of a menu: begins with `id`, `kind` or `goto` and is exactly one thing."""

    id: Id | None = Field(
        None,
        description="Its part of the address: 1 to 40 of a-z, 0-9 and -, beginning with a letter. "
        "Never reuse one for something else.",
        examples=["passport-renew"],
    )
    kind: Id | None = Field(
        None,
        description="Instead of `id`: a recurring question of `_kinds.yaml`, which gives id, "
        "title, keywords, notes and ending.",
        examples=["fees"],
    )
    goto: str | None = Field(
        None,
        description="A choice that opens another address, of any agency; it takes all from there.",
        examples=["moj/non-conviction"],
    )
    title: Labels | None = Field(
        None, description="The label of its row, in both languages.", examples=[TITLE_EXAMPLE]
    )
    name: Names | None = Field(
        None, description="A longer name; search knows it too.", examples=[NAME_EXAMPLE]
    )
    about: Abouts | None = Field(
        None, description="The line under the label.", examples=[ABOUT_EXAMPLE]
    )
    keywords: KeywordLists | None = Field(
        None, description="Other words by which people ask for it.", examples=[KEYWORDS_EXAMPLE]
    )
    menu: list["NodeDocument"] = Field(
        default_factory=list,
        description="Its choices, in the order shown; any depth, with a warning below five.",
        examples=[[{"kind": "fees", "answer": ANSWER_EXAMPLE}]],
    )
    ask: AskDocument | None = Field(
        None,
        description="A question back to the citizen; `then` follows the answer.",
        examples=[
            {
                "name": "age",
                "type": "number",
                "min": "0",
                "max": "120",
                "text": {"ar": "كم عمرك؟", "en": "How old are you?"},
            }
        ],
    )
    then: list["NodeDocument"] = Field(
        default_factory=list,
        description="What follows the answer to `ask`: the first of these nodes whose `when` "
        "holds is shown. The last has no `when`, so that every answer leads on. Titles may be "
        "left out.",
        examples=[
            [
                {"id": "child", "when": {"answer": {"age": "..15"}}, "answer": ANSWER_EXAMPLE},
                {"id": "adult", "answer": ANSWER_EXAMPLE},
            ]
        ],
    )
    answer: Bodies | None = Field(
        None,
        description=f"What it tells, {ANSWER_UNITS} characters at most; a text too long for one "
        "message is split at a sentence. May hold {placeholders}.",
        examples=[ANSWER_EXAMPLE],
    )
    offices: OfficesShown | None = Field(
        None,
        description='Beside an answer, `nearest` adds the row "nearest office". Alone it is what '
        "the node shows: `all` offices, or the `nearest` one once a location is shared.",
        examples=["nearest"],
    )
    link: Url | None = Field(
        None,
        description="Beside an answer: a link, alone on its line below the text.",
        examples=["https://www.moj.gov.jo/apply"],
    )
    link_style: LinkStyle | None = Field(
        None,
        description="How `link` is shown: `text` (as said), or `button`, which opens it and leaves "
        "the other questions to numbers and words. A long answer, and one found by search, shows "
        "it as text all the same.",
        examples=["button"],
    )
    link_label: ButtonLabels | None = Field(
        None,
        description="The label of the button of `link_style: button`.",
        examples=[{"ar": "قدّم الآن", "en": "Apply now"}],
    )
    document: Url | None = Field(
        None,
        description="Beside an answer: a file by https link, shown above the text.",
        examples=["https://www.moj.gov.jo/form.pdf"],
    )
    filename: FileName | None = Field(
        None,
        description="What the `document` is called on the phone; needed where the link does not "
        "end in a name with an ending.",
        examples=["form.pdf"],
    )
    image: ImageUrl | None = Field(
        None,
        description="Beside an answer: a picture by https link (.jpg, .jpeg or .png, 5 MB at "
        "most), shown above the text. Not together with `document`.",
        examples=["https://www.moj.gov.jo/sample.png"],
    )
    phone: Phone | None = Field(
        None,
        description="Beside an answer: a number to call, on its own line. Digits, no spaces.",
        examples=["+96264603630"],
    )
