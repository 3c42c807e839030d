"""Flows change under a conversation: nobody is led astray, everybody is told once."""

from bot.conversation.release import Release
from tests.conversation.catalogues import moved, reordered, without
from tests.conversation.talking import Talk

CHANGED_AR = "تغيّرت هذه القائمة منذ وصلتك، وهذه خياراتها الآن:"
PLACE_GONE_AR = "الموضع الذي كنت فيه لم يعد متاحًا، وهذه أقرب قائمة إليه:"


def test_a_number_never_opens_another_service_after_the_menu_changed(
    release: Release, arabic: Talk
) -> None:
    """A number typed for a menu that has changed since gets the new menu with a word."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(reordered(release, "cspd/passport-renew"))
    arabic.says("1")

    assert (arabic.session.state, arabic.first_line) == ("cspd/passport-renew", CHANGED_AR)
    assert "menu_changed" in arabic.fact_names


def test_after_the_word_the_new_numbers_hold(release: Release, arabic: Talk) -> None:
    """The new list was shown, so its numbers choose from it."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(reordered(release, "cspd/passport-renew"))
    arabic.says("1", "1")

    assert arabic.session.state == "cspd/passport-renew/online"


def test_a_label_of_a_changed_menu_is_not_trusted_either(release: Release, arabic: Talk) -> None:
    """A label may name something else by now; the new list is shown."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(reordered(release, "cspd/passport-renew"))
    arabic.says("الرسوم والمدة")

    assert arabic.first_line == CHANGED_AR


def test_a_changed_list_below_an_answer_is_shown_as_the_menu(
    release: Release, arabic: Talk
) -> None:
    """The long answer is not repeated: the menu it belongs to is."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.moves_to(reordered(release, "cspd/passport-renew"))
    arabic.says("1")

    assert (arabic.session.state, arabic.first_line) == ("cspd/passport-renew", CHANGED_AR)


def test_numbers_hold_when_the_whole_branch_moved(release: Release, arabic: Talk) -> None:
    """Only the address differs, so the numbers mean what they meant."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(moved(release, "cspd/passport-renew", "cspd/new-passport"))
    arabic.says("3")

    assert arabic.session.state == "cspd/new-passport/fees"


def test_a_number_at_a_lost_place_gets_the_nearest_menu_once(
    release: Release, arabic: Talk
) -> None:
    """Told once; the next number chooses from the list shown."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(without(release, "cspd/passport-renew"))
    arabic.says("1")
    assert (arabic.session.state, arabic.first_line) == ("cspd", PLACE_GONE_AR)

    arabic.says("1")
    assert arabic.session.state == "cspd/passport-first"


def test_back_from_a_lost_place_does_not_go_one_too_far(release: Release, arabic: Talk) -> None:
    """Back relied on the lost place: the nearest menu, and a word."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.moves_to(without(release, "cspd/passport-renew"))
    arabic.says("00")

    assert (arabic.session.state, arabic.first_line) == ("cspd", PLACE_GONE_AR)


def test_a_tap_or_question_from_a_lost_place_says_nothing_of_it(
    release: Release, arabic: Talk
) -> None:
    """What does not rely on the place is answered as ever."""
    arabic.taps_id("cspd/passport-renew")
    arabic.moves_to(without(release, "cspd/passport-renew"))
    arabic.taps_id("ssc")

    assert arabic.first_line == "*الضمان الاجتماعي*"


def test_whoever_is_asked_for_a_place_is_told_when_the_offices_are_gone(
    release: Release, english: Talk
) -> None:
    """The answer that asked still lives: its screen is shown, no request without an office."""
    english.taps_id("@nearest:cspd/passport-renew/where")
    english.moves_to(without(release, "cspd/offices"))
    english.says("1")

    assert (english.session.state, english.fact_names) == ("cspd/passport-renew", ["gone"])
    assert "Nearest office" not in english.reply.body


def test_an_agency_that_is_gone_leaves_its_citizens_at_the_main_menu(
    release: Release, english: Talk
) -> None:
    """Also those who were being asked for their place, or rating an answer of it."""
    for row_id in ("@nearest:cspd/offices", "@useless:cspd/passport-renew/fees"):
        english.taps_id(row_id)
        before = english.session
        english.moves_to(without(release, "cspd"))
        english.says("1")
        assert (english.session.state, english.fact_names) == ("@main", ["gone"])
        english.moves_to(release)
        english.session = before
