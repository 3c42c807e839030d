"""Sound documents to the immutable library.

Takes what the checks have passed: every address unique, every kind known, every target there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.flows.checks.outline import OFFICES, Outline, items
from bot.flows.library import Library, frozen
from bot.flows.nodes import (
    MAIN,
    Agency,
    Answer,
    Choice,
    Content,
    Keywords,
    Kind,
    Menu,
    Node,
    OfficeCard,
    OfficeList,
    Place,
    Settings,
    Stage,
)
from bot.flows.schema.documents import (
    AgencyDocument,
    KeywordLists,
    KindDocument,
    MainDocument,
    NodeDocument,
    OfficeDocument,
)
from bot.flows.wording import dialled, word_answer
from bot.texts.languages import Bilingual

_STAGES: tuple[Stage, ...] = ("draft", "invited", "pilot", "live")  # strictest first
_UNSEEN = ("draft", "invited")
_ONLINE = "online"  # the kind whose link is the agency's website where the author gives none


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What the generated screen of offices is called; words of the bot, so the caller has them."""

    title: Bilingual
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of a folder, without a fault; `outlines` tell where each node stands."""

    main: MainDocument
    main_place: Place
    kinds: Mapping[str, KindDocument]
    agencies: Mapping[str, AgencyDocument]
    outlines: Mapping[str, Outline]


def compile_library(documents: Documents, words: OfficeWords, digest: str) -> Library:
    """The library of these documents under the release name `digest`.

    The main menu's title is empty: it is a text of the bot. Choices that lead to a draft, or to
    what only invited citizens see, are left out of menus; their nodes keep their addresses.
    """
    main = documents.main
    agencies = {each: _agency(documents.agencies[each], main) for each in main.agencies}
    nodes: dict[str, Node] = {}
    moved: dict[str, str] = {}
    for agency in agencies.values():
        compiler = _AgencyCompiler(documents, agency, words)
        nodes.update((node.address, node) for node in compiler.nodes())
        moved |= compiler.moved
    choices = tuple(Choice(each, each) for each in main.agencies)
    nodes[MAIN] = Node(MAIN, "", Bilingual("", ""), Menu(choices, "agencies"), documents.main_place)
    return Library(
        digest=digest,
        nodes=frozen({address: _without_unseen(node, nodes) for address, node in nodes.items()}),
        agencies=frozen(agencies),
        kinds=frozen({each.id: _kind(each) for each in documents.kinds.values()}),
        moved=frozen(moved),
        settings=Settings(
            contact_phone=dialled(main.contact_phone, main.calling_code),
            is_sample=main.sample,
            asks_feedback=main.feedback,
        ),
    )


def _agency(document: AgencyDocument, main: MainDocument) -> Agency:
    return Agency(
        id=document.flow,
        title=document.title.both(),
        name=(document.name or document.title).both(),
        hotline=dialled(document.hotline, main.calling_code),
        hours=document.hours.both(),
        website=document.website,
        offices=tuple(f"{document.flow}/{OFFICES}/{office.id}" for office in document.offices),
    )


def _kind(document: KindDocument) -> Kind:
    return Kind(document.id, document.title.both(), _keywords(document.keywords))


def _keywords(lists: KeywordLists | None) -> Keywords:
    return lists.as_keywords() if lists is not None else Keywords()


def _without_unseen(node: Node, nodes: Mapping[str, Node]) -> Node:
    """The node with only those choices that every citizen may see."""
    if not isinstance(node.content, Menu):
        return node
    choices = node.content.choices
    shown = tuple(each for each in choices if nodes[each.target].stage not in _UNSEEN)
    if len(shown) == len(choices):
        return node
    return replace(node, content=Menu(shown, node.content.role))


class _AgencyCompiler:
    """Makes the nodes of one agency, and gathers in `moved` what became of old addresses."""

    def __init__(self, documents: Documents, agency: Agency, words: OfficeWords) -> None:
        self.moved: dict[str, str] = {}
        self._agency = agency
        self._document = documents.agencies[agency.id]
        self._outline = documents.outlines[agency.id]
        self._kinds = documents.kinds
        self._calling_code = documents.main.calling_code
        self._words = words

    def nodes(self) -> Iterator[Node]:
        """The agency's own node, all below it, and the generated screens of its offices."""
        document, outline = self._document, self._outline
        choices = _choices(outline)
        if document.offices:
            choices = (*choices, Choice(OFFICES, f"{outline.address}/{OFFICES}"))
        stage: Stage = document.stage or "live"
        yield self._node(document, outline, self._agency.title, Menu(choices, "services"), stage)
        yield from self._below(document.menu, outline, self._agency.title, stage)
        if document.offices:
            yield from self._office_nodes(stage)

    def _below(
        self, menu: list[NodeDocument], above: Outline, above_title: Bilingual, stage: Stage
    ) -> Iterator[Node]:
        """The nodes of a menu, and theirs; a `goto` is a choice and no node."""
        for document, outline in zip(menu, above.children, strict=True):
            if document.goto is not None:
                continue
            kind = self._kinds.get(document.kind or "")
            title = _title(document, kind)
            own_stage = min(stage, document.stage or stage, key=_STAGES.index)
            content = self._content(document, outline, kind, above_title)
            yield self._node(document, outline, title, content, own_stage)
            yield from self._below(document.menu, outline, title, own_stage)

    def _node(
        self,
        document: AgencyDocument | NodeDocument,
        outline: Outline,
        title: Bilingual,
        content: Content,
        stage: Stage,
    ) -> Node:
        self.moved.update((old, outline.address) for old in document.moved_from)
        return Node(
            address=outline.address,
            parent=outline.parent.address if outline.parent else MAIN,
            title=title,
            content=content,
            place=outline.place,
            name=document.name.both() if document.name else None,
            about=document.about.both() if document.about else None,
            keywords=_keywords(document.keywords),
            kind=(document.kind or "") if isinstance(document, NodeDocument) else "",
            stage=stage,
            owner=document.owner or "",
            source=document.source or "",
            reviewed=document.reviewed,
            review_by=document.review_by,
        )

    def _content(
        self,
        document: NodeDocument,
        outline: Outline,
        kind: KindDocument | None,
        above_title: Bilingual,
    ) -> Content:
        if document.menu:
            has_menus = any(child.menu for child in document.menu)
            return Menu(_choices(outline), "services" if has_menus else "questions")
        answer = document.answer or (kind.answer if kind is not None else None)
        if answer is None:
            raise ValueError(f"{outline.place}: an answer the checks should have missed")
        fallback = self._agency.website if document.kind == _ONLINE else ""
        return Answer(
            text=word_answer(answer.both(), kind, self._agency, above_title),
            link=document.link or fallback,
            offers_nearest=document.offices == "nearest",
        )

    def _office_nodes(self, stage: Stage) -> Iterator[Node]:
        """The list of offices, and a card for each."""
        address = f"{self._agency.id}/{OFFICES}"
        entry = self._outline.entry(OFFICES)
        place = entry.place if entry is not None else self._outline.place
        written = items(entry.value if entry is not None else None)
        yield Node(
            address=address,
            parent=self._agency.id,
            title=self._words.title,
            content=OfficeList(self._agency.offices),
            place=place,
            about=self._words.about,
            stage=stage,
        )
        for document, each in zip(self._document.offices, written, strict=True):
            yield self._office_node(document, address, each.place, stage)

    def _office_node(
        self, document: OfficeDocument, parent: str, place: Place, stage: Stage
    ) -> Node:
        latitude, longitude = document.at
        phone = dialled(document.phone, self._calling_code) if document.phone else ""
        name = document.name.both()
        return Node(
            address=f"{parent}/{document.id}",
            parent=parent,
            title=document.title.both() if document.title else name,
            content=OfficeCard(
                address_text=document.address.both(),
                hours=document.hours.both() if document.hours else self._agency.hours,
                phone=phone or self._agency.hotline,
                latitude=latitude,
                longitude=longitude,
                is_verified=document.verified,
            ),
            place=place,
            name=name,
            stage=stage,
            owner=document.owner or "",
            source=document.source or "",
        )


def _choices(outline: Outline) -> tuple[Choice, ...]:
    return tuple(Choice(child.key, child.target) for child in outline.children)


def _title(document: NodeDocument, kind: KindDocument | None) -> Bilingual:
    """The node's own title, else that of its kind."""
    title = document.title or (kind.title if kind is not None else None)
    if title is None:
        raise ValueError("a title the checks should have missed")
    return title.both()
