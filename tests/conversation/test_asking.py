"""Questions back to the citizen: what is an answer, where it leads, and how long it is known."""

from dataclasses import replace

import pytest

from bot.conversation.release import Release
from bot.conversation.settling import question_of
from bot.messages.inbound import Media
from bot.messages.reply import ButtonsReply, ListReply
from tests.conversation.catalogues import changed
from tests.conversation.talking import Talk, rows_of

AGE, STATUS = "town/benefit", "town/benefit/status"


@pytest.fixture
def talk(constructs: Release) -> Talk:
    """Somebody who reads English and was asked for their age."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    talk.taps_id(AGE)
    return talk


def answers(talk: Talk) -> dict[str, str]:
    """What is known of the citizen's answers."""
    return {question_of(key): answer for key, answer in talk.session.answers}


def test_a_question_says_what_to_type_and_offers_ways_out(talk: Talk) -> None:
    """Buttons lead out; nothing is numbered, for a number is an answer."""
    assert isinstance(talk.reply, ButtonsReply)
    assert talk.reply.body == (
        "*Work out your benefit*\n\nHow old are you?\n\nType a whole number from 0 to 120."
    )
    assert talk.labels == ["Back", "Main menu"]


@pytest.mark.parametrize("typed", ["0", "7", "١٧", " 17. ", "12 years", "عمري"])
def test_zero_and_digits_of_any_family_answer_a_number(talk: Talk, typed: str) -> None:
    """Whatever else numbers mean elsewhere; words are no number."""
    talk.says(typed)

    is_answer = typed != "عمري"
    assert talk.session.state == (f"{AGE}/child" if is_answer else AGE)
    assert ("answered" in talk.fact_names) == is_answer


def test_the_answer_decides_what_follows_and_is_said_back(talk: Talk) -> None:
    """The first of what follows whose condition holds, with the number in its text."""
    talk.says("17")
    assert "You are 17: the benefit is for your guardian." in talk.reply.body
    assert talk.first_line == "*Work out your benefit*"

    talk.says("back", "18")
    assert talk.session.state == STATUS


def test_back_asks_again_and_menu_words_lead_out(talk: Talk) -> None:
    """Up from what follows is the question; from there the menu it stands in."""
    talk.says("17", "00")
    assert talk.session.state == AGE
    talk.says("00")
    assert talk.session.state == "town"

    talk.taps_id(AGE)
    talk.says("menu")
    assert talk.session.state == "@main"


def test_what_is_no_answer_is_asked_again_and_then_led_out(talk: Talk) -> None:
    """Two more tries with a kind word; then the menu and a phone."""
    for typed in ("121", "-5"):
        talk.says(typed)
        assert talk.session.state == AGE
        assert talk.first_line == "Sorry, that does not answer the question. Please try again:"
        assert talk.fact_names == ["misfit"]

    talk.says("1e3")
    assert talk.session.state == "town"
    assert "call the agency on 065000000" in talk.first_line
    assert talk.fact_names == ["gave_up"]


def test_a_question_of_another_kind_leaves_the_question(talk: Talk) -> None:
    """A sure hit of a search is opened, though a number was asked for."""
    talk.says("shop licence fees")

    assert talk.session.state == "town/shop/fees"


def test_words_known_everywhere_keep_the_question(talk: Talk) -> None:
    """Help stands above it; the language changes in place; then it can be answered."""
    talk.says("help")
    assert talk.session.state == AGE
    talk.says("العربية")
    assert "كم عمرك؟" in talk.reply.body
    talk.says("٥")
    assert "عمرك 5: الدعم لوليّ أمرك." in talk.reply.body


def test_choices_are_rows_and_numbers_and_labels(talk: Talk) -> None:
    """All three answer; the ids are absolute, so that an old list still answers."""
    talk.says("40")
    assert isinstance(talk.reply, ListReply)
    assert rows_of(talk.reply).startswith(
        "§ Your answer\n• Single\n• Married  |  With a family book\n• Widowed\n§ Navigation"
    )
    talk.says("2")
    assert talk.session.state == f"{STATUS}/since"

    talk.says("back", "Widowed")
    assert talk.session.state == f"{STATUS}/since"
    talk.says("back")
    talk.taps("Single")
    assert talk.session.state == "desk/permit/fees"  # a goto may follow too


def test_a_number_that_is_no_choice_is_a_try(talk: Talk) -> None:
    """Nine of three choices keeps the place."""
    talk.says("40", "9")

    assert talk.session.state == STATUS
    assert talk.fact_names == ["misfit"]


def test_dates_are_understood_as_people_write_them(talk: Talk) -> None:
    """Day before month; names of months in either language; said back in words."""
    talk.says("40", "2", "23/11/2008")
    assert "40, Married, since 23 November 2008: the full benefit." in talk.reply.body

    for typed in ("2008-11-23", "٢٣ تشرين الثاني ٢٠٠٨", "23 november 2008"):
        talk.says("back", typed)
        assert talk.session.state == f"{STATUS}/since/long"
    talk.says("back", "31/2/2008")
    assert talk.session.state == f"{STATUS}/since"
    talk.says("1/1/2030")  # after today
    assert talk.session.state == f"{STATUS}/since"


@pytest.mark.parametrize(
    ("typed", "day"), [("Today", "2026-11-23"), ("أمس", "2026-11-22"), ("embare7", "2026-11-22")]
)
def test_a_day_may_be_told_by_a_word(talk: Talk, typed: str, day: str) -> None:
    """Of the country's calendar, in either language."""
    talk.says("40", "2", typed)
    assert answers(talk)[f"{STATUS}/since"] == day


def test_tomorrow_is_a_day_as_well(talk: Talk) -> None:
    """One that is too late here is asked again with the bounds, as any other."""
    talk.says("40", "2", "بكرا")
    assert talk.fact_names == ["misfit"]


def test_a_text_is_taken_as_it_is_and_never_shown(talk: Talk) -> None:
    """All but the promised words is an answer."""
    talk.says("40", "2", "1/1/2020")
    assert talk.session.state == f"{STATUS}/since/note"
    for words in ("help", "English"):
        talk.says(words)
        assert talk.session.state == f"{STATUS}/since/note"
    talk.says("back")
    assert talk.session.state == f"{STATUS}/since"
    talk.says("1/1/2020", "my secret remark")
    assert talk.session.state == f"{STATUS}/since/note/noted"
    assert "secret" not in talk.reply.body

    talk.taps_id("town")
    assert not answers(talk)


def test_answers_are_forgotten_on_leaving_and_after_a_silence(talk: Talk) -> None:
    """They are for what follows the question, in this conversation alone."""
    talk.says("40")
    assert answers(talk) == {AGE: "40"}
    talk.says("privacy")
    assert answers(talk) == {AGE: "40"}  # one glance aside, and back again
    talk.taps("Back")
    talk.waits(1801)
    talk.says("help")
    assert not answers(talk)

    talk.taps_id(AGE)
    talk.says("40", "menu")
    assert not answers(talk)


def test_an_old_tap_on_what_needs_an_answer_asks_for_it(talk: Talk) -> None:
    """Nothing is shown without the answer it tells of; the question comes first, with a word."""
    talk.taps_id("town")
    talk.taps_id(f"{AGE}/child")

    assert talk.session.state == AGE
    assert talk.first_line == "For this I need your answer first:"
    talk.says("9")
    assert talk.session.state == f"{AGE}/child"


def test_an_old_choice_answers_its_question_wherever_the_citizen_is(talk: Talk) -> None:
    """It leads on from there; a choice that is no more leads to the question."""
    talk.taps_id("town/shop")
    talk.taps_id(f"@answer:{STATUS}:married")
    assert talk.session.state == f"{STATUS}/since"

    talk.taps_id(f"@answer:{STATUS}:gone")
    assert talk.session.state == STATUS


def test_numbers_beneath_what_follows_are_those_of_the_menu(talk: Talk) -> None:
    """As below any answer: the numbers of the services the question stands among."""
    talk.taps_id("town")
    talk.says("2", "5")
    assert talk.session.state == f"{AGE}/child"
    talk.says("1")

    assert talk.session.state == "town/shop"


def test_a_number_typed_for_an_older_screen_is_no_answer(talk: Talk, constructs: Release) -> None:
    """Where an answer stood there is a question now: it is shown first, with a word."""
    talk.taps_id("town/help-now/tourists")
    place, ask = (constructs.library.node(at) for at in (talk.session.state, AGE))
    talk.moves_to(changed(constructs, replace(place, content=ask.content)))
    talk.says("2")

    assert talk.session.state == "town/help-now/tourists"
    assert talk.fact_names == ["menu_changed"]
    talk.says("2")
    assert talk.fact_names == ["answered", "opened"]


def test_a_caption_is_no_answer(talk: Talk) -> None:
    """What is shown or told in a picture is not looked at."""
    talk.sends(Media("image", "17"))

    assert talk.session.state == AGE
    assert talk.fact_names == ["media"]


def test_a_search_finds_what_begins_with_a_question(talk: Talk) -> None:
    """By its title or keywords, like any service."""
    talk.taps_id("desk")
    talk.says("allowance")

    assert talk.session.state == AGE
