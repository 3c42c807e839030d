"""`chat`: talk to the flows in the terminal, as a citizen would."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.authoring.terminal import PIN_HINT, TAP_HINT, draw_reply
from bot.clock import Clock, SystemClock
from bot.conversation.engine import take_turn
from bot.conversation.release import Release, load_release
from bot.conversation.session import Session
from bot.messages.inbound import MAX_TEXT, Inbound, Location, Opened, Tap, Text
from bot.messages.reply import Reply, options_of
from bot.settings import load_settings, read_environment

_HELP = f"{TAP_HINT} taps an option, {PIN_HINT} shares a place, /new begins anew, /quit ends."
_GREETINGS = {"ar": "السلام عليكم", "en": "menu"}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("chat", help="talk to the flows in the terminal")
    parser.add_argument("--lang", choices=("ar", "en"), help="begin in this language")
    parser.add_argument("--flows", type=Path, metavar="DIR", help="default: BOT_FLOWS")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer line after line until the input ends; returns 0. Raises FlowError for bad flows."""
    settings = load_settings(read_environment())
    release = load_release(
        arguments.flows or settings.flows,
        settings.locales,
        session_timeout_s=settings.session_timeout_s,
        timezone=ZoneInfo(settings.timezone),
    )
    print(_HELP, file=sys.stderr)
    conversation = _Conversation(release, SystemClock())
    first = Text(_GREETINGS[arguments.lang]) if arguments.lang else Opened()
    print(conversation.answer(first))
    try:
        for line in _lines():
            print(conversation.read(line))
    except EOFError:
        pass
    return 0


class _Conversation:
    """One citizen at the terminal."""

    def __init__(self, release: Release, clock: Clock) -> None:
        self._release = release
        self._clock = clock
        self._session = Session()
        self._reply: Reply | None = None

    def read(self, line: str) -> str:
        """What to print for a typed line: an answer, or what is wrong with a `/` command."""
        verb, _, rest = line.strip().partition(" ")
        if verb == "/quit":
            raise EOFError
        if verb == "/new":
            self._session = Session()
            return self.answer(Opened())
        inbound = self._said(verb, rest, line)
        return _HELP if inbound is None else self.answer(inbound)

    def answer(self, inbound: Inbound) -> str:
        """Take the turn and draw its reply."""
        turn = take_turn(self._release, self._session, inbound, self._clock.now())
        self._session = turn.session
        self._reply = turn.reply
        return f"\n{draw_reply(turn.reply)}\n"

    def _said(self, verb: str, rest: str, line: str) -> Inbound | None:
        """The message a line stands for; None for a command that does not fit."""
        if verb == "/tap":
            options = options_of(self._reply) if self._reply else ()
            number = int(rest) if rest.isdecimal() else 0
            at = options[number - 1] if 1 <= number <= len(options) else None
            return Tap(at.id, at.label) if at else None
        if verb == "/pin":
            return _location(rest)
        return Text(line[:MAX_TEXT])


def _location(words: str) -> Location | None:
    """A place from two numbers, or None."""
    try:
        latitude, longitude = (float(word) for word in words.replace(",", " ").split())
    except ValueError:
        return None
    is_on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return Location(latitude, longitude) if is_on_earth else None


def _lines() -> Iterator[str]:
    """The lines of the input, with a prompt where somebody sits at it."""
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        line = input(prompt)
        if line.strip():
            yield line
