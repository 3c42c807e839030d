"""Whatever anybody sends, in any order: one reply within the limits, and a place that lives."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.steps.walk import Walk
from bot.messages.inbound import Inbound, Location, Media, Opened, Tap, Text, Unreadable
from bot.messages.reply import options_of
from tests.conversation.talking import NOON
from tests.conversation.test_gallery import faults_of

_WORDS = st.sampled_from(
    [
        *("1", "٢", "۳", "7", "17", "99", "0", "00", "👍", ""),
        *("المزيد", "السابق", "رجوع", "English", "العربية", "نعم", "لا", "مرحبا", "شكرا", "موظف"),
        *("hi", "help", "privacy", "امسح بياناتي"),
        *("رخصه", "رسوم تجديد جواز السفر", "licence", "social security"),
    ]
)
_IDS = st.sampled_from(
    [
        *("cspd?page=2", "@main?page=2", "@en:cspd/offices", "@ar:@main", "cspd/gone/x"),
        *("@nearest:cspd/passport-renew/where", "@nearest:ssc/offices", "@erase:yes"),
        *("@useless:cspd/passport-renew/fees", "@reason:wrong:cspd/passport-renew/fees"),
        *("@not:dvld/international,gam/building", "cspd/passport-renew/fees?part=2"),
        *("cspd/offices/ashrafieh", "v1:other"),
    ]
)
_CONSTRUCT_IDS = st.sampled_from(
    [
        *("town", "desk", "town/shop", "town/shop/form", "town/shop/apply", "town/shop/sign"),
        *("town/shop/fees", "town/offices", "@nearest:town/shop/where", "desk/permit/fees"),
        *("town/offices/old-east", "@useful:town/shop/form", "@not:town/shop,desk/permit"),
        *("@en:town/shop/apply", "@ar:town/shop/sign", "town/school/fees", "town/roof"),
        *("town/benefit", "town/benefit/child", "town/benefit/status", "town/benefit/status/since"),
        *("@answer:town/benefit/status:married", "@answer:town/benefit/status:single"),
        *("@answer:town/benefit/status:gone", "town/benefit/status/since/note"),
        *("@useful:town/benefit/child", "@en:town/benefit/status/since/long"),
        *("town/help-now", "town/help-now/call", "town/help-now/night", "town/garden/fees"),
        *("town/help-now/where", "town/help-now/all-offices", "town/bicycle", "town?page=2"),
        *("@nearest:town/help-now/where", "town/offices/fair", "town/help-now/tourists"),
    ]
)
_CONSTRUCT_WORDS = st.sampled_from(
    [
        *("دكان", "store", "pupils", "مدارس", "gardening", "shop licence fees", "how much"),
        *("2", "3", "17", "18", "0", "٤٠", "12/5/2009", "2015-01-01", "married", "yes", "back"),
    ]
)
_DEGREES = st.floats(-90, 90)
_ANYTHING: st.SearchStrategy[Inbound | int] = st.one_of(
    st.integers(0, 9),  # tap that row of the last reply
    _WORDS.map(Text),
    st.text(max_size=40).map(Text),
    _IDS.map(Tap),
    st.text(max_size=20).map(Tap),
    st.builds(Location, _DEGREES, _DEGREES),
    st.just(Location(31.95, 35.93)),
    st.builds(Media, st.sampled_from(["voice", "image"]), _WORDS),
    st.just(Unreadable("poll")),
    st.just(Opened()),
)


_PATIENT = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_PAUSES = st.sampled_from([1.0, 4000.0, 40_000.0])
_MESSAGES = st.lists(st.tuples(_ANYTHING, _PAUSES), max_size=14)
_ANY_CONSTRUCT = st.one_of(_ANYTHING, _CONSTRUCT_IDS.map(Tap), _CONSTRUCT_WORDS.map(Text))


@_PATIENT
@given(messages=_MESSAGES)
def test_any_sequence_of_messages_keeps_the_promises(
    release: Release, messages: list[tuple[Inbound | int, float]]
) -> None:
    """One valid reply each; the same turn twice is the same; the numbers shown are remembered."""
    _converse(release, messages)


@_PATIENT
@given(messages=st.lists(st.tuples(_ANY_CONSTRUCT, _PAUSES), max_size=14))
def test_every_construct_of_the_language_keeps_the_promises(
    constructs: Release, messages: list[tuple[Inbound | int, float]]
) -> None:
    """Questions back to the citizen, conditions, attachments, stages: none breaks a promise."""
    _converse(constructs, messages)


def _converse(release: Release, messages: list[tuple[Inbound | int, float]]) -> None:
    """Send everything in order, and hold each turn to the promises."""
    session, now, rows = Session(), NOON, ["@main"]
    for said, pause in messages:
        now += pause
        inbound = Tap(rows[said % len(rows)]) if isinstance(said, int) else said
        before = replace(session)

        turn = take_turn(release, session, inbound, now)

        assert session == before
        assert turn == take_turn(release, session, inbound, now)
        assert faults_of(turn.reply) == []
        session = turn.session
        rows = [option.id for option in options_of(turn.reply)] or ["@main"]
        _check_place(release, session, now, must_forget=turn.must_forget)


def _check_place(release: Release, session: Session, now: float, *, must_forget: bool) -> None:
    """The session stands on a page it may see, whose numbers are those last shown."""
    walk = Walk(release, session, now)
    assert release.machine.has_state(session.state)
    assert session.state.startswith("@") or walk.sight.shows(session.state)
    assert 1 <= session.page <= walk.pages
    assert len(session.rated) <= 20
    assert must_forget == (session.seen_at == 0.0)
    if not must_forget:
        assert session.shown == walk.screen.digest
