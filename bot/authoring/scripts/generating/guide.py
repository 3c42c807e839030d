"""A conversation in the making: each thing said to the bot at once, so that what comes is known."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.authoring.scripts.playing.player import GAP_S
from bot.authoring.scripts.playing.screens import readable
from bot.authoring.scripts.script import Act, Says, Shares, Taps
from bot.authoring.walking.standings.standing import NOBODY, session_of
from bot.authoring.walking.standings.worlds import World
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.screens.layout import Screen
from bot.conversation.session import Session
from bot.conversation.steps.walk import Walk
from bot.flows.nodes import MAIN
from bot.messages.inbound import Inbound, Location, Tap, Text
from bot.messages.reply import Option, options_of


class Spot(NamedTuple):
    """A screen: its state and page."""

    state: str
    page: int = 1


class Told(NamedTuple):
    """One thing said, and where it led; `is_asked` of words that are no option of the screen."""

    act: Act
    spot: Spot
    is_asked: bool = False


@dataclass(slots=True)
class Guide:
    """Says one thing after the other to the bot, ten seconds apart, as a script would."""

    release: Release
    world: World
    told: list[Told] = field(default_factory=list)
    rows: tuple[Option, ...] = ()
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        """Begin with somebody who never wrote."""
        self.session = session_of(NOBODY, self.world.now)

    @property
    def here(self) -> Spot:
        """The screen in view."""
        return Spot(self.session.state or MAIN, self.session.page)

    @property
    def screen(self) -> Screen:
        """All that can be chosen on it, also what has no row."""
        walk = Walk(self.release, self.session, self._now, is_invited=self.world.is_invited)
        return walk.screen

    def type(self, text: str) -> None:
        """Words or a number."""
        self._do(Says(text), Text(text))

    def tap(self, row: Option) -> None:
        """A row in view: by its label where no other reads the same."""
        label = readable(row.label)
        is_alone = sum(readable(each.label) == label for each in self.rows) == 1
        act = Taps(label) if is_alone and not label.isdecimal() else Taps(row.id, "id")
        self._do(act, Tap(row.id, row.label))

    def open(self, row_id: str) -> None:
        """Whatever was shown long ago."""
        row = next((each for each in self.rows if each.id == row_id), None)
        if row is not None:
            self.tap(row)
        else:
            self._do(Taps(row_id, "id"), Tap(row_id, ""))

    def share(self, latitude: float, longitude: float) -> None:
        """A place."""
        self._do(Shares(latitude, longitude), Location(latitude, longitude))

    def ask(self, words: str) -> None:
        """Words that ask for a place; at the main menu if they may mean several.

        Only there no agency is preferred, and the order of what was found tells how well it fits.
        """
        session, rows = self.session, self.rows
        self.type(words)
        if self.here.state == "@results" and session.state != MAIN:
            self.session, self.rows = session, rows
            self.told.pop()
            self.open(MAIN)
            self.type(words)
        self.told[-1] = self.told[-1]._replace(is_asked=True)

    @property
    def _now(self) -> float:
        return self.world.now + GAP_S * len(self.told)

    def _do(self, act: Act, message: Inbound) -> None:
        invited = self.world.is_invited
        turn = take_turn(self.release, self.session, message, self._now, is_invited=invited)
        self.session = turn.session
        # A tap is on the last message that had rows.
        self.rows = options_of(turn.reply) or self.rows
        self.told.append(Told(act, self.here))
