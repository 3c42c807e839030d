"""Where one citizen is in the conversation: all that is remembered between two messages."""

from dataclasses import dataclass, fields
from operator import attrgetter

from bot.texts.languages import Language

START = "@start"  # nothing said yet, language not chosen


@dataclass(slots=True)
class Session:
    """A conversation's memory; small, and free of anything the citizen typed.

    The machine moves it, so it is not frozen: a turn works on a copy. `state` is a state of the
    machine: an address or a built-in screen such as `@main`. `subject` is the address a built-in
    screen speaks of (the answer being rated, the asker of an office). `shown` is a short digest
    of the numbered options last shown. Times are Unix seconds.
    """

    state: str = START
    subject: str = ""
    page: int = 1
    language: Language | None = None
    shown: str = ""
    hits: tuple[str, ...] = ()  # what a search found; on a hit's own screen it is one of them
    # The emergency that the last reply answered, by its language, number and service: never which
    # kind of emergency it was. Empty for all else.
    alarm: str = ""
    misses: int = 0  # messages in a row that were not understood
    strayed: int = 0  # messages in a row that were in the other language
    is_welcomed: bool = False  # the notices of first contact were given
    # What the citizen answered to questions, while they are at what follows, each by the address,
    # name and type of its question (`town/benefit?age:number`).
    # In clear for the length of a turn alone: the service keeps it `sealed` between two turns.
    answers: tuple[tuple[str, str], ...] = ()
    sealed: str = ""
    rated: tuple[str, ...] = ()  # answers whose feedback was counted, newest last, bounded
    seen_at: float = 0.0
    sequence: int = 0  # number of the citizen's last outbox row; counted by the store's keys
    # How much this citizen asks for, and the last late message: for the service alone.
    flood_level: float = 0.0
    flood_at: float = 0.0
    is_flooding: bool = False
    late_sent_at: float = 0.0  # when the newest late message was sent
    late_number: int = 0  # the number of its reply
    media_at: float = 0.0  # when the first medium of the latest run was sent
    media_count: int = 0  # how many have followed one another
    media_number: int = 0  # the number of the second one's reply

    def copied(self) -> "Session":
        """Another session that is equal: in a fifth of the time `dataclasses.replace` takes."""
        return Session(*_values(self))


_values = attrgetter(*(field.name for field in fields(Session)))
