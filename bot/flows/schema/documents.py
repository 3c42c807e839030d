"""The documents of a flows folder: `_main.yaml`, `_kinds.yaml` and one per agency.

A document says what each key holds; descriptions and examples are what authors read in their
editor and in docs/flow-language.md. How nodes fit together (one content each, ids, targets,
placeholders) is the matter of `bot.flows.checks`; a document alone is not yet a sound flow.
"""

from pydantic import Field

from bot.flows.schema.menus import (
    ANSWER_EXAMPLE,
    KEYWORDS_EXAMPLE,
    NAME_EXAMPLE,
    TITLE_EXAMPLE,
    NodeDocument,
    Provenance,
)
from bot.flows.schema.platform.chat_menu import ChatMenuDocument
from bot.flows.schema.texts import (
    Abouts,
    Bodies,
    Document,
    KeywordLists,
    Labels,
    Lines,
    Names,
)
from bot.flows.schema.times import Days, Hours
from bot.flows.schema.values import (
    JORDAN,
    Address,
    Coordinates,
    Country,
    Flag,
    Id,
    NoteName,
    Phone,
    Url,
)

_HOURS = {"ar": "الأحد إلى الخميس", "en": "Sunday to Thursday"}


class OfficeDocument(Provenance):
    """One office of an agency."""

    id: Id = Field(
        description="Its part of the address, below `offices`.", examples=["amman-centre"]
    )
    name: Names = Field(
        description="What it is called.",
        examples=[{"ar": "مكتب الأشرفية", "en": "Ashrafieh office"}],
    )
    title: Labels | None = Field(
        None,
        description="A shorter name for its row, where the name is too long for one.",
        examples=[{"ar": "الأشرفية", "en": "Ashrafieh"}],
    )
    address: Lines = Field(
        description="Street and town.",
        examples=[{"ar": "الأشرفية، عمّان", "en": "Ashrafieh, Amman"}],
    )
    at: Coordinates = Field(
        description="Latitude, then longitude, in degrees.", examples=[[31.938, 35.938]]
    )
    verified: Flag = Field(
        False,
        description="Whether the place was verified; only then is a map linked.",
        examples=[True],
    )
    hours: Lines | None = Field(
        None, description="Its hours, where not the agency's.", examples=[_HOURS]
    )
    opening: list[Hours] = Field(
        default_factory=list,
        description="The same as the program understands it: the office tells whether it is open, "
        "and until when. The agency's holds where neither is given.",
        examples=[["sun-thu 08:00-15:00", "sat 09:00-14:00"]],
    )
    phone: Phone | None = Field(
        None, description="Its phone, where not the hotline.", examples=["065008080"]
    )


class AgencyDocument(Provenance):
    """A whole agency file."""

    flow: Id = Field(
        description="The agency's id: the name of the file without ending.", examples=["moj"]
    )
    title: Labels = Field(
        description="The label of its row in the main menu.",
        examples=[{"ar": "العدل", "en": "Justice"}],
    )
    name: Names | None = Field(None, description="Its full name.", examples=[NAME_EXAMPLE])
    about: Abouts | None = Field(
        None,
        description="The line under the label.",
        examples=[{"ar": "الشهادات والوكالات", "en": "Certificates and deeds"}],
    )
    keywords: KeywordLists | None = Field(
        None,
        description="Other names by which people call it. Each opens its menu where nothing else "
        "is said; in longer questions they count for nothing, or they would hide its services.",
        examples=[KEYWORDS_EXAMPLE],
    )
    hotline: Phone = Field(
        description="The number to call. Digits, with + before a country code; one of our own "
        "country is shown as dialled inside it.",
        examples=["+96264603630"],
    )
    website: Url = Field(description="Its website.", examples=["https://www.moj.gov.jo"])
    hours: Lines = Field(description="Its hours, as people read them.", examples=[_HOURS])
    opening: list[Hours] = Field(
        default_factory=list,
        description="The same as the program understands it, for `when: {open: true}` and for what "
        "offices tell: open or closed, and until when.",
        examples=[["sun-thu 08:00-15:00", "sat 09:00-14:00"]],
    )
    closed: list[Days] = Field(
        default_factory=list,
        description="Days on which it is closed all the same, or spans of days.",
        examples=[["2027-01-01", "2027-05-26..2027-05-29"]],
    )
    offices: list[OfficeDocument] = Field(
        default_factory=list,
        description='Its offices; they make the screen "Offices and hours", the last choice.',
        examples=[[]],
    )
    menu: list[NodeDocument] = Field(
        description="Its services, in the order shown.",
        examples=[[{"id": "name-change", "title": TITLE_EXAMPLE, "answer": ANSWER_EXAMPLE}]],
    )


class KindDocument(Document):
    """A recurring question; `notes` are stock sentences of its answers."""

    id: Id = Field(description="By which nodes name it, and their id.", examples=["fees"])
    title: Labels = Field(
        description="The label of its rows.", examples=[{"ar": "الرسوم", "en": "Fees"}]
    )
    keywords: KeywordLists | None = Field(
        None,
        description="Words by which people ask for this question, in any service.",
        examples=[{"ar": ["رسوم"], "en": ["how much"], "arabizi": ["adesh"]}],
    )
    notes: dict[NoteName, Bodies] = Field(
        default_factory=dict,
        description="Stock sentences: {name} in an answer of this kind stands for one.",
        examples=[{"confirm_fee": {"ar": "تأكد من الرسم.", "en": "Confirm the fee."}}],
    )
    ending: Bodies | None = Field(
        None,
        description="Lines that close every answer of this kind.",
        examples=[{"ar": "الدوام: {hours}", "en": "Hours: {hours}"}],
    )
    answer: Bodies | None = Field(
        None,
        description="The answer where a node of this kind has none of its own.",
        examples=[{"ar": "قدّم لدى {agency}.", "en": "Apply at {agency}."}],
    )


class KindsDocument(Document):
    """`_kinds.yaml`."""

    kinds: list[KindDocument] = Field(description="The recurring questions.", examples=[[]])


class MainDocument(Document):
    """`_main.yaml`."""

    agencies: list[Id] = Field(
        description="The ids of the agencies, in the order of the main menu.",
        examples=[["cspd", "moj"]],
    )
    contact_phone: Phone = Field(
        description="Told to whoever asks for a person.", examples=["065008080"]
    )
    sample: Flag = Field(
        False,
        description="Whether the content is not yet confirmed: the welcome says so.",
        examples=[True],
    )
    feedback: Flag = Field(
        True, description='Whether answers ask "Was this helpful?".', examples=[True]
    )
    holidays: list[Days] = Field(
        default_factory=list,
        description="Days on which every agency is closed, or spans of days.",
        examples=[["2027-05-25", "2027-05-26..2027-05-29"]],
    )
    chat_menu: ChatMenuDocument | None = Field(
        None,
        description="What WhatsApp itself offers: questions to tap in an empty chat, commands. "
        "`main.py publish-menu` publishes it.",
        examples=[
            {"ice_breakers": [{"text": "كيف أجدد جواز سفري؟", "opens": "cspd/passport-renew"}]}
        ],
    )
    retired: list[Address] = Field(
        default_factory=list,
        description="Addresses that were removed and have no heir: whoever still has the code of "
        "one, or of a recurring question in it, is led to the nearest menu above.",
        examples=[["cspd/passport-paper"]],
    )
    calling_code: Phone = Field(
        "962", description="The country's code: +962… is shown as 0….", examples=["962"]
    )
    country: Country = Field(
        JORDAN,
        description="The south-west and the north-east corner of a box around the country; an "
        "office outside is a mistake, and a citizen's place outside has no nearest office. "
        "Jordan where not given.",
        examples=[[[29.1, 34.8], [33.5, 39.4]]],
    )
