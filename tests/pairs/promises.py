"""What is promised to a citizen under whom the flows have changed, message by message."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.addresses import Choose, Explain, FindNearest, Open, Rate, Switch, read_id
from bot.conversation.engine import take_turn
from bot.conversation.screens.layout import label_key, make_safe
from bot.conversation.screens.shelf import BUILT_IN
from bot.conversation.settling import question_of
from bot.conversation.steps.walk import Walk
from bot.conversation.turn import Turn
from bot.flows.nodes import MAIN, Ask
from bot.messages.inbound import Inbound, Media, Tap, Text, Unreadable
from tests.conversation.test_gallery import faults_of
from tests.pairs.chains import Chain, Edition, words
from tests.pairs.citizens import HERE, Citizen, Row

_WORDS = ("option-gone", "option-closed", "place-gone", "place-closed", "ask-again", "menu-changed")
_GARBAGE = ("؟؟؟", "qwxzj", "99")
_NOT_THE_PLACE = ("@start", "@results", MAIN)


@dataclass(frozen=True, slots=True)
class Probe:
    """One message that a citizen might send now, and what came of it."""

    citizen: Citizen
    inbound: Inbound
    turn: Turn
    told: int  # words about what is gone or changed


class Judge:
    """Plays messages of a citizen to the newest edition, and gathers what breaks a promise."""

    def __init__(self, chain: Chain) -> None:
        """Nothing found yet."""
        self.chain = chain
        self.here = chain.last
        self.tally: Counter[str] = Counter()
        self.broken: list[str] = []
        kinds = self.here.release.library.kinds.values()
        self._kinds = {label_key(title) for at in kinds for title in (at.title.ar, at.title.en)}

    def judge(self, citizen: Citizen) -> None:
        """Everything that this citizen might send now."""
        for row in dict.fromkeys(citizen.rows):
            self._judge_row(citizen, row)
        for number, row in enumerate(citizen.entries, start=1):
            self._judge_choice(citizen, row, str(number))
            self._judge_choice(citizen, row, row.label)
        self._judge_words(citizen)
        self._judge_answers(citizen)

    def send(self, citizen: Citizen, inbound: Inbound, pause: float = 10.0) -> Probe:
        """One message, held to what is promised of any."""
        now, before = citizen.now + pause, citizen.session
        turn = take_turn(self.here.release, before, inbound, now)
        self.tally["messages"] += 1
        probe = Probe(citizen, inbound, turn, _words_in(turn))
        self._expect(probe, turn == take_turn(self.here.release, before, inbound, now), "same")
        self._expect(probe, not faults_of(turn.reply), f"limits {faults_of(turn.reply)}")
        self._expect(probe, probe.told <= 1, f"told {probe.told} times")
        self._expect(probe, is_sound(self.here, turn, now), "stands nowhere")
        is_switch = isinstance(inbound, Tap) and isinstance(read_id(inbound.id), Switch)
        is_word = isinstance(inbound, Text) and inbound.body in ("English", "العربية")
        if before.language and not (is_switch or is_word or turn.must_forget):
            self._expect(probe, turn.session.language == before.language, "language lost")
        for key, answer in turn.session.answers:
            is_own = self._is_own(citizen, question_of(key), answer, turn)
            self._expect(probe, is_own, "answer misused")
        return probe

    def _expect(self, probe: Probe, holds: bool, what: str) -> None:
        if not holds:
            at, sent = probe.citizen.session, probe.inbound
            self.broken.append(
                f"{what}: {sent} at {at.state} ({at.subject}) led to {probe.turn.session.state}"
                f" ({probe.turn.session.subject}), {[f.name for f in probe.turn.facts]}:"
                f" {probe.turn.reply.body[:80]!r}"
            )

    def _name(self, address: str, edition: int) -> str:
        return self.chain.editions[edition].names.get(address, "")

    def _judge_row(self, citizen: Citizen, row: Row) -> None:
        """An old tap opens what its label said, its heir, or the nearest above it with a word."""
        probe = self.send(citizen, Tap(row.id, row.label))
        after, action = probe.turn.session, read_id(row.id)
        self.tally["rows"] += 1
        match action:
            case Open(address) | Switch(_, address):
                self._judge_opening(probe, address, row.edition)
            case Rate(_, address) | FindNearest(address):
                at = after.subject if after.state in BUILT_IN else after.state
                name = self._name(address, row.edition)
                if self.chain.is_followed(name, row.edition):
                    is_there = self.here.names.get(at) == name
                    self._expect(probe, bool(probe.told) or is_there, "went elsewhere")
            case Explain(_, address):
                pass
            case Choose(address, choice):
                has_answered = any(fact.name == "answered" for fact in probe.turn.facts)
                self._expect(probe, bool(probe.told) or has_answered, f"choice {choice} was lost")

    def _judge_opening(self, probe: Probe, address: str, edition: int) -> None:
        name, after = self._name(address, edition), probe.turn.session
        today = self.here.homes.get(name, "")
        sight = Walk(self.here.release, after, probe.citizen.now).sight
        is_followed = self.chain.is_followed(name, edition)
        is_there = bool(today) and sight.shows(today)
        opened = self.here.names.get(after.state, "")
        if not is_followed:
            self.tally["not followed"] += 1
            is_reused = name in self.chain.reused
            self._expect(probe, bool(probe.told) or opened == name or is_reused, "led astray")
        elif is_there:
            self.tally["kept" if today == address else "heir"] += 1
            self._expect(probe, opened == name and not probe.told, f"is not {today}")
        else:
            self.tally["ancestor"] += 1
            self._expect(probe, probe.told == 1, "no word")
            above = self._nearest_above(address, edition, probe)
            self._expect(probe, above in ("?", after.state), f"nearest is {above}")

    def _nearest_above(self, address: str, edition: int, probe: Probe) -> str:
        """Where the nearest shown of what stood above an address is today; `?` if unknown."""
        sight = Walk(self.here.release, probe.turn.session, probe.citizen.now).sight
        while "/" in address:
            address = address.rpartition("/")[0]
            name = self._name(address, edition)
            if not self.chain.is_followed(name, edition):
                return "?"
            today = self.here.homes.get(name, "")
            if today and sight.shows(today):
                return today
        return MAIN

    def _judge_choice(self, citizen: Citizen, row: Row, said: str) -> None:
        """A number or label opens what stood there, or gets the list as it is now with a word."""
        probe = self.send(citizen, Text(said))
        after, action = probe.turn.session, read_id(row.id)
        if probe.told or not isinstance(action, Open):
            return
        name, facts = self._name(action.address, row.edition), probe.turn.facts
        opened = self.here.names.get(after.state, "")
        if not self.chain.is_followed(name, row.edition) or opened == name:
            return
        is_searched = any(fact.name == "searched" for fact in facts)  # the label is a question now
        is_unknown = any(fact.name in ("not_found", "not_understood") for fact in facts)
        if is_searched and after.state != "@results":
            is_searched = row.label in self._titles(after.state)
        is_kind = label_key(row.label) in self._kinds and not said.isdigit()  # "where?", of here
        is_asked = is_searched or is_unknown or is_kind
        self._expect(probe, is_asked, f"chose another than {row.id}")

    def _titles(self, address: str) -> tuple[str, str]:
        """How a place is labelled today: what bears the label may be opened by it."""
        title = self.here.release.library.node(address).title
        return (title.ar, title.en)

    def _is_lost(self, citizen: Citizen) -> bool | None:
        """Whether what the citizen is at is no more, or not now; None where that is open."""
        at = citizen.session
        address = (at.subject if at.state in BUILT_IN else at.state) or at.state
        name = self._name(address, citizen.edition)
        if at.state in _NOT_THE_PLACE or address in BUILT_IN:
            return False
        if not self.chain.is_followed(name, citizen.edition):
            return None
        today = self.here.homes.get(name, "")
        return not today or not Walk(self.here.release, at, citizen.now + 10).sight.shows(today)

    def _judge_words(self, citizen: Citizen) -> None:
        """Whatever relies on a lost place is answered with one word about it."""
        is_lost, at = self._is_lost(citizen), citizen.session
        self.tally["lost places"] += is_lost is True
        languages = ("English", "العربية")
        said: list[Inbound] = [Text(each) for each in ("00", "help", *_GARBAGE, *languages)]
        said += [Media("voice"), Unreadable("poll"), Text("more")]
        for inbound in said:
            probe = self.send(citizen, inbound)
            if isinstance(inbound, Text) and inbound.body in languages:
                wanted = "en" if inbound.body == "English" else "ar"
                self._expect(probe, probe.turn.session.language == wanted, "language not chosen")
            if is_lost and at.state not in BUILT_IN:
                self._expect(probe, probe.told == 1, "lost without a word")
        if at.language and not self._is_asked(citizen):
            home = self.send(citizen, Text("0"))
            self._expect(home, home.turn.session.state == MAIN and not home.told, "home")
        for pause in (10.0, 4000.0):
            self.send(citizen, Text("مرحبا"), pause)
            self.send(citizen, HERE, pause)
        self._judge_back(citizen, is_lost=is_lost)

    def _judge_back(self, citizen: Citizen, *, is_lost: bool | None) -> None:
        """Back leads one up in the tree as it is now."""
        at = citizen.session
        name = self._name(at.state, citizen.edition)
        if is_lost is False and name and name != MAIN and self.here.homes.get(name):
            probe = self.send(citizen, Text("00"))
            today = self.here.homes[name]
            is_office = "/offices/" in today and "/" not in today.partition("/offices/")[2]
            above = today.rpartition("/")[0] or MAIN
            self._expect(probe, is_office or probe.turn.session.state == above, "back")

    def _judge_answers(self, citizen: Citizen) -> None:
        """What answered a question is taken as its answer, or the citizen is told."""
        at, edition = citizen.session, self.chain.editions[citizen.edition]
        if not self._is_asked(citizen):
            return
        for said in ("12", "0", "2001-05-01", "a remark of mine", "1"):
            then = take_turn(edition.release, at, Text(said), citizen.now + 10)
            if any(fact.name == "answered" for fact in then.facts):
                self.tally["answers"] += 1
                probe = self.send(citizen, Text(said))
                is_taken = any(fact.name == "answered" for fact in probe.turn.facts)
                self._expect(probe, is_taken != bool(probe.told), "answer lost")

    def _is_asked(self, citizen: Citizen) -> bool:
        """Whether the last that the citizen was shown is a question of an author."""
        library = self.chain.editions[citizen.edition].release.library
        node = library.nodes.get(citizen.session.state)
        return node is not None and isinstance(node.content, Ask)

    def _is_own(self, citizen: Citizen, question: str, answer: str, turn: Turn) -> bool:
        """Whether an answer kept now was given to the question under which it stands."""
        if any((fact.name, fact.subject) == ("answered", question) for fact in turn.facts):
            return True
        ask = self.here.release.library.node(question).content
        earlier = self.chain.editions[citizen.edition]
        name = self.here.names[question]
        for key, given in citizen.session.answers:
            address = question_of(key)
            asked = earlier.release.library.nodes[address].content
            if isinstance(ask, Ask) and isinstance(asked, Ask) and given == answer:
                is_same = (ask.name, ask.type) == (asked.name, asked.type)
                if is_same and earlier.names[address] == name:
                    return True
        return False


def is_sound(edition: Edition, turn: Turn, now: float) -> bool:
    """Whether a session stands on a page it may see, whose numbers are those last shown."""
    at = turn.session
    if turn.must_forget or at.language is None:
        return edition.release.machine.has_state(at.state)
    walk = Walk(edition.release, at, now)
    is_there = at.state.startswith("@") or walk.sight.shows(at.state)
    has_page = is_there and 1 <= at.page <= walk.pages
    is_state = edition.release.machine.has_state(at.state)
    return has_page and is_state and at.shown == walk.screen.digest


def _words_in(turn: Turn) -> int:
    language = turn.session.language or "ar"
    said: Iterator[str] = (make_safe(words().say(language, name), language) for name in _WORDS)
    return sum(turn.reply.body.count(each) for each in said)
