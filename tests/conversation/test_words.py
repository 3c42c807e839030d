"""Words understood at every place, however they are spelled."""

import pytest

from tests.conversation.talking import Talk


@pytest.mark.parametrize("word", ["القائمة", "القائمه", "القَائِمَةُ", "القـــائمة", "MENU", "menu!"])
def test_spelling_does_not_matter(arabic: Talk, word: str) -> None:
    """Hamza, tashkeel, tatweel, ta marbuta, case and signs are folded away."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says(word)

    assert arabic.session.state == "@main"


def test_the_exact_label_of_an_option_chooses_it(arabic: Talk) -> None:
    """Labels of the screen go before everything else, on all its pages."""
    arabic.says("2", "شهادة وفاة")

    assert arabic.session.state == "cspd/death"


@pytest.mark.parametrize(
    "said",
    ["3- الرسوم والمدة", "٣- الرسوم والمدة", "3 الرسوم والمدة", "الرسوم  والمده", "الرسوموالمدة"],
)
def test_a_line_of_the_menu_may_be_typed_as_it_stands(arabic: Talk, said: str) -> None:
    """Number and label together, and labels however they are spaced."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says(said)

    assert arabic.session.state == "cspd/passport-renew/fees"


def test_the_button_of_a_list_may_be_typed(english: Talk) -> None:
    """Who types what stands on the button gets the menu that it opens."""
    english.taps_id("cspd/passport-renew/fees")
    english.says("More options")

    assert english.session.state == "cspd/passport-renew"


def test_more_and_previous_turn_pages_and_stop_at_the_ends(english: Talk) -> None:
    """A page beyond the last is the last again, with a word."""
    english.says("more")
    assert english.session.page == 2

    english.says("more")
    assert (english.session.page, english.first_line) == (2, "This is the last page.")

    english.says("previous", "previous")
    assert (english.session.page, english.first_line) == (1, "This is the first page.")


def test_back_is_the_parent_in_the_tree_after_a_search_too(english: Talk) -> None:
    """Whichever way led to an answer, up from it is its service."""
    english.says("what papers for a first driving licence?", "back")

    assert english.session.state == "dvld/licence-first"


def test_help_stands_above_the_menu_of_the_place(english: Talk) -> None:
    """Help is said above the same menu, whose numbers still hold."""
    english.taps_id("cspd/passport-renew")
    english.says("help")

    assert english.first_line.startswith("Type your question")
    assert english.says("3")
    assert english.session.state == "cspd/passport-renew/fees"


@pytest.mark.parametrize("place", ["cspd", "cspd/passport-renew", "cspd/passport-renew/fees"])
def test_the_language_is_switched_in_place(arabic: Talk, place: str) -> None:
    """The same screen again in the other language, nothing lost, and back."""
    arabic.taps_id(place)
    before = arabic.reply

    arabic.says("English")
    assert (arabic.session.language, arabic.session.state) == ("en", place)

    arabic.says("عربي")
    assert arabic.reply == before


def test_a_page_survives_the_switch_of_language(arabic: Talk) -> None:
    """The second page of a menu stays the second page."""
    arabic.says("المزيد", "English")

    assert arabic.session.page == 2


def test_privacy_tells_and_leads_back(arabic: Talk) -> None:
    """What is kept, and the way back to where the citizen was."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("الخصوصية")
    assert "لا نحفظ نص رسائلك" in arabic.reply.body

    arabic.says("1")
    assert arabic.session.state == "cspd/passport-renew"


def test_erasing_asks_first_and_then_forgets_everything(arabic: Talk) -> None:
    """Only a confirmed wish erases; nothing of the conversation is left in the session."""
    sequence = arabic.session.sequence = 7
    arabic.says("امسح بياناتي")
    assert arabic.turn is not None
    assert not arabic.turn.must_forget

    arabic.says("نعم")
    assert arabic.turn.must_forget
    assert (arabic.session.language, arabic.session.sequence) == (None, sequence)


def test_refusing_to_be_erased_leads_back(arabic: Talk) -> None:
    """ "No" keeps everything and shows the place again."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("امسح بياناتي", "لا")

    assert arabic.turn is not None
    assert not arabic.turn.must_forget
    assert arabic.session.state == "cspd/passport-renew"


def test_a_greeting_before_the_time_out_is_the_main_menu(arabic: Talk) -> None:
    """Without a long silence a greeting asks nothing back."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says("مرحبا")

    assert arabic.session.state == "@main"


def test_a_greeting_after_a_long_silence_offers_to_go_on_once(arabic: Talk) -> None:
    """Continue or main menu; a second greeting does not ask again."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.waits(3600)
    arabic.says("مرحبا")
    assert arabic.labels == ["متابعة", "القائمة الرئيسية"]

    arabic.says("مرحبا")
    assert arabic.session.state == "@main"


def test_whoever_goes_on_is_where_they_were(arabic: Talk) -> None:
    """Continue opens the place, language and numbers as before."""
    arabic.taps_id("cspd/passport-renew/fees")
    before = arabic.reply
    arabic.waits(3600)
    arabic.says("مرحبا", "متابعة")

    assert arabic.reply == before


@pytest.mark.parametrize("said", ["3", "الرسوم والمدة"])
def test_silence_changes_nothing_but_a_greeting(arabic: Talk, said: str) -> None:
    """After any silence a number or label means what it meant."""
    arabic.taps_id("cspd/passport-renew")
    arabic.waits(10_000_000)
    arabic.says(said)

    assert arabic.session.state == "cspd/passport-renew/fees"


def test_who_keeps_writing_in_the_other_language_is_offered_it_once(english: Talk) -> None:
    """After two messages in the other script, in that language; nothing is switched unasked."""
    offer = "هل تفضّل العربية؟ اكتب: العربية"
    assert offer not in english.says("رسوم تجديد جواز السفر").body
    assert english.says("تصريح عمل").body.endswith(offer)
    assert english.session.language == "en"
    assert offer not in english.says("شهادة ميلاد").body


def test_words_of_the_bot_in_english_count_as_english(arabic: Talk) -> None:
    """Whoever types "help" and "fees" in an Arabic conversation is offered English."""
    offer = "Would you prefer English? Type: English"
    arabic.taps_id("cspd/passport-renew")
    assert offer not in arabic.says("help").body
    assert arabic.says("fees").body.endswith(offer)


def test_arabizi_is_not_answered_with_an_offer_of_english(arabic: Talk) -> None:
    """Latin letters alone speak for no language."""
    arabic.says("mar7aba", "tajdeed jawaz", "mar7aba", "kifak")

    assert all("Would you prefer" not in reply.body for reply in arabic.replies)


def test_numbers_between_do_not_forgive_but_the_own_language_does(english: Talk) -> None:
    """A number speaks for no language; words of the conversation's own begin the count anew."""
    offer = "هل تفضّل العربية؟"
    english.says("شهادة ميلاد", "passport renewal fees")
    assert offer not in english.says("شهادة ميلاد").body

    english.says("2")
    assert offer in english.says("تصريح عمل").body


@pytest.mark.parametrize(
    "steps",
    [
        ["#cspd", "المزيد"],
        ["رخصه"],
        ["بدي اجدد جوازي"],
        ["#@nearest:cspd/passport-renew/where"],
        ["#cspd/offices", "2"],
        ["#@useless:cspd/passport-renew/fees"],
        ["#cspd", "الخصوصية"],
        ["#cspd", "امسح بياناتي"],
    ],
    ids=" ".join,
)
def test_a_switch_of_language_loses_nothing(arabic: Talk, steps: list[str]) -> None:
    """The same screen of the same place, with its page, its subject and what a search found."""
    for step in steps:
        if step.startswith("#"):
            arabic.taps_id(step[1:])
        else:
            arabic.says(step)
    before, rows = arabic.session, [option.id for option in arabic.options]
    arabic.says("English")

    after = arabic.session
    assert (after.state, after.page, after.subject, after.hits) == (
        before.state,
        before.page,
        before.subject,
        before.hits,
    )
    assert [option.id for option in arabic.options] == rows
    assert after.language == "en"
