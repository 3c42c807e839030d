"""One script is several conversations: languages, rows, values, and beginnings in other files."""

from pathlib import Path

import pytest

from bot.authoring.scripts.playing.results import Report
from bot.authoring.scripts.reading.folder import find_scripts
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.reading.selecting import Choice, joined_words
from bot.authoring.scripts.script import Conversation, Says
from tests.authoring.scripts.conftest import Play

FILE = Path("script.yaml")


def read(text: str, file: Path = FILE) -> tuple[Conversation, ...]:
    """The conversations of a sound script."""
    script = parse_script(text, file)
    assert script.faults == ()
    return script.conversations


def said(conversation: Conversation) -> list[str]:
    """The words typed."""
    return [step.act.text for step in conversation.steps if isinstance(step.act, Says)]


def test_a_script_is_played_in_each_language() -> None:
    """Texts by language become the text of the run; others are the same in both."""
    runs = read(
        "conversation: {ar: أ, en: a}\nlanguages: [en, ar]\n"
        "steps: [{says: {ar: ب, en: b}}, {says: c}]"
    )

    assert [(run.name, run.title, said(run)) for run in runs] == [
        ("script.yaml[ar]", "أ", ["ب", "c"]),
        ("script.yaml[en]", "a", ["b", "c"]),
    ]


def test_a_script_is_played_for_each_row() -> None:
    """Values of a row come over those of the script; `$$` is a dollar."""
    runs = read(
        "conversation: $a and ${b}\nvalues: {a: one, b: two}\nrows:\n  - {a: three}\n"
        "  - {b: four}\nsteps: [{says: $a$b costs 5 $$}]"
    )

    assert [(run.label, run.title, said(run), run.place.line) for run in runs] == [
        ("row 1", "three and two", ["threetwo costs 5 $"], 4),
        ("row 2", "one and four", ["onefour costs 5 $"], 5),
    ]


def test_a_script_begins_with_the_steps_of_another(tmp_path: Path) -> None:
    """With its own values, over them those of the script, over them those of `with`."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "_inner.yaml").write_text("conversation: i\nsteps: [{says: $b}]")
    (tmp_path / "_begin.yaml").write_text(
        "conversation: b\nvalues: {a: own, b: own, c: own}\n"
        "steps: [{says: $a $b $c}, {does: parts/_inner.yaml}]"
    )

    (run,) = read(
        "conversation: x\nvalues: {b: script, c: script}\n"
        "steps: [{does: _begin.yaml, with: {c: with}}, {says: end}]",
        tmp_path / "script.yaml",
    )

    assert said(run) == ["own script with", "script", "end"]
    assert [step.number for step in run.steps] == [1, 1, 2]
    assert len({step.scope for step in run.steps}) == 3


def test_parts_are_no_scripts_of_their_own(tmp_path: Path) -> None:
    """Nor is anything in a folder of parts, or of another kind."""
    for name in ("b.yaml", "a/c.yml", "_d.yaml", "_e/f.yml", ".g/h.yaml", "i.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.touch()

    found = [str(file.relative_to(tmp_path)) for file in find_scripts(tmp_path)]

    assert found == ["a/c.yml", "b.yaml"]
    assert list(find_scripts(tmp_path / "_d.yaml")) == [tmp_path / "_d.yaml"]


@pytest.mark.parametrize(
    "words", ["passport and", "or id", "not not id", "a and and b", "not", "", "((", "id or '"]
)
def test_joints_that_join_nothing_are_refused(words: str) -> None:
    """What is left would choose conversations that nobody asked for."""
    with pytest.raises(ValueError, match="lacks a word"):
        joined_words(words)
    assert joined_words("pass port and not id or جواز") == "pass port and not id or جواز"


def test_scripts_are_chosen_by_words_and_tags() -> None:
    """Words as search takes them: spelling marks do not matter. All words, any of the tags."""
    (run,) = read("conversation: تجديدُ الجواز\ntags: [passport, slow]\nsteps: [{says: a}]")

    assert Choice(words=["الجَواز", "SCRIPT"]).takes(run)
    assert not Choice(words=["الجواز", "هوية"]).takes(run)
    assert Choice(words=["passport"]).takes(run)
    assert Choice(words=["جواز and not هوية"]).takes(run)
    assert not Choice(words=["not جواز"]).takes(run)
    assert Choice(words=["هوية or  جواز and script"]).takes(run)
    assert not Choice(words=["هوية or جواز and هوية"]).takes(run)
    assert Choice(tags=["id", "passport"]).takes(run)
    assert not Choice(tags=["id"]).takes(run)
    assert not Choice(without=["slow"]).takes(run)


def test_a_known_failure_is_no_failure_until_it_is_mended(play: Play) -> None:
    """Then it is one: somebody must take the word back."""
    script = "conversation: x\nfails: the name is wrong\nsteps:\n  - says: hi\n    sees: "

    (known,), (mended,) = play(script + "{has: nowhere}"), play(script + "{screen: start}")

    assert [known.verdict, mended.verdict] == ["known", "mended"]
    assert [Report([each]).exit_code for each in (known, mended)] == [0, 1]
