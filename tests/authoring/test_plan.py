"""`plan` tells what citizens will meet: hidden, moved and lost places, and what cannot be known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.authoring.plan import Move, Waiting, gone, plan_moves
from bot.conversation.release import Release
from tests.conversation.catalogues import moved, without
from tests.conversation.conftest import constructs, release

__all__ = ["constructs", "release"]
TODAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Amman"))


def fate(at: Waiting, release: Release) -> Move:
    """What becomes of one conversation."""
    (move,) = plan_moves([at], release.library, TODAY)
    return move


def test_what_is_hidden_today_falls_back_as_well(constructs: Release) -> None:
    """A season that is over, an office that is closed, what is for the other language."""
    assert fate(Waiting("town/school/fees"), constructs).leads_to == "town"
    assert fate(Waiting("town/help-now/night"), constructs).effect == "falls back"
    assert fate(Waiting("town/help-now/tourists", "", "ar"), constructs).effect == "falls back"
    assert fate(Waiting("town/help-now/tourists", "", "en"), constructs).effect == "stays"


def test_what_hangs_on_an_answer_counts_as_it_was(constructs: Release) -> None:
    """Answers are sealed: nobody is told to fall back for want of one."""
    assert fate(Waiting("town/benefit/child"), constructs).effect == "stays"
    assert fate(Waiting("town/benefit/status/since/long"), constructs).effect == "stays"
    gone = without(constructs, "town/benefit")
    assert fate(Waiting("town/benefit/status/since/long"), gone).leads_to == "town"


def test_screens_of_the_bot_follow_what_they_speak_of(release: Release) -> None:
    """Offices that are gone, a way back to what is gone, results of which none is left."""
    place, heir = "cspd/passport-renew/where", "cspd/renewal/where"
    renamed = moved(release, "cspd/passport-renew", "cspd/renewal")
    for state in ("@nearest", "@thanks", "@privacy", "@return"):
        assert fate(Waiting(state, place), renamed) == Move("moves", place, heir, 1)
    for state in ("@thanks", "@privacy", "@return"):
        gone = without(release, "cspd/passport-renew")
        assert fate(Waiting(state, place), gone) == Move("falls back", place, "cspd", 1)
    closed = without(release, "cspd/offices")
    assert fate(Waiting("@nearest", place), closed).effect == "falls back"
    results = Waiting("@results", "", "en", ("cspd/passport-renew",))
    assert fate(results, renamed).effect == "stays"
    assert fate(results, without(release, "cspd")) == Move("falls back", "@results", "@main", 1)


def test_an_office_stays_whatever_became_of_the_question_that_led_there(release: Release) -> None:
    """The citizen is at the office; the question is merely their way back."""
    gone = without(release, "cspd/passport-renew")
    office = next(iter(release.library.agencies["cspd"].offices))

    assert fate(Waiting(office, "cspd/passport-renew/where"), gone) == Move(
        "stays", office, office, 1
    )


def test_what_is_gone_is_named_once_by_its_topmost_address(release: Release) -> None:
    """There `moved_from` would keep all below; what is only hidden needs none."""
    places = ("cspd/passport-renew/fees", "cspd/passport-renew/where", "moj/nothing/fees")
    falling = plan_moves(
        map(Waiting, places), without(release, "cspd/passport-renew").library, TODAY
    )
    left = without(release, "cspd/passport-renew").library

    assert gone(falling, left) == ["cspd/passport-renew", "moj/nothing"]
    assert gone(plan_moves(map(Waiting, places[:2]), release.library, TODAY), release.library) == []


def test_what_is_gone_from_a_heir_is_named_as_it_was(release: Release) -> None:
    """A service that was renamed and lost a question: the rest of it has its heir."""
    less = without(release, "cspd/passport-renew/fees")
    renamed = moved(less, "cspd/passport-renew", "cspd/renewal")
    moves = plan_moves([Waiting("cspd/passport-renew/fees")], renamed.library, TODAY)

    assert gone(moves, renamed.library) == ["cspd/passport-renew/fees"]


def test_what_is_hidden_is_not_gone(constructs: Release) -> None:
    """It comes back by itself."""
    hidden = plan_moves([Waiting("town/school/fees")], constructs.library, TODAY)

    assert [move.effect for move in hidden] == ["falls back"]
    assert gone(hidden, constructs.library) == []
