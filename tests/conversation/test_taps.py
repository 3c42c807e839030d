"""A tap opens what its label said, whenever it comes; or the nearest, with a word."""

from dataclasses import replace

import pytest

from bot.conversation.engine import take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.messages.inbound import Tap
from tests.conversation.catalogues import changed, moved, without
from tests.conversation.talking import NOON, Talk

GONE_AR = "الخيار الذي اخترته لم يعد متاحًا، وهذه أقرب قائمة إليه:"


def test_an_old_tap_works_from_any_place_and_says_nothing(arabic: Talk) -> None:
    """Weeks later, in the middle of something else, a row opens what it said."""
    arabic.taps_id("ssc/old-age")
    arabic.taps_id("cspd/passport-renew/fees")

    assert arabic.first_line == "*تجديد جواز السفر: الرسوم والمدة*"


def test_a_tap_on_a_moved_address_opens_its_heir_silently(release: Release, arabic: Talk) -> None:
    """`moved_from` keeps old rows alive, also those of questions below what was moved."""
    arabic.moves_to(moved(release, "cspd/passport-renew", "cspd/new-passport"))
    arabic.taps_id("cspd/passport-renew/fees")

    assert arabic.session.state == "cspd/new-passport/fees"
    assert arabic.first_line.startswith("*")


def test_a_tap_on_what_is_gone_shows_the_nearest_menu(release: Release, arabic: Talk) -> None:
    """The nearest living ancestor, under one line about it."""
    arabic.moves_to(without(release, "cspd/passport-renew"))
    arabic.taps_id("cspd/passport-renew/fees")

    assert (arabic.session.state, arabic.first_line) == ("cspd", GONE_AR)
    assert arabic.fact_names == ["gone"]


@pytest.mark.parametrize(
    "row_id",
    [
        "v1:cat:old-ministry",
        "old-ministry/service",
        "x" * 10_000,
        "",
        "@results",
        "@nope:cspd",
        "@hub",
        "@erase",
        "cspd?page=0",
        "@not:",
        "@reason:rude:cspd/passport-renew/fees",
        "../../etc/passwd",
        "cspd/\ud800",
    ],
)
def test_a_foreign_id_gets_the_main_menu_and_a_word(arabic: Talk, row_id: str) -> None:
    """Nonsense, other programs' ids and broken ones never fail and never go unanswered."""
    arabic.taps_id("cspd")
    arabic.taps_id(row_id)

    assert (arabic.session.state, arabic.first_line) == ("@main", GONE_AR)


def test_a_templates_button_is_taken_for_the_word_it_bears(arabic: Talk) -> None:
    """Quick replies of templates bear ids that are not ours; a known word on them is obeyed."""
    arabic.taps_id("cspd")
    arabic.sends(Tap("SOME_PAYLOAD", "القائمة الرئيسية"))

    assert (arabic.session.state, arabic.fact_names) == ("@main", ["opened"])


def test_a_page_that_is_no_more_opens_the_last(arabic: Talk) -> None:
    """A row "more" of a time when the menu was longer still leads to its end."""
    arabic.taps_id("cspd?page=9")

    assert (arabic.session.state, arabic.session.page) == ("cspd", 2)


def test_a_draft_cannot_be_opened_by_its_id(release: Release, arabic: Talk) -> None:
    """An address that citizens may not see yet opens the nearest above it, with a word."""
    draft = replace(release.library.node("cspd/passport-renew/fees"), stage="draft")
    arabic.moves_to(changed(release, draft))
    arabic.taps_id("cspd/passport-renew/fees")

    assert arabic.session.state == "cspd/passport-renew"
    assert "الرسوم والمدة" not in arabic.labels


def test_the_session_given_is_left_as_it_was(release: Release) -> None:
    """A turn works on a copy: a failed commit may take it again."""
    session = Session(state="cspd", language="ar", is_welcomed=True, seen_at=NOON)
    take_turn(release, session, Tap("ssc"), NOON)

    assert session == Session(state="cspd", language="ar", is_welcomed=True, seen_at=NOON)
