"""What a library is compiled from."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.nodes import Agency, Node, Place
from bot.flows.reading import tree
from bot.flows.schema.documents import AgencyDocument, KindDocument, MainDocument
from bot.flows.schema.emergencies import EmergenciesDocument
from bot.flows.schema.menus import NodeDocument
from bot.texts.languages import Bilingual


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What the generated screen of offices is called; words of the bot, so the caller has them."""

    title: Bilingual
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Common:
    """The documents of what concerns all agencies, without a fault.

    `main_tree` tells where each part of the main file stands, `emergency_places` where each
    emergency does.
    """

    main: MainDocument
    main_place: Place
    main_tree: tree.Mapping
    kinds: Mapping[str, KindDocument]
    words: OfficeWords
    emergencies: EmergenciesDocument | None = None
    emergency_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the sound file of an agency becomes; `moved` are old addresses with their heirs."""

    agency: Agency
    nodes: tuple[Node, ...]
    moved: tuple[tuple[str, str], ...]


def pieces_of(document: AgencyDocument) -> list[object]:
    """The nodes of a document, each behind those that hang on it."""
    found: list[AgencyDocument | NodeDocument] = [document]
    for each in found:
        found += each.menu
        found += each.then if isinstance(each, NodeDocument) else ()
    return [*reversed(found)]
