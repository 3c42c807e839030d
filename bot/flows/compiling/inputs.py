"""What a library is compiled from."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.checks.outline import Outline
from bot.flows.nodes import Place
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
class Documents:
    """All documents of a folder, without a fault.

    `outlines` tell where each node stands, `emergency_places` where each emergency does.
    """

    main: MainDocument
    main_place: Place
    main_tree: tree.Mapping  # tells where each part of it stands
    kinds: Mapping[str, KindDocument]
    agencies: Mapping[str, AgencyDocument]
    outlines: Mapping[str, Outline]
    emergencies: EmergenciesDocument | None = None
    emergency_places: tuple[Place, ...] = ()

    def pieces(self) -> list[object]:
        """Its nodes, each behind those that hang on it."""
        found: list[AgencyDocument | NodeDocument] = [*self.agencies.values()]
        for each in found:
            found += each.menu
            found += each.then if isinstance(each, NodeDocument) else ()
        return [*reversed(found)]
