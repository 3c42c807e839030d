"""What all agencies share: the main file, the recurring questions, the emergencies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from bot.flows.checks.outline import items
from bot.flows.checks.placeholders import kind_faults
from bot.flows.checks.warnings.advice import joined_keywords
from bot.flows.checks.warnings.reading_order import order_faults
from bot.flows.compiling.inputs import Common, OfficeWords
from bot.flows.faults import Fault, has_errors
from bot.flows.nodes import Place
from bot.flows.reading import tree
from bot.flows.reading.source import Source
from bot.flows.schema.documents import KindsDocument, MainDocument
from bot.flows.schema.emergencies import EmergenciesDocument
from bot.flows.schema.reading import mapping_of, read_document
from bot.flows.schema.texts import Document

MAIN_FILE = "_main.yaml"
KINDS_FILE = "_kinds.yaml"
EMERGENCIES_FILE = "_emergencies.yaml"
_MODELS: dict[str, type[Document]] = {
    MAIN_FILE: MainDocument,
    KINDS_FILE: KindsDocument,
    EMERGENCIES_FILE: EmergenciesDocument,
}
NAMES = tuple(_MODELS)

_Document = TypeVar("_Document", bound=Document)


@dataclass(frozen=True, slots=True)
class Shared:
    """As far as these files can be read; `common` is None where a fault forbids their use.

    `main`, `kinds` (by id) and `emergencies` are trees. `digest` names all that the parts of
    agencies are made of beside their own files; so it tells of `advises` too, whether what is
    hardly meant is told.
    """

    digest: str
    words: OfficeWords
    advises: bool
    main: tree.Mapping | None
    kinds: Mapping[str, tree.Mapping]
    kinds_readable: bool
    emergencies: tuple[tree.Mapping, ...]
    common: Common | None
    faults: tuple[Fault, ...]


def share(
    sources: Mapping[str, Source], main_place: Place, words: OfficeWords, *, advises: bool
) -> Shared:
    """What these files hold, by their names, of which any may be missing."""
    trees: dict[str, tree.Mapping] = {}
    faults: list[Fault] = []
    for name, source in sources.items():
        found, read_faults = mapping_of(source, _MODELS[name])
        faults += read_faults
        if found is not None:
            trees[name] = found
    kinds = tuple(_listed(trees.get(KINDS_FILE), "kinds"))
    emergencies = tuple(_listed(trees.get(EMERGENCIES_FILE), "emergencies"))
    faults += _repeated("kind", kinds)
    faults += _repeated("emergency", emergencies)
    by_id = {name: kind for kind in kinds if (name := _id(kind))}
    for kind in by_id.values():
        faults += kind_faults(kind)
    if advises:
        for each in (*by_id.values(), *emergencies):
            faults += order_faults(each)
        for each in by_id.values():
            faults += joined_keywords(each)
    places = tuple(each.place for each in emergencies)
    common = _common(trees, main_place, places, words, faults)
    return Shared(
        digest=_digest(sources, words, advises=advises),
        words=words,
        advises=advises,
        main=trees.get(MAIN_FILE),
        kinds=by_id,
        kinds_readable=KINDS_FILE not in sources or KINDS_FILE in trees,
        emergencies=emergencies,
        common=common,
        faults=tuple(faults),
    )


def _common(
    trees: Mapping[str, tree.Mapping],
    main_place: Place,
    emergency_places: tuple[Place, ...],
    words: OfficeWords,
    faults: list[Fault],
) -> Common | None:
    """The typed documents, where nothing is wrong with any of them; what is joins `faults`."""
    main = _read(trees.get(MAIN_FILE), MainDocument, faults)
    kinds = _read(trees.get(KINDS_FILE), KindsDocument, faults)
    emergencies = _read(trees.get(EMERGENCIES_FILE), EmergenciesDocument, faults)
    if main is None or has_errors(faults):
        return None
    by_id = {kind.id: kind for kind in (kinds.kinds if kinds else ())}
    main_tree = trees[MAIN_FILE]
    return Common(main, main_place, main_tree, by_id, words, emergencies, emergency_places)


def _read(
    found: tree.Mapping | None, model: type[_Document], faults: list[Fault]
) -> _Document | None:
    if found is None:
        return None
    document, wrong = read_document(found, model)
    faults += wrong
    return document


def _listed(found: tree.Mapping | None, key: str) -> Iterator[tree.Mapping]:
    return items(found.get(key) if found is not None else None)


def _repeated(what: str, trees: tuple[tree.Mapping, ...]) -> Iterator[Fault]:
    """Kinds, or emergencies, that share an id."""
    seen: dict[str, int] = {}
    for each in trees:
        if _id(each) in seen:
            message = f'the {what} "{_id(each)}" stands on line {seen[_id(each)]} already'
            yield Fault(each.place, "duplicate-id", message)
        seen.setdefault(_id(each), each.place.line)


def _id(kind: tree.Mapping) -> str:
    written = kind.get("id")
    return written.text if isinstance(written, tree.Scalar) else ""


def _digest(sources: Mapping[str, Source], words: OfficeWords, *, advises: bool) -> str:
    """A file that cannot be read whole has no digest; how it is told of is no matter of parts."""
    read = {name: sources[name].digest for name in NAMES if name in sources}
    return blake2b(repr((read, words, advises)).encode(), digest_size=16).hexdigest()
