"""Mistakes put into the real flows, as a hurried author makes them; each is to be told at its line.

`python -m tests.flows.mutants` prints how many were found.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.flows.faults import Fault
from bot.flows.loader import load_library
from tests.flows.authored import OFFICE_WORDS

FLOWS = Path(__file__).parents[2] / "flows"
MUTANTS = 72

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake: which line of which files, what becomes of it, what is to be told.

    `offset` is how many lines below the first changed one the mistake is told.
    """

    code: str
    pattern: str
    change: Change
    files: str = "[a-z]*.yaml"
    offset: int = 0


def _sub(old: str, new: str) -> Change:
    return lambda line: re.sub(old, new, line, count=1)


def _after(extra: str) -> Change:
    """Another line behind it, as far in."""
    return lambda line: f"{line}\n{' ' * (len(line) - len(line.lstrip()))}{extra}"


def _before(extra: str) -> Change:
    return lambda line: f"{' ' * (len(line) - len(line.lstrip()))}{extra}\n{line}"


_TITLE = r"^    title: \{ar: [^,]+, en: [^}\"]+\}$"
_SOURCE = r"^    source: "
_ANSWER = r"^            [\u0600-\u06ff][^{]*\.$"
KINDS: tuple[Kind, ...] = (
    Kind("unknown-key", r"^    about:", _sub("about", "abuot")),
    Kind("unknown-key", r"^    keywords:", _sub("keywords", "keyword")),
    Kind("tab", _TITLE, _sub("^    ", "\t")),
    Kind("syntax", _TITLE, _sub(r"\}$", ""), offset=-9),
    Kind("duplicate-key", r"^hotline:", lambda line: f"{line}\n{line}", offset=1),
    Kind("missing-language", _TITLE, _sub(r", en: .*\}", "}")),
    Kind("missing-language", _TITLE, _sub(r"ar: [^,]+, ", "")),
    Kind("too-long", _TITLE, _sub(r", en: .*\}", ", en: Renew a passport quickly and well}")),
    Kind("too-long", _TITLE, _sub(r"ar: [^,]+", "ar: تجديد جواز السفر المنتهي على عجل")),
    Kind("bad-id", r"^  - id: [a-z]", lambda line: line.upper().replace("- ID", "- id")),
    Kind("unknown-kind", r"^      - kind: fees$", _sub("fees", "feees")),
    Kind("duplicate-id", r"^      - kind: fees$", _sub("fees", "documents")),
    Kind("unknown-goto", r"^      - kind: fees$", _before("- goto: cspd/passport-renw")),
    Kind("bad-url", r"^website: https", _sub("https", "http")),
    Kind("bad-url", r"^        link: https", _sub("https://", "https:// ")),
    Kind("bad-phone", r"^hotline:", _sub('"(.*)"', r'"06 \1"')),
    Kind("bad-coordinates", r"^    at: ", _sub(r"\[.*\]", "[31.95 N, 35.9]")),
    Kind("bad-date", _SOURCE, _after("reviewed: 2026-13-01"), offset=1),
    Kind("bad-date", _SOURCE, _after("review_by: next spring"), offset=1),
    Kind("hidden-character", _TITLE, _sub("en: ", "en: \u202e")),
    Kind("anchor", _TITLE, _sub(r"title: ", "title: &name ")),
    Kind("empty-text", _TITLE, _sub(r", en: .*\}", ", en: ''}")),
    Kind("wrong-type", _TITLE, _sub(r"\{.*\}", "A title")),
    Kind("bad-choice", _SOURCE, _after("stage: public"), offset=1),
    Kind("not-one-content", r"^    menu:", _before("answer: {ar: نعم, en: Yes}"), offset=-9),
    Kind("id-not-first", r"^      - kind: fees$", _sub("- kind", "- source: me\n        kind")),
    Kind("unknown-placeholder", _ANSWER, _sub("$", " {hotlin}")),
    Kind("stray-brace", _ANSWER, _sub("$", " {")),
    Kind("placeholders-differ", _ANSWER, _sub("$", " {hotline}")),
    Kind("numeric-label", _TITLE, _sub(r"ar: [^,]+", "ar: ١٢")),
    Kind("wrong-language", _TITLE, _sub(r", en: .*\}", ", en: جواز}")),
    Kind("bad-moved-from", _SOURCE, _after("moved_from: [cspd/birth]"), offset=1),
    Kind("wrong-file-name", r"^flow: ", _sub("$", "s")),
    Kind("unknown-agency", r"^  - moj$", _sub("moj", "mojj"), files="_main.yaml"),
    Kind("claimed-keyword", r"^      en: \[", _sub(r"\[", "[lost passport, ")),
    Kind("same-text", _TITLE, _sub(r"ar: [^,]+, en: .*\}", "ar: One text, en: One text}")),
    Kind("bad-phone", r"^contact_phone:", _sub("0650", "O650"), files="_main.yaml"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One file with one mistake, and where it is to be told; line 0 is anywhere in the file."""

    kind: Kind
    file: str
    line: int
    text: str

    @property
    def name(self) -> str:
        """How a mutant is shown."""
        return f"{self.kind.code}@{self.file}:{self.line}"


def mutants(count: int = MUTANTS, seed: int = 7) -> list[Mutant]:
    """So many mutants, each kind in turn, at places drawn by the seed."""
    chance = Random(seed)  # noqa: S311 - equal seeds, equal mutants
    return [_mutant(KINDS[number % len(KINDS)], chance) for number in range(count)]


def _mutant(kind: Kind, chance: Random) -> Mutant:
    found = [
        (file, number)
        for file in sorted(FLOWS.glob(kind.files))
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"))
        if re.search(kind.pattern, line)
    ]
    file, number = chance.choice(found)
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[number] = kind.change(lines[number])
    line = number + 1 + kind.offset if kind.offset >= 0 else 0
    return Mutant(kind, file.name, line, "\n".join(lines))


def told_of(mutant: Mutant, folder: Path) -> Sequence[Fault]:
    """What the loader says of the real flows with this one file changed."""
    shutil.copytree(FLOWS, folder, dirs_exist_ok=True)
    (folder / mutant.file).write_text(mutant.text, encoding="utf-8")
    return load_library(folder, OFFICE_WORDS).faults


def is_found(mutant: Mutant, faults: Sequence[Fault]) -> bool:
    """Whether the mistake is told by its code, in its file, at its line."""
    return any(
        fault.code == mutant.kind.code
        and Path(fault.place.file).name == mutant.file
        and mutant.line in (0, fault.place.line)
        for fault in faults
    )


def main() -> int:
    """Print every mutant that is not found, and the share that is."""
    made = mutants()
    found = 0
    for mutant in made:
        with tempfile.TemporaryDirectory() as folder:
            faults = told_of(mutant, Path(folder) / "flows")
        if is_found(mutant, faults):
            found += 1
        else:
            print(mutant.name, *map(str, faults[:3]), sep="\n  ")  # noqa: T201 - its purpose
    kinds = len({mutant.kind.code for mutant in made})
    print(f"{found} of {len(made)} mistakes of {kinds} kinds found at their line")  # noqa: T201
    return 0 if found == len(made) else 1


if __name__ == "__main__":
    sys.exit(main())
