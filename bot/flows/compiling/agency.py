"""One agency's documents to nodes."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Outline, items
from bot.flows.compiling.answers import make_answer
from bot.flows.compiling.inputs import Documents, OfficeWords
from bot.flows.compiling.wording import dialled
from bot.flows.nodes import (
    MAIN,
    Agency,
    Choice,
    Content,
    Keywords,
    Menu,
    Node,
    OfficeCard,
    OfficeList,
    Place,
    Stage,
)
from bot.flows.schema.documents import AgencyDocument, KindDocument, OfficeDocument
from bot.flows.schema.menus import NodeDocument, Provenance
from bot.flows.schema.texts import KeywordLists
from bot.texts.languages import Bilingual

_STAGES: tuple[Stage, ...] = ("draft", "invited", "pilot", "live")  # strictest first


class AgencyCompiler:
    """Makes the nodes of one agency, and gathers in `moved` what became of old addresses."""

    def __init__(self, documents: Documents, agency: Agency, words: OfficeWords) -> None:
        """Make nothing yet."""
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
            own_stage = _stricter(stage, document.stage)
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
        self._note_moves(document, outline.address)
        return Node(
            address=outline.address,
            parent=outline.parent.address if outline.parent else MAIN,
            title=title,
            content=content,
            place=outline.place,
            name=document.name.both() if document.name else None,
            about=document.about.both() if document.about else None,
            keywords=keywords_of(document.keywords),
            kind=(document.kind or "") if isinstance(document, NodeDocument) else "",
            stage=stage,
            owner=document.owner or "",
            source=document.source or "",
            reviewed=document.reviewed,
            review_by=document.review_by,
        )

    def _note_moves(self, document: Provenance, address: str) -> None:
        self.moved.update((old, address) for old in document.moved_from)

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
        return make_answer(document, outline, kind, self._agency, above_title, self._calling_code)

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
        self._note_moves(document, f"{parent}/{document.id}")
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
            stage=_stricter(stage, document.stage),
            owner=document.owner or "",
            source=document.source or "",
            reviewed=document.reviewed,
            review_by=document.review_by,
        )


def keywords_of(lists: KeywordLists | None) -> Keywords:
    """The keywords of a document; none where it has none."""
    return lists.as_keywords() if lists is not None else Keywords()


def _stricter(above: Stage, own: Stage | None) -> Stage:
    """The stage of what says `own` and stands inside what says `above`."""
    return min(above, own or above, key=_STAGES.index)


def _choices(outline: Outline) -> tuple[Choice, ...]:
    return tuple(Choice(child.key, child.target) for child in outline.children)


def _title(document: NodeDocument, kind: KindDocument | None) -> Bilingual:
    """The node's own title, else that of its kind."""
    title = document.title or (kind.title if kind is not None else None)
    if title is None:
        raise ValueError("a title the checks should have missed")
    return title.both()
