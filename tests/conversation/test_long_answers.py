"""Answers longer than a message: shorter surroundings first, then parts, never cut sentences."""

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.release import Release
from bot.texts.directions import units
from tests.conversation.catalogues import answering, changed
from tests.conversation.talking import Talk

FEES = "cspd/passport-renew/fees"
SENTENCE = "هذه جملة من إجابة طويلة عن رسوم تجديد جواز السفر في مكاتب الأحوال المدنية. "


def _told(release: Release, sentences: int) -> Talk:
    """Somebody who has opened an answer of so many sentences."""
    talk = Talk(answering(release, FEES, SENTENCE * sentences))
    talk.says("السلام عليكم")
    talk.taps_id(FEES)
    return talk


def test_the_numbered_lines_become_one_when_room_is_short(release: Release) -> None:
    """One line tells the numbers; the rows still carry every question."""
    talk = _told(release, 12)

    assert talk.reply.body.endswith("أسئلة أخرى: اكتب رقمًا من 1 إلى 6")
    assert "خطوات التقديم" in talk.labels
    assert units(talk.reply.body) <= 1024


def test_the_date_goes_before_the_numbered_lines_do(release: Release) -> None:
    """Where both have no room, when the agency confirmed it is left out first."""
    node = replace(release.library.node(FEES), reviewed=date(2026, 11, 23))
    talk = Talk(changed(release, node))
    talk.says("السلام عليكم")
    talk.taps_id(FEES)
    assert "\nأكّدت الجهة هذه المعلومات في 23 تشرين الثاني 2026.\n" in talk.reply.body

    longer = Talk(answering(changed(release, node), FEES, SENTENCE * 11 + "وهذه جملة أخيرة قصيرة."))
    longer.says("السلام عليكم")
    longer.taps_id(FEES)
    assert "أكّدت الجهة" not in longer.reply.body
    assert "\n6- " in longer.reply.body


@pytest.mark.parametrize(
    ("above", "has_page"), [(FEES, True), ("cspd/passport-renew", True), ("cspd", False)]
)
def test_a_confirmed_answer_says_when_and_by_which_page(
    release: Release, above: str, has_page: bool
) -> None:
    """Confirmed as such or with all it stands in; a page is told alone on its line, a note never.

    The service's own source is a note here, which the agency's page does not replace.
    """
    page = "https://www.cspd.gov.jo/fees?a=1"
    node = replace(release.library.node(above), reviewed=date(2026, 11, 23), source=page)
    talk = Talk(changed(release, node))
    talk.says("السلام عليكم")
    talk.taps_id(FEES)

    told = "\nأكّدت الجهة هذه المعلومات في 23 تشرين الثاني 2026.\n"
    assert (f"{told}المصدر:\n{page}\n" if has_page else told) in talk.reply.body
    assert ("المصدر" in talk.reply.body) is has_page
    assert "portal.jordan.gov.jo" not in talk.reply.body


def test_what_nobody_confirmed_tells_no_source(release: Release) -> None:
    """A page that an author read is no confirmation."""
    node = replace(release.library.node(FEES), source="https://www.cspd.gov.jo/fees")
    talk = Talk(changed(release, node))
    talk.says("السلام عليكم")

    assert "المصدر" not in talk.taps_id(FEES).body


def test_a_very_long_answer_is_split_at_the_end_of_a_sentence(release: Release) -> None:
    """The first row leads on, the heading counts, and no word is lost or said twice."""
    talk = _told(release, 16)
    first = talk.reply.body
    assert talk.first_line == "*تجديد جواز السفر: الرسوم والمدة (\u20661/2\u2069)*"
    assert talk.labels[0] == "تتمة الإجابة"
    assert talk.options[0].id == f"{FEES}?part=2"

    second = talk.taps("تتمة الإجابة").body
    assert "2/2" in talk.first_line
    assert "تتمة الإجابة" not in talk.labels
    assert (first + second).count(SENTENCE.strip()) == 16


def test_more_leads_to_the_rest_too(release: Release) -> None:
    """Who types never needs the row."""
    talk = _told(release, 16)
    talk.says("المزيد")

    assert "2/2" in talk.first_line
    assert talk.says("3")
    assert "1/2" in talk.first_line


def test_parts_fit_however_the_answer_was_reached(release: Release) -> None:
    """A hit's agency line and the welcome leave the parts as they are."""
    for sentences in (11, 12, 13, 14, 26, 39):
        talk = _told(release, sentences)
        replies = [talk.reply]
        while "تتمة الإجابة" in talk.labels:
            replies.append(talk.taps("تتمة الإجابة"))
        talk.session.hits = (FEES, "cspd/passport-lost")
        replies.append(talk.says("عربي"))
        assert all(units(reply.body) <= 1024 for reply in replies)
        assert not any("…" in reply.body for reply in replies)
