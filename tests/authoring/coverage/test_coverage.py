"""What there is to cover and what scripts cover of it: each kind, each side, nothing by chance."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.authoring.coverage.chart import chart_of
from bot.authoring.coverage.goals import Goal, Kind
from bot.authoring.coverage.measuring import Measured, Tally
from bot.authoring.coverage.telling.table import as_table, missing_lines, shortfall
from bot.authoring.coverage.tracing import Tracer
from bot.authoring.scripts.reading.reader import parse_script
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import Settings, load_settings
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

GREETED = "  - says: hello\n  - says: English\n"
ARRIVED = "  - says: السلام عليكم\n"
Measure = Callable[..., Measured]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Stage]:
    """One agency with one service of two questions."""
    flows = write_small_flows(tmp_path_factory.mktemp("small") / "flows", ("alpha",))
    return _opened(flows)


@pytest.fixture(scope="module")
def language() -> tuple[Settings, Stage]:
    """Flows that use every construct of the flow language."""
    return _opened(ROOT / "tests" / "samples" / "language")


def _opened(flows: Path) -> tuple[Settings, Stage]:
    settings = load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")})
    return settings, open_stage(settings)


def measure(opened: tuple[Settings, Stage], *scripts: str, head: str = "") -> Measured:
    """What scripts of these steps cover."""
    settings, stage = opened
    release = stage.release(settings.flows)
    tracer = Tracer(chart_of(release, settings.locales), release, settings.flows)
    for steps in scripts:
        text = f"conversation: Some\n{head}steps:\n{steps}"
        script = parse_script(text, settings.flows / "script.yaml")
        assert script.faults == ()
        for conversation in script.conversations:
            played = stage.play(conversation)
            assert played.is_as_scripted, played.steps[-1]
            tracer.watch(played)
    return Measured.of(tracer)


def goals(measured: Measured, kind: Kind) -> dict[str, Goal]:
    """The goals of one kind."""
    return {goal.name: goal for goal in measured.chart.goals.values() if goal.kind == kind}


def sides(measured: Measured, kind: Kind) -> set[tuple[str, str]]:
    """What was seen of one kind."""
    return {(point.name, point.side) for point in measured.seen if point.kind == kind}


def test_every_option_of_every_screen_is_a_transition(small: tuple[Settings, Stage]) -> None:
    """To children, siblings, the menu above, the main menu and the screens of feedback."""
    moves = goals(measure(small), "transition")

    assert [name for name in moves if name.startswith("alpha/service")] == [
        "alpha/service -> alpha/service/fees",
        "alpha/service -> alpha/service/where",
        "alpha/service -> alpha",
        "alpha/service -> @main",
        "alpha/service/fees -> alpha/service/where",
        "alpha/service/fees -> @thanks",
        "alpha/service/fees -> @reasons",
        "alpha/service/fees -> alpha/service",
        "alpha/service/fees -> @main",
        "alpha/service/where -> alpha/service/fees",
        "alpha/service/where -> @thanks",
        "alpha/service/where -> @reasons",
        "alpha/service/where -> alpha/service",
        "alpha/service/where -> @main",
    ]


def test_goto_questions_and_offices_are_transitions(language: tuple[Settings, Stage]) -> None:
    """Of an ask, what may follow; of a goto, its target; drafts are no goals at all."""
    measured = measure(language)
    moves, nodes = goals(measured, "transition"), goals(measured, "node")

    assert {
        "town/benefit -> town/benefit/child",
        "town/benefit -> town/benefit/status",
        "desk/permit -> town/shop/form",
        "town/shop/where -> @nearest",
        "town/offices -> town/offices/east",
        "@nearest -> office",
    } <= moves.keys()
    assert "town/garden" in nodes  # who is invited sees it
    assert "town/roof" not in nodes
    assert not [name for name in moves if "town/roof" in name]


def test_what_only_one_language_shows_is_asked_for_in_that_alone(
    tmp_path: Path, language: tuple[Settings, Stage]
) -> None:
    """No script could ever show it in the other."""
    flows = write_small_flows(tmp_path / "flows", ("alpha",))
    file = flows / "alpha.yaml"
    with file.open("a", encoding="utf-8") as end:
        end.write(
            "      - id: visa\n        title: {ar: تأشيرة, en: Visa}\n"
            "        when: {language: en}\n        answer: {ar: لا., en: None needed.}\n"
        )

    measured = measure(_opened(flows))

    assert goals(measured, "node")["alpha/service/visa"].sides == ("en",)
    moves = goals(measured, "transition")
    assert moves["alpha/service -> alpha/service/visa"].sides == ("en",)
    assert moves["alpha/service/visa -> alpha/service"].sides == ("en",)


def test_a_node_that_a_dropped_script_showed_is_missing_at_its_line(
    small: tuple[Settings, Stage],
) -> None:
    """With the language it was not seen in, and not those it was."""
    fees = "  - taps: 1\n  - taps: 1\n  - taps: 1\n"
    where = "  - taps: 1\n  - taps: 1\n  - taps: 2\n"

    whole = measure(small, GREETED + fees, ARRIVED + fees, GREETED + where, ARRIVED + where)
    without = measure(small, GREETED + fees, ARRIVED + fees, GREETED + where)

    told = [list(missing_lines(each.missing(), None)) for each in (whole, without)]
    line = "alpha.yaml:15:9: node alpha/service/where not seen in Arabic"
    assert not [each for each in told[0] if "node alpha" in each]
    assert [each.rpartition("/flows/")[2] for each in told[1] if "node alpha" in each] == [line]


def test_a_tap_a_number_and_a_label_take_the_same_transition(
    small: tuple[Settings, Stage],
) -> None:
    """By what means is told too, by the language of the screen on which it was chosen."""
    ways = ("taps: {number: 1}", 'types: "1"', "says: Agency alpha", "says: جهة 1")

    seen = [measure(small, f"{GREETED}  - {way}\n") for way in ways[:3]]
    seen.append(measure(small, f"{ARRIVED}  - {ways[3]}\n"))

    assert [("@main -> alpha", "en") in sides(each, "transition") for each in seen[:3]] == [
        True
    ] * 3
    assert ("@main -> alpha", "ar") in sides(seen[3], "transition")
    means = [{by for point, by in each.means if point.name == "@main -> alpha"} for each in seen]
    assert means == [{"tap"}, {"number"}, {"words"}, {"words"}]


@pytest.mark.parametrize(
    "led", ["says: i want service alpha", "taps: {id: alpha/service/no-more}", "says: thanks"]
)
def test_what_leads_elsewhere_takes_no_transition(small: tuple[Settings, Stage], led: str) -> None:
    """A search, what is no more, a courtesy: the place is seen, but no option was chosen."""
    steps = f"{GREETED}  - taps: 1\n  - {led}\n"
    seen = sides(measure(small, steps), "transition")

    assert seen == {("@start -> @main", "en"), ("@main -> alpha", "en")}


def test_a_courtesy_that_leads_up_is_no_way_back(small: tuple[Settings, Stage]) -> None:
    """Thanks at an answer show its menu again, as the row "back" does."""
    at = GREETED + "  - taps: {id: alpha/service/fees}\n"
    back = ("alpha/service/fees -> alpha/service", "en")

    assert back not in sides(measure(small, at + "  - says: thanks\n"), "transition")
    assert back in sides(measure(small, at + "  - says: back\n"), "transition")


def test_each_citizen_chooses_on_their_own_screen(small: tuple[Settings, Stage]) -> None:
    """Whatever others were shown meanwhile, and in whichever language."""
    other = "    as: {phone: '962790000002'}\n"
    steps = f"{GREETED}{ARRIVED}{other}  - taps: {{of: 2, number: 1}}\n  - types: '1'\n{other}"

    assert sides(measure(small, steps), "transition") >= {
        ("@main -> alpha", "en"),
        ("@main -> alpha", "ar"),
    }


def test_percents_are_rounded_down() -> None:
    """100 is reached when nothing is missing, and never before; of nothing, nothing is missing."""
    assert Tally(5750, 5751).percent == 99.9
    assert Tally(5751, 5751).percent == 100.0
    assert Tally(0, 0).percent == 100.0


def test_feedback_languages_and_forgetting_are_transitions(small: tuple[Settings, Stage]) -> None:
    """Those of the bot's own screens by what they lead to."""
    measured = measure(
        small,
        GREETED + "  - taps: العربية\n",
        GREETED + "  - taps: {id: alpha/service/fees}\n  - says: 'no'\n  - taps: 1\n  - taps: 1\n",
        GREETED + "  - says: delete my data\n  - says: 'yes'\n",
    )

    assert {
        ("@main -> @ar", "en"),
        ("alpha/service/fees -> @reasons", "en"),
        ("@reasons -> @thanks", "en"),
        ("@thanks -> menu", "en"),
        ("@erase -> @start", "en"),
    } <= sides(measured, "transition")


def test_pages_are_seen_and_turned(language: tuple[Settings, Stage], tmp_path: Path) -> None:
    """Forward and back are two transitions; a third page is one that nobody saw."""
    names = tuple(f"a{letter}" for letter in "bcdefghijklmnopqrstu")
    measured = measure(
        _opened(write_small_flows(tmp_path / "flows", names)),
        GREETED + "  - taps: More\n  - says: previous\n",
    )

    assert list(goals(measured, "page")) == ["@main?page=2", "@main?page=3"]
    assert sides(measured, "page") == {("@main?page=2", "en")}
    assert {("@main -> @main?page=2", "en"), ("@main?page=2 -> @main", "en")} <= sides(
        measured, "transition"
    )


def test_a_reply_that_never_went_out_covers_nothing(small: tuple[Settings, Stage]) -> None:
    """Nobody saw it: a newer message took its place."""
    late = "  - types: '1'\n    sent: 2h ago\n  - says: menu\n    after: 1s\n    sent: 90m ago\n"

    assert ("alpha", "en") not in sides(measure(small, GREETED + late), "node")
    assert ("alpha", "en") in sides(measure(small, GREETED + late.partition("  - says")[0]), "node")


def test_words_are_covered_in_the_language_they_are_of(small: tuple[Settings, Stage]) -> None:
    """Wherever they were said; not where they were searched for or answered a question."""
    measured = measure(small, GREETED + "  - says: help\n  - says: مساعدة\n")

    said = sides(measured, "word")
    assert ("help (en)", "en") in said
    assert ("help (ar)", "ar") in said
    assert ("back (en)", "en") not in said
    assert ("help (ar)", "ar") not in sides(measure(small, GREETED + "  - says: help\n"), "word")
    lines = list(missing_lines(measured.missing(), None))
    assert any("/en.ftl:" in line and "word back not said in English" in line for line in lines)


def test_each_when_must_be_true_and_false(language: tuple[Settings, Stage]) -> None:
    """A branch that never was one of them is told so at its line."""
    adult = (
        '  - taps: {id: town/benefit}\n  - says: "40"\n    sees: {screen: town/benefit/status}\n'
    )
    child = '  - taps: {id: town/benefit}\n  - says: "9"\n    sees: {screen: town/benefit/child}\n'

    only_true = measure(language, GREETED + child)
    both = measure(language, GREETED + child, GREETED + adult)

    assert sides(only_true, "when") >= {("town/benefit/child", "true")}
    told = "\n".join(missing_lines(only_true.missing(), None))
    assert "town.yaml:75:9: when of town/benefit/child never false" in told
    assert "town/benefit/child never" not in "\n".join(missing_lines(both.missing(), None))


def test_when_follows_the_clock_of_the_script(language: tuple[Settings, Stage]) -> None:
    """A season is true in September, opening hours are false at night."""
    steps = GREETED + "  - taps: {id: town}\n  - taps: {id: town/help-now}\n"
    day = measure(language, steps, head="starts: 2026-09-01 10:00\n")
    night = measure(language, steps, head="starts: 2026-11-26 23:00\n")

    assert {("town/school", "true"), ("town/help-now/call", "true")} <= sides(day, "when")
    assert {("town/school", "false"), ("town/help-now/call", "false")} <= sides(night, "when")


def test_other_flows_cover_nothing(small: tuple[Settings, Stage], tmp_path: Path) -> None:
    """Neither a script's own, nor those that are served from a step on."""
    other = write_small_flows(tmp_path / "flows", ("alpha",))
    own = measure(small, GREETED + "  - taps: 1\n", head=f"flows: {other}\n")
    later = measure(small, GREETED + f"  - flows: {other}\n  - taps: 1\n")

    assert own.seen == frozenset()
    assert ("@main", "en") in sides(later, "node")
    assert ("alpha", "en") not in sides(later, "node")


def test_the_table_holds_no_letter_that_runs_from_right_to_left(
    small: tuple[Settings, Stage],
) -> None:
    """Nor a percent that is rounded up to what it is not."""
    fees = "  - taps: 1\n  - taps: 1\n  - taps: 1\n"
    measured = measure(small, ARRIVED + fees)

    table = as_table(measured)
    assert table.isascii()
    row = next(line for line in table.splitlines() if line.startswith("alpha"))
    assert row.split()[:3] == ["alpha", "3/4", "0/4"]
    assert shortfall(measured, 0) == ""
    assert shortfall(measured, 99.9).startswith("coverage is below 99.9 %: ")


def test_what_opens_most_is_told_first(small: tuple[Settings, Stage]) -> None:
    """Menus before answers, both languages before one, places before ways; the rest is counted."""
    measured = measure(small, GREETED + "  - taps: 1\n")

    lines = list(missing_lines(measured.missing(), 3))

    assert "node alpha/service not seen in Arabic or in English" in lines[0] or "@" in lines[0]
    kinds = [each.goal.kind for each in measured.missing()]
    assert kinds == sorted(kinds, key=["node", "when", "page", "word", "transition"].index)
    assert lines[3] == f"… and {len(measured.missing()) - 3} more: replay --missing all tells them"
