"""What `check` told is told again for exactly the files and the question it was told of."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.authors.checking.outcomes import Asked, Outcome, Told
from bot.commands.authors.checking.sealed import SealedFiles

TOLD = Told("flows/a.yaml:1:1: tab\n", "1 mistake\n", 1)
TODAY = "2026-11-27"


class Desk:
    """Two folders that are checked, and the words of earlier checks."""

    def __init__(self, folder: Path) -> None:
        """Write them; nothing is checked yet."""
        self.folder = folder
        self.flows = folder / "flows"
        self.locales = folder / "locales"
        for file in (self.flows / "a.yaml", self.flows / "_main.yaml", self.locales / "en.ftl"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(file.name, encoding="utf-8")
        self.files = SealedFiles(folder / "kept")
        self.asked = Asked((self.flows,), self.locales, "text", is_strict=False)

    def outcome(self, today: str = TODAY) -> Outcome:
        """As a new run would see it."""
        return Outcome(self.files, self.asked, today)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Folders that were checked once."""
    desk = Desk(tmp_path)
    desk.outcome().remember(TOLD)
    return desk


def test_unchanged_files_are_told_of_in_the_same_words(desk: Desk) -> None:
    """To a later run too, whatever the times of the files say."""
    (desk.flows / "a.yaml").touch()

    assert desk.outcome().recall() == TOLD


def link(file: Path, target: Path) -> None:
    """Put a link in place of a file; it leads to what the file held, or to itself."""
    content = file.read_bytes()
    file.unlink()
    file.symlink_to(target)
    if target != file:
        target.write_bytes(content)


CHANGES: dict[str, Callable[[Desk], object]] = {
    "content": lambda at: (at.flows / "a.yaml").write_text("b.yaml"),
    "new": lambda at: (at.flows / "b.yml").touch(),
    "gone": lambda at: (at.flows / "a.yaml").unlink(),
    "renamed": lambda at: (at.flows / "a.yaml").rename(at.flows / "b.yaml"),
    "text": lambda at: (at.locales / "en.ftl").write_text("hello = Hello"),
    "linked out": lambda at: link(at.flows / "a.yaml", at.folder / "a.yaml"),
    "a folder": lambda at: (at.flows / "c.yaml").mkdir(),
    "going round": lambda at: link(at.flows / "a.yaml", at.flows / "a.yaml"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_checked_again(desk: Desk, change: str) -> None:
    """Files by what they hold, by their names, and by where they truly stand."""
    CHANGES[change](desk)

    assert desk.outcome().recall() is None


def test_another_question_has_another_answer(desk: Desk) -> None:
    """Other paths, formats and strictness; another day, since texts grow old."""
    for asked in (
        replace(desk.asked, paths=(desk.flows / "a.yaml",)),
        replace(desk.asked, format="json"),
        replace(desk.asked, is_strict=True),
        replace(desk.asked, locales=desk.flows),
    ):
        assert Outcome(desk.files, asked, TODAY).recall() is None
    assert desk.outcome("2026-11-28").recall() is None


def test_a_file_of_a_folder_goes_by_all_of_them(desk: Desk) -> None:
    """Its mistakes may stand in another one."""
    desk.asked = replace(desk.asked, paths=(desk.flows / "a.yaml",))
    desk.outcome().remember(TOLD)
    assert desk.outcome().recall() == TOLD

    (desk.flows / "_main.yaml").write_text("changed", encoding="utf-8")

    assert desk.outcome().recall() is None


def test_what_changed_while_it_was_checked_is_not_remembered(desk: Desk) -> None:
    """An editor may save at any time: the words may be of what stood there before or after."""
    (desk.flows / "a.yaml").write_text("first", encoding="utf-8")
    outcome = desk.outcome()
    (desk.flows / "a.yaml").write_text("second", encoding="utf-8")

    outcome.remember(TOLD)

    assert desk.outcome().recall() is None


def test_altered_words_are_not_told(desk: Desk) -> None:
    """A file of the cache that is not as it was written is as none."""
    for file in desk.files.folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"tab", b"bat"))

    assert desk.outcome().recall() is None


def test_a_later_answer_takes_the_place_of_the_earlier(desk: Desk) -> None:
    """So that what an author saves does not fill the disk."""
    (desk.flows / "a.yaml").write_text("changed", encoding="utf-8")
    desk.outcome().remember(replace(TOLD, code=0))

    assert desk.outcome().recall() == replace(TOLD, code=0)
    assert len(list(desk.files.folder.iterdir())) == 1
