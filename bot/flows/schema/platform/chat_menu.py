"""What the platform itself offers in an empty chat, or to whoever types "/"."""

import re
from functools import partial
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from bot.flows.schema.texts import Document, Texts
from bot.flows.schema.values import Flag, fit_line, without_emoji

PROMPTS = 4  # Cloud API, conversational components (November 2026), as all figures here
PROMPT_UNITS = 80
COMMANDS = 30
HINT_UNITS = 120  # the two languages are told in one line, of 256 at most
_NAME = re.compile(r"[a-z0-9_]{1,32}")


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        rule = 'a command is 1-32 of a-z, 0-9 and _, without the "/", such as "renew_passport"'
        raise PydanticCustomError("bad-id", rule)
    return text


Prompt = Annotated[
    str, AfterValidator(partial(fit_line, limit=PROMPT_UNITS)), AfterValidator(without_emoji)
]
Hint = Annotated[
    str, AfterValidator(partial(fit_line, limit=HINT_UNITS)), AfterValidator(without_emoji)
]
CommandName = Annotated[str, AfterValidator(_name)]


class Hints(Texts):
    """What a command does."""

    ar: Hint = Field(
        description=f"The Arabic hint, {HINT_UNITS} characters at most.",
        examples=["تجديد جواز السفر"],
    )
    en: Hint = Field(
        description=f"The English hint, {HINT_UNITS} characters at most.",
        examples=["Renew a passport"],
    )


class IceBreakerDocument(Document):
    """A question to tap in an empty chat, in one language: the platform knows but one for all."""

    text: Prompt = Field(
        description=f"What is shown and sent, {PROMPT_UNITS} characters at most, without emoji. "
        "Its letters decide the language of the answer.",
        examples=["كيف أجدد جواز سفري؟"],
    )
    opens: str = Field(description="The address that answers it.", examples=["cspd/passport-renew"])


class CommandDocument(Document):
    """A command of the list that WhatsApp shows to whoever types "/"."""

    name: CommandName = Field(
        description='What follows the "/": 1 to 32 of a-z, 0-9 and _.', examples=["passport"]
    )
    about: Hints = Field(
        description="The hint beside it; both languages are shown in one line.",
        examples=[{"ar": "تجديد جواز السفر", "en": "Renew a passport"}],
    )
    opens: str | None = Field(
        None,
        description="The address it opens. May be left out where the name is a word that the bot "
        "understands everywhere, such as `menu`, `help`, `privacy`, `human`, `arabic`, `english`.",
        examples=["cspd/passport-renew"],
    )


class ChatMenuDocument(Document):
    """What `main.py publish-menu` publishes to the platform."""

    welcome: Flag = Field(
        False,
        description="Whether opening the chat for the first time is answered although nothing was "
        "written. Each answer is a message that costs.",
        examples=[True],
    )
    ice_breakers: list[IceBreakerDocument] = Field(
        default_factory=list,
        description=f"Questions to tap in an empty chat, {PROMPTS} at most over both languages.",
        examples=[[{"text": "كيف أجدد جواز سفري؟", "opens": "cspd/passport-renew"}]],
    )
    commands: list[CommandDocument] = Field(
        default_factory=list,
        description=f'Commands to choose after typing "/", {COMMANDS} at most.',
        examples=[[{"name": "menu", "about": {"ar": "القائمة الرئيسية", "en": "Main menu"}}]],
    )
