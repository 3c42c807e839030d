"""A folder of flow files to a library, or to all its mistakes at once."""

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from bot.flows.checks.beside import beside_faults
from bot.flows.checks.conditions import condition_faults
from bot.flows.checks.lengths import length_faults
from bot.flows.checks.menus import menu_faults
from bot.flows.checks.outline import Catalogue, Outline, items, outline_agency
from bot.flows.checks.placeholders import placeholder_faults
from bot.flows.checks.questions import question_faults
from bot.flows.checks.shape import shape_faults
from bot.flows.checks.targets import listing_faults, target_faults
from bot.flows.checks.warnings.advice import advice, overdue
from bot.flows.checks.warnings.aside import Aside, here
from bot.flows.checks.warnings.reading_order import order_faults
from bot.flows.collection import let_go, without_collection
from bot.flows.compiling.compiler import compile_library
from bot.flows.compiling.inputs import Documents, OfficeWords
from bot.flows.faults import Fault, has_errors
from bot.flows.library import Library
from bot.flows.nodes import Place
from bot.flows.reading.source import Source, read_source
from bot.flows.reading.tree import Mapping, Scalar
from bot.flows.schema.documents import AgencyDocument, KindDocument, KindsDocument, MainDocument
from bot.flows.schema.emergencies import EmergenciesDocument
from bot.flows.schema.reading import read_document, sound_faults
from bot.flows.schema.texts import Document
from bot.flows.schema.values import ID_PATTERN

__all__ = ["Loaded", "OfficeWords", "load_library"]

MAIN_FILE = "_main.yaml"
KINDS_FILE = "_kinds.yaml"
EMERGENCIES_FILE = "_emergencies.yaml"
_DOCUMENTS: dict[str, type[Document]] = {
    MAIN_FILE: MainDocument,
    KINDS_FILE: KindsDocument,
    EMERGENCIES_FILE: EmergenciesDocument,
}
_MISNAMED = re.compile(r"(.+)\.ya?ml(?:\.txt)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library, or None when a fault forbids its use; faults in the order of their places.

    `digests` are those of the files that were read whole, by name.
    """

    library: Library | None
    faults: tuple[Fault, ...]
    digests: abc.Mapping[str, str] = field(default_factory=dict)


def load_library(
    folder: Path,
    offices: OfficeWords,
    today: date | None = None,
    *,
    shows_drafts: bool = False,
    aside: Aside | None = here,
) -> Loaded:
    """Read, check and compile a folder. Never raises for what its files hold.

    `offices` names the generated screens. Equal files give an equal digest. `today` warns of
    texts that should have been confirmed again by now. With `shows_drafts` what only authors may
    see is there as if it were public. Advice is reckoned `aside`; who takes none is spared it.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        return Loaded(None, (Fault(Place(str(folder)), "no-flows", message),))
    with without_collection():
        rest: list[object] = []
        loaded = _load(folder, names, offices, today, rest, shows_drafts=shows_drafts, aside=aside)
        let_go(rest)
    return loaded


def _load(
    folder: Path,
    names: list[str],
    offices: OfficeWords,
    today: date | None,
    rest: list[object],
    *,
    shows_drafts: bool,
    aside: Aside | None,
) -> Loaded:
    """What is loaded; `rest` takes what is needed no more."""
    reading = _Reading(folder, names)
    if not reading.agencies:
        message = "the folder holds no agency, a file such as cspd.yaml"
        return Loaded(None, (*reading.faults, Fault(Place(str(folder)), "no-flows", message)))
    catalogue = reading.catalogue()
    advised = (
        aside(lambda: tuple(_advice(catalogue, today)), len(catalogue.nodes)) if aside else None
    )
    faults = list(reading.faults)
    documents = reading.documents(catalogue, faults)
    faults += reading.repeated_ids()
    faults += _structural_faults(catalogue, offices)
    faults += advised() if advised else ()
    ordered = tuple(sorted(set(faults)))
    if documents is None or has_errors(ordered):
        loaded = Loaded(None, ordered)
    else:
        digest = reading.digest(offices)
        library = compile_library(documents, offices, digest, shows_drafts=shows_drafts)
        long = tuple(length_faults(library.nodes.values()))
        faulty = tuple(sorted((*ordered, *long)))
        loaded = Loaded(None if long else library, faulty, reading.digests())
    rest += catalogue.take_apart()
    rest += documents.pieces() if documents is not None else ()
    return loaded


def _structural_faults(catalogue: Catalogue, offices: OfficeWords) -> Iterator[Fault]:
    yield from shape_faults(catalogue)
    yield from beside_faults(catalogue)
    yield from condition_faults(catalogue)
    yield from question_faults(catalogue)
    yield from menu_faults(catalogue, offices.title)
    yield from target_faults(catalogue)
    yield from listing_faults(catalogue, MAIN_FILE)
    yield from placeholder_faults(catalogue)


def _advice(catalogue: Catalogue, today: date | None) -> Iterator[Fault]:
    yield from advice(catalogue)
    yield from order_faults(catalogue)
    yield from overdue(catalogue, today) if today else ()


class _Reading:
    """All files of a folder as trees, with the faults of reading them."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.faults: list[Fault] = []
        self.agencies: dict[str, Source] = {}
        self._folder = folder
        self._main: Source | None = None
        self._kinds: Source | None = None
        self._emergencies: Source | None = None
        for name in names:
            if name.endswith(".yaml") and (name.startswith("_") or ID_PATTERN.fullmatch(name[:-5])):
                self._read(name)
            elif meant := _MISNAMED.fullmatch(name):
                self._refuse_name(name, meant[1])
        if self._main is None:
            message = f"{MAIN_FILE} is missing; it lists the agencies"
            self._fault(Place(str(folder / MAIN_FILE)), "missing-file", message)

    def _refuse_name(self, name: str, meant: str) -> None:
        """Tell of a file's name; what the file was meant to be is not told as missing too."""
        message = "flow files end in .yaml; rename it"
        if name.endswith(".yaml"):
            message = "a file has the name of its agency's id: a-z, 0-9 and -; rename or remove it"
        elif name.lower().endswith(".txt"):
            message += " (Windows hides the .txt until it is told to show endings)"
        shown = name if name.isprintable() else ascii(name)
        self._fault(Place(str(self._folder / shown)), "wrong-file", message)
        if not name.startswith("_"):
            self.agencies.setdefault(meant.lower(), Source(name, None, "", ()))

    def _read(self, name: str) -> None:
        source = read_source(self._folder / name)
        self.faults += source.faults
        if isinstance(source.rest, Mapping):
            self.faults += sound_faults(source.rest, _DOCUMENTS.get(name, AgencyDocument))
        if source.tree is not None and not isinstance(source.tree, Mapping):
            self._fault(source.tree.place, "wrong-type", "a flow file begins with keys and values")
            source = Source(source.name, None, source.digest, source.faults)
        if name == MAIN_FILE:
            self._main = source
        elif name == KINDS_FILE:
            self._kinds = source
        elif name == EMERGENCIES_FILE:
            self._emergencies = source
        elif name.startswith("_"):
            self._fault(Place(source.name), "wrong-file", "no file of this name is known here")
        else:
            self.agencies[name.removesuffix(".yaml")] = source

    def _fault(self, place: Place, code: str, message: str) -> None:
        self.faults.append(Fault(place, code, message))

    def catalogue(self) -> Catalogue:
        """The outlines of all that could be read."""
        outlines = self._outlines()
        return Catalogue(
            main=_mapping(self._main),
            kinds={_id(kind): kind for kind in self._kind_trees() if _id(kind)},
            kinds_readable=self._kinds is None or self._kinds.tree is not None,
            agencies=outlines,
            nodes=tuple(node for agency in outlines.values() for node in agency.walk()),
            unreadable=frozenset(self.agencies.keys() - outlines.keys()),
            emergencies=tuple(self._emergency_trees()),
        )

    def _outlines(self) -> dict[str, Outline]:
        return {
            name: outline_agency(name, source.tree)
            for name, source in self.agencies.items()
            if isinstance(source.tree, Mapping)
        }

    def _kind_trees(self) -> Iterator[Mapping]:
        tree = _mapping(self._kinds)
        return items(tree.get("kinds") if tree is not None else None)

    def _emergency_trees(self) -> Iterator[Mapping]:
        tree = _mapping(self._emergencies)
        return items(tree.get("emergencies") if tree is not None else None)

    def repeated_ids(self) -> Iterator[Fault]:
        """Kinds, or emergencies, that share an id."""
        for what, trees in (("kind", self._kind_trees()), ("emergency", self._emergency_trees())):
            seen: dict[str, int] = {}
            for tree in trees:
                if _id(tree) in seen:
                    message = f'the {what} "{_id(tree)}" stands on line {seen[_id(tree)]} already'
                    yield Fault(tree.place, "duplicate-id", message)
                seen.setdefault(_id(tree), tree.place.line)

    def documents(self, catalogue: Catalogue, faults: list[Fault]) -> Documents | None:
        """The typed documents, when every file gives one; what is wrong joins `faults`."""
        main = kinds = emergencies = None
        main_tree = _mapping(self._main)
        if main_tree is not None:
            main, found = read_document(main_tree, MainDocument)
            faults += found
        if (tree := _mapping(self._kinds)) is not None:
            kinds, found = read_document(tree, KindsDocument)
            faults += found
        if (tree := _mapping(self._emergencies)) is not None:
            emergencies, found = read_document(tree, EmergenciesDocument)
            faults += found
        agencies: dict[str, AgencyDocument] = {}
        for name, outline in catalogue.agencies.items():
            document, found = read_document(outline.tree, AgencyDocument)
            faults += found
            if document is not None:
                agencies[name] = document
        if main is None or main_tree is None or agencies.keys() != self.agencies.keys():
            return None
        by_id: dict[str, KindDocument] = {kind.id: kind for kind in (kinds.kinds if kinds else ())}
        place = Place(str(self._folder / MAIN_FILE))
        places = tuple(tree.place for tree in self._emergency_trees())
        outlines = catalogue.agencies
        return Documents(main, place, main_tree, by_id, agencies, outlines, emergencies, places)

    def digest(self, offices: OfficeWords) -> str:
        """The name of the release these files make: equal files and words, equal name."""
        state = blake2b(repr(offices).encode(), digest_size=16)
        for name, digest in self.digests().items():
            state.update(f"{name}:{digest};".encode())
        return state.hexdigest()

    def digests(self) -> dict[str, str]:
        """The digests of the files' bytes, by name."""
        sources = (self._main, self._kinds, self._emergencies, *self.agencies.values())
        return {Path(source.name).name: source.digest for source in sources if source is not None}


def _mapping(source: Source | None) -> Mapping | None:
    tree = source.tree if source is not None else None
    return tree if isinstance(tree, Mapping) else None


def _id(kind: Mapping) -> str:
    written = kind.get("id")
    return written.text if isinstance(written, Scalar) else ""
