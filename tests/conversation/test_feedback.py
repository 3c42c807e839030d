"""Feedback: counted once, asked for reasons by choices, never in the citizen's words."""

from dataclasses import replace

from bot.conversation.release import Release
from tests.conversation.catalogues import rebuilt
from tests.conversation.talking import Talk

FEES = "cspd/passport-renew/fees"


def test_useful_is_counted_once_for_each_answer(arabic: Talk) -> None:
    """A second tap on the same row is thanked for and not counted."""
    arabic.taps_id(f"@useful:{FEES}")
    assert [(at.name, at.subject) for at in arabic.turn.facts] == [("useful", FEES)]  # type: ignore[union-attr]

    arabic.taps_id(f"@useful:{FEES}")
    assert arabic.first_line == "سُجّل رأيك من قبل، شكرًا لك."
    assert arabic.fact_names == []


def test_a_reason_is_counted_with_its_answer(arabic: Talk) -> None:
    """ "No" asks why; the choice is counted under the answer it speaks of."""
    arabic.taps_id(f"@useless:{FEES}")
    assert arabic.fact_names == ["not_useful"]

    arabic.says("2")
    assert [(at.name, at.subject) for at in arabic.turn.facts] == [("reason", f"wrong:{FEES}")]  # type: ignore[union-attr]
    assert arabic.labels == ["سؤال آخر", "خدمة أخرى", "القائمة الرئيسية"]


def test_whoever_wanted_another_service_gets_the_agencys(arabic: Talk) -> None:
    """The fourth reason opens what its description says."""
    arabic.taps_id(f"@useless:{FEES}")
    arabic.says("4")

    assert arabic.session.state == "cspd"


def test_yes_and_no_typed_after_an_answer_are_feedback(arabic: Talk) -> None:
    """Also where the rows gave way; after a menu they are not."""
    arabic.taps_id("cspd/passport-renew/documents")
    answer = arabic.session.state
    arabic.says("نعم")
    assert arabic.fact_names == ["useful"]

    arabic.taps_id(answer)
    arabic.taps_id("cspd/passport-renew/steps")
    arabic.says("لا")
    assert arabic.session.state == "@reasons"


def test_back_and_home_lead_away_from_the_reasons(arabic: Talk) -> None:
    """Back is the service of the rated answer, as its row says."""
    arabic.taps_id(f"@useless:{FEES}")
    arabic.says("00")

    assert arabic.session.state == "cspd/passport-renew"


def test_feedback_can_be_switched_off(release: Release) -> None:
    """Without it answers have no such rows, and "yes" is no rating."""
    settings = replace(release.library.settings, asks_feedback=False)
    talk = Talk(rebuilt(release, release.library.nodes, settings=settings))
    talk.says("السلام عليكم")
    talk.taps_id(FEES)

    assert "نعم، أفادتني" not in talk.labels
    talk.says("نعم")
    assert "useful" not in talk.fact_names


def test_feedback_gives_way_when_ten_rows_do_not_hold_all(arabic: Talk) -> None:
    """A hit with offices needs all rows for its questions and ways on; "yes" still counts."""
    arabic.taps_id("cspd/passport-renew/where")
    arabic.session.hits = ("cspd/passport-renew/where", "cspd/passport-lost")
    arabic.says("عربي")
    assert arabic.labels[-3:] == ["ليست هذه الخدمة", "رجوع", "القائمة الرئيسية"]
    assert "نعم، أفادتني" not in arabic.labels

    arabic.says("نعم")
    assert arabic.fact_names == ["useful"]


def test_back_means_one_place_however_it_is_said(constructs: Release) -> None:
    """Tapped, typed or as a number: from the reasons to the menu that the answer stands in."""
    places = []
    for back in ("00", "Back", "go back"):
        talk = Talk(constructs)
        talk.says("hi", "English")
        for row_id in ("town", "town/benefit"):
            talk.taps_id(row_id)
        talk.says("7")
        talk.taps_id("@useless:town/benefit/child")
        talk.says(back)
        places.append(talk.session.state)

    assert places == ["town"] * 3
