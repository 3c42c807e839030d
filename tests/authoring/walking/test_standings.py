"""Sessions that are folded into one standing are answered alike."""

from random import Random

from bot.authoring.walking.standings.standing import session_of, standing_of
from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.messages.inbound import Inbound, Location, Media, Tap, Text
from bot.messages.reply import options_of

NOON = 1_795_420_800.0
_WORDS = (
    "1", "٢", "3", "99", "0", "00", "help", "مساعدة", "المزيد", "الخصوصية", "English", "العربية",
    "نعم", "شكرا", "رسوم", "store", "pupils", "17", "40", "01/02/2010", "married",
)  # fmt: skip
_RUNS = ("@useful:", "@useless:", "@reason:")  # said twice in a row they mean another thing


def test_what_a_standing_leaves_out_changes_no_reply(constructs: Release) -> None:
    """Whatever was said before: a session and its standing give the same reply and standing.

    But for what is not understood or in the other language, and opinions given again: of those a
    walk tries whole runs.
    """
    chance = Random(7)  # noqa: S311 - the same conversations each time
    compared = 0
    for _ in range(60):
        session, rows = Session(), ["@main"]
        for _ in range(15):
            said = _anything(chance, rows)
            turn = take_turn(constructs, session, said, NOON)
            folded = session_of(standing_of(session), NOON)
            if session.misses == 0 and session.strayed == 0:
                again = take_turn(constructs, folded, said, NOON)
                assert again.reply == turn.reply
                assert standing_of(again.session) == standing_of(turn.session)
                compared += 1
            session = turn.session
            rows = [option.id for option in options_of(turn.reply)] or ["@main"]
    assert compared > 400


def _anything(chance: Random, rows: list[str]) -> Inbound:
    row = chance.choice(rows)
    others: tuple[Inbound, ...] = (Location(31.95, 35.93), Media("voice"), Tap("gone/for-good"))
    kind = chance.random()
    if kind < 0.55 and not row.startswith(_RUNS):
        return Tap(row)
    return Text(chance.choice(_WORDS)) if kind < 0.9 else chance.choice(others)
