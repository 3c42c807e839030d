"""A folder of flow files to a library, or to all its mistakes at once."""

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from bot.flows.checks.across.keywords import claim_faults
from bot.flows.checks.across.targets import Targets, listing_faults
from bot.flows.checks.labels import label_faults
from bot.flows.collection import without_collection
from bot.flows.compiling.compiler import compile_library
from bot.flows.compiling.inputs import OfficeWords
from bot.flows.faults import Fault, has_errors
from bot.flows.library import Library
from bot.flows.nodes import Place
from bot.flows.parts.part import Makers, Part, Wanted, make_part, one_by_one
from bot.flows.parts.shared import MAIN_FILE, NAMES, Shared, share
from bot.flows.reading.source import Source, digest_of, read_content, read_source
from bot.flows.schema.documents import AgencyDocument
from bot.flows.schema.reading import mapping_of
from bot.flows.schema.values import ID_PATTERN

__all__ = ["Loaded", "OfficeWords", "load_library"]

_MISNAMED = re.compile(r"(.+)\.ya?ml(?:\.txt)?", re.IGNORECASE | re.DOTALL)
_NODE_BYTES = 400  # of a file, about, in the flows so far


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
    advises: bool = True,
    makers: Makers = one_by_one,
) -> Loaded:
    """Read, check and compile a folder. Never raises for what its files hold.

    `offices` names the generated screens. Equal files give an equal digest. `today` warns of
    texts that should have been confirmed again by now. With `shows_drafts` what only authors may
    see is there as if it were public. `advises` tells what is hardly meant; `makers` make the
    parts of the agencies, or know them.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        return Loaded(None, (Fault(Place(str(folder)), "no-flows", message),))
    with without_collection():
        files = _Files(folder, names)
        if not files.agencies:
            message = "the folder holds no agency, a file such as cspd.yaml"
            faults = (*files.faults, Fault(Place(str(folder)), "no-flows", message))
            return Loaded(None, faults)
        shared = share(files.shared, files.main_place, offices, advises=advises)
        parts = _parts(files, shared, makers)
        told = (*files.faults, *shared.faults, *_faults(parts, shared, today))
        faults = tuple(sorted(dict.fromkeys(told)))  # nearly in order before: a set is not
        if shared.common is None or has_errors(faults):
            return Loaded(None, faults)
        compiled = {at: part.compiled for at, part in parts.items() if part.compiled is not None}
        library = compile_library(
            compiled, shared.common, files.release(offices), shows_drafts=shows_drafts
        )
        return Loaded(library, faults, files.digests())


def _parts(files: "_Files", shared: Shared, makers: Makers) -> dict[str, Part]:
    """The part of each agency, by its id."""
    agencies = {str(files.folder / f"{at}.yaml"): at for at in files.contents}
    wanted = {}
    for name, at in agencies.items():
        size = len(files.contents[at]) // _NODE_BYTES
        wanted[name] = Wanted(f"{shared.digest} {files.agencies[at]}", size)

    def make(name: str) -> Part:
        return make_part(agencies[name], name, files.contents[agencies[name]], shared)

    made = makers(make, wanted)
    nothing = Part(())  # of what could not be read, which is told already
    return {at: made.get(str(files.folder / f"{at}.yaml"), nothing) for at in files.agencies}


def _faults(parts: abc.Mapping[str, Part], shared: Shared, today: date | None) -> Iterator[Fault]:
    """Those of each agency by itself, and of all beside each other."""
    for part in parts.values():
        yield from part.faults
        yield from (at.fault for at in part.dated if today is not None and at.holds(today))
    facts = [part.facts for part in parts.values() if part.facts is not None]
    unreadable = frozenset(at for at, part in parts.items() if part.facts is None)
    labels = {at: label for each in facts for at, label in each.labels.items()}
    for each in facts:
        yield from label_faults(labels, each.leading_out)
    yield from Targets(facts, unreadable).faults(shared.main, shared.emergencies)
    yield from listing_faults(facts, unreadable, shared.main, MAIN_FILE)
    yield from claim_faults(claim for part in parts.values() for claim in part.claims)


class _Files:
    """All files of a folder: those that all share as trees, those of agencies as bytes."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.main_place = Place(str(folder / MAIN_FILE))
        self.faults: list[Fault] = []
        self.shared: dict[str, Source] = {}
        self.agencies: dict[str, str] = {}  # by id the digests of their files
        self.contents: dict[str, bytes] = {}  # of those that could be read
        for name in names:
            if name.endswith(".yaml") and (name.startswith("_") or ID_PATTERN.fullmatch(name[:-5])):
                self._read(name)
            elif meant := _MISNAMED.fullmatch(name):
                self._refuse_name(name, meant[1])
        if MAIN_FILE not in self.shared:
            message = f"{MAIN_FILE} is missing; it lists the agencies"
            self.faults.append(Fault(self.main_place, "missing-file", message))

    def _refuse_name(self, name: str, meant: str) -> None:
        """Tell of a file's name; what the file was meant to be is not told as missing too."""
        message = "flow files end in .yaml; rename it"
        if name.endswith(".yaml"):
            message = "a file has the name of its agency's id: a-z, 0-9 and -; rename or remove it"
        elif name.lower().endswith(".txt"):
            message += " (Windows hides the .txt until it is told to show endings)"
        shown = name if name.isprintable() else ascii(name)
        self.faults.append(Fault(Place(str(self.folder / shown)), "wrong-file", message))
        if not name.startswith("_"):
            self.agencies.setdefault(meant.lower(), "")

    def _read(self, name: str) -> None:
        file = self.folder / name
        if name in NAMES:
            self.shared[name] = read_source(file)
        elif name.startswith("_"):
            self.faults += mapping_of(read_source(file), AgencyDocument)[1]
            message = "no file of this name is known here"
            self.faults.append(Fault(Place(str(file)), "wrong-file", message))
        else:
            self._read_agency(name.removesuffix(".yaml"), file)

    def _read_agency(self, agency: str, file: Path) -> None:
        content = read_content(file)
        if isinstance(content, Fault):
            self.faults.append(content)
            self.agencies[agency] = ""
        else:
            self.agencies[agency] = digest_of(content)
            self.contents[agency] = content

    def release(self, offices: OfficeWords) -> str:
        """The name of the release these files make: equal files and words, equal name."""
        state = blake2b(repr(offices).encode(), digest_size=16)
        for name, digest in self.digests().items():
            state.update(f"{name}:{digest};".encode())
        return state.hexdigest()

    def digests(self) -> dict[str, str]:
        """The digests of the files' bytes, by name."""
        shared = {name: self.shared[name].digest for name in NAMES if name in self.shared}
        return shared | {f"{at}.yaml": digest for at, digest in self.agencies.items()}
