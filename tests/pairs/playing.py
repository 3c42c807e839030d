"""One round: a chain of editions, citizens who lived through it, and what is promised to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.authoring.plan import Move, Waiting, plan_moves
from bot.conversation.engine import take_turn
from bot.conversation.settling import RETURNING
from bot.messages.inbound import Tap, Text
from tests.pairs.chains import Chain, Change, make_chain
from tests.pairs.citizens import Citizen
from tests.pairs.edits import EDITS
from tests.pairs.promises import Judge, is_sound

CITIZENS = 6


@dataclass(slots=True)
class Round:
    """What was played: counts by what they are of, and every promise broken."""

    tally: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def changes_by(seed: int) -> list[list[Change]]:
    """One to three lists of changes by chance."""
    chance = Random(seed)
    return [
        [
            (chance.randrange(len(EDITS)), chance.randrange(1000))
            for _ in range(chance.randint(2, 7))
        ]
        for _ in range(chance.randint(1, 3))
    ]


def play(seed: int, changes: Sequence[Sequence[Change]], citizens: int = CITIZENS) -> Round:
    """Citizens live through all editions but the newest, and then write anything to that."""
    chain, played = make_chain(seed, changes), Round()
    for number in range(citizens):
        citizen, chance = Citizen(), Random(f"{seed} {number}")
        for edition, each in enumerate(chain.editions[:-1]):
            turns = chance.randint(2, 9) if edition == 0 else chance.randint(0, 3)
            citizen.wanders(each, edition, chance, turns)
        judge = Judge(chain)
        judge.judge(citizen)
        played.tally += judge.tally
        played.broken += judge.broken
        played.broken += _rolled_back(chain, citizen, chance)
        if citizen.session.language and not citizen.session.answers:
            told, came = plan_of(chain, citizen), fate_of(chain, citizen)
            played.tally[f"plan: {told.effect}"] += 1
            if came is not None and came != (told.effect, told.leads_to):
                played.broken.append(f"plan: {told}, but {came} at {citizen.session}")
    return played


def _rolled_back(chain: Chain, citizen: Citizen, chance: Random) -> list[str]:
    """The newest edition is taken back after some turns: the one before serves on."""
    last = len(chain.editions) - 1
    broken = []
    for number in (last, last - 1, last, last - 1):
        edition = chain.editions[number]
        row = chance.choice(citizen.rows) if citizen.rows else None
        turn = citizen.says(edition, number, Tap(row.id, row.label) if row else Text("1"))
        sound = is_sound(edition, turn, citizen.now)
        citizen.wanders(edition, number, chance, 1)
        if not sound:
            broken.append(f"rolled back: {row} led to {turn.session}")
    return broken


def plan_of(chain: Chain, citizen: Citizen) -> Move:
    """What the plan tells of one conversation."""
    at = citizen.session
    subject = at.subject if at.state.startswith("@") else ""
    hits = at.hits if at.state == "@results" else ()
    when = datetime.fromtimestamp(citizen.now + 10, ZoneInfo("Asia/Amman"))
    waiting = Waiting(at.state, subject, at.language, hits)
    return plan_moves([waiting], chain.last.release.library, when)[0]


def fate_of(chain: Chain, citizen: Citizen) -> tuple[str, str] | None:
    """What comes of it when the citizen writes; None where nothing tells.

    Who says the language that is spoken already gets the place as it is.
    """
    at = citizen.session
    own = "English" if at.language == "en" else "العربية"
    is_returning = at.state in RETURNING and bool(at.subject)
    said = Text("00" if is_returning else own)
    turn = take_turn(chain.last.release, at, said, citizen.now + 10)
    gone = [fact.subject for fact in turn.facts if fact.name == "gone"]
    if gone:
        return "falls back", gone[0]
    if at.state == "@thanks":
        return None
    is_about = at.state.startswith("@") and bool(at.subject) and not is_returning
    before = at.subject if at.state.startswith("@") and at.subject else at.state
    after = turn.session.subject if is_about else turn.session.state
    return "stays" if after == before else "moves", after
