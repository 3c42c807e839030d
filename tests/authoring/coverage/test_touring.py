"""Tours choose every option there is, and tell what leads elsewhere by its line in the flows."""

from pathlib import Path

from bot.authoring.coverage.chart import chart_of
from bot.authoring.coverage.measuring import Measured
from bot.authoring.coverage.touring import tours
from bot.authoring.coverage.tracing import Tracer
from bot.authoring.scripts.telling.differences import tell_played
from bot.commands.testers.stages import open_stage
from bot.settings import Settings, load_settings
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


def settings_for(flows: Path) -> Settings:
    """The bot's own texts, and these flows."""
    return load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")})


def toured(flows: Path) -> Measured:
    """What a tour of flows covers; all of it must come out as it was made."""
    settings = settings_for(flows)
    stage = open_stage(settings)
    release = stage.release(flows)
    tracer = Tracer(chart_of(release, settings.locales), release, flows)
    for conversation in tours(release):
        played = stage.play(conversation)
        assert played.is_as_scripted, tell_played(played)
        tracer.watch(played)
    return Measured.of(tracer)


def missing(measured: Measured) -> set[str]:
    """What of the authors' own nodes and transitions was not covered."""
    goals = (each.goal for each in measured.missing() if each.goal.kind != "word")
    return {goal.name for goal in goals if not goal.name.startswith("@") or "?" in goal.name}


def test_a_new_agency_is_covered_whole(tmp_path: Path) -> None:
    """In both languages, with pages, by taps, numbers and labels."""
    names = tuple(f"a{letter}" for letter in "bcdefghijkl")
    measured = toured(write_small_flows(tmp_path / "flows", names))

    assert missing(measured) == set()
    moves = {(point.name, means) for point, means in measured.means}
    assert {("@main -> ab", "tap"), ("@main -> ab", "number"), ("@main -> ab", "words")} <= moves
    assert ("ab/service/fees -> @useful", "tap") not in moves
    assert {("ab/service/fees -> @reasons", "tap"), ("ab/service/fees -> @thanks", "tap")} <= moves


def test_what_hangs_on_more_than_the_morning_is_left_and_told() -> None:
    """Seasons, invitations, answers that are typed: a tour goes around them and trips over none."""
    left = missing(toured(ROOT / "tests" / "samples" / "language"))

    assert {"town/school", "town/help-now/night", "town/garden", "town/benefit/child"} <= left
    assert not {name for name in left if name.startswith("desk") and "@" not in name}


def test_an_option_that_leads_elsewhere_is_told_at_its_node(tmp_path: Path) -> None:
    """By the file and line of the flows: a tour has no script of its own."""
    whole = write_small_flows(tmp_path / "whole", ("alpha",))
    made = tours(open_stage(settings_for(whole)).release(whole))
    lesser = write_small_flows(tmp_path / "lesser", ("alpha",))
    file = lesser / "alpha.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("      - kind: where")], encoding="utf-8")
    stage = open_stage(settings_for(lesser))

    wrong = [each for each in map(stage.play, made) if not each.is_as_scripted]

    assert len(wrong) == 2
    told = tell_played(wrong[0])
    assert "whole/alpha.yaml[tour, ar]: Every option of alpha/service" in told
    assert "whole/alpha.yaml:9:5: step " in told
    assert "alpha/service/where" in told
