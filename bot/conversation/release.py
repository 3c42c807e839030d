"""One release of flows and locales: everything that turns read, swapped whole on reload."""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from bot.conversation.hearing.alarms import Alarms
from bot.conversation.hearing.remarks import Remarks
from bot.conversation.matching import Vocabulary
from bot.conversation.screens.shelf import Shelf
from bot.conversation.screens.wording import RETENTION_DAYS
from bot.errors import FlowError
from bot.flows.codes import Codes
from bot.flows.collection import without_collection
from bot.flows.library import Library
from bot.flows.loader import OfficeWords, load_library
from bot.flows.machine import FlowMachine
from bot.flows.nodes import MAIN, Answer, Ask, Content, Menu, NearestOffice, Node, OfficeList
from bot.search.documents import Document, KindWords
from bot.search.index import SearchIndex
from bot.texts.languages import Bilingual
from bot.texts.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Release:
    """What a turn reads. Nothing in it changes but the shelf of screens already drawn."""

    library: Library
    machine: FlowMachine
    index: SearchIndex
    phrases: Phrases
    shelf: Shelf
    vocabulary: Vocabulary
    alarms: Alarms
    remarks: Remarks
    session_timeout_s: float
    timezone: tzinfo

    def pieces(self) -> list[object]:
        """What it is made of, for who lets it go piece by piece (`let_go`)."""
        kept = (self.shelf, self.index, self.machine)
        return [*self.library.nodes.values(), *(each for at in kept for each in at.pieces())]


def load_release(
    flows: Path,
    locales: Path,
    *,
    session_timeout_s: float,
    timezone: tzinfo,
    retention_days: int = RETENTION_DAYS,
    shows_drafts: bool = False,
) -> Release:
    """Read flows and locales and build all that stands on them, with drafts for their authors.

    Raises FlowError with every fault of the flows, or of the locales, a line each.
    """
    with without_collection():
        phrases = Phrases.load(locales)
        library = read_library(flows, phrases, shows_drafts=shows_drafts)
        return make_release(
            library,
            phrases,
            session_timeout_s=session_timeout_s,
            timezone=timezone,
            retention_days=retention_days,
        )


def read_library(flows: Path, phrases: Phrases, *, shows_drafts: bool = False) -> Library:
    """The library of a folder of flows. Raises FlowError with every mistake, a line each."""
    words = OfficeWords(_both(phrases, "offices-title"), _both(phrases, "offices-about"))
    loaded = load_library(flows, words, shows_drafts=shows_drafts, advises=False)
    if loaded.library is None:
        raise FlowError("\n".join(str(f) for f in loaded.faults if f.severity == "error"))
    return loaded.library


def make_release(
    library: Library,
    phrases: Phrases,
    *,
    session_timeout_s: float,
    timezone: tzinfo,
    retention_days: int = RETENTION_DAYS,
    is_searched: bool = True,
) -> Release:
    """Build machine, search index and screens over a library and its phrases.

    `retention_days` is what citizens are told of how long their rows are kept. The index of a
    release that is not searched holds nothing.
    """
    with without_collection():
        shelf = Shelf(library, phrases, retention_days)
        machine = FlowMachine(library, shelf.pages)
        kinds = _kinds(library)
        index = SearchIndex(_documents(library) if is_searched else [], kinds)
        vocabulary = Vocabulary.of(
            phrases,
            _place_kinds(library),
            Codes.of(library.every_address()),
            library.settings.chat_menu,
        )
        heard = Alarms(library.emergencies), Remarks(phrases)
    return Release(
        *(library, machine, index, phrases, shelf, vocabulary, *heard), session_timeout_s, timezone
    )


def _both(phrases: Phrases, name: str) -> Bilingual:
    return Bilingual(ar=phrases.say("ar", name), en=phrases.say("en", name))


def _documents(library: Library) -> list[Document]:
    """Every agency and service that any citizen may ever be shown; a search tells which now."""
    return [
        _document(library, node)
        for address, node in library.nodes.items()
        if address != MAIN and library.is_public(node) and _is_service(library, node)
    ]


def _is_service(library: Library, node: Node) -> bool:
    """Whether a node is asked for by its own name: not one of the questions about another."""
    if isinstance(node.content, Menu):
        return True
    above = library.node(node.parent).content
    is_among_services = isinstance(above, Menu) and above.role == "services"
    return is_among_services and isinstance(node.content, Answer | Ask)


def _document(library: Library, node: Node) -> Document:
    """What can be found of one menu, and where its recurring questions stand."""
    choices = node.content.choices if isinstance(node.content, Menu) else ()
    targets = (library.node(choice.target) for choice in choices)
    questions = [node for node in targets if library.is_public(node)]
    return Document(
        address=node.address,
        agency=node.address.partition("/")[0],
        titles=node.title,
        names=node.name,
        abouts=node.about,
        keywords_ar=node.keywords.ar,
        keywords_en=node.keywords.en,
        keywords_arabizi=node.keywords.arabizi,
        kinds={question.kind: question.address for question in questions if question.kind},
    )


def _place_kinds(library: Library) -> frozenset[str]:
    """The recurring questions whose answers lead to the nearest office, or are offices."""
    return frozenset(
        node.kind for node in library.nodes.values() if node.kind and _tells_places(node.content)
    )


def _tells_places(content: Content) -> bool:
    if isinstance(content, Answer):
        return content.offers_nearest
    return isinstance(content, OfficeList | NearestOffice)


def _kinds(library: Library) -> list[KindWords]:
    """The recurring questions with the words by which they are asked for."""
    return [
        KindWords(
            kind.id,
            (kind.title.ar, *kind.keywords.ar),
            (kind.title.en, *kind.keywords.en),
            kind.keywords.arabizi,
        )
        for kind in library.kinds.values()
    ]
