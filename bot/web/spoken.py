"""What the simulator's citizen does, as the page tells it and as the platform would send it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.messages.inbound import Identity, Inbound, Location, Media, Tap, Text
from bot.web.statuses import webhook

_Caption = Annotated[str, Field(max_length=1024)]


class _Spoken(BaseModel):
    """Closed and strict: the page is ours, so anything else is a mistake."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class SpokenText(_Spoken):
    """Words typed."""

    kind: Literal["text"]
    body: str = Field(min_length=1, max_length=65536)

    def fields(self) -> dict[str, Any]:
        """The message's own part of a webhook."""
        return {"type": "text", "text": {"body": self.body}}


class SpokenTap(_Spoken):
    """A tap on a row or a button of the message `of`."""

    kind: Literal["tap"]
    style: Literal["list_reply", "button_reply"]
    id: str = Field(min_length=1, max_length=256)
    label: str = Field(max_length=24)
    description: str = Field("", max_length=72)
    of: str = Field("", max_length=512)

    def fields(self) -> dict[str, Any]:
        """The message's own part of a webhook; no description is no key."""
        chosen = {"id": self.id, "title": self.label}
        if self.description:
            chosen["description"] = self.description
        return {
            **({"context": {"from": "96260000000", "id": self.of}} if self.of else {}),
            "type": "interactive",
            "interactive": {"type": self.style, self.style: chosen},
        }


class SpokenLocation(_Spoken):
    """A shared pin, with the name of a place or none."""

    kind: Literal["location"]
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str = Field("", max_length=200)

    def fields(self) -> dict[str, Any]:
        """The message's own part of a webhook."""
        pin: dict[str, Any] = {"latitude": self.latitude, "longitude": self.longitude}
        if self.name:
            pin["name"] = self.name
        return {"type": "location", "location": pin}


class SpokenMedia(_Spoken):
    """A stand-in for a voice message, an image or a document: no file is sent."""

    kind: Literal["voice", "image", "document"]
    caption: _Caption = ""

    def fields(self) -> dict[str, Any]:
        """The message's own part of a webhook."""
        if self.kind == "voice":
            media: dict[str, Any] = {"mime_type": "audio/ogg; codecs=opus", "voice": True}
            return {"type": "audio", "audio": {"id": "1", **media}}
        mime_type = "image/jpeg" if self.kind == "image" else "application/pdf"
        media = {"id": "1", "mime_type": mime_type}
        if self.caption:
            media["caption"] = self.caption
        return {"type": self.kind, self.kind: media}


Spoken = SpokenText | SpokenTap | SpokenLocation | SpokenMedia
_SPOKEN: TypeAdapter[Spoken] = TypeAdapter(Annotated[Spoken, Field(discriminator="kind")])


def read_spoken(document: object) -> Spoken:
    """What the page says the citizen did; raises ValueError when it fits nothing."""
    return _SPOKEN.validate_python(document)


def heard_as(spoken: Spoken) -> Inbound:
    """What the bot hears of it."""
    match spoken:
        case SpokenText(body=body):
            return Text(body)
        case SpokenTap(id=id_, label=label):
            return Tap(id_, label)
        case SpokenLocation(latitude=latitude, longitude=longitude):
            return Location(latitude, longitude)
        case SpokenMedia(kind=kind, caption=caption):
            return Media(kind, caption)


def spoken_webhook(
    spoken: Spoken, identity: Identity, wamid: str, at: float, phone_number_id: str
) -> bytes:
    """The webhook by which the platform would tell it."""
    names = {"from": identity.phone, "from_user_id": identity.user_id}
    message = {
        **{key: name for key, name in names.items() if name},
        "id": wamid,
        "timestamp": str(int(at)),
        **spoken.fields(),
    }
    contact: dict[str, Any] = {"profile": {"name": "Simulator"}}
    if identity.phone:
        contact["wa_id"] = identity.phone
    if identity.user_id:
        contact["user_id"] = identity.user_id
    return webhook(
        {
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": "96260000000",
                "phone_number_id": phone_number_id,
            },
            "contacts": [contact],
            "messages": [message],
        }
    )
