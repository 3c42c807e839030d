"""How many messages a citizen sends for one answer: by taps, by numbers, by words, by a link.

Every question of the catalogue is asked for once in each language, by a citizen who has never
written before; each message of theirs has one reply, and each reply its price. Who asks in words
types the titles of the service and of the question, and goes on by taps from what they are shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bench.releases import release_of
from bot.conversation.addresses import Open, read_id
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.flows.codes import code_of, written
from bot.flows.nodes import MAIN, Answer, Ask, Menu
from bot.messages.inbound import Inbound, Tap, Text
from bot.messages.reply import Option, options_of
from bot.texts.languages import LANGUAGES, Language

MONDAY_MORNING = 1_795_420_800.0  # 23 November 2026, 11:00 in Amman
MOST = 12  # messages; nobody sends more for one answer
_GREETING: Mapping[Language, str] = {"ar": "السلام عليكم", "en": "good morning"}


class Citizen:
    """Somebody new; counts what they send."""

    def __init__(self, release: Release, language: Language) -> None:
        """Nothing said yet."""
        self.release = release
        self.language: Language = language
        self.session = Session()
        self.sent = 0
        self.options: tuple[Option, ...] = ()

    def sends(self, inbound: Inbound) -> None:
        """Send one message and read the reply."""
        self.sent += 1
        turn = take_turn(self.release, self.session, inbound, MONDAY_MORNING + self.sent)
        self.session, self.options = turn.session, options_of(turn.reply)

    def taps_towards(self, wanted: str) -> bool:
        """Tap the row that leads nearest to an address, else "more"; False where none leads on."""
        ways = [
            (len(action.address), option)
            for option in self.options
            if isinstance(action := read_id(option.id), Open)
            and f"{wanted}/".startswith(f"{action.address}/")
            and not f"{self.session.state}/".startswith(f"{action.address}/")
        ]
        more = [at for at in self.options if at.id.startswith(f"{self.session.state}?page=")]
        if ways:
            self.sends(Tap(max(ways, key=lambda way: way[0])[1].id))
        elif more and self.session.page < _page_of(more[0]):
            self.sends(Tap(more[0].id))
        else:
            return False
        return True


def by_taps(citizen: Citizen, wanted: str) -> None:
    """Greet, then tap from menu to menu."""
    citizen.sends(Text(_GREETING[citizen.language]))
    _tap_on(citizen, wanted)


def by_numbers(citizen: Citizen, wanted: str) -> None:
    """Greet, then type the number of each choice: numbers hold on every page."""
    citizen.sends(Text(_GREETING[citizen.language]))
    for address in (*_above(wanted), wanted):
        above = citizen.release.library.node(address).parent or MAIN
        menu = citizen.release.library.node(above).content
        choices = menu.choices if isinstance(menu, Menu) else ()
        number = next(at for at, each in enumerate(choices, 1) if each.target == address)
        citizen.sends(Text(str(number)))


def by_words(citizen: Citizen, wanted: str) -> None:
    """Type the titles of service and question, then tap; "none of these" leads to the menus."""
    library = citizen.release.library
    node = library.node(wanted)
    titles = [node.title] if node.parent in library.agencies else [
        library.node(node.parent).title, node.title,
    ]  # fmt: skip
    citizen.sends(Text(" ".join(title.in_(citizen.language) for title in titles)))
    _tap_on(citizen, wanted)


def by_link(citizen: Citizen, wanted: str) -> None:
    """Open a link or scan a poster: the message stands there already."""
    citizen.sends(Text(written(code_of(wanted), citizen.language)))


WAYS: Mapping[str, Callable[[Citizen, str], None]] = {
    "taps": by_taps,
    "numbers": by_numbers,
    "words": by_words,
    "link": by_link,
}


@dataclass(frozen=True, slots=True)
class Count:
    """What a way took over the whole catalogue; `lost` are those that never got their answer."""

    messages: tuple[int, ...]
    lost: int

    @property
    def mean(self) -> float:
        """Messages for one answer."""
        return fmean(self.messages)

    @property
    def at_once(self) -> float:
        """The share of answers that came with the first reply."""
        return self.messages.count(1) / len(self.messages)


def questions(release: Release) -> tuple[str, ...]:
    """The addresses of all answers that everybody is shown at the moment."""
    nodes = release.library.nodes
    return tuple(
        address
        for address, node in nodes.items()
        if isinstance(node.content, Answer)
        and release.library.is_living(address)
        and not node.when
        and not any(isinstance(nodes[above].content, Ask) for above in _above(address))
    )


def count(release: Release, way: str, language: Language, wanted: Sequence[str]) -> Count:
    """Ask for every address in one way."""
    sent, lost = [], 0
    for address in wanted:
        citizen = Citizen(release, language)
        WAYS[way](citizen, address)
        sent.append(citizen.sent)
        lost += citizen.session.state != address
    return Count(tuple(sent), lost)


def report() -> None:
    """Print the table."""
    release = release_of()
    wanted = questions(release)
    print(f"  {len(wanted)} questions of the catalogue, each asked for by somebody new")
    print("  way      language   messages per answer   most   at once   never")
    for way in WAYS:
        for language in LANGUAGES:
            found = count(release, way, language, wanted)
            print(
                f"  {way:8} {language:8} {found.mean:12.2f} {max(found.messages):15} "
                f"{found.at_once:8.0%} {found.lost:7}"
            )


def _tap_on(citizen: Citizen, wanted: str) -> None:
    """Tap until the answer is there; where nothing leads on, by the main menu."""
    while citizen.session.state != wanted and citizen.sent < MOST:
        if not citizen.taps_towards(wanted):
            citizen.sends(Tap(MAIN))


def _above(address: str) -> Iterator[str]:
    """The addresses from an agency down to what holds an answer."""
    parts = address.split("/")
    yield from ("/".join(parts[:end]) for end in range(1, len(parts)))


def _page_of(option: Option) -> int:
    action = read_id(option.id)
    return action.page if isinstance(action, Open) else 0
