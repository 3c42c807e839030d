"""What is shown to whom and when: conditions and stages, from the file to the screen."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.engine import take_turn
from bot.conversation.release import Release, load_release
from bot.messages.inbound import Tap, Text
from bot.messages.reply import LocationRequest
from tests.conversation.talking import NOON, Talk

ROOT = Path(__file__).parents[2]
HOUR, DAY = 3600.0, 86400.0  # NOON is Monday 23 November 2026, 11:00 in Amman


@pytest.fixture
def talk(constructs: Release) -> Talk:
    """Somebody who reads English and sees the services of the town."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id("town")
    return talk


def test_a_season_opens_and_closes_a_service(talk: Talk) -> None:
    """Neither the menu nor a search leads to it out of season; in season both do."""
    assert "School registration" not in talk.labels
    talk.says("pupils")
    assert talk.fact_names == ["not_found"]

    talk.waits(300 * DAY)  # September
    talk.taps_id("town")
    assert "School registration" in talk.labels
    talk.says("pupils")
    assert talk.session.state == "town/school"


def test_a_tap_on_what_is_hidden_now_opens_the_nearest_menu_with_a_word(talk: Talk) -> None:
    """It is not gone: that it is closed at the moment is said instead."""
    talk.taps_id("town/school/fees")

    assert talk.session.state == "town"
    assert talk.fact_names == ["gone"]
    assert talk.first_line.startswith("The option you chose is not available at the moment")


def test_opening_hours_decide_which_of_two_choices_is_shown(talk: Talk) -> None:
    """The one for office hours by day, the other at night and on closed days."""
    talk.taps_id("town/help-now")
    assert talk.labels[:2] == ["Call now", "For visitors"]

    talk.waits(10 * HOUR)
    talk.taps_id("town/help-now")
    assert talk.labels[:2] == ["After hours", "For visitors"]

    talk.waits(38 * HOUR)  # the 25th at eleven: a Wednesday, closed
    talk.taps_id("town/help-now")
    assert talk.labels[0] == "After hours"


def test_a_number_never_opens_what_was_not_numbered_so(talk: Talk) -> None:
    """The first choice is another one since the office closed: the new list, and a word."""
    talk.taps_id("town/help-now")
    talk.waits(10 * HOUR)
    talk.says("1")

    assert talk.session.state == "town/help-now"
    assert talk.fact_names == ["menu_changed"]
    talk.says("1")
    assert talk.session.state == "town/help-now/night"


def test_a_place_that_closed_meanwhile_is_left_with_a_word(talk: Talk) -> None:
    """Back from there means the menu it stood in, told as closed."""
    talk.taps_id("town/help-now/call")
    talk.waits(10 * HOUR)
    talk.says("back")

    assert talk.session.state == "town/help-now"
    assert talk.first_line.startswith("The place you were in is not available at the moment")


def test_a_condition_may_ask_for_the_language(talk: Talk) -> None:
    """Switching the language in place changes what the menu offers."""
    talk.taps_id("town/help-now")
    assert "For visitors" in talk.labels

    talk.says("العربية")
    assert "للزوار" not in talk.labels


def test_a_choice_that_leads_elsewhere_may_have_a_condition_of_its_own(talk: Talk) -> None:
    """The target lives by itself; only this way to it is hidden."""
    talk.taps_id("town/help-now")
    assert "Work permit" not in talk.labels

    talk.waits(60 * DAY)
    talk.taps_id("town/help-now")
    assert "Work permit" in talk.labels
    talk.taps_id("desk/permit")
    assert talk.session.state == "desk/permit"


def test_offices_come_and_go_by_their_conditions(talk: Talk) -> None:
    """In lists, in the request for a place, and as the nearest one."""
    talk.taps_id("town/offices")
    assert "Fair office" not in talk.labels
    talk.taps_id("town/offices/fair")
    assert talk.session.state == "town/offices"

    talk.waits(9 * DAY)
    talk.taps_id("town/offices")
    assert "Fair office" in talk.labels
    talk.shares(31.90, 35.90)
    assert talk.session.state == "town/offices/fair"


def test_offices_may_be_a_node_of_their_own(talk: Talk) -> None:
    """All of them as a list; or a request for the place, whose numbers are the offices."""
    talk.taps_id("town/help-now/all-offices")
    assert talk.labels[:3] == ["Nearest office", "East office", "West office"]
    talk.says("2")
    assert talk.session.state == "town/offices/west"

    talk.taps_id("town/help-now/where")
    assert isinstance(talk.reply, LocationRequest)
    talk.shares(31.96, 35.95)
    assert talk.session.state == "town/offices/east"
    talk.says("1")  # another question
    assert talk.session.state == "town/help-now"
    talk.taps_id("town/help-now/where")
    talk.says("2")
    assert talk.session.state == "town/offices/west"
    talk.says("back")
    assert talk.session.state == "town/help-now/where"
    talk.says("back")
    assert talk.session.state == "town/help-now"


def test_only_invited_citizens_see_what_is_by_invitation(talk: Talk, constructs: Release) -> None:
    """In the menu, by search and by tap; with a line that says so."""
    assert "Home garden" not in talk.labels
    talk.says("gardening")
    assert talk.fact_names == ["not_found"]
    talk.taps_id("town/garden")
    assert talk.session.state == "town"

    tap = Tap("town/garden")
    turn = take_turn(constructs, talk.session, tap, NOON, is_invited=True)
    assert turn.session.state == "town/garden"
    assert "By invitation: the public does not see this yet." in turn.reply.body
    turn = take_turn(constructs, talk.session, Text("gardening"), NOON, is_invited=True)
    assert turn.session.state == "town/garden"


def test_a_trial_is_told_where_it_begins(talk: Talk) -> None:
    """A service of its own has a line of its own; an agency's stands on its menu."""
    talk.taps_id("town/bicycle")
    assert "This service is in a pilot phase" in talk.reply.body

    talk.taps_id("desk")
    assert "This agency's services are in a pilot phase" in talk.reply.body
    talk.taps_id("desk/permit")
    assert "pilot" not in talk.reply.body


def test_drafts_are_shown_to_their_authors_alone(talk: Talk) -> None:
    """A release for authors has them in its menus, marked; any other has not."""
    talk.taps_id("town/roof")
    assert talk.session.state == "town"

    authors = load_release(
        ROOT / "tests" / "samples" / "language",
        ROOT / "locales",
        session_timeout_s=1800.0,
        timezone=ZoneInfo("Asia/Amman"),
        shows_drafts=True,
    )
    talk.moves_to(authors)
    talk.taps_id("town")
    talk.taps("Green roof")
    assert "Draft: citizens do not see this yet." in talk.reply.body


def test_a_place_that_is_not_for_the_other_language_is_left_when_it_is_spoken(talk: Talk) -> None:
    """What is shown in English alone is not shown in Arabic either by who switches there."""
    talk.taps_id("town/help-now")
    talk.taps_id("town/help-now/tourists")

    talk.says("العربية")
    assert (talk.session.state, talk.session.language) == ("town/help-now", "ar")
    assert "غير متاح" in talk.first_line
    talk.says("English")
    assert talk.session.state == "town/help-now"


def test_back_leads_near_to_a_place_that_cannot_be_seen_any_more(talk: Talk) -> None:
    """As the row that says so does: to the question, whose answer is forgotten by now."""
    for back in ("00", "Cancel"):
        talk.taps_id("@answer:town/benefit/status:married")
        talk.says("erase my data")
        talk.waits(HOUR)

        talk.says("?!", back)
        assert talk.session.state == "town/benefit/status", back
