"""`chat`: talk to the flows in the terminal, as a citizen would."""

import argparse
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from watchfiles import watch

from bot.authoring.rehearsal import Rehearsal
from bot.authoring.scripts.reading.values import read_count, read_moment
from bot.authoring.scripts.writing.recording import Heard
from bot.authoring.terminal import MOMENT_HINT, PIN_HINT, TAP_HINT, draw_reply
from bot.clock import Clock, SystemClock
from bot.commands.arguments import add_flows, settings_of
from bot.commands.authors.recording import check_target, keep
from bot.conversation.release import Release
from bot.errors import FlowError
from bot.messages.inbound import MAX_TEXT, Inbound, Location, Opened, Tap, Text
from bot.messages.reply import Reply, options_of
from bot.service.releases.shelf import SUFFIXES, load_flows

_HELP = (
    f"{TAP_HINT} taps an option, {PIN_HINT} shares a place, {MOMENT_HINT} begins anew on that "
    "day, /new begins anew, /quit ends."
)
_PROMPT = "> "
_GREETINGS = {"ar": "السلام عليكم", "en": "menu"}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("chat", help="talk to the flows in the terminal")
    parser.add_argument("--lang", choices=("ar", "en"), help="begin in this language")
    parser.add_argument(
        "--at", type=_moment, metavar="DAY", help="on this day, such as 2027-06-15 or with an hour"
    )
    add_flows(parser)
    parser.add_argument(
        "--record", type=Path, metavar="FILE",
        help="write the conversation since the last /new as a script for replay",
    )  # fmt: skip
    parser.add_argument("--yes", action="store_true", help="replace a file that is there already")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer line after line until the input ends; returns 0. Raises FlowError for bad flows.

    Raises BotError where the file to record into cannot be used.
    """
    settings = settings_of(arguments)
    script: Path | None = arguments.record
    if script:
        check_target(script, may_replace=arguments.yes)
    load = partial(load_flows, settings, shows_drafts=True)
    release = load()
    print(_HELP, file=sys.stderr)
    conversation = _Conversation(release, SystemClock(), ZoneInfo(settings.timezone))
    if arguments.at:
        conversation.go_to(arguments.at)
    first = Text(_GREETINGS[arguments.lang]) if arguments.lang else Opened()
    print(conversation.answer(first))
    with _following(conversation, load, settings.flows, settings.locales):
        try:
            for line in _lines():
                print(conversation.read(line))
        except EOFError:
            pass
        finally:
            if script:
                told = keep(script, conversation.heard, settings, conversation.release)
                print(told, file=sys.stderr)
    return 0


def _moment(words: str) -> datetime:
    if (moment := read_moment(words)) is None:
        raise argparse.ArgumentTypeError(f"{words!r} is no day such as 2027-06-15")
    return moment


@contextmanager
def _following(
    conversation: "_Conversation", load: Callable[[], Release], *folders: Path
) -> Iterator[None]:
    """Show the place the author is at anew after each save, where somebody sits at a terminal."""
    if not sys.stdin.isatty():
        yield
        return
    ended = threading.Event()

    def follow() -> None:
        for changes in watch(*folders, stop_event=ended, debounce=200, raise_interrupt=False):
            if any(Path(name).suffix in SUFFIXES for _, name in changes):
                print(conversation.take_over(load), end=_PROMPT, flush=True)

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    try:
        yield
    finally:
        ended.set()
        follower.join()


class _Conversation:
    """One citizen at the terminal; its verbs may be called from two threads."""

    def __init__(self, release: Release, clock: Clock, timezone: ZoneInfo) -> None:
        self.release = release
        self._rehearsal = Rehearsal(release)
        self._clock = clock
        self._timezone = timezone
        self._ahead_s = 0.0  # of the clock, which goes on from the moment that was asked for
        self._turn = threading.Lock()

    @property
    def heard(self) -> Sequence[Heard]:
        """All that was said since the conversation began."""
        return self._rehearsal.heard

    def read(self, line: str) -> str:
        """What to print for a typed line: an answer, or what is wrong with a `/` command."""
        verb, _, rest = line.strip().partition(" ")
        if verb == "/quit":
            raise EOFError
        moment = read_moment(rest) if verb == "/at" else None
        if moment:
            self.go_to(moment)
        if moment or verb == "/new":
            with self._turn:
                return _drawn(self._rehearsal.begin_anew(self._now()))
        inbound = self._said(verb, rest, line)
        return _HELP if inbound is None else self.answer(inbound)

    def answer(self, inbound: Inbound) -> str:
        """Take the turn and draw its reply."""
        with self._turn:
            return _drawn(self._rehearsal.say(inbound, self._now()))

    def go_to(self, moment: datetime) -> None:
        """Let it be this moment, as the wall's clock shows it: seasons and opening hours follow."""
        self._ahead_s = moment.replace(tzinfo=self._timezone).timestamp() - self._clock.now()

    def _now(self) -> float:
        return self._clock.now() + self._ahead_s

    def take_over(self, load: Callable[[], Release]) -> str:
        """What to print after a save: the same place on the new flows, or their mistakes."""
        try:
            release = load()
        except FlowError as error:
            return f"\n[ the flows as saved have mistakes; these are the ones before ]\n{error}\n"
        with self._turn:
            self.release = release
            reply = self._rehearsal.move_to(release)
        return "\n[ the flows as saved ]\n" + (_drawn(reply) if reply else "")

    def _said(self, verb: str, rest: str, line: str) -> Inbound | None:
        """The message a line stands for; None for a command that does not fit."""
        if verb == "/tap":
            reply = self._rehearsal.reply
            options = options_of(reply) if reply else ()
            number = read_count(rest) or 0
            at = options[number - 1] if 1 <= number <= len(options) else None
            return Tap(at.id, at.label) if at else None
        if verb == "/pin":
            return _location(rest)
        if verb == "/at":
            return None
        return Text(line[:MAX_TEXT])


def _drawn(reply: Reply) -> str:
    return f"\n{draw_reply(reply)}\n"


def _location(words: str) -> Location | None:
    """A place from two numbers, or None."""
    try:
        latitude, longitude = (float(word) for word in words.replace(",", " ").split())
    except ValueError:
        return None
    is_on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return Location(latitude, longitude) if is_on_earth else None


def _lines() -> Iterator[str]:
    """The lines of the input, with a prompt where somebody sits at it.

    Bytes that are no UTF-8 become signs that say so: no citizen can send them.
    """
    prompt = _PROMPT if sys.stdin.isatty() else ""
    while True:
        typed = input(prompt)
        line = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if line.strip():
            yield line
