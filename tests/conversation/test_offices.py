"""Offices: the agency's list, the nearest one, and what a shared pin does elsewhere."""

from dataclasses import replace

import pytest

from bot.conversation.release import Release
from bot.flows.nodes import OfficeCard
from bot.messages.reply import ListReply, LocationRequest
from tests.conversation.catalogues import changed
from tests.conversation.talking import Talk, rows_of

WHERE = "cspd/passport-renew/where"


def test_the_list_tells_how_to_reach_the_agency(arabic: Talk) -> None:
    """Hours, phone, website on a line of its own, every office by number, the nearest last."""
    arabic.taps_id("cspd/offices")

    assert arabic.first_line == "*الأحوال والجوازات: المكاتب والدوام*"
    assert "\nالهاتف: 065008080\n" in arabic.reply.body
    assert arabic.reply.body.splitlines().count("https://www.cspd.gov.jo") == 1
    assert arabic.reply.body.endswith("\n4- مكتب الزرقاء\n5- أقرب مكتب إليك")
    assert isinstance(arabic.reply, ListReply)
    assert rows_of(arabic.reply).startswith("§ المكاتب\n• أقرب مكتب إليك")
    assert arabic.options[-2].description == "إلى خدمات الأحوال والجوازات"


def test_an_office_asked_from_the_list_offers_no_other_question(arabic: Talk) -> None:
    """There is no service to return to: another service and the main menu are left."""
    arabic.taps_id("cspd/offices")
    arabic.says("2")

    assert arabic.first_line == "*مكتب الأشرفية*"
    assert arabic.labels == ["خدمة أخرى", "القائمة الرئيسية"]


def test_another_question_leads_to_the_service_that_asked(arabic: Talk) -> None:
    """The way from an answer over an office back to its questions."""
    arabic.taps_id(f"@nearest:{WHERE}")
    arabic.says("2", "1")

    assert arabic.session.state == "cspd/passport-renew"


def test_back_from_an_office_is_the_screen_that_asked_for_it(arabic: Talk) -> None:
    """Up from an office, and from the request for a place, is the answer that offered it."""
    arabic.taps_id(f"@nearest:{WHERE}")
    arabic.says("2", "00")
    assert arabic.session.state == WHERE

    arabic.taps_id(f"@nearest:{WHERE}")
    arabic.says("رجوع")
    assert arabic.session.state == WHERE


def test_a_map_is_linked_only_where_the_place_was_verified(release: Release, arabic: Talk) -> None:
    """The link stands alone on its line; an approximate place has none."""
    arabic.taps_id("cspd/offices/ashrafieh")
    assert "maps.google.com" not in arabic.reply.body

    node = release.library.node("cspd/offices/ashrafieh")
    assert isinstance(node.content, OfficeCard)
    verified = replace(node, content=replace(node.content, is_verified=True))
    arabic.moves_to(changed(release, verified))
    arabic.taps_id("cspd/offices/ashrafieh")
    assert "\nالخريطة:\nhttps://maps.google.com/?q=31.938,35.938\n" in arabic.reply.body


def test_a_pin_abroad_or_far_from_every_office_asks_again(release: Release, arabic: Talk) -> None:
    """One line about it above the numbered offices, which still choose."""
    arabic.taps_id(f"@nearest:{WHERE}")
    arabic.shares(48.85, 2.35)
    assert arabic.first_line == "يبدو أن موقعك خارج الأردن."
    assert isinstance(arabic.reply, LocationRequest)

    arabic.shares(32.5, 38.5)
    assert arabic.first_line == "لا نعرف مكتبًا لهذه الجهة قرب موقعك."
    assert arabic.says("1")
    assert arabic.session.state.startswith("cspd/offices/")


def test_a_pin_elsewhere_finds_the_nearest_office_of_the_agency(arabic: Talk) -> None:
    """In the middle of an agency's menu a pin means: where is your nearest office?"""
    arabic.taps_id("ssc")
    arabic.shares(32.548, 35.856)

    assert arabic.session.state.startswith("ssc/offices/")
    assert "أقل من كيلومتر واحد" in arabic.reply.body


def test_a_pin_among_a_services_questions_keeps_the_way_back_to_them(arabic: Talk) -> None:
    """Whoever reads of a service and shares a pin can go on with its questions."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.shares(31.94, 35.94)

    assert arabic.labels == ["سؤال آخر", "خدمة أخرى", "القائمة الرئيسية"]
    assert arabic.options[0].id == "cspd/passport-renew"


def test_a_pin_where_no_agency_is_meant_asks_for_one(arabic: Talk) -> None:
    """At the main menu there is no office to look for."""
    arabic.shares(31.95, 35.93)

    assert arabic.first_line == "وصلني موقعك. اختر جهة أولًا لأعرض أقرب مكتب لها."


def test_nothing_of_a_pin_is_kept(arabic: Talk) -> None:
    """Neither session nor facts hold a coordinate."""
    arabic.taps_id(f"@nearest:{WHERE}")
    arabic.shares(31.9111, 35.9382)

    assert arabic.turn is not None
    assert "31.9" not in repr((arabic.session, arabic.turn.facts, arabic.turn.path))


@pytest.mark.parametrize(
    ("said", "office"),
    [("الزرقاء", "zarqa"), ("اربد", "irbid"), ("الاشرفيه", "ashrafieh"), ("Zarqa", "zarqa")],
)
@pytest.mark.parametrize("row_id", ["@nearest:cspd/passport-renew/where", "cspd/offices"])
def test_a_town_typed_opens_its_office(arabic: Talk, row_id: str, said: str, office: str) -> None:
    """Who cannot share a pin names the town."""
    if said.isascii():
        arabic.says("English")
    arabic.taps_id(row_id)
    arabic.says(said)

    assert arabic.session.state == f"cspd/offices/{office}"


def test_a_town_of_several_offices_opens_none(arabic: Talk) -> None:
    """No office is guessed."""
    arabic.taps_id("cspd/offices")
    arabic.says("مكتب")

    assert not arabic.session.state.startswith("cspd/offices/")


_DAY = 86_400.0


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (0, "مفتوح الآن حتى الساعة 3:00 بعد الظهر."),  # Monday, 11:00 in Amman
        (
            _DAY / 6,
            "مغلق الآن بحسب الدوام المعتاد، ويفتح يوم الثلاثاء 24 تشرين الثاني الساعة 8:00 صباحًا.",
        ),
        (
            4 * _DAY,
            "مغلق الآن بحسب الدوام المعتاد، ويفتح يوم الأحد 29 تشرين الثاني الساعة 8:00 صباحًا.",
        ),
    ],
)
def test_an_office_tells_whether_it_is_open_and_until_when(
    arabic: Talk, later: float, told: str
) -> None:
    """At the moment of the message, by the clock and the calendar; the list of offices too."""
    arabic.taps_id("ssc/offices")
    arabic.waits(later)
    assert f"\n{told}\n" in arabic.taps_id("ssc/offices").body
    assert f"\n{told}\n" in arabic.says("1").body


def test_a_holiday_closes_every_office(english: Talk) -> None:
    """As `_main.yaml` says: Independence Day, a Tuesday in 2027."""
    english.now = 1_811_232_000.0  # 25 May 2027, 08:00 UTC
    body = english.taps_id("ssc/offices/irbid").body

    told = "Closed now by its regular hours; opens on Wednesday 26 May at 8:00 am."
    assert f"\n{told}\n" in body


def test_an_office_of_other_hours_tells_its_own_or_nothing(constructs: Release) -> None:
    """The agency's hours are not those of an office that has its own."""
    talk = Talk(constructs)
    talk.says("hi", "English")
    assert "Open now, until 3:00 pm." in talk.taps_id("town/offices/east").body
    assert "Open now, until 1:30 pm." in talk.taps_id("town/offices/west").body
    assert "now" not in talk.taps_id("town/offices/fair-desk").body
