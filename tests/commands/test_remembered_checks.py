"""What an earlier `check` found is used again for exactly what it was found of."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from bot.authoring.checking.check import check_flows
from bot.authoring.checking.drawing.aids import Aids, one_by_one
from bot.commands.authors.checking import sealed
from bot.commands.authors.checking.kept import KeptFindings
from bot.commands.authors.checking.kept_parts import KeptParts
from bot.commands.authors.checking.sealed import SealedFiles, cache_folder
from bot.flows.faults import Fault
from tests.flows.authored import FILES, write_flows

REAL_LOCALES = Path(__file__).parent.parent.parent / "locales"
TOO_LONG = ("section-navigation = ", "section-navigation = Much too long for a title: ")
Change = tuple[str, str, str]  # a file, what stands there, what shall stand there

CHANGES: Mapping[Change, set[str]] = {
    ("moj.yaml", "Two dinars", "Three dinars"): {"moj"},
    ("gam.yaml", "Write a request", "Write an application"): {"gam"},
    # Shown in the menu of a service of moj, which leads there by `goto`.
    ("gam.yaml", "en: Building permit", "en: A building permit"): {"gam", "moj"},
    ("gam.yaml", "stage: pilot", "stage: live"): {"gam", "moj"},
    # Shown in the menu of gam, which leads to an answer of moj.
    ("moj.yaml", "- kind: fees\n        answer: {ar: خمسة", "- kind: fees\n"
     "        title: {ar: كم, en: How much}\n        answer: {ar: خمسة"): {"gam", "moj"},
    ("moj.yaml", "moved_from: [moj/certificate]", "moved_from: [moj/paper]"): {"gam", "moj"},
    # On the main menu alone, which is drawn each time.
    ("_main.yaml", "[moj, gam]", "[gam, moj]"): {"gam", "moj"},
    ("_main.yaml", "sample: true", "sample: false"): {"gam", "moj"},
    ("_kinds.yaml", "en: Confirm the fee.", "en: Ask for the fee."): {"gam", "moj"},
    ("moj.yaml", "hours: {ar: \"الأحد إلى الخميس\"", "hours: {ar: \"كل يوم\""): {"gam", "moj"},
}  # fmt: skip


_Found = TypeVar("_Found")


class Diary:
    """Spreads work over this process alone, and notes what was read, and whose screens drawn."""

    def __init__(self) -> None:
        """Nothing done yet."""
        self.drawn: set[str] = set()
        self.read: set[str] = set()
        self.nodes = 0

    def spread(self, find: Callable[[str], _Found], nodes: Mapping[str, int]) -> dict[str, _Found]:
        """Find all here; of files by their names, of agencies by their ids."""
        files = {name for name in nodes if name.endswith(".yaml")}
        self.read.update(Path(name).stem for name in files)
        self.drawn.update(nodes.keys() - files)
        self.nodes += sum(count for name, count in nodes.items() if name not in files)
        return one_by_one(find, nodes)


class Desk:
    """A small catalogue, its locales, and the findings of its earlier checks."""

    def __init__(self, folder: Path) -> None:
        """Write it; nothing is checked yet."""
        self.flows = write_flows(folder / "flows")
        self.locales = folder / "locales"
        self.locales.mkdir()
        for file in REAL_LOCALES.glob("*.ftl"):
            (self.locales / file.name).write_bytes(file.read_bytes())
        self.kept = folder / "kept"

    def check(self) -> tuple[set[str], list[Fault]]:
        """Whose screens are drawn, and all faults."""
        self.diary = diary = Diary()
        files = SealedFiles(self.kept)
        aids = Aids(diary.spread, KeptFindings(files), KeptParts(files))
        return diary.drawn, check_flows([self.flows], self.locales, None, aids)

    def change(self, name: str, old: str, new: str) -> None:
        """Replace something in a file of the flows or the locales."""
        file = (self.locales if name.endswith(".ftl") else self.flows) / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A catalogue that was never checked."""
    return Desk(tmp_path)


def test_what_is_unchanged_is_not_drawn_again(desk: Desk) -> None:
    """Not by the next run, nor for the same flows in another folder."""
    first, faults = desk.check()
    again, same = desk.check()
    assert desk.diary.read == set()
    desk.flows = desk.flows.rename(desk.flows.with_name("elsewhere"))
    moved, _ = desk.check()

    assert first == {"moj", "gam"}
    assert again == moved == set()
    assert faults == same == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]}: {change[2][:20]}")
def test_a_change_draws_again_whatever_shows_it(desk: Desk, change: Change) -> None:
    """The agency itself, and those that lead to what changed; findings are as without memory."""
    desk.change("en.ftl", *TOO_LONG)
    desk.check()
    desk.change(*change)

    drawn, faults = desk.check()

    assert drawn == CHANGES[change]
    assert faults == check_flows([desk.flows], desk.locales)
    assert {fault.code for fault in faults} == {"refused-by-whatsapp"}


def test_of_an_agency_only_what_changed_is_drawn_again(desk: Desk) -> None:
    """The text of one answer is on the screens of its service alone, not on those of others."""
    desk.check()
    everything = desk.diary.nodes
    desk.change("moj.yaml", "Two dinars", "Three dinars")

    drawn, faults = desk.check()

    assert drawn == desk.diary.read == {"moj"}
    assert 0 < desk.diary.nodes < everything / 2
    assert faults == []


@pytest.mark.parametrize("added", ["first", "last"])
def test_a_new_service_draws_no_other(desk: Desk, added: str) -> None:
    """They show the title of their agency, not what else it offers; all its screens are checked."""
    desk.change("en.ftl", *TOO_LONG)
    desk.check()
    everything = desk.diary.nodes
    service = """  - id: new
    title: {ar: جديد, en: New}
    answer: {ar: نعم., en: Yes.}
"""
    before = {"first": "  - id: non-conviction", "last": "  - id: deed"}[added]
    desk.change("moj.yaml", before, service + before)

    drawn, faults = desk.check()

    assert drawn == {"moj"}
    assert 0 < desk.diary.nodes < everything / 2
    assert faults == check_flows([desk.flows], desk.locales)


def test_what_only_moved_in_its_file_is_told_at_its_new_line(desk: Desk) -> None:
    """A remark above it draws nothing; what was found stands where its node stands now."""
    desk.change("en.ftl", *TOO_LONG)
    _, before = desk.check()
    desk.change("moj.yaml", "flow: moj", "# a remark\nflow: moj")

    drawn, faults = desk.check()

    assert drawn == set()
    assert faults == check_flows([desk.flows], desk.locales) != before


def test_a_text_of_the_bot_draws_everything_again(desk: Desk) -> None:
    """Sound before, refused after: what was remembered of other texts says nothing."""
    _, before = desk.check()
    desk.change("en.ftl", *TOO_LONG)

    drawn, faults = desk.check()

    assert before == []
    assert drawn == {"moj", "gam"}
    assert faults == check_flows([desk.flows], desk.locales) != []


def test_remembered_faults_are_told_at_the_file_as_it_is_named_now(desk: Desk) -> None:
    """Line and column with the path that was given this time."""
    desk.change("en.ftl", *TOO_LONG)
    desk.check()
    desk.flows = desk.flows.rename(desk.flows.with_name("elsewhere"))

    drawn, faults = desk.check()

    assert drawn == set()
    assert faults == check_flows([desk.flows], desk.locales)
    assert {Path(fault.place.file).parent.name for fault in faults} >= {"elsewhere"}


def test_what_could_not_be_drawn_is_not_remembered(desk: Desk) -> None:
    """A text that the locales lack keeps the rest of an agency from being looked at."""
    for name in ("ar.ftl", "en.ftl"):
        desk.change(name, "\nother-questions =", "\nother-question =")
    _, faults = desk.check()
    drawn, same = desk.check()

    assert drawn == {"moj", "gam"}
    assert faults == same == check_flows([desk.flows], desk.locales)
    assert {fault.code for fault in faults} == {"missing-message"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content + b" ",
        lambda content: content.replace(b'"findings":{', b'"findings":{"x":1,', 1),
        lambda content: b"\xff" * len(content),
        lambda content: content[:64] + b'{"file":"","findings":{}}',
    ],
    ids=["empty", "cut", "longer", "altered", "garbage", "forged"],
)
def test_a_damaged_finding_is_as_none(desk: Desk, damage: object) -> None:
    """It is drawn again and written anew; nothing is ever clean because of what stood there."""
    desk.change("en.ftl", *TOO_LONG)
    _, faults = desk.check()
    for file in desk.kept.iterdir():
        file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]

    drawn, same = desk.check()
    again, _ = desk.check()

    assert drawn == {"moj", "gam"}
    assert faults == same
    assert again == set()


def test_a_finding_under_another_name_is_as_none(desk: Desk) -> None:
    """Each file is sealed with what it is of: one cannot stand in for another."""
    desk.check()
    files = sorted(desk.kept.iterdir())
    contents = [file.read_bytes() for file in files]
    for file, content in zip(files, [*contents[1:], contents[0]], strict=True):
        file.write_bytes(content)

    drawn, _ = desk.check()

    assert drawn == desk.diary.read == {"moj", "gam"}


def test_findings_that_others_could_write_are_not_used(desk: Desk) -> None:
    """A folder that anybody may write to is refused; `check` then does without."""
    desk.check()
    assert desk.kept.stat().st_mode & 0o777 == 0o700
    desk.kept.chmod(0o770)

    with pytest.raises(PermissionError):
        SealedFiles(desk.kept)


def test_what_is_kept_is_bounded(desk: Desk) -> None:
    """The oldest go first; what was just found stays."""
    desk.kept.mkdir(mode=0o700)
    for number in range(450):
        file = desk.kept / f"{number}.json"
        file.touch()
        os.utime(file, (number, number))

    desk.check()
    drawn, _ = desk.check()

    left = {file.name for file in desk.kept.iterdir()}
    assert len(left) <= 400
    assert "449.json" in left
    assert "0.json" not in left
    assert drawn == set()


def test_what_is_kept_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few files may be large; the oldest go first there too."""
    monkeypatch.setattr(sealed, "_MOST_BYTES", 4000)
    files = SealedFiles(tmp_path / "kept")
    for number in range(5):
        files.write(str(number), "key", b"x" * 1000)
        for file in files.folder.iterdir():
            os.utime(file, (file.stat().st_mtime - 9,) * 2)

    assert [files.read(str(at), "key") is not None for at in range(5)] == [0, 0, 1, 1, 1]


def test_the_cache_is_where_such_things_belong() -> None:
    """XDG_CACHE_HOME where it is absolute, else below the home; without one there is none."""
    given = cache_folder({"XDG_CACHE_HOME": "/c", "HOME": "/h"})
    assert given == Path("/c/daleel/check")
    assert cache_folder({"XDG_CACHE_HOME": "c", "HOME": "/h"}) == Path("/h/.cache/daleel/check")
    assert cache_folder({}) is None


def test_the_small_catalogue_leads_from_each_agency_to_the_other() -> None:
    """Or the changes above would prove nothing."""
    assert "goto: gam/building" in FILES["moj.yaml"]
    assert "goto: moj/deed/fees" in FILES["gam.yaml"]
