"""A conversation with the flows as they are being written: it goes on when they change."""

from bot.authoring.scripts.writing.recording import Heard
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.messages.inbound import Inbound, Opened, Tap, Text
from bot.messages.reply import Reply, options_of


class Rehearsal:
    """One made-up citizen.

    `reply` is what they read last, None before they said anything; `heard` is all they said.
    """

    def __init__(self, release: Release) -> None:
        """Begin with a citizen who has never written."""
        self._release = release
        self._steps: list[Heard] = []
        self.heard: list[Heard] = []
        self._session = Session()
        self.reply: Reply | None = None

    def say(self, said: Inbound, at: float) -> Reply:
        """The reply to one message, sent at a moment in Unix seconds."""
        before = self.reply
        reply = self._take(said, at)
        self._steps.append(Heard(_as_meant(said, before, self._session.state), at))
        self.heard.append(Heard(said, at))
        return reply

    def begin_anew(self, at: float) -> Reply:
        """A citizen never seen before opens the chat."""
        self._steps.clear()
        self.heard.clear()
        self._session = Session()
        self.reply = None
        return self.say(Opened(), at)

    def move_to(self, release: Release) -> Reply | None:
        """Have the same conversation again on other flows; the reply it now ends with.

        A number or label that chose a row is taken as a tap on that row: the author stays where
        they were although the menu above has other rows by now.
        """
        self._release = release
        self._session = Session()
        self.reply = None
        self.heard = list(self._steps)  # a number that was typed may lead elsewhere by now
        for step in self._steps:
            self._take(step.said, step.at)
        return self.reply

    def _take(self, said: Inbound, at: float) -> Reply:
        turn = take_turn(self._release, self._session, said, at)
        self._session = turn.session
        self.reply = turn.reply
        return turn.reply


def _as_meant(said: Inbound, shown: Reply | None, led_to: str) -> Inbound:
    """What was said, or for words that chose a row of the reply before, the tap they stand for."""
    if isinstance(said, Text) and shown is not None:
        for option in options_of(shown):
            if option.id == led_to:
                return Tap(option.id, option.label)
    return said
