"""What a walk leaves unsaid to screens that are alike: where a fault hides, and where it does not.

Each folding is held from both sides: a fault that all screens of a sort have is found by any walk,
one that the code has for a single address alone by a thorough one.
"""

import pytest

from bot.conversation.release import Release
from tests.authoring.walking.sabotages import (
    WHERE,
    Change,
    first_opinion_too_long,
    home_is_not_heard,
    language_lost,
    language_lost_in_summer,
    number_is_another,
    only_about,
    only_at,
    only_of,
    reason_leads_home,
    tells_no_change,
    too_long_in_summer,
)
from tests.authoring.walking.walks import find, walk

HIDDEN: dict[str, tuple[str, Change, str]] = {
    "a word at an answer like another": (
        "small", only_at(WHERE, language_lost), "the language is kept",
    ),
    "a word at a screen of the bot about another agency": (
        "pair", only_about("bravo/service", language_lost), "the language is kept",
    ),
    "a number at an answer like another": (
        "small", only_at(WHERE, number_is_another("1", "2")), "a number is its row",
    ),
    "a number in other digits in another agency": (
        "pair", only_at("bravo/service", number_is_another("٢", "1")), "a number is its row",
    ),
    "the word for home after thanks for an answer like another": (
        "small", only_about(WHERE, home_is_not_heard), "home is one message away",
    ),
    "a reason of an answer like another": (
        "small", only_about(WHERE, reason_leads_home("unclear")),
        "a tap does what its row says",
    ),
    "an opinion on an answer, told by somebody new": (
        "small", only_of(WHERE, first_opinion_too_long), "every reply is within the limits",
    ),
    "a word in another world": (
        "seasonal", language_lost_in_summer, "the language is kept",
    ),
}  # fmt: skip

FOUND: dict[str, tuple[str, Change, str]] = {
    "a number in other digits in one agency": (
        "pair", only_at("bravo", number_is_another("۲", "1")), "a number is its row",
    ),
    "the word for home after thanks": (
        "small", home_is_not_heard, "home is one message away",
    ),
    "a reason": (
        "small", reason_leads_home("unclear"), "a tap does what its row says",
    ),
    "an opinion of somebody new": (
        "small", first_opinion_too_long, "every reply is within the limits",
    ),
    "a screen that is there in summer alone": (
        "seasonal", too_long_in_summer, "every reply is within the limits",
    ),
    "a number after the menu has changed in a night": (
        "seasonal", tells_no_change, "a number is never another row",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_a_fault_of_one_address_may_hide_from_all_but_a_thorough_walk(
    request: pytest.FixtureRequest, name: str
) -> None:
    """What an ordinary walk takes for granted of a screen, a thorough one proves."""
    catalogue, change, proof = HIDDEN[name]
    release: Release = request.getfixturevalue(catalogue)

    assert not find(release, change)
    assert proof in find(release, change, is_thorough=True)


@pytest.mark.parametrize("name", FOUND)
def test_a_fault_of_a_whole_sort_is_found_though_not_all_is_said_to_each(
    request: pytest.FixtureRequest, name: str
) -> None:
    """What is said in turn is said to some of every sort, and what a world shows is all met."""
    catalogue, change, proof = FOUND[name]

    assert proof in find(request.getfixturevalue(catalogue), change)


def test_another_world_adds_what_it_shows_alone(seasonal: Release) -> None:
    """Classes of message that no row is named by are said in the first world, the rest in each."""
    first, summer = walk(seasonal)

    assert summer.states == first.states + 1
    assert summer.turns["tap"] >= first.turns["tap"]
    assert summer.turns["media"] < first.turns["media"]
