"""One machine moves every conversation, at the size of a whole government."""

import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from transitions import Machine, State
from transitions.core import Event, EventData, Transition

from bench.catalogue import make_catalogue
from bot.errors import FlowError
from bot.flows.library import Library, frozen
from bot.flows.machine import FlowMachine
from bot.flows.nodes import MAIN, Choice, Menu
from bot.flows.wiring import BUILT_IN_SCREENS, HUB, wire
from bot.texts.languages import Language
from tests.flows.authored import load, load_sound, write_flows


@dataclass
class Walker:
    """The part of a session the machine moves."""

    state: str = MAIN
    page: int = 1
    language: Language | None = None
    subject: str = ""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The small sound catalogue."""
    return load_sound(write_flows(tmp_path / "flows"))


@pytest.fixture
def machine(library: Library) -> FlowMachine:
    """Its machine; the main menu has three pages."""
    return FlowMachine(library, lambda address: 3 if address == MAIN else 1)


def walk(machine: FlowMachine, session: Walker, *triggers: str) -> list[bool]:
    """Take the steps; whether each was taken."""
    return [machine.step(session, trigger) for trigger in triggers]


def test_choices_lead_from_menu_to_menu_to_answer(machine: FlowMachine) -> None:
    """A choice's key is its trigger; a goto's key is the whole address."""
    session = Walker()

    assert walk(machine, session, "moj", "deed", "gam/building", "new") == [True] * 4
    assert session.state == "gam/building/new"


def test_an_answer_leads_to_its_siblings(machine: FlowMachine) -> None:
    """The other questions of a service, the goto among them, are one step away."""
    session = Walker("moj/non-conviction/fees")

    assert walk(machine, session, "where", "online", "fees") == [True] * 3
    assert not machine.step(session, "fees")
    assert walk(machine, Walker("moj/deed/fees"), "gam/building") == [True]


def test_offices_are_chosen_from_their_list_and_from_each_other(machine: FlowMachine) -> None:
    """The list is the last choice of its agency."""
    session = Walker("moj")

    assert walk(machine, session, "offices", "amman") == [True, True]
    assert session.state == "moj/offices/amman"


def test_back_is_the_parent_of_the_screen_and_home_the_main_menu(machine: FlowMachine) -> None:
    """However the screen was reached; built-in screens go back to the main menu."""
    session = Walker("moj/deed")
    walk(machine, session, "gam/building", "@back")
    assert session.state == "gam"

    for state in (*BUILT_IN_SCREENS, MAIN, "moj"):
        session = Walker(state)
        assert machine.step(session, "@back")
        assert session.state == MAIN
    session = Walker("moj/deed/fees")
    assert machine.step(session, "@home")
    assert session.state == MAIN


def test_every_state_reaches_every_state_through_the_hub(
    machine: FlowMachine, library: Library
) -> None:
    """Old taps, search hits and built-in screens are two steps away from anywhere."""
    places = [*BUILT_IN_SCREENS, *library.nodes]

    for here in places:
        for there in places:
            session = Walker(here, page=2)
            machine.jump(session, there)
            assert (session.state, session.page) == (there, 1)


def test_a_jump_leaves_a_state_that_is_no_more(machine: FlowMachine) -> None:
    """After a reload a session may stand where nothing is; a step is refused, a jump is not."""
    session = Walker("moj/gone")

    assert not machine.step(session, "@back")
    machine.jump(session, "moj")

    assert session.state == "moj"


def test_a_jump_to_nowhere_raises_and_moves_nothing(machine: FlowMachine) -> None:
    """The engine asks the library first; were it wrong, the session stays whole."""
    for nowhere in ("moj/gone", HUB, ""):
        session = Walker("moj")
        with pytest.raises(KeyError):
            machine.jump(session, nowhere)
        assert session.state == "moj"


def test_an_unknown_trigger_changes_nothing(machine: FlowMachine) -> None:
    """Neither one that no state has nor one of another state."""
    session = Walker("moj/deed", page=1)

    assert walk(machine, session, "nonsense", "building", "trigger", "state", "") == [False] * 5
    assert session == Walker("moj/deed")


def test_language_changes_in_place(machine: FlowMachine) -> None:
    """State and page stay; also where no language was chosen yet."""
    session = Walker(MAIN, page=2)

    assert walk(machine, session, "@en") == [True]
    assert session == Walker(MAIN, 2, "en")
    walk(machine, session, "@ar")
    assert session == Walker(MAIN, 2, "ar")


def test_pages_turn_within_their_bounds(machine: FlowMachine) -> None:
    """No page before the first or after the last; entering another state opens its first."""
    session = Walker()

    assert walk(machine, session, "@previous", "@more", "@more", "@more") == [
        False,
        True,
        True,
        False,
    ]
    assert session == Walker(MAIN, 3)
    assert walk(machine, session, "@previous") == [True]
    assert session.page == 2
    machine.step(session, "moj")
    assert session.page == 1
    assert not machine.step(session, "@more")


def test_the_machine_keeps_nothing_of_a_session(machine: FlowMachine) -> None:
    """Two citizens walk at once, and neither is registered."""
    one, two = Walker(), Walker()

    walk(machine, one, "moj", "@en")
    walk(machine, two, "gam")

    assert (one.state, one.language) == ("moj", "en")
    assert (two.state, two.language) == ("gam", None)
    assert vars(one).keys() == vars(Walker()).keys()


def test_triggers_of_a_state_are_its_choices_and_the_global_ones(machine: FlowMachine) -> None:
    """Nothing else: no automatic transitions."""
    everywhere = {"@home", "@back", "@hub", "@ar", "@en", "@more", "@previous"}

    assert set(machine.triggers_of("moj/deed")) == everywhere | {"fees", "gam/building"}
    assert set(machine.triggers_of("@privacy")) == everywhere


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ((Choice("a", "moj/nowhere"),), "moj offers moj/nowhere, which does not exist"),
        ((Choice("a", "gam"), Choice("a", "moj/deed")), "two choices with the key a"),
        ((Choice("@home", "gam"),), "uses the built-in trigger @home"),
    ],
)
def test_an_unsound_graph_is_refused(
    library: Library, choices: tuple[Choice, ...], expected: str
) -> None:
    """What the machine's library would take silently is proved absent before it is built."""
    moj = replace(library.node("moj"), content=Menu(choices, "services"))
    unsound = replace(library, nodes=frozen({**library.nodes, "moj": moj}))

    with pytest.raises(FlowError, match=expected):
        FlowMachine(unsound)


def test_clashing_states_and_lost_parents_are_refused(library: Library) -> None:
    """A node named as the machine's own, under another's address, or below nothing."""
    deed = library.node("moj/deed")
    nodes = {**library.nodes, "@thanks": replace(deed, address="@thanks"), "x": deed}
    nodes["moj/deed"] = replace(deed, parent="gone")

    with pytest.raises(FlowError) as caught:
        wire(replace(library, nodes=frozen(nodes)))

    assert "name of the machine's own" in str(caught.value)
    assert "registered as x" in str(caught.value)
    assert "parent 'gone'" in str(caught.value)


def test_paths_of_citizens_are_not_logged(
    machine: FlowMachine, caplog: pytest.LogCaptureFixture
) -> None:
    """The machine's library would write each state at INFO, and refused triggers at WARNING."""
    with caplog.at_level(logging.INFO):
        session = Walker()
        walk(machine, session, "moj", "deed", "nonsense", "@previous", "@home")

    assert [record for record in caplog.records if record.name.startswith("transitions")] == []


def test_the_inner_ways_of_transitions_are_as_relied_on() -> None:
    """States, events and transitions put in place directly work as those added one by one.

    One transition serves several sources, and how it is executed is its own affair.
    """

    class Move(Transition):
        def execute(self, event_data: EventData) -> bool:
            cast(Walker, event_data.model).state = "c"
            return True

    machine = Machine(model=None, initial=None, auto_transitions=False, send_event=True)
    machine.states.update({name: State(name) for name in "abc"})
    event = Event("go", machine)
    shared: list[Transition] = [Move("*", "c")]
    event.transitions.update(a=shared, b=shared)
    machine.events["go"] = event
    sessions = [Walker("a"), Walker("b")]

    assert [machine.events["go"].trigger(session) for session in sessions] == [True, True]

    assert [session.state for session in sessions] == ["c", "c"]
    assert machine.models == []


def test_twelve_thousand_states_build_in_a_second_and_step_fast(tmp_path: Path) -> None:
    """The floors lie far from what is measured (0.2 s, 70,000 steps/s): machines differ."""
    states = make_catalogue(tmp_path / "flows")
    loaded = load(tmp_path / "flows")
    assert loaded.library is not None, [str(fault) for fault in loaded.faults[:5]]

    began = time.process_time()
    machine = FlowMachine(loaded.library)
    built_s = time.process_time() - began
    session = Walker()
    began = time.process_time()
    for number in range(2000):
        walk(machine, session, f"agency-{number % 17}", f"service-{number % 100}", "fees", "@home")
    steps_per_s = 8000 / (time.process_time() - began)

    assert len(loaded.library.nodes) == states
    assert machine.states >= 12_000
    assert built_s < 1.0
    assert steps_per_s > 10_000
