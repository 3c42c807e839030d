"""Citizens whom real turns bring to places, and all that they were ever shown."""

from dataclasses import dataclass, field
from random import Random

from bot.conversation.addresses import Open, read_id
from bot.conversation.engine import take_turn
from bot.conversation.session import Session
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import Turn
from bot.messages.inbound import Inbound, Location, Media, Tap, Text
from bot.messages.reply import options_of
from tests.conversation.talking import NOON
from tests.pairs.catalogue import label
from tests.pairs.chains import Edition

_WORDS = (
    *("0", "00", "more", "previous", "help", "privacy", "yes", "no", "thanks", "erase my data"),
    *("fees", "documents"),
)
_ANSWERS = ("12", "40", "2001-05-01", "2020-05-01", "some remark", "1", "2")
HERE = Location(31.93, 35.92)


@dataclass(frozen=True, slots=True)
class Row:
    """An option that was shown: its id, its label, and in which edition."""

    id: str
    label: str
    edition: int


@dataclass(slots=True)
class Citizen:
    """A conversation over several editions. `entries` are the numbered choices last shown."""

    session: Session = field(default_factory=Session)
    now: float = NOON
    rows: list[Row] = field(default_factory=list)
    newest: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    edition: int = 0

    def says(self, edition: Edition, number: int, inbound: Inbound) -> Turn:
        """Send something to an edition; the citizen goes on from there."""
        self.now += 10
        turn = take_turn(edition.release, self.session, inbound, self.now)
        self.session, self.edition = turn.session, number
        options = options_of(turn.reply)
        self.newest = [Row(at.id, at.label, number) for at in options]
        self.rows += self.newest
        self.entries = []
        if turn.session.language is not None:
            shown = Walk(edition.release, turn.session, self.now).screen.entries
            self.entries = [Row(at.option.id, at.option.label, number) for at in shown]
        return turn

    def wanders(self, edition: Edition, number: int, chance: Random, turns: int) -> None:
        """So many messages by chance, mostly taps that lead deeper."""
        for _ in range(turns):
            self.says(edition, number, self._anything(edition, chance))

    def _anything(self, edition: Edition, chance: Random) -> Inbound:
        if self.session.language is None:
            return Text(chance.choice(["مرحبا", "English"]))
        deeper = [row for row in self.entries if _leads_to(row, edition) != "@main"]
        match chance.randint(0, 11):
            case 0 | 1 | 2 | 3 | 4 if deeper:
                row = chance.choice(deeper)
                return Tap(row.id, row.label)
            case 5 | 6 if self.newest:
                row = chance.choice(self.newest)
                return Tap(row.id, row.label)
            case 7 if self.entries:
                return Text(str(chance.randint(1, len(self.entries))))
            case 8:
                return Text(chance.choice(_WORDS))
            case 9:
                piece = chance.choice(list(edition.catalogue.pieces().values()))
                return Text(label(piece.title)[self.session.language])
            case 10:
                others: list[Inbound] = [HERE, Media("voice"), Text("Service")]
                return chance.choice(others)
            case _:
                return Text(chance.choice(_ANSWERS))


def _leads_to(row: Row, edition: Edition) -> str:
    action = read_id(row.id)
    return edition.names.get(action.address, "") if isinstance(action, Open) else ""
