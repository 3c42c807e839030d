"""A folder of flow files as sheets see it: the rows it holds, and the texts to edit."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.sheets.rows.rows import FileRow, rows_of
from bot.errors import FlowError
from bot.flows.checks.outline import items, scalars
from bot.flows.parts.shared import EMERGENCIES_FILE, KINDS_FILE, MAIN_FILE
from bot.flows.reading.source import read_source
from bot.flows.reading.tree import Mapping, Scalar
from bot.texts.languages import Bilingual


@dataclass(frozen=True, slots=True)
class FlowFile:
    """One file as it was read."""

    path: Path
    content: bytes
    tree: Mapping


@dataclass(frozen=True, slots=True)
class FlowFolder:
    """All files of a folder; agencies in the order of the main menu."""

    path: Path
    main: FlowFile
    agencies: dict[str, FlowFile]
    kinds: dict[str, Bilingual]

    def rows(self) -> Iterator[FileRow]:
        """Every row of every sheet, in the order of the menus."""
        for name, file in self.agencies.items():
            yield from rows_of(name, file.tree)


def read_folder(path: Path) -> FlowFolder:
    """The files of a folder. Raises FlowError, with all faults, where one cannot be understood.

    Their values may be wrong: a sheet can mend them.
    """
    faults: list[str] = []
    files: dict[str, FlowFile] = {}
    try:
        names = sorted(at.name for at in path.iterdir() if at.name.endswith(".yaml"))
    except OSError as error:
        raise FlowError(f"{path}: the folder cannot be read: {error.strerror}") from None
    for name in names:
        source = read_source(path / name)
        if isinstance(source.tree, Mapping):
            files[name] = FlowFile(path / name, (path / name).read_bytes(), source.tree)
        faults += [str(fault) for fault in source.faults if fault.severity == "error"]
    if not faults and MAIN_FILE not in files:
        faults.append(f"{path / MAIN_FILE}: missing-file it lists the agencies")
    if faults:
        raise FlowError("\n".join(faults))
    main = files.pop(MAIN_FILE)
    kinds = files.pop(KINDS_FILE, None)
    files.pop(EMERGENCIES_FILE, None)
    listed = [scalar.text for scalar in scalars(main.tree.get("agencies"))]
    names = [name.removesuffix(".yaml") for name in files]
    ordered = sorted(names, key=lambda name: listed.index(name) if name in listed else len(listed))
    agencies = {name: files[f"{name}.yaml"] for name in ordered}
    return FlowFolder(path, main, agencies, dict(_kinds(kinds)))


def _kinds(file: FlowFile | None) -> Iterator[tuple[str, Bilingual]]:
    for kind in items(file.tree.get("kinds") if file else None):
        name, title = kind.get("id"), kind.get("title")
        if isinstance(name, Scalar) and isinstance(title, Mapping):
            arabic, english = title.get("ar"), title.get("en")
            if isinstance(arabic, Scalar) and isinstance(english, Scalar):
                yield name.text, Bilingual(arabic.text, english.text)
