"""What a search found: shown with its agency, each by a label of its own."""

from dataclasses import replace

from bot.conversation.release import Release
from tests.conversation.catalogues import changed
from tests.conversation.talking import Talk

SAME = "@not:cspd/passport-renew,ssc/old-age"


def test_two_hits_of_one_title_never_share_a_label(release: Release) -> None:
    """A typed label must mean one thing: a title that no agency fits beside is dropped."""
    title = release.library.node("cspd/passport-renew").title
    twin = replace(release.library.node("ssc/old-age"), title=title)
    talk = Talk(changed(release, twin))
    talk.says("السلام عليكم")
    talk.taps_id(SAME)

    assert talk.labels == ["تجديد جواز السفر", "لا شيء مما سبق"]


def test_a_hit_that_is_gone_is_left_out_of_an_old_row(arabic: Talk) -> None:
    """The others of an old search are still shown."""
    arabic.taps_id("@not:cspd/gone,ssc/old-age")
    assert arabic.labels == ["تقاعد الشيخوخة", "لا شيء مما سبق"]

    arabic.taps_id("@not:cspd/gone")
    assert arabic.session.state == "@main"


def test_a_question_among_the_hits_is_told_with_its_service(arabic: Talk) -> None:
    """The row says which question of which service it opens."""
    arabic.taps_id("@not:cspd/passport-renew/fees,ssc/old-age")

    assert arabic.options[0].label == "تجديد جواز السفر"
    assert arabic.options[0].description == "الرسوم والمدة (الأحوال والجوازات)"


def test_a_lone_sure_hit_offers_its_neighbours(arabic: Talk) -> None:
    """Whoever did not mean it gets the services next to it on its menu."""
    arabic.says("بدي اجدد جوازي")
    arabic.taps("ليست هذه الخدمة")

    assert arabic.session.state == "@results"
    assert "cspd/passport-first" in [option.id for option in arabic.options]
    assert "cspd/passport-renew" not in [option.id for option in arabic.options]


def test_an_agency_found_by_its_name_is_opened_without_detour(arabic: Talk) -> None:
    """Its neighbours are the main menu, so there is no row for them."""
    arabic.says("الضمان الاجتماعي")

    assert arabic.session.state == "ssc"
    assert "ليست هذه الخدمة" not in arabic.labels
