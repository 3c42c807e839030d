"""Who is called by name alone, and what is said that calls nobody."""

from dataclasses import replace

import pytest

from bot.search.index import SearchIndex
from tests.search.catalogue import KINDS, agency, service


def test_an_agency_called_by_name_opens() -> None:
    """By a keyword of it that is the whole query; by part of a longer query it is not."""
    called = replace(agency("ssc", "الضمان الاجتماعي", "Social security"), keywords_ar=("الضمان",))
    pension = service("ssc/pension", "تقاعد الضمان", "Pension")
    index = SearchIndex([pension, called], KINDS)

    for query in ("الضمان", "بدي الضمان", "ضمان"):
        found = index.find(query)
        assert (found.hits[0].address, found.is_sure) == ("ssc", True)
    assert index.find("تقاعد الضمان").hits[0].address == "ssc/pension"


def test_an_agency_that_may_not_be_shown_is_not_called() -> None:
    """What stands in a draft is not there for whoever must not see it."""
    index = SearchIndex([agency("ssc", "الضمان", "Security")], KINDS)

    assert not index.find("الضمان", shows=lambda address: address != "ssc").hits


def test_a_name_that_two_agencies_bear_calls_neither() -> None:
    """Both are offered."""
    index = SearchIndex([agency("a", "الضمان", "One"), agency("b", "الضمان", "Two")], KINDS)
    found = index.find("الضمان")

    assert (len(found.hits), found.is_sure) == (2, False)


def test_a_title_without_its_brackets_is_that_title() -> None:
    """It opens, though a keyword of another service is said as well."""
    other = service("b/other", "هوية رقمية", "Digital", keywords=("تسجيل سند",))
    deed = service("a/deed", "سند تسجيل (قوشان)", "Title deed (kushan)")
    found = SearchIndex([other, deed], KINDS).find("سند تسجيل")

    assert (found.hits[0].address, found.is_sure) == ("a/deed", True)


@pytest.mark.parametrize("query", ["قديش الساعة", "كم الساعه؟", "what time is it"])
def test_small_talk_is_about_no_service(query: str) -> None:
    """Though its words are those of a recurring question, and some service holds the others."""
    clock = service("a/hours", "ساعة العمل", "Work time")
    index = SearchIndex([clock], KINDS)

    assert (index.kind_alone(query), index.find(query).hits) == (None, ())
