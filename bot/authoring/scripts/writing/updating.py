"""Expectations rewritten in place to what is seen now, for review in a diff.

Only the values that differ change; comments, order and everything else stay. What tells less
than a whole (`has`, `offers` and their opposites) is left to its author.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.reading.filling import VARIABLE
from bot.authoring.scripts.script import NOTHING, UNWRITTEN, Check
from bot.authoring.scripts.writing.agreeing import agreed, joined
from bot.authoring.scripts.writing.literals import literal
from bot.authoring.scripts.writing.rewriting import is_alike, rewrite
from bot.authoring.scripts.writing.unfolding import unfolded
from bot.authoring.sheets.editing.applying import NewFile
from bot.authoring.sheets.editing.edits import Edits
from bot.authoring.sheets.editing.endings import bytes_like, text_of
from bot.authoring.sheets.editing.spans import EditRefused, Span, SpannedText
from bot.authoring.sheets.editing.writing import Value
from bot.flows.nodes import Place
from bot.flows.reading.tree import Step
from bot.texts.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Updates:
    """The files to be written, how many expectations change, and why others could not."""

    files: tuple[NewFile, ...]
    count: int
    refused: tuple[tuple[Place, str], ...]


@dataclass(slots=True)
class _Wish:
    """What one expectation would have to be, by the runs that met it; None: what it is."""

    check: Check
    by_language: dict[Language | None, list[object]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def differs(self) -> bool:
        """Whether any run saw something else."""
        return any(mend is not None for mends in self.by_language.values() for mend in mends)


def update(played: Iterable[Played]) -> Updates:
    """What to write so that all that was played is as scripted, as far as that can be said."""
    wishes, refused = _wishes(played)
    by_file: dict[str, list[_Wish]] = defaultdict(list)
    for wish in wishes:
        by_file[wish.check.place.file].append(wish)
    files: list[NewFile] = []
    count = 0
    for name, wanted in by_file.items():
        editing = _Editing(Path(name))
        for wish in wanted:
            try:
                editing.grant(wish)
            except EditRefused as refusal:
                refused[wish.check.place] = str(refusal)
        new, left = editing.result()
        refused |= left
        count += sum(wish.check.place not in refused for wish in wanted)
        if new:
            files.append(new)
            refused = {editing.place_in(new, place): why for place, why in refused.items()}
    return Updates(tuple(files), count, tuple(sorted(refused.items())))


def _wishes(played: Iterable[Played]) -> tuple[list[_Wish], dict[Place, str]]:
    """The expectations that differ in any run, with what all runs make of them."""
    found: dict[Place, _Wish] = {}
    refused: dict[Place, str] = {}
    for each in played:
        for result in each.steps:
            if result.trouble or each.verdict == "known":
                continue
            mends = {d.check.place: d.mend for d in result.differences if d.check is not None}
            for check in result.step.checks or ():
                if check.place in mends and mends[check.place] is None:
                    refused[check.place] = f'only its author can say what "{check.name}" shall be'
                wish = found.setdefault(check.place, _Wish(check))
                wish.by_language[each.conversation.language].append(mends.get(check.place))
    wishes = [wish for at, wish in found.items() if at not in refused and wish.differs()]
    return wishes, refused


class _Editing:
    """One file and the edits of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.read_bytes()
        self._spanned = SpannedText(text_of(self._before))
        self._granted: list[tuple[tuple[Step, ...], Check, Value]] = []

    def grant(self, wish: _Wish) -> None:
        """Take up one expectation. Raises EditRefused where that cannot be done faithfully."""
        check = wish.check
        path = self._spanned.path_at(check.place.line, check.place.column)
        if not path or path[-1] not in (check.name, "sees"):
            raise EditRefused("it is not written there; add what is seen")
        if check.name == NOTHING and path[-1] == NOTHING and not _is_text(wish):
            raise EditRefused('write "sees" anew: something is seen')
        mends: dict[tuple[Step, ...], object] = {}
        if check.name == UNWRITTEN:
            mends[path] = joined(wish.by_language)
        elif _is_by_language(self._spanned.at(path)):
            for language, runs in wish.by_language.items():
                mends[*path, str(language)] = agreed(runs)
        else:
            mends[path] = agreed([mend for runs in wish.by_language.values() for mend in runs])
        wanted = [(at, check, mend) for at, mend in mends.items() if mend is not None]
        if any(self._has_variable(at) for at, _, _ in wanted):
            raise EditRefused("it holds a variable; change the variable's value")
        self._granted += [(at, check, literal(cast("Value", mend))) for at, check, mend in wanted]

    def _has_variable(self, path: tuple[Step, ...]) -> bool:
        span = self._spanned.at(path)
        return VARIABLE.search(self._spanned.text[span.start : span.end]) is not None

    def result(self) -> tuple[NewFile | None, dict[Place, str]]:
        """The file as it shall be, if anything changes, and what there was no room for."""
        wanted = {
            path: value
            for path, check, value in self._granted
            if check.name != "payload" or not is_alike(check.expected, value)
        }
        spanned = unfolded(self._spanned, wanted)
        edits = Edits(spanned, is_listed=True)
        refused: dict[Place, str] = {}
        for path, check, value in self._granted:
            try:
                rewrite(edits, spanned, path, check, value)
            except EditRefused as refusal:
                refused[check.place] = str(refusal)
        if all(check.place in refused for _, check, _ in self._granted):
            return None, refused
        content = bytes_like(self._before, edits.result())
        return NewFile(self._path, content, self._before), refused

    def place_in(self, new: NewFile, place: Place) -> Place:
        """Where in the new file stands what stood at a place of the old; other files' stay."""
        path = self._spanned.path_at(place.line, place.column)
        if place.file != str(self._path) or not path:
            return place
        return Place(place.file, *SpannedText(text_of(new.content)).place_of(path))


def _is_by_language(span: Span) -> bool:
    keys = [entry.key for entry in span.entries]
    return bool(keys) and all(key in LANGUAGES for key in keys)


def _is_text(wish: _Wish) -> bool:
    mends = [mend for mends in wish.by_language.values() for mend in mends]
    return all(mend is None or isinstance(mend, str) for mend in mends)
