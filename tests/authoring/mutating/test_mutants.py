"""Mutants: each one small change, and told as noticed only where something is seen otherwise."""

import shutil
from pathlib import Path

import pytest

from bot.authoring.mutating.making import Vocabulary, mutants_of
from bot.authoring.mutating.mutant import KINDS, Mutant
from bot.authoring.mutating.tally import survivors, tally
from bot.authoring.mutating.telling import as_text
from bot.authoring.mutating.trying import Trial, Tried
from bot.authoring.scripts.reading.reader import read_script
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

    def open_on(folder: Path) -> Stage:
        return open_stage(load_settings({"BOT_FLOWS": str(folder)}))

    shutil.copytree(flows, tmp_path / "copies")
    made = Trial(flows, tmp_path / "copies", open_on)
    made.learn(read_script(script).conversations)
    return made


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

    assert (tried.is_refused, tried.by_scripts, tried.by_visits) == (False, False, False)
    assert survivors([tried]) == [tried]


def test_a_text_is_noticed_by_visits_and_by_no_script_that_does_not_ask(
    trial: Trial, flows: Path
) -> None:
    """Who noticed is told apart."""
    tried = trial.attempt(changing(flows, "One dinar.", "Two dinars."))

    assert (tried.by_scripts, tried.by_visits) == (False, True)


def test_scripts_that_nobody_wrote_are_counted_apart(
    tmp_path: Path, trial: Trial, flows: Path
) -> None:
    """They know today's texts whether these are right or not."""
    made = tmp_path / "made.yaml"
    made.write_text(SCRIPT.replace("\nsteps:", "\ntags: [generated]\nsteps:"), encoding="utf-8")
    trial.learn(read_script(made).conversations)

    tried = trial.attempt(changing(flows, "Service alpha", "Service alfa"))
    own = tally("all", [tried, trial.attempt(changing(flows, "One dinar.", "Two dinars."))])

    assert (own.by_scripts, own.by_generated, own.scripted, own.by_visits) == (1, 1, 1, 2)


def test_a_title_that_a_script_taps_is_noticed_by_it(trial: Trial, flows: Path) -> None:
    """Also by its step that could not be done."""
    tried = trial.attempt(changing(flows, "Service alpha", "Service alfa"))

    assert (tried.by_scripts, tried.by_visits) == (True, True)


def test_flows_that_cannot_be_used_are_counted_apart(trial: Trial, flows: Path) -> None:
    """`check` tells of them; and the next mutant finds the files as they were."""
    refused = trial.attempt(changing(flows, "kind: fees", "kind: feees"))
    after = trial.attempt(changing(flows, "One dinar.", "Two dinars."))

    assert refused.is_refused
    assert tally("all", [refused, after]).count == 1
    assert tally("all", [refused, after]).noticed == 1


def test_survivors_are_told_by_their_place(flows: Path) -> None:
    """`file:line`, the kind and what was changed: enough to write the script that is missing."""
    mutant = changing(flows, "One dinar.", "Two dinars.")

    told = as_text([Tried(mutant), Tried(mutant, by_visits=True)])

    assert "\nnoticed by nothing (1):\nalpha.yaml:1: text: " in told
    assert "50.0 %" in told
