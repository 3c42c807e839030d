"""Sound documents to the immutable library.

Takes what the checks have passed: every address unique, every kind known, every target there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.flows.checks.outline import items
from bot.flows.compiling.agency import keywords_of
from bot.flows.compiling.inputs import Common, Compiled
from bot.flows.compiling.wording import dialled
from bot.flows.library import Library, frozen
from bot.flows.nodes import (
    MAIN,
    ChatMenu,
    Choice,
    Command,
    Emergencies,
    Emergency,
    IceBreaker,
    Kind,
    Menu,
    Node,
    Place,
    Settings,
)
from bot.flows.reading.tree import Mapping as TreeMapping
from bot.flows.schema.documents import KindDocument, MainDocument
from bot.flows.schema.emergencies import EmergencyDocument
from bot.texts.languages import Bilingual


def compile_library(
    agencies: Mapping[str, Compiled], common: Common, digest: str, *, shows_drafts: bool = False
) -> Library:
    """The library of these agencies under the release name `digest`, in the main menu's order.

    The main menu's title is empty: it is a text of the bot. Choices that lead to a draft are left
    out of menus unless drafts are shown; their nodes keep their addresses.
    """
    main = common.main
    listed = [agencies[each] for each in main.agencies]
    nodes = {node.address: node for each in listed for node in each.nodes}
    choices = tuple(Choice(each, each) for each in main.agencies)
    nodes[MAIN] = Node(MAIN, "", Bilingual("", ""), Menu(choices, "agencies"), common.main_place)
    return Library(
        digest=digest,
        nodes=frozen(nodes if shows_drafts else _without_drafts(nodes)),
        agencies=frozen({each.agency.id: each.agency for each in listed}),
        kinds=frozen({each.id: _kind(each) for each in common.kinds.values()}),
        moved=frozen(dict(pair for each in listed for pair in each.moved)),
        settings=Settings(
            contact_phone=dialled(main.contact_phone, main.calling_code),
            is_sample=main.sample,
            asks_feedback=main.feedback,
            country=main.country,
            chat_menu=_chat_menu(common),
            retired=tuple(_retired(main, common.kinds)),
        ),
        shows_drafts=shows_drafts,
        emergencies=_emergencies(common),
    )


def _retired(main: MainDocument, kinds: Iterable[str]) -> Iterator[str]:
    """What is gone for good, with the recurring questions that stood inside it."""
    for old in main.retired:
        yield old
        yield from (f"{old}/{kind}" for kind in kinds)


def _chat_menu(common: Common) -> ChatMenu:
    """What the platform offers itself, each entry with its place."""
    menu = common.main.chat_menu
    tree = common.main_tree.get("chat_menu")
    if menu is None or not isinstance(tree, TreeMapping):
        return ChatMenu()
    ice_breakers = zip(menu.ice_breakers, items(tree.get("ice_breakers")), strict=True)
    commands = zip(menu.commands, items(tree.get("commands")), strict=True)
    return ChatMenu(
        greets=menu.welcome,
        ice_breakers=tuple(IceBreaker(at.text, at.opens, told.place) for at, told in ice_breakers),
        commands=tuple(
            Command(at.name, at.about.both(), at.opens or "", told.place) for at, told in commands
        ),
    )


def _emergencies(common: Common) -> Emergencies:
    written = common.emergencies
    if written is None:
        return Emergencies()
    kinds = (
        _emergency(each, common.main, place)
        for each, place in zip(written.emergencies, common.emergency_places, strict=True)
    )
    return Emergencies(tuple(kinds), keywords_of(written.unless))


def _emergency(document: EmergencyDocument, main: MainDocument, place: Place) -> Emergency:
    return Emergency(
        id=document.id,
        phone=dialled(document.phone, main.calling_code),
        text=document.answer.both(),
        service=document.service or "",
        alone=keywords_of(document.alone),
        within=keywords_of(document.within),
        perhaps=keywords_of(document.perhaps),
        place=place,
    )


def _kind(document: KindDocument) -> Kind:
    return Kind(document.id, document.title.both(), keywords_of(document.keywords))


def _without_drafts(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The nodes, their menus with only those choices that citizens may ever see."""
    return {address: _without_draft_choices(node, nodes) for address, node in nodes.items()}


def _without_draft_choices(node: Node, nodes: Mapping[str, Node]) -> Node:
    if not isinstance(node.content, Menu):
        return node
    choices = node.content.choices
    shown = tuple(each for each in choices if nodes[each.target].stage != "draft")
    if len(shown) == len(choices):
        return node
    return replace(node, content=Menu(shown, node.content.role))
