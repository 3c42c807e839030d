"""What a citizen said and who they are, free of any platform's dialect."""

from typing import Literal

from bot.values import value


@value
class Identity:
    """By which names a citizen is known: a phone number, a business-scoped user id, or both.

    `phone` holds digits only, without `+`; `user_id` looks like `JO.83920175540268113947`.
    At least one of them is set. Neither may be logged.
    """

    phone: str | None = None
    user_id: str | None = None

    def __repr__(self) -> str:
        """Tell which names are known, never the names."""
        return f"Identity(phone={bool(self.phone)}, user_id={bool(self.user_id)})"


@value
class Text:
    """Words the citizen typed; at most `MAX_TEXT` characters are kept."""

    body: str


@value
class Tap:
    """A tap on a row or button: `id` is what the bot once sent; `label` is not to be trusted."""

    id: str
    label: str = ""


@value
class Location:
    """A shared pin, in degrees; used within the turn and never stored."""

    latitude: float
    longitude: float


MediaKind = Literal["voice", "audio", "image", "video", "document", "sticker"]


@value
class Media:
    """Something that is seen or heard; only its caption can be read."""

    kind: MediaKind
    caption: str = ""


@value
class Unreadable:
    """A message of a kind the bot has no use for: contacts, order, poll, form, unknown.

    `kind` is the platform's word, shortened and stripped to letters, digits and `_`.
    """

    kind: str


@value
class Opened:
    """The chat was opened for the first time, nothing was said."""


Inbound = Text | Tap | Location | Media | Unreadable | Opened

MAX_TEXT = 4096  # the platform's own limit of a text message; longer ones are cut
