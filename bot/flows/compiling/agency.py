"""One agency's documents to nodes."""

from collections.abc import Iterator

from bot.flows.checks.outline import OFFICES, Outline
from bot.flows.compiling.above import Above
from bot.flows.compiling.answers import make_answer
from bot.flows.compiling.inputs import Common, Compiled
from bot.flows.compiling.offices import office_nodes
from bot.flows.compiling.questions import make_ask
from bot.flows.compiling.wording import dialled
from bot.flows.nodes import (
    MAIN,
    Agency,
    Answer,
    Ask,
    Choice,
    Content,
    Keywords,
    Menu,
    MenuRole,
    NearestOffice,
    Node,
    OfficeList,
)
from bot.flows.schema.documents import AgencyDocument, KindDocument, MainDocument
from bot.flows.schema.menus import NodeDocument
from bot.flows.schema.texts import KeywordLists
from bot.flows.when.opening import Opening
from bot.texts.languages import Bilingual


def compile_agency(document: AgencyDocument, outline: Outline, common: Common) -> Compiled:
    """The nodes of a document that the checks have passed, each where its outline stands."""
    agency = _agency(document, common.main)
    compiler = _Compiler(document, outline, agency, common)
    return Compiled(agency, tuple(compiler.nodes()), tuple(compiler.moved()))


def _agency(document: AgencyDocument, main: MainDocument) -> Agency:
    return Agency(
        id=document.flow,
        title=document.title.both(),
        name=(document.name or document.title).both(),
        hotline=dialled(document.hotline, main.calling_code),
        hours=document.hours.both(),
        website=document.website,
        offices=tuple(f"{document.flow}/{OFFICES}/{office.id}" for office in document.offices),
        opening=Opening(tuple(document.opening), (*document.closed, *main.holidays)),
    )


class _Compiler:
    """Makes the nodes of one agency, and tells in `moved` what became of old addresses."""

    def __init__(
        self, document: AgencyDocument, outline: Outline, agency: Agency, common: Common
    ) -> None:
        self._agency = agency
        self._document = document
        self._outline = outline
        self._kinds = common.kinds
        self._calling_code = common.main.calling_code
        self._words = common.words

    def nodes(self) -> Iterator[Node]:
        """The agency's own node, all below it, and the generated screens of its offices."""
        document, outline = self._document, self._outline
        above = Above(self._agency.opening).inside(document)
        choices = _choices(document.menu, outline, above)
        if document.offices:
            choices = (*choices, Choice(OFFICES, f"{outline.address}/{OFFICES}"))
        title = self._agency.title
        yield self._node(document, outline, title, Menu(choices, "services"), above)
        yield from self._below(document.menu, outline, title, above)
        yield from office_nodes(
            document, outline, self._agency, self._words, above, self._calling_code
        )

    def moved(self) -> Iterator[tuple[str, str]]:
        """Each old address with the one that took its place."""
        document = self._document
        yield from ((old, self._agency.id) for old in document.moved_from)
        yield from _moves_below(document.menu, self._outline)
        for office, address in zip(document.offices, self._agency.offices, strict=True):
            yield from ((old, address) for old in office.moved_from)

    def _below(
        self, menu: list[NodeDocument], outline: Outline, title: Bilingual, above: Above
    ) -> Iterator[Node]:
        """The nodes of a menu, and theirs; a `goto` is a choice and no node."""
        for document, place in zip(menu, outline.children, strict=True):
            if document.goto is not None:
                continue
            own, kind = above.inside(document), self._kinds.get(document.kind or "")
            inside = own.asking(place.address, document.ask)
            own_title = _title(document, kind, title)
            content = self._content(document, place, kind, title, inside)
            if isinstance(content, Answer | Ask):
                own = own.needing(name for name, _ in content.fills)
            yield self._node(document, place, own_title, content, own)
            yield from self._below(document.menu or document.then, place, own_title, inside)

    def _node(
        self,
        document: AgencyDocument | NodeDocument,
        outline: Outline,
        title: Bilingual,
        content: Content,
        own: Above,
    ) -> Node:
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
            stage=own.stage,
            when=own.when,
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
        service: Bilingual,
        own: Above,
    ) -> Content:
        if document.ask is not None:
            then = _choices(document.then, outline, own)
            return make_ask(document.ask, then, self._agency, service, own.questions)
        if document.menu:
            has_menus = any(child.menu for child in document.menu)
            role: MenuRole = "services" if has_menus else "questions"
            return Menu(_choices(document.menu, outline, own), role)
        has_answer = document.answer or (kind is not None and kind.answer)
        if document.offices and not has_answer:
            is_all = document.offices == "all"
            return OfficeList(self._agency.offices) if is_all else NearestOffice()
        return make_answer(
            document, outline, kind, self._agency, service, self._calling_code, own.questions
        )


_NO_KEYWORDS = Keywords()


def keywords_of(lists: KeywordLists | None) -> Keywords:
    """The keywords of a document; none where it has none."""
    return lists.as_keywords() if lists is not None else _NO_KEYWORDS


def _moves_below(menu: list[NodeDocument], outline: Outline) -> Iterator[tuple[str, str]]:
    for document, place in zip(menu, outline.children, strict=True):
        yield from ((old, place.address) for old in document.moved_from)
        yield from _moves_below(document.menu or document.then, place)


def _choices(menu: list[NodeDocument], outline: Outline, above: Above) -> tuple[Choice, ...]:
    """The choices of a menu; a `goto` bears its own conditions, all else those of its node."""
    return tuple(
        Choice(place.key, place.target, above.only_here(document) if document.goto else ())
        for document, place in zip(menu, outline.children, strict=True)
    )


def _title(document: NodeDocument, kind: KindDocument | None, above: Bilingual) -> Bilingual:
    """The node's own title, else that of its kind; what follows a question may go by its title."""
    title = document.title or (kind.title if kind is not None else None)
    return title.both() if title is not None else above
