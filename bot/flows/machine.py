"""One shared, synchronous state machine that moves every conversation.

The only file that imports `transitions`. Its ordinary ways do not survive a whole government
(registering a model or `auto_transitions` cost seconds and megabytes each), so states, events and
transitions are put in their places directly; tests pin each inner way this relies on.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol, cast
from weakref import proxy

from transitions import Machine, State
from transitions.core import Condition, Event, EventData, Transition

from bot.flows.collection import without_collection
from bot.flows.library import Library
from bot.flows.wiring import HUB, Wiring, wire
from bot.texts.languages import Language

MORE = "@more"
PREVIOUS = "@previous"
TO_ARABIC = "@ar"
TO_ENGLISH = "@en"

PageCount = Callable[[str], int]  # how many pages the screen at an address has


class Movable(Protocol):
    """What the machine moves: the part of a session that says where the citizen is."""

    state: str
    page: int
    language: Language | None
    subject: str


class FlowMachine:
    """Moves sessions over the states of one library; holds nothing of any of them.

    `page_count` tells how many pages a screen has, which is a matter of layout and so comes from
    outside; without it every screen has one. `states` and `transitions` are counts.
    """

    def __init__(self, library: Library, page_count: PageCount = lambda _address: 1) -> None:
        """Build the machine. Raises FlowError when the library's graph is not sound."""
        # At INFO the library would write each citizen's path to the log, at four times the cost.
        logging.getLogger("transitions").setLevel(logging.WARNING)
        self._machine = _empty_machine()
        # Its events do not hold it: what serves no longer is freed at once, with no collector.
        self._proxy: Machine = proxy(self._machine)
        with without_collection():
            wiring = wire(library)
            self._add_states(wiring)
            self._add_moves(wiring)
            self._add_internal(wiring, page_count)
        self.states = len(self._machine.states)
        self.transitions = sum(len(event.transitions) for event in self._machine.events.values())

    def step(self, session: Movable, trigger: str) -> bool:
        """Fire a trigger; False, and nothing changed, when the session's state does not take it.

        Also False when the condition fails: "@more" on the last page.
        """
        event = self._machine.events.get(trigger)
        if event is None or session.state not in event.transitions:
            return False
        return bool(event.trigger(session))

    def jump(self, session: Movable, address: str) -> None:
        """Move to any state in two steps, through the hub.

        A session whose own state is no more enters at the hub. Raises KeyError for an address that
        is no state, and then moves nothing.
        """
        if address == HUB or address not in self._machine.states:
            raise KeyError(address)
        if session.state not in self._machine.states:
            session.state = HUB
        elif session.state != HUB:
            self.step(session, HUB)
        self.step(session, address)

    def has_state(self, address: str) -> bool:
        """Whether a session can be in this state."""
        return address in self._machine.states

    def triggers_of(self, state: str) -> tuple[str, ...]:
        """All triggers a state takes. Slow: it asks every event; meant for tests and pictures."""
        return tuple(
            name for name, event in self._machine.events.items() if state in event.transitions
        )

    def pieces(self) -> list[object]:
        """Its states and events: who lets the machine go lets these go one by one."""
        return [*self._machine.states.values(), *self._machine.events.values()]

    def _add_states(self, wiring: Wiring) -> None:
        """One state each."""
        for name in wiring.states:
            self._machine.states[name] = State(name)

    def _add_moves(self, wiring: Wiring) -> None:
        """The transitions that change the state, one a destination for all who go there."""
        moves: dict[str, list[Transition]] = {name: [_Move(name)] for name in wiring.states}
        for trigger, destinations in wiring.moves.items():
            event = Event(trigger, self._proxy)
            event.transitions.update(
                (source, moves[destination]) for source, destination in destinations.items()
            )
            self._machine.events[trigger] = event

    def _add_internal(self, wiring: Wiring, page_count: PageCount) -> None:
        """The transitions that change the session but not its state, one shared by all sources."""
        for trigger, transition in (
            (TO_ARABIC, _Internal(_speak_arabic)),
            (TO_ENGLISH, _Internal(_speak_english)),
            (MORE, _Internal(_turn_forward, partial(_has_next_page, page_count))),
            (PREVIOUS, _Internal(_turn_back, _has_previous_page)),
        ):
            event = Event(trigger, self._proxy)
            shared: list[Transition] = [transition]
            event.transitions.update((name, shared) for name in wiring.states if name != HUB)
            self._machine.events[trigger] = event


class _Move(Transition):
    """A transition to the first page of a state, whatever the source.

    Nothing else happens on its way, so that the library need not look for callbacks: it would in
    nine lists, which takes twice as long as all the rest of a step.
    """

    def __init__(self, state: str) -> None:
        super().__init__("*", state)
        self._state = state

    def execute(self, event_data: EventData) -> bool:
        session = _session_of(event_data)
        session.state, session.page = self._state, 1
        return True


class _Internal(Transition):
    """A transition that stays: it runs one callback on the session, if the condition holds.

    It names no source of its own: without a destination the library never asks for one.
    """

    def __init__(
        self,
        callback: Callable[[EventData], None],
        condition: Callable[[EventData], bool] | None = None,
    ) -> None:
        super().__init__("", "", before=callback)
        if condition is not None:
            self.conditions = [Condition(condition)]


def _empty_machine() -> Machine:
    """A machine without model, states or automatic transitions, whose callbacks get the event."""
    return Machine(model=None, initial=None, auto_transitions=False, send_event=True)


def _session_of(event: EventData) -> Movable:
    return cast(Movable, event.model)


def _speak_arabic(event: EventData) -> None:
    _session_of(event).language = "ar"


def _speak_english(event: EventData) -> None:
    _session_of(event).language = "en"


def _turn_forward(event: EventData) -> None:
    _session_of(event).page += 1


def _turn_back(event: EventData) -> None:
    _session_of(event).page -= 1


def _has_next_page(page_count: PageCount, event: EventData) -> bool:
    session = _session_of(event)
    return session.page < page_count(session.state)


def _has_previous_page(event: EventData) -> bool:
    return _session_of(event).page > 1
