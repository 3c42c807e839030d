"""Typed nodes: what an agency's YAML file becomes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from bot.flows.when.conditions import Bound, Condition
from bot.flows.when.opening import UNKNOWN, Opening
from bot.messages.reply import Attachment
from bot.texts.languages import Bilingual
from bot.values import value

MAIN = "@main"  # address of the main menu, the parent of every agency

Stage = Literal["draft", "invited", "pilot", "live"]
AnswerType = Literal["choice", "number", "date", "text"]
OfficesShown = Literal["nearest", "all"]
LinkStyle = Literal["text", "button"]
MenuRole = Literal["agencies", "services", "questions"]


class Place(NamedTuple):
    """Where something stands in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """`file:line:column`, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"


@value
class Keywords:
    """Words by which citizens ask for a node, besides its titles."""

    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    arabizi: tuple[str, ...] = ()


@value
class Choice:
    """One numbered entry of a menu: `key` is the machine's trigger, `target` an address.

    The key is the child's id; for a `goto` it is the whole target address.
    """

    key: str
    target: str
    when: tuple[Condition, ...] = ()  # of a `goto`: its own, beside those of its target


@value
class Menu:
    """A node whose content is its choices, in the author's order."""

    choices: tuple[Choice, ...]
    role: MenuRole


@value
class Answer:
    """A node that tells something: placeholders filled, the kind's ending joined.

    `link` stands alone on the last line of the screen, or behind a button labelled `link_label`
    where `link_style` asks for one. `phone` is as dialled. `offers_nearest` adds the row "nearest
    office" of the agency.
    """

    text: Bilingual
    link: str = ""
    offers_nearest: bool = False
    link_style: LinkStyle = "text"
    link_label: Bilingual | None = None
    phone: str = ""
    attachment: Attachment | None = None
    fills: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskChoice:
    """One of the answers that a question offers."""

    id: str
    title: Bilingual
    about: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back to the citizen; the first of `then` that is shown follows the answer."""

    name: str
    type: AnswerType
    text: Bilingual
    then: tuple[Choice, ...]
    choices: tuple[AskChoice, ...] = ()
    least: Bound = None
    most: Bound = None
    fills: tuple[tuple[str, str], ...] = ()  # as of an answer


@dataclass(frozen=True, slots=True)
class OfficeList:
    """The screen "Offices and hours" of an agency (`cspd/offices`, or where an author put it)."""

    offices: tuple[str, ...]  # addresses of OfficeCard nodes


@dataclass(frozen=True, slots=True)
class NearestOffice:
    """A request for the citizen's place, to find the agency's nearest office."""


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """One office (`cspd/offices/ashrafieh`). `is_verified` says its place may be published."""

    address_text: Bilingual
    hours: Bilingual
    phone: str
    latitude: float
    longitude: float
    is_verified: bool = False
    opening: Opening = UNKNOWN


Content = Menu | Answer | Ask | OfficeList | NearestOffice | OfficeCard


@value
class Node:
    """One state of the conversation, at one address such as `cspd/passport-renew/fees`."""

    address: str
    parent: str  # MAIN for an agency; "" for MAIN itself
    title: Bilingual  # label of its row, at most 24 UTF-16 units
    content: Content
    place: Place
    name: Bilingual | None = None  # the long name, where it differs from the title
    about: Bilingual | None = None  # a line under the label, at most 72 units
    keywords: Keywords = field(default_factory=Keywords)
    kind: str = ""  # recurring question, such as `fees`; "" where it is none
    stage: Stage = "live"  # its own or the strictest above it
    owner: str = ""
    source: str = ""
    reviewed: date | None = None  # when the agency last confirmed it
    review_by: date | None = None
    when: tuple[Condition, ...] = ()  # all must hold: its own and those of all above it


def choices_of(node: Node) -> tuple[Choice, ...]:
    """What a node offers by itself: a menu, a question what follows its answer, a list its offices.

    The key of an office is the last part of its address.
    """
    match node.content:
        case Menu(choices) | Ask(then=choices):
            return choices
        case OfficeList(offices):
            return tuple(Choice(address.rpartition("/")[2], address) for address in offices)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class Agency:
    """What an agency's own screens and placeholders need."""

    id: str
    title: Bilingual
    name: Bilingual
    hotline: str  # one run of digits as dialled inside the country, such as 065008080
    hours: Bilingual
    website: str
    offices: tuple[str, ...]  # addresses of its OfficeCard nodes
    opening: Opening = UNKNOWN


@dataclass(frozen=True, slots=True)
class Kind:
    """A recurring question from `_kinds.yaml`; `keywords` lead a query straight to it."""

    id: str
    title: Bilingual
    keywords: Keywords


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the map, in degrees: around the country, with some room."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies in it."""
        is_between = self.south <= latitude <= self.north
        return is_between and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class IceBreaker:
    """A question that the platform offers in an empty chat, and the address that answers it."""

    text: str
    opens: str
    place: Place


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the platform's list, without its "/"; `opens` is "" where it is a word."""

    name: str
    about: Bilingual
    opens: str
    place: Place


@dataclass(frozen=True, slots=True)
class ChatMenu:
    """What the platform itself offers; `greets` says that opening the chat is answered."""

    greets: bool = False
    ice_breakers: tuple[IceBreaker, ...] = ()
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What `_main.yaml` says of the whole bot."""

    contact_phone: str  # of the national contact centre, as dialled inside the country
    is_sample: bool  # content not yet confirmed: said once, in the welcome
    asks_feedback: bool
    country: Box  # places outside are mistakes of offices, and no places of citizens
    chat_menu: ChatMenu = ChatMenu()
    retired: tuple[str, ...] = ()  # addresses there were once, without an heir


@dataclass(frozen=True, slots=True)
class Emergency:
    """One kind of emergency. `phone` is as dialled; `service` an address, or "" for none.

    Its words mean it `alone` as a whole message, `within` any message, or `perhaps`.
    """

    id: str
    phone: str
    text: Bilingual
    service: str
    alone: Keywords
    within: Keywords
    perhaps: Keywords
    place: Place


@dataclass(frozen=True, slots=True)
class Emergencies:
    """All kinds, the first that fits counts; beside `unless`, `within` means only `perhaps`."""

    kinds: tuple[Emergency, ...] = ()
    unless: Keywords = field(default_factory=Keywords)
