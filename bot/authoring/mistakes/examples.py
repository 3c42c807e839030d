"""Examples of mistakes, and the files that each of them makes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

AGENCY_FILE = "town.yaml"
MENU, AGENCY, FOLDER = "menu", "agency", "folder"  # where an example stands; else a file's name
LOCALES = "locales/"

_HERE = Path(__file__).parent
_SIGN = re.compile(r"⟦U\+([0-9A-F]{4})⟧")  # a sign that a page could not show
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)

Written = str | tuple[str, ...]  # a part of a file; or the names of the files in the folder


@dataclass(frozen=True, slots=True)
class Example:
    """A mistake, the same put right, and all that `check` says of the first, to the letter.

    `beside` are files of the bot's own texts that belong to both.
    """

    at: str
    bad: Written
    good: Written
    told: tuple[str, ...]
    beside: Mapping[str, str]
    encoding: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A code with its meaning in an author's words, at length in English, in short in Arabic."""

    code: str
    says: str
    arabic: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Codes of one matter."""

    heading: str
    mistakes: tuple[Mistake, ...]


def read_groups() -> tuple[Group, ...]:
    """All examples, in the order of the page."""
    files = sorted((_HERE / "examples").glob("*.yaml"))
    return tuple(_group(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)


def base_files() -> Mapping[str, str]:
    """The sound flows that the examples stand in, by file name."""
    written = yaml.safe_load((_HERE / "base.yaml").read_text(encoding="utf-8"))
    return {str(name): str(text) for name, text in written.items()}


def first_line(example: Example) -> int:
    """The line of its file on which an example begins."""
    if example.at == MENU:
        return base_files()[AGENCY_FILE].count("\n") + 1
    return 2 if example.at == AGENCY else 1


def flow_files(example: Example, *, is_bad: bool) -> dict[str, bytes]:
    """The flows with one side of an example in its place, by file name."""
    written = example.bad if is_bad else example.good
    files = dict(base_files())
    if not isinstance(written, str):
        strangers = dict.fromkeys(written, files[AGENCY_FILE])
        files = {name: text for name, text in {**strangers, **files}.items() if name in written}
    elif example.at == MENU:
        files[AGENCY_FILE] += "".join(f"  {line}\n" for line in written.splitlines())
    elif example.at == AGENCY:
        given = set(_KEY.findall(written))
        first, *others = files[AGENCY_FILE].splitlines(keepends=True)
        kept = [line for line in others if line.partition(":")[0] not in given]
        files[AGENCY_FILE] = "".join((first, written, *kept))
    elif not example.at.startswith(LOCALES):
        files[example.at] = written
    encodings = {example.at: example.encoding} if is_bad else {}
    return {
        name: _with_signs(text).encode(encodings.get(name, "utf-8")) for name, text in files.items()
    }


def phrase_files(example: Example, *, is_bad: bool) -> Mapping[str, str]:
    """What stands at the head of the bot's own texts, by path, ahead of all that is there."""
    written = example.bad if is_bad else example.good
    heads = dict(example.beside)
    if example.at.startswith(LOCALES) and isinstance(written, str):
        heads[example.at] = written
    return heads


def _with_signs(text: str) -> str:
    return _SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)


def _group(written: Mapping[str, Any]) -> Group:
    mistakes = (
        Mistake(code, told["says"], told["arabic"], tuple(map(_example, told["examples"])))
        for code, told in written["codes"].items()
    )
    return Group(written["heading"], tuple(mistakes))


def _example(written: Mapping[str, Any]) -> Example:
    told: str | Sequence[str] = written["told"]
    return Example(
        at=written["at"],
        bad=_written(written["bad"]),
        good=_written(written["good"]),
        told=(told,) if isinstance(told, str) else tuple(told),
        beside=written.get("beside", {}),
        encoding=written.get("encoding", "utf-8"),
    )


def _written(text: str | Sequence[str]) -> Written:
    return text if isinstance(text, str) else tuple(text)
