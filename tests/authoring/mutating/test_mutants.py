"""Mutants: each one small change, and told as noticed only where something is seen otherwise."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.authoring.mutating.making import Vocabulary, mutants_of
from bot.authoring.mutating.mutant import KINDS, Mutant
from bot.authoring.mutating.sampling import try_some
from bot.authoring.mutating.tally import survivors, tally
from bot.authoring.mutating.telling import as_text
from bot.authoring.mutating.trying import Trial, Tried
from bot.authoring.scripts.generating.generating import generate
from bot.authoring.scripts.reading.reader import parse_script, read_script
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import load_settings
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

SCRIPT = """conversation: The agency as somebody finds it
steps:
  - says: hello
  - says: English
  - taps: {id: alpha}
    sees: {screen: alpha, offers: Service alpha}
  - taps: Service alpha
    sees: {screen: alpha/service}
"""

OFFICES = """  - id: other
    title: {ar: خدمة أخرى, en: Another one}
    keywords: {ar: [بطاقة زرقاء, ختم], en: [blue card, stamp]}
    source: made up
    answer: {ar: هنا., en: Here.}
offices:
  - id: amman
    name: {ar: مكتب عمان, en: Amman office}
    address: {ar: عمان, en: Amman}
    at: [31.95, 35.91]
"""

FILES = [
    ROOT / "tests" / "samples" / "language" / "town.yaml",
    ROOT / "tests" / "samples" / "language" / "desk.yaml",
    ROOT / "flows" / "cspd.yaml",
]
KNOWN = Vocabulary(["fees", "where", "who"], ["town/shop", "town/shop/form", "town/benefit"])


def mutants_in(file: Path) -> list[Mutant]:
    """All mutants of a file."""
    text = file.read_text(encoding="utf-8")
    return list(mutants_of(text, file.name, file.stem, KNOWN))


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Two agencies of one service each."""
    return write_small_flows(tmp_path / "flows", ["alpha", "bravo"])


@pytest.fixture
def trial(tmp_path: Path, flows: Path) -> Trial:
    """A trial that knows one script."""
    script = tmp_path / "script.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    made = opened(flows, tmp_path / "copies")
    made.learn(read_script(script).conversations)
    return made


def open_on(folder: Path) -> Stage:
    """A stage on a folder of flows."""
    return open_stage(load_settings({"BOT_FLOWS": str(folder)}))


def opened(flows: Path, copies: Path) -> Trial:
    """A trial of a folder that knows no script."""
    shutil.copytree(flows, copies)
    return Trial(flows, copies, open_on)


def one_of_each_kind(file: Path) -> list[Mutant]:
    """Of each kind and key the first mutant of a file."""
    known = Vocabulary(["fees", "where", "who"], ["alpha/service", "bravo/service"])
    text = file.read_text(encoding="utf-8")
    found = {each.kind: each for each in reversed([*mutants_of(text, file.name, "alpha", known)])}
    return [*found.values()]


def changing(flows: Path, old: str, new: str, *, is_inside: bool = True) -> Mutant:
    """A mutant by hand, of the first such words in alpha's file."""
    at = (flows / "alpha.yaml").read_text(encoding="utf-8").index(old)
    return Mutant("text", "alpha", "alpha.yaml", 1, "", at, at + len(old), new, is_inside)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_mutant_is_one_change_in_its_line(file: Path) -> None:
    """What stands before it and behind it stays, and something is other than it was."""
    text = file.read_text(encoding="utf-8")
    for mutant in mutants_in(file):
        changed = mutant.apply(text)
        assert changed != text, mutant
        assert changed[: mutant.start] == text[: mutant.start]
        assert changed.endswith(text[mutant.end :])
        assert text.count("\n", 0, mutant.start) + 1 == mutant.line


def test_every_construct_has_its_mutants() -> None:
    """No kind of change is forgotten in flows that have something of it."""
    assert {mutant.kind for file in FILES for mutant in mutants_in(file)} == {*KINDS}


def test_what_nobody_can_see_is_noticed_by_nothing(trial: Trial, flows: Path) -> None:
    """The source of a text is for authors: a run that notices it would notice anything."""
    tried = trial.attempt(changing(flows, "source: made up", "source: made by hand"))

    assert (tried.is_counted, tried.is_noticed) == (True, False)
    assert survivors([tried]) == [tried]


def test_a_text_is_noticed_by_no_script_that_does_not_ask(trial: Trial, flows: Path) -> None:
    """Though the script goes by: it would be so with whatever else is put there."""
    assert not trial.attempt(changing(flows, "One dinar.", "Two dinars.")).is_noticed


def test_a_title_that_a_script_taps_is_noticed_by_it(trial: Trial, flows: Path) -> None:
    """Also by its step that could not be done."""
    assert trial.attempt(changing(flows, "Service alpha", "Service alfa")).by_hand


def test_scripts_that_nobody_wrote_are_counted_apart(
    tmp_path: Path, trial: Trial, flows: Path
) -> None:
    """They know today's texts whether these are right or not."""
    made = tmp_path / "made.yaml"
    made.write_text(SCRIPT.replace("\nsteps:", "\ntags: [generated]\nsteps:"), encoding="utf-8")
    trial.learn(read_script(made).conversations)

    tried = trial.attempt(changing(flows, "Service alpha", "Service alfa"))
    own = tally("all", [tried, trial.attempt(changing(flows, "One dinar.", "Two dinars."))])

    assert (own.by_hand, own.by_generated, own.noticed, own.count) == (1, 1, 1, 2)


def test_generated_scripts_notice_whatever_shows(tmp_path: Path, flows: Path) -> None:
    """A line below a label, a word that finds, where an office is: each in its own way."""
    file = flows / "alpha.yaml"
    file.write_text(file.read_text(encoding="utf-8") + OFFICES, encoding="utf-8")
    trial = opened(flows, tmp_path / "copied")
    stage = open_on(flows)
    for made in generate(stage.release(flows), stage.play):
        trial.learn(parse_script(made.text, Path(made.path)).conversations)

    tried = [trial.attempt(mutant) for mutant in one_of_each_kind(file)]

    assert [(each.mutant.line, each.mutant.told) for each in survivors(tried)] == []
    noticed = {each.mutant.kind for each in tried if each.by_generated}
    assert noticed >= {"text", "title", "phone", "link", "position", "search-word", "target"}


@pytest.mark.parametrize(("words", "is_idle"), [("blue card", False), ("Service alpha", True)])
def test_a_search_word_is_idle_where_the_same_is_found_without_it(
    tmp_path: Path, flows: Path, words: str, is_idle: bool
) -> None:
    """That is asked of the bot, whoever noticed what: a word that is missed is no idle one."""
    file = flows / "alpha.yaml"
    title = "    title: {ar: خدمة 1, en: Service alpha}\n"
    text = file.read_text(encoding="utf-8")
    keywords = f"    keywords: {{en: [licence, {words}]}}\n"
    file.write_text(text.replace(title, title + keywords), encoding="utf-8")
    trial = opened(flows, tmp_path / "copied")
    mutant = next(
        each
        for each in mutants_of(file.read_text(encoding="utf-8"), file.name, "alpha", KNOWN)
        if each.asked == words
    )

    tried = trial.attempt(mutant)

    assert (tried.is_idle, tried.is_counted, tried.is_noticed) == (is_idle, not is_idle, False)


def test_flows_that_cannot_be_used_are_counted_apart(trial: Trial, flows: Path) -> None:
    """`check` tells of them; and the next mutant finds the files as they were."""
    refused = trial.attempt(changing(flows, "kind: fees", "kind: feees"))
    after = trial.attempt(changing(flows, "Service alpha", "Service alfa"))

    own = tally("all", [refused, after])
    assert (own.refused, own.count, own.noticed) == (1, 1, 1)


def test_a_walk_is_asked_about_what_no_script_noticed(trial: Trial, flows: Path) -> None:
    """Only what it did not find before counts."""
    asked: list[Path] = []

    def walk(folder: Path, agency: str) -> frozenset[str]:
        asked.append(folder)
        return frozenset({agency} if folder == flows else {agency, "a new fault"})

    walking = Trial(flows, flows.parent / "copies", open_on, walk)
    tried = walking.attempt(changing(flows, "One dinar.", "Two dinars."))

    assert (tried.is_scripted, tried.by_walk, tried.is_noticed) == (False, True, True)
    assert asked == [flows, flows.parent / "copies"]


def test_others_are_drawn_for_those_that_are_not_counted(flows: Path) -> None:
    """So many of each kind as were asked for, if there are, in the order they fell."""
    texts = [replace(changing(flows, "One dinar.", "x"), line=line) for line in range(1, 30)]
    titles = [replace(each, kind="title") for each in texts[:2]]

    def try_all(mutants: Sequence[Mutant]) -> list[Tried]:
        return [Tried(each, is_refused=each.line % 2 == 0) for each in mutants]

    tried = try_some([*texts, *titles], 8, list.reverse, try_all)
    lines = [each.mutant.line for each in tried if each.mutant.kind == "text" and each.is_counted]

    assert lines == [29, 27, 25, 23]
    assert tally("all", tried).count == 4 + 1


def test_survivors_are_told_by_their_place(flows: Path) -> None:
    """`file:line`, the kind and what was changed: enough to write the script that is missing."""
    mutant = changing(flows, "One dinar.", "Two dinars.")

    told = as_text([Tried(mutant), Tried(mutant, by_generated=True)])

    assert "\nnoticed by nothing (1):\nalpha.yaml:1: text: " in told
    assert "50.0 %" in told
