"""`_emergencies.yaml`: what is answered at once, whatever the citizen was doing."""

from pydantic import Field

from bot.flows.schema.texts import Briefs, Document, KeywordLists
from bot.flows.schema.values import Id, Line, Phone

_CALL = {"ar": "الاتصال مجاني.", "en": "The call is free."}


class EmergencyDocument(Document):
    """One kind of emergency; who writes of several gets the first of them in the file."""

    id: Id = Field(description="Its name in the statistics.", examples=["danger"])
    phone: Phone = Field(
        description="The number to call: it stands in the first line of the reply.",
        examples=["911"],
    )
    answer: Briefs = Field(description="What is said below the number.", examples=[_CALL])
    service: Line | None = Field(
        None,
        description="The service that tells more of it: offered below the answer. Its own title "
        "and keywords may be words of the emergency.",
        examples=["psd/emergency"],
    )
    alone: KeywordLists | None = Field(
        None,
        description='Words that mean it as a whole message, but for such as "please".',
        examples=[{"ar": ["طوارئ"], "en": ["ambulance"], "arabizi": ["is3af"]}],
    )
    within: KeywordLists | None = Field(
        None,
        description="Words that mean it anywhere in a message.",
        examples=[{"ar": ["في حريق"], "en": ["on fire"], "arabizi": ["fi 7aree2"]}],
    )
    perhaps: KeywordLists | None = Field(
        None,
        description="Words that may mean it: the number stands above the ordinary answer.",
        examples=[{"ar": ["حادث سير"], "en": ["accident"], "arabizi": ["7adeth"]}],
    )


class EmergenciesDocument(Document):
    """`_emergencies.yaml`, which a folder may lack."""

    emergencies: list[EmergencyDocument] = Field(
        description="Each kind of emergency.", examples=[[]]
    )
    unless: KeywordLists | None = Field(
        None,
        description="Words that ask for a service: beside one of them `within` means no more than "
        "`perhaps`.",
        examples=[{"ar": ["تعويض"], "en": ["insurance"], "arabizi": ["ta3weed"]}],
    )
