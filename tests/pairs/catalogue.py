"""A made-up catalogue that can be changed as authors change theirs, and written as their files.

Every piece keeps its `name` for ever, whatever becomes of its address: so it can be told where
something stands today, and whether what was opened is what a label said.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from bench.enlarged import coined_words

What = Literal["menu", "answer", "ask", "goto", "nearest", "all"]
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# Conditions by a word for each; hidden is what holds at no time that the tests play at.
CONDITIONS: dict[str, dict[str, Any]] = {
    "hidden": {"from": "2031-01-01"},
    "since long": {"from": "2020-01-01"},
    "english": {"language": "en"},
    "open": {"open": True},
}
KINDS = ("fees", "documents", "where", "steps")


@dataclass(slots=True)
class Question:
    """What an `ask` asks; a choice is its id and the number of its title."""

    name: str
    type: str
    choices: list[tuple[str, int]] = field(default_factory=list)
    most: int = 100


@dataclass(slots=True)
class Piece:
    """A node, an agency or an office; `title` and `text` are numbers of coined words."""

    name: str
    id: str
    title: int
    what: What = "answer"
    text: int = 0
    children: "list[Piece]" = field(default_factory=list)
    offices: "list[Piece]" = field(default_factory=list)
    question: Question | None = None
    goto: str = ""  # the name of a piece
    stage: str = ""
    when: str = ""
    span: str = ""  # below a question: the answers it follows
    is_nearest: bool = False
    tells: bool = False  # below a question: its text repeats the answer
    moved_from: list[str] = field(default_factory=list)

    @property
    def is_kind(self) -> bool:
        """Whether its id is that of a recurring question."""
        return self.id in KINDS and self.what != "menu" and not self.question

    def walk(self) -> "Iterator[Piece]":
        """The piece itself and all below it."""
        yield self
        for child in (*self.children, *self.offices):
            yield from child.walk()


@dataclass(slots=True)
class Catalogue:
    """Agencies in the order of the main menu."""

    agencies: list[Piece] = field(default_factory=list)
    has_feedback: bool = True
    made: int = 0  # pieces so far
    forgotten: list[str] = field(default_factory=list)  # names whose old addresses lead nowhere
    reused: list[str] = field(default_factory=list)  # and those whose old ids mean something else

    def number(self) -> int:
        """A number that no piece or title has."""
        self.made += 1
        return self.made

    def addresses(self) -> dict[str, str]:
        """The name of what stands at each address, generated screens included."""
        found = {"@main": "@main"}
        for agency in self.agencies:
            found.update(_below(agency, agency.id))
            if agency.offices:
                found[f"{agency.id}/offices"] = f"{agency.name} offices"
            found.update((f"{agency.id}/offices/{at.id}", at.name) for at in agency.offices)
        return found

    def homes(self) -> dict[str, str]:
        """The address of each piece by its name."""
        return {name: address for address, name in self.addresses().items()}

    def pieces(self) -> dict[str, Piece]:
        """Every piece by its name."""
        return {piece.name: piece for agency in self.agencies for piece in agency.walk()}

    def parents(self) -> dict[str, Piece]:
        """By the name of each piece but the agencies, what it stands in."""
        return {
            child.name: piece for piece in self.pieces().values() for child in piece.children
        } | {office.name: agency for agency in self.agencies for office in agency.offices}

    def forget(self, piece: Piece, *, is_reused: bool = False) -> None:
        """From now on some old address of a piece, and of all below it, may not lead to it."""
        names = [name for at in piece.walk() for name in (at.name, f"{at.name} offices")]
        self.forgotten += names
        self.reused += names if is_reused else []

    def mend(self) -> None:
        """What an author whom the checker refuses would mend first: ways to what is gone."""
        homes = self.homes()
        for piece in self.pieces().values():
            piece.children = [at for at in piece.children if not at.goto or at.goto in homes]
        claimed = set(homes.values())
        for piece in self.pieces().values():
            kept = []
            for old in piece.moved_from:
                if old in claimed:
                    self.forget(piece, is_reused=True)
                else:
                    kept.append(old)
                claimed.add(old)
            piece.moved_from = kept

    def write(self, folder: Path) -> None:
        """Write the files of this catalogue, and leave no others."""
        folder.mkdir(parents=True, exist_ok=True)
        homes = self.homes()
        documents: dict[str, Any] = {at.id: _agency(at, homes) for at in self.agencies}
        documents["_main"] = {
            "agencies": [agency.id for agency in self.agencies],
            "contact_phone": "065008080",
            "feedback": self.has_feedback,
        }
        documents["_kinds"] = {"kinds": [_kind(*kind) for kind in enumerate(KINDS)]}
        for old in folder.glob("*.yaml"):
            if old.stem not in documents:
                old.unlink()
        for name, document in documents.items():
            text = yaml.dump(document, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def _below(piece: Piece, address: str) -> dict[str, str]:
    found = {address: piece.name}
    for child in piece.children:
        if not child.goto:
            found.update(_below(child, f"{address}/{child.id}"))
    return found


def label(number: int, ar: str = "خدمة", en: str = "Service") -> dict[str, str]:
    """A title that no other number has."""
    arabic, english = coined_words(number)
    return {"ar": f"{ar} {arabic}", "en": f"{en} {english}"}


def _kind(number: int, name: str) -> dict[str, Any]:
    title = label(7000 + number, "سؤال", "Question")
    return {"id": name, "title": title, "keywords": {"en": [name]}}


def _agency(piece: Piece, homes: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "flow": piece.id,
        "title": label(piece.title, "جهة", "Agency"),
        "hotline": "065000000",
        "website": "https://example.org",
        "hours": {"ar": "كل يوم", "en": "Every day"},
        "opening": ["mon-tue 08:00-15:00"],
        "offices": [_office(office) for office in piece.offices],
        "menu": [_node(child, piece, homes) for child in piece.children],
    }
    return {key: value for key, value in {**made, **_anywhere(piece, None)}.items() if value}


def _office(piece: Piece) -> dict[str, Any]:
    return {
        "id": piece.id,
        "name": label(piece.title, "مكتب", "Office"),
        "address": {"ar": "عمّان", "en": "Amman"},
        "at": [float(f"31.9{piece.text % 10}5"), 35.925],
        **_anywhere(piece, None),
    }


def _node(piece: Piece, above: Piece, homes: dict[str, str]) -> dict[str, Any]:
    if piece.goto:
        return {"goto": homes[piece.goto], **_anywhere(piece, above)}
    head = {"kind": piece.id} if piece.is_kind else {"id": piece.id, "title": label(piece.title)}
    return {**head, **_content(piece, above, homes), **_anywhere(piece, above)}


def _content(piece: Piece, above: Piece, homes: dict[str, str]) -> dict[str, Any]:
    if piece.what in ("nearest", "all"):
        return {"offices": piece.what}
    below = [_node(child, piece, homes) for child in piece.children]
    if piece.what == "menu":
        return {"menu": below}
    if piece.question is not None:
        return {"ask": _ask(piece.question), "then": below}
    text = label(piece.text, "جواب", "Answer")
    if piece.tells and above.question is not None:
        text = {key: f"{words} {{{above.question.name}}}." for key, words in text.items()}
    nearest = {"offices": "nearest"} if piece.is_nearest else {}
    return {"answer": text, **nearest}


def _ask(question: Question) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": question.name,
        "type": question.type,
        "text": {"ar": f"سؤال {question.name}؟", "en": f"Which {question.name}?"},
    }
    if question.type == "choice":
        made["choices"] = [
            {"id": choice, "title": label(title, "اختيار", "Choice")}
            for choice, title in question.choices
        ]
    return made | ({"max": question.most} if question.type == "number" else {})


def _anywhere(piece: Piece, above: Piece | None) -> dict[str, Any]:
    when = dict(CONDITIONS[piece.when]) if piece.when else {}
    question = above.question if above is not None else None
    if question is not None and above is not None and piece is not above.children[-1]:
        ends: dict[str, Any] = {"number": "..17", "choice": question.choices and
                                question.choices[0][0], "date": "..2010-01-01"}  # fmt: skip
        if question.type in ends:
            when["answer"] = {question.name: ends[question.type]}
    made = {"stage": piece.stage, "when": when, "moved_from": piece.moved_from}
    return {key: value for key, value in made.items() if value}
