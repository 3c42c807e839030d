"""Citizens as they come, in any order, through the whole way from webhook to payload.

They type, tap old rows and new, send bursts, fall silent, come late, turn out to be one and the
same, while the flows change under them. What was promised holds after each of it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.authoring.scripts.playing.outcomes import Delivered, Outcome
from bot.authoring.scripts.playing.screens import Shown
from bot.authoring.scripts.playing.webhooks import (
    Fields,
    changed,
    message,
    sent,
    shared,
    tapped,
    typed,
    webhook,
)
from bot.authoring.scripts.script import Becomes, Says, Sends, Shares
from bot.conversation.addresses import Open, read_id
from bot.conversation.release import Release
from bot.flows.nodes import MAIN
from bot.messages.inbound import Identity
from bot.service.direct.bot import DirectBot
from bot.service.direct.payloads import Payloads
from tests.conversation.catalogues import without
from tests.fuzz.effort import effort
from tests.fuzz.strategies import any_text

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a release
MORNING = 1_795_420_800.0
PHONE = Identity(phone="962790000001")
USER = Identity(user_id="JO.8392017554")
BOTH = Identity(phone="962790000001", user_id="JO.8392017554")
WHOLE, LESS = Path("whole"), Path("less")  # names of releases, not folders

_WORDS = some.sampled_from(
    [
        *("1", "٢", "۳", "11", "99", "0", "00", "مرحبا", "hi", "English", "العربية", "موظف"),
        *("المزيد", "السابق", "رجوع", "erase my data", "امسح بياناتي", "نعم", "رسوم", "jawaz"),
        *("كم رسوم تجديد جواز السفر", "renew passport", "licence", "help", "more", "ambulance"),
    ]
)
_SAYABLE = any_text.map(lambda text: text.encode("utf-8", "replace").decode())  # JSON is UTF-8
_TEXTS = some.one_of(_WORDS, _WORDS, _SAYABLE.filter(str.strip))
_WHO = some.sampled_from([PHONE, PHONE, PHONE, USER, BOTH])
_GAPS = some.sampled_from([0.0, 1.0, 5.0, 60.0, 2000.0, 90_000.0])
_IN_BURSTS = ["image", "voice", "video", "document", "sticker", "contact", "poll", "order"]
_MEDIA = some.sampled_from([*_IN_BURSTS, "unknown"])
_UNANSWERED = some.sampled_from(["reaction", "edit", "deletion"])

Step = Callable[[DirectBot], Delivered | None]


class Citizens(RuleBasedStateMachine):
    """One bot, and all that was ever delivered to it."""

    releases: ClassVar[dict[Path, Release]] = {}

    def __init__(self) -> None:
        """Begin with nobody known."""
        super().__init__()
        self.invited: list[str] = []
        self.bot = self.new_bot()
        self.flows = WHOLE
        self.now = MORNING
        self.count = 0
        self.history: list[tuple[Step, Delivered | None]] = []
        self.bodies: list[bytes] = []  # that must lead to nothing when they come again
        self.rows: list[tuple[Shown, str]] = []  # ever shown, with the message they stood in
        self.last: tuple[Identity, Outcome] | None = None
        self.languages: dict[Identity, set[str | None]] = {}  # None: not chosen yet

    @initialize(is_invited=some.booleans())
    def begin(self, is_invited: bool) -> None:
        """Perhaps the citizen is invited to see what others do not."""
        if is_invited:
            self.invited = ["962790000001", "JO.8392017554"]
            self.bot = self.new_bot()

    def new_bot(self) -> DirectBot:
        """One that knows nobody."""
        return DirectBot(
            self.releases[WHOLE],
            Payloads(),
            invited=self.invited,
            load=lambda flows: self.releases[flows],
        )

    def fork(self) -> DirectBot:
        """Another bot with the same past, to see what else might have been said."""
        bot = self.new_bot()
        for step, was in self.history:
            assert step(bot) == was, "the same history led elsewhere"
        return bot

    def body_of(self, who: Identity, fields: list[Fields], late_s: float = 0.0) -> bytes:
        """A webhook with these messages of one citizen, as the next one to be sent."""
        names = [f"wamid.{self.count + at}" for at in range(len(fields))]
        messages = [
            message(each, who, name, self.now - late_s)
            for each, name in zip(fields, names, strict=True)
        ]
        return webhook(messages, [who] * len(fields))

    def send(self, who: Identity, *fields: Fields, late_s: float = 0.0) -> list[Outcome]:
        """Deliver, and hold what comes of it to what is true of every turn."""
        body = self.body_of(who, list(fields), late_s)
        self.count += len(fields)
        delivered = self.deliver(body)
        self.bodies.append(body)
        if who == BOTH:  # from here on known to be one
            joined = set().union(*self.languages.values())
            self.languages = dict.fromkeys((PHONE, USER, BOTH), joined)
        assert delivered.status == 200
        assert len(delivered.outcomes) == len(fields)  # each message has one fate
        for outcome in delivered.outcomes:
            self.look_at(who, outcome)
        return list(delivered.outcomes)

    def deliver(self, body: bytes) -> Delivered:
        """Hand a webhook over and remember that it was."""
        self.now += 0.001  # at one and the same moment nobody could say who wrote last
        now = self.now
        delivered = self.bot.deliver(body, now)
        self.history.append((lambda bot: bot.deliver(body, now), delivered))
        return delivered

    def look_at(self, who: Identity, outcome: Outcome) -> None:
        """No apology, nothing the platform refuses, a place that is there, the language as was."""
        assert outcome.fate != "failed"
        assert outcome.broken == ()
        if outcome.way is None:
            return
        state = outcome.way.screen.partition("?")[0] or MAIN
        assert self.releases[self.flows].machine.has_state(state)
        facts = {name for name, _ in outcome.way.facts}
        self.check_language(who, outcome.way.language, facts)
        if outcome.content is not None:  # else it was taken back, but the turn was taken
            self.rows += ((row, f"{outcome.wamid}.reply") for row in outcome.content.options)
            self.last = who, outcome
        if "erased" in facts:
            self.bodies, self.languages, self.last = [], {}, None

    def check_language(self, who: Identity, language: str | None, facts: set[str]) -> None:
        """It changes by the citizen's word alone; whoever turns out to be one has one of both.

        Where one of both had none yet it may be that: who wrote last is kept.
        """
        before = self.languages.setdefault(who, set())
        assert not before or before & {language, None} or facts & {"language", "erased"}
        before.clear()
        before.add(language)

    @rule(who=_WHO, text=_TEXTS)
    def types(self, who: Identity, text: str) -> None:
        """Words get one reply, unless far too many came at once."""
        self.expect_reply(self.send(who, typed(Says(text)))[0])

    @rule(who=_WHO, at=some.tuples(some.floats(-90, 90), some.floats(-180, 180)))
    def shares(self, who: Identity, at: tuple[float, float]) -> None:
        """So does a place."""
        self.expect_reply(self.send(who, shared(Shares(*at)))[0])

    @rule(who=_WHO, row_id=_SAYABLE.filter(str.strip))
    def taps_anything(self, who: Identity, row_id: str) -> None:
        """And a row that was never there."""
        row = Shown(row_id, "", "", "list_reply")
        self.expect_reply(self.send(who, tapped(row, "wamid.0"))[0])

    @staticmethod
    def expect_reply(outcome: Outcome) -> None:
        """One reply, or the silence that follows a request to wait."""
        assert (outcome.fate, outcome.detail) in {("replied", ""), ("ignored", "flood")}, outcome

    @rule(who=_WHO, kinds=some.lists(_MEDIA, min_size=1, max_size=5), apart=some.booleans())
    def sends_media(self, who: Identity, kinds: list[str], apart: bool) -> None:
        """A burst of pictures and the like gets two replies at most, however it comes."""
        fields = [sent(Sends(kind), "") for kind in kinds]
        outcomes = (
            [self.send(who, each)[0] for each in fields] if apart else self.send(who, *fields)
        )
        answered = [outcome.fate == "replied" for outcome in outcomes]
        assert sum(a for a, kind in zip(answered, kinds, strict=True) if kind in _IN_BURSTS) <= 2

    @rule(who=_WHO, kind=_UNANSWERED)
    def reacts(self, who: Identity, kind: str) -> None:
        """Nobody waits for an answer to a thumb, an edit or a deletion."""
        outcome = self.send(who, sent(Sends(kind, "👍"), "wamid.0"))[0]
        assert outcome.content is None

    @rule(texts=some.lists(_WORDS, min_size=2, max_size=4), late_s=some.sampled_from([0, 7000]))
    def types_much_at_once(self, texts: list[str], late_s: float) -> None:
        """Several messages in one webhook, perhaps long under way: at most one reply for each."""
        self.send(PHONE, *(typed(Says(text)) for text in texts), late_s=late_s)

    @rule(gap_s=_GAPS)
    def waits(self, gap_s: float) -> None:
        """Time passes."""
        self.now += gap_s

    @precondition(lambda self: self.bodies)
    @rule(which=some.integers(0, 10**6))
    def repeats(self, which: int) -> None:
        """A webhook that came before leads to nothing, by whatever name the citizen goes now."""
        delivered = self.deliver(self.bodies[which % len(self.bodies)])
        assert all(outcome.content is None for outcome in delivered.outcomes)
        assert {outcome.fate for outcome in delivered.outcomes} <= {"duplicate"}

    @rule(flows=some.sampled_from([WHOLE, LESS]))
    def changes(self, flows: Path) -> None:
        """The flows are others from now on: a service is gone, or back."""

        def take_up(bot: DirectBot) -> None:
            bot.take_up(flows)

        take_up(self.bot)
        self.history.append((take_up, None))
        if flows != self.flows:
            self.last = None  # what is shown may differ now: then a number gets the new list
        self.flows = flows

    @rule()
    def changes_number(self) -> None:
        """The platform tells that the citizen's number is the same as before: nothing is said."""
        outcomes = self.send(PHONE, changed(PHONE, Becomes(PHONE)))
        assert all(outcome.content is None for outcome in outcomes)

    @precondition(lambda self: self.rows)
    @rule(which=some.integers(0, 10**6), who=_WHO)
    def taps(self, which: int, who: Identity) -> None:
        """A row opens what it said, however old it is, where that is still to be seen."""
        row, of = self.rows[-1 - which % len(self.rows)]
        outcome = self.send(who, tapped(row, of))[0]
        self.expect_reply(outcome)
        action = read_id(row.id)
        way = outcome.way
        if way is None or not isinstance(action, Open) or way.language is None:
            return
        node = self.releases[self.flows].library.nodes.get(action.address)
        if node is not None and node.stage == "live" and not _is_apart(outcome):
            assert way.screen.partition("?")[0] == action.address

    @precondition(lambda self: self.last is not None)
    @rule(number=some.integers(1, 10))
    def chooses_by_number(self, number: int) -> None:
        """The number before a line chooses what a tap on its row would."""
        assert self.last is not None
        who, before = self.last
        row = before.content.numbered(number) if before.content else None
        if row is None:
            return
        by_tap = self.fork().deliver(
            self.body_of(who, [tapped(row, f"{before.wamid}.reply")]), self.now + 0.001
        )
        by_number = self.send(who, typed(Says(str(number))))
        assert by_number[0].content == by_tap.outcomes[0].content

    @precondition(lambda self: self.last is not None)
    @rule(who=_WHO, word=some.sampled_from(["القائمة الرئيسية", "main menu"]))
    def goes_home(self, who: Identity, word: str) -> None:
        """One message leads to the main menu from anywhere, or to the welcome at first."""
        outcome = self.send(who, typed(Says(word)))[0]
        self.expect_reply(outcome)
        if outcome.way is not None and not _is_apart(outcome):
            assert outcome.way.screen in (MAIN, "@start")

    def teardown(self) -> None:
        """The same history, once more, leads to the same to the byte."""
        self.fork()


def _is_apart(outcome: Outcome) -> bool:
    """Whether it was a request to wait, which changes no place."""
    return outcome.way is None or any(name == "flooded" for name, _ in outcome.way.facts)


def test_whatever_citizens_do_the_promises_of_every_turn_hold(release: Release) -> None:
    """Any sequence of anything that can come in keeps them."""
    Citizens.releases = {WHOLE: release, LESS: without(release, "cspd/passport-renew")}
    run_state_machine_as_test(Citizens, settings=effort(0.5))
