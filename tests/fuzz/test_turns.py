"""Any sequence of anything is answered: one valid reply each, the same one each time."""

import itertools
from dataclasses import replace

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.messages.inbound import (
    Identity,
    Inbound,
    Location,
    Media,
    Opened,
    Tap,
    Text,
    Unreadable,
)
from bot.messages.reply import options_of
from bot.store.records import pack_session, unpack_session
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.validation import find_violations
from tests.fuzz.effort import fuzzed
from tests.fuzz.strategies import any_text

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a release
NOON = 1_795_420_800.0
_WORDS = st.sampled_from(
    [
        *("1", "٢", "۳", "11", "99", "0", "00", "مرحبا", "hi", "English", "العربية", "موظف"),
        *("المزيد", "السابق", "رجوع", "erase my data", "امسح بياناتي", "نعم", "رسوم", "jawaz"),
    ]
)
_SAID: st.SearchStrategy[Inbound | int] = st.one_of(
    st.integers(0, 9),
    _WORDS.map(Text),
    any_text.map(Text),
    st.builds(Tap, any_text, any_text),
    st.builds(Location, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(Media, st.sampled_from(["voice", "image", "document", "sticker"]), any_text),
    st.builds(Unreadable, st.from_regex(r"[a-z_]{0,40}", fullmatch=True)),
    st.just(Opened()),
)
_TIMES = st.floats(0, 4e9)
_SESSIONS = st.builds(
    Session,
    page=st.integers(-3, 10**6),
    language=st.sampled_from([None, "ar", "en"]),
    shown=st.sampled_from(["", "deadbeef"]),
    misses=st.integers(0, 10**6),
    strayed=st.integers(0, 10**6),
    seen_at=_TIMES,
)


def addresses(release: Release) -> list[str]:
    """Every address there is, and words that were never one."""
    return [*release.library.nodes, "@nearest", "@results", "@nowhere", "gone/for/good", ""]


@fuzzed(3)
@given(said=st.lists(_SAID, max_size=10), now=_TIMES)
def test_t05_any_conversation_gets_one_valid_reply_a_message(
    release: Release, said: list[Inbound | int], now: float
) -> None:
    """No turn raises; the same turn again is equal to the byte; few states are walked through."""
    session, rows = Session(), ["@main"]
    for one in said:
        inbound = Tap(rows[one % len(rows)]) if isinstance(one, int) else one
        turn = take_turn(release, session, inbound, now)
        _check(turn.reply)
        again = take_turn(release, session, inbound, now)
        assert orjson.dumps(again.session) == orjson.dumps(turn.session)
        assert content_of(again.reply) == content_of(turn.reply)
        assert len(turn.path) <= 20
        session = unpack_session(pack_session(turn.session))
        rows = [option.id for option in options_of(turn.reply)] or ["@main"]


@fuzzed(8)
@given(session=_SESSIONS, places=st.lists(st.integers(0, 10**6), max_size=8), said=_SAID)
@example(Session(page=-1, language="ar"), [], 0)
@example(Session(language="ar"), [396, 396], Text("00"))
def test_t05_any_place_answers_anything(
    release: Release, session: Session, places: list[int], said: Inbound | int
) -> None:
    """Also from a session as only another version or an older flow would leave it."""
    known = addresses(release)
    state, subject, *hits = [known[place % len(known)] for place in (*places, 0, 1)]
    session = replace(session, state=state, subject=subject, hits=tuple(hits))
    inbound = Text(str(said)) if isinstance(said, int) else said

    _check(take_turn(release, session, inbound, NOON).reply)


def test_t05_a_walk_of_any_kind_of_place_is_short(release: Release) -> None:
    """From each place to each of its options: never more than a handful of states in one turn."""
    for language, address in itertools.product(("ar", "en"), release.library.nodes):
        session = Session(state=address, language=language, seen_at=NOON)  # type: ignore[arg-type]
        turn = take_turn(release, session, Tap(address), NOON)

        assert len(turn.path) <= 5


def _check(reply: object) -> None:
    body = address_message(content_of(reply), Identity("962790000000"), "x.1.1")  # type: ignore[arg-type]
    assert find_violations(orjson.loads(body)) == []
