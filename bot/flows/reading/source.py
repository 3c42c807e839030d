"""A YAML file as a tree of plain values, each with its place; a mistake is a fault, never a raise.

Only what authors need of YAML is taken: mappings, lists and texts. Every scalar stays the text it
looks like (`no`, `0123`, `1:30`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.flows.reading.builder import TreeBuilder
from bot.flows.reading.signs import HIDDEN, removal_of
from bot.flows.reading.tree import Tree

MOST_BYTES = 1 << 20
_UNWANTED = re.compile(f"\t|{HIDDEN.pattern}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OTHER_ENCODING = "letters of another encoding stand here; save the file as UTF-8"
_MOST_ALIKE = 20  # a file of tabs is one mistake, not a million lines of output


@dataclass(frozen=True, slots=True)
class Source:
    """What one file holds. `tree` is None where nothing can be made of it; `faults` say why.

    `rest` is then what is sound beside the broken pieces, if that can be told from them: good for
    finding more mistakes in, and for nothing else. `digest` is that of the bytes; "" for a file
    that was not read to its end.
    """

    name: str
    tree: Tree | None
    digest: str
    faults: tuple[Fault, ...]
    rest: Tree | None = None


def read_source(file: Path, *, takes_escapes: bool = False) -> Source:
    """Read one file; one that cannot be read, a link out of its folder or a folder is a fault.

    A link that stays inside is how a mounted volume exchanges all its files at once.
    """
    content = read_content(file)
    if isinstance(content, Fault):
        return Source(str(file), None, "", (content,))
    return parse_source(content, str(file), takes_escapes=takes_escapes)


def read_content(file: Path) -> bytes | Fault:
    """The bytes of a file, one more than may be parsed at most; or why they cannot be had."""
    try:
        if not file.is_file() or not file.resolve().is_relative_to(file.parent.resolve()):
            message = "this is no file, or a link out of the folder; put the file itself"
            return Fault(Place(str(file)), "wrong-file", message)
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        return Fault(Place(str(file)), "wrong-file", f"cannot be read: {error.strerror}")


def parse_source(content: bytes, name: str, *, takes_escapes: bool = False) -> Source:
    """The tree of a file's bytes; `name` is what the places call it.

    With `takes_escapes` a text may hold hidden characters that are written in sight ("\\u2066"):
    files that are no flows may have to say them.
    """
    if len(content) > MOST_BYTES:
        return _refused(
            Place(name), "too-large", f"the file is over {MOST_BYTES >> 20} MiB; split it"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Place(name, line, len(before.decode("utf-8-sig")) + 1)
        return _refused(place, "not-utf8", _OTHER_ENCODING)
    if "\0" in text:
        begins = text.partition("\0")[0]
        place = Place(name, begins.count("\n") + 1, len(begins) - begins.rfind("\n"))
        return _refused(place, "not-utf8", _OTHER_ENCODING)
    digest = digest_of(content)
    faults = [*_character_faults(text, name)]
    is_flow = not takes_escapes
    builder = TreeBuilder(name, checks_texts=is_flow and not faults, warns=is_flow)
    tree = builder.build(text)
    if tree is None and faults and builder.is_syntax:
        return Source(name, None, digest, tuple(faults))  # what YAML says of it is no better
    broken = builder.broken
    rest = None
    if broken is not None and broken.rest is not None:
        rest = TreeBuilder(name, checks_texts=False, warns=False).build(broken.rest)
    return Source(name, tree, digest, (*faults, *builder.faults), rest)


def digest_of(content: bytes) -> str:
    """Another for any other bytes."""
    return blake2b(content, digest_size=16).hexdigest()


def _refused(place: Place, code: str, message: str) -> Source:
    return Source(place.file, None, "", (Fault(place, code, message),))


def _character_faults(text: str, name: str) -> Iterator[Fault]:
    """Tabs and hidden characters anywhere in the file, comments included; the first twenty."""
    if not _UNWANTED.search(text):
        return
    found = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _UNWANTED.search(line)
        if match and found < _MOST_ALIKE:
            found += 1
            place = Place(name, number, match.start() + 1)
            if match[0] == "\t":
                yield Fault(place, "tab", "a tab stands here; use spaces")
            else:
                yield Fault(place, "hidden-character", removal_of(match[0]))
