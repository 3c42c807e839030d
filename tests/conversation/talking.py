"""A citizen in tests: says things to a release and remembers what was answered."""

from dataclasses import replace

from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import FactName, Turn
from bot.messages.inbound import Inbound, Location, Tap, Text
from bot.messages.reply import ListReply, Option, Reply, options_of

NOON = 1_795_420_800.0  # 23 November 2026, 08:00 UTC


class Talk:
    """One conversation. Each message comes ten seconds after the one before."""

    def __init__(self, release: Release, session: Session | None = None) -> None:
        """Begin with a session, or as somebody new."""
        self.release = release
        self.session = session or Session()
        self.now = NOON
        self.replies: list[Reply] = []
        self.turn: Turn | None = None

    def sends(self, inbound: Inbound) -> Reply:
        """Send anything; the reply."""
        self.now += 10
        self.turn = take_turn(self.release, self.session, inbound, self.now)
        self.session = self.turn.session
        self.replies.append(self.turn.reply)
        return self.turn.reply

    def says(self, *texts: str) -> Reply:
        """Type texts one after the other; the last reply."""
        for text in texts:
            self.sends(Text(text))
        return self.reply

    def taps(self, label: str, of: str = "") -> Reply:
        """Tap the option with this label in the newest message that has it and begins with `of`."""
        option = next(
            option
            for reply in reversed(self.replies)
            if reply.body.startswith(of)
            for option in options_of(reply)
            if option.label == label
        )
        return self.sends(Tap(option.id, option.label))

    def taps_id(self, row_id: str) -> Reply:
        """Tap an option of long ago by its id."""
        return self.sends(Tap(row_id, ""))

    def shares(self, latitude: float, longitude: float) -> Reply:
        """Share a pin."""
        return self.sends(Location(latitude, longitude))

    def waits(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def moves_to(self, release: Release) -> None:
        """Go on under another release, as after a reload."""
        self.release = release
        self.session = replace(self.session)

    @property
    def reply(self) -> Reply:
        """The newest reply."""
        return self.replies[-1]

    @property
    def first_line(self) -> str:
        """The first line of the newest reply."""
        return self.reply.body.partition("\n")[0]

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be tapped in the newest reply."""
        return options_of(self.reply)

    @property
    def labels(self) -> list[str]:
        """The labels of what can be tapped in the newest reply."""
        return [option.label for option in self.options]

    @property
    def fact_names(self) -> list[FactName]:
        """What the newest turn noted."""
        return [fact.name for fact in self.turn.facts] if self.turn else []


def rows_of(reply: Reply) -> str:
    """The rows of a list as the transcripts write them."""
    if not isinstance(reply, ListReply):
        return ""
    lines: list[str] = []
    for section in reply.sections:
        lines.append(f"§ {section.title}")
        lines.extend(
            f"• {at.label}  |  {at.description}" if at.description else f"• {at.label}"
            for at in section.options
        )
    return "\n".join(lines)
