"""One turn under way: a copied session, the machine that moves it, and what is worth noting."""

from datetime import date, datetime
from operator import attrgetter
from typing import Literal

from bot.conversation.release import Release
from bot.conversation.screens.layout import BODY_MAX, Screen
from bot.conversation.screens.shelf import BUILT_IN
from bot.conversation.screens.wording import Spot, Wording
from bot.conversation.session import Session
from bot.conversation.settling import answers_today, question_of, stand
from bot.conversation.turn import Fact, FactName
from bot.flows.library import Library
from bot.flows.machine import MORE
from bot.flows.nodes import MAIN, Ask, Content, Menu, OfficeCard, OfficeList
from bot.flows.when.conditions import Circumstances
from bot.flows.when.sight import Sight
from bot.texts.languages import Language

LostWord = Literal["place-gone", "place-closed", "ask-again"]
HOME, BACK = "@home", "@back"

_told = attrgetter("language", "answers")  # what of a session decides what it may be shown
_place = attrgetter("state", "page", "subject", "hits", "language", "answers")  # and which screen


class Walk:
    """Where a citizen goes in one turn. `is_first` says nothing was ever said before it."""

    def __init__(
        self, release: Release, session: Session, now: float, *, is_invited: bool = False
    ) -> None:
        """Begin at the place of a session, which itself is left as it is."""
        self.release = release
        self.library = release.library
        self.now = now
        self.session = session.copied()
        self._local = datetime.fromtimestamp(now, release.timezone)
        if session.answers:
            is_old = now - session.seen_at > release.session_timeout_s
            kept = () if is_old else session.answers
            self.session.answers = answers_today(self.library, kept, self.today)
        self.is_invited = is_invited or release.library.shows_drafts  # authors see all there is
        self._sight: Sight | None = None
        self._seen_with: object = None
        self._screen: Screen | None = None
        self._drawn_at: object = None
        self.is_first = session.seen_at == 0.0
        self.is_lost = False  # the session's own place is no more, or not now
        self.lost_word: LostWord = "place-gone"
        self.has_missed = False  # nothing was understood
        self.must_forget = False
        self.path = [session.state]
        self.facts: list[Fact] = []
        self.unfound: tuple[str, ...] = ()  # words of a question that no service answers

    @property
    def language(self) -> Language:
        """The language of the conversation; Arabic before one is chosen."""
        return self.session.language or "ar"

    @property
    def circumstances(self) -> Circumstances | None:
        """What decides, beside the library, what this citizen may be shown now."""
        return self.sight.now

    @property
    def today(self) -> date:
        """The day of the turn."""
        return self._local.date()

    @property
    def sight(self) -> Sight:
        """What this citizen may be shown now."""
        told = _told(self.session)
        if self._sight is None or self._seen_with != told:  # a turn asks half a dozen times
            answers = {question_of(key): answer for key, answer in self.session.answers}
            now = Circumstances(self._local, self.language, answers, self.is_invited)
            self._sight, self._seen_with = Sight(self.library, now), told
        return self._sight

    @property
    def pages(self) -> int:
        """How many pages the screen of the session's place has for this citizen."""
        return self.release.shelf.pages(self.session.state, self.circumstances)

    @property
    def wording(self) -> Wording:
        """What to write with in the language of the conversation."""
        return self.release.shelf.wording(self.language, self.circumstances)

    @property
    def spot(self) -> Spot:
        """What decides the screen of the session's place."""
        at = self.session
        return Spot(at.state, at.page, at.language or "ar", at.subject, at.hits)

    @property
    def is_changed(self) -> bool:
        """Whether numbers may mean something else here than on the screen last shown."""
        return self.is_lost or self.screen.digest != self.session.shown

    @property
    def screen(self) -> Screen:
        """The screen of the session's place as it stands now."""
        place = _place(self.session)
        if self._screen is None or self._drawn_at != place:  # a turn asks before and after a move
            self._screen, self._drawn_at = self.screen_in(BODY_MAX), place
        return self._screen

    def screen_in(self, room: int) -> Screen:
        """The same in a body of at most `room` units."""
        return self.release.shelf.screen(self.spot, room, self.sight.now)

    @property
    def was_away(self) -> bool:
        """Whether the citizen was silent for so long that the conversation timed out."""
        silence = self.now - self.session.seen_at
        return silence > self.release.session_timeout_s and not self.is_first

    @property
    def agency(self) -> str:
        """The id of the agency the citizen is at, or asked an office of; empty for none."""
        for address in (self.session.state, self.session.subject):
            agency = address.partition("/")[0]
            if agency in self.library.agencies:
                return agency
        return ""

    @property
    def place(self) -> str:
        """The author's address the citizen is at or came from; the main menu for none."""
        for address in (self.session.state, self.session.subject):
            if self.sight.shows(address):
                return address
        return MAIN

    @property
    def parent(self) -> str:
        """The address above the author's place the citizen is at; the main menu for none."""
        return self.library.node(self.place).parent or MAIN

    def is_at(self, kind: type[Content]) -> bool:
        """Whether the session stands on content of this kind."""
        node = self.library.nodes.get(self.session.state)
        return node is not None and isinstance(node.content, kind)

    def note(self, name: FactName, subject: str = "") -> None:
        """Keep something worth counting."""
        self.facts.append(Fact(name, subject))

    def go(
        self, address: str, page: int = 1, subject: str = "", hits: tuple[str, ...] = ()
    ) -> None:
        """Move to a state and page: by the trigger that leads there, or through the hub."""
        trigger = _trigger_to(self.library, self.session.state, address)
        if trigger is None or not self.release.machine.step(self.session, trigger):
            self.release.machine.jump(self.session, address)
        self.path.append(address)
        self.session.subject, self.session.hits = subject, hits
        if self.session.answers:
            self._leave_answers()
        while self.session.page < page and self.step(MORE):
            pass

    def step(self, trigger: str) -> bool:
        """Fire a trigger that stays at the place: a page turned, a language chosen.

        The machine knows the pages of all there is; a citizen who sees less may have fewer.
        """
        if trigger == MORE and self.session.page >= self.pages:
            return False
        return self.release.machine.step(self.session, trigger)

    def go_home(self) -> None:
        """Move to the main menu."""
        self.go(MAIN)

    def go_to_menu(self) -> None:
        """Move up to the menu that the place stands in."""
        self.go(self.library.menu_above(self.library.node(self.session.state)).address)

    def _leave_answers(self) -> None:
        """Forget what was answered to questions whose follow-up the citizen has left: before the
        next screen is drawn, which may not show what hangs on them.
        """
        place = f"{self.place}/"
        self.session.answers = tuple(
            at for at in self.session.answers if place.startswith(f"{question_of(at[0])}/")
        )

    def go_back(self) -> None:
        """Move one up: in the tree, or from a screen of the bot itself to whence it was asked."""
        state, subject = self.session.state, self.session.subject
        is_card = self.is_at(OfficeCard)
        if state in ("@thanks", "@reasons"):
            self.go(self.library.menu_above(self.library.node(subject)).address)
        elif state == "@nearest" or (is_card and self.sight.shows(subject)):
            self.go(subject)
        elif state in BUILT_IN and state != MAIN:
            self.go(self.sight.nearest(subject)[0] if subject else MAIN)
        else:
            self.go(self.library.node(state).parent or MAIN)

    def settle(self) -> None:
        """Leave a place that is no more for its heir or the nearest that lives."""
        state, subject, hits = self.session.state, self.session.subject, self.session.hits
        now = stand(self.library, self.sight, state, subject, hits)
        if now.is_lost:
            self.is_lost = True
            wanted = subject if state in BUILT_IN else state
            self.lost_word = "place-closed" if self.is_closed(wanted) else "place-gone"
            if isinstance(self.library.node(now.state).content, Ask):
                self.lost_word = "ask-again"
            self.go(now.state)
        elif (now.state, now.subject, now.hits) != (state, subject, hits):
            self.go(now.state, self.session.page, now.subject, now.hits)
        page = self.session.page
        if page != 1 and page != (kept := min(max(1, page), self.pages)):
            self.go(self.session.state, kept, self.session.subject, self.session.hits)

    def is_closed(self, address: str) -> bool:
        """Whether what stands at an address is merely hidden from this citizen now."""
        return self.library.nearest_living(address)[1] and not self.sight.nearest(address)[1]


def _trigger_to(library: Library, state: str, address: str) -> str | None:
    """The trigger by which a state leads to an address, or None where only the hub does."""
    if address == MAIN:
        return HOME
    node = library.nodes.get(state)
    if node is None:
        return None
    if address == node.parent:
        return BACK
    if isinstance(node.content, Ask):
        return next((at.key for at in node.content.then if at.target == address), None)
    if isinstance(node.content, OfficeList):
        return address.rpartition("/")[2] if address in node.content.offices else None
    menu = node if isinstance(node.content, Menu) else library.menu_above(node)
    if address == state or not isinstance(menu.content, Menu):
        return None
    choices = menu.content.choices
    return next((choice.key for choice in choices if choice.target == address), None)
