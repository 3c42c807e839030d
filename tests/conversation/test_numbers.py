"""Numbers choose what the screen numbers, in every family of digits, and nothing else."""

import pytest

from tests.conversation.talking import Talk


@pytest.mark.parametrize("written", ["2", "٢", "۲", "２", "2.", "رقم 2", " ٢ ", "\u200f۲ ."])
def test_a_number_chooses_in_every_way_it_can_be_written(arabic: Talk, written: str) -> None:
    """All families of digits and their usual surroundings mean the same number."""
    arabic.says(written)

    assert arabic.session.state == "cspd"


@pytest.mark.parametrize("written", ["²", "-1", "1e3", "٣٫٥", "1.5", "3 4", "12345678901234567890"])
def test_what_only_looks_like_a_number_keeps_the_place(arabic: Talk, written: str) -> None:
    """Not a number, not a question: not understood, and never searched."""
    arabic.says("2", written)

    assert arabic.session.state == "cspd"
    assert arabic.fact_names == ["not_understood"]


def test_numbers_hold_over_all_pages(arabic: Talk) -> None:
    """A number of page 1 chooses on page 2, and one of page 2 on page 1."""
    arabic.says("المزيد", "1")
    assert arabic.session.state == "sanad"

    arabic.says("0", "17")
    assert arabic.session.state == "water"


def test_the_open_questions_own_number_repeats_it(arabic: Talk) -> None:
    """A question keeps its number beneath its own answer, where it opens it again."""
    arabic.taps_id("cspd/passport-renew/fees")
    answer = arabic.reply

    arabic.says("3")

    assert arabic.reply == answer


def test_a_number_out_of_range_tells_which_there_are(arabic: Talk) -> None:
    """The same menu again, under a line with its first and last number."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("7")

    assert arabic.first_line == "هذا الرقم غير موجود. اكتب رقمًا من 1 إلى 6."
    assert arabic.session.state == "cspd/passport-renew"
    assert arabic.says("6")
    assert arabic.session.state == "cspd/passport-renew/online"


def test_out_of_range_below_an_answer_shows_the_menu_it_belongs_to(english: Talk) -> None:
    """The range told is that of the menu shown, though the answer offered one number more."""
    english.taps_id("cspd/passport-renew/where")
    english.says("9")

    assert english.first_line == "There is no such number here. Type a number from 1 to 6."
    assert english.session.state == "cspd/passport-renew"


def test_the_number_after_the_questions_asks_for_the_nearest_office(arabic: Talk) -> None:
    """Beneath an answer with offices their row is numbered after the last question."""
    arabic.taps_id("cspd/passport-renew/where")
    arabic.says("7")

    assert arabic.session.state == "@nearest"


def test_zero_and_double_zero_lead_home_and_up_from_everywhere(arabic: Talk) -> None:
    """`0` is the main menu, `00` one up in the tree."""
    arabic.taps_id("cspd/passport-renew/fees")

    assert arabic.says("00")
    assert arabic.session.state == "cspd/passport-renew"
    assert arabic.says("٠٠")
    assert arabic.session.state == "cspd"
    assert arabic.says("0")
    assert arabic.session.state == "@main"
