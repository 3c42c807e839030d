"""Pages, rows and bodies keep the room a message has, whatever they are given."""

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.screens.layout import (
    digest_of,
    entry,
    fit,
    list_screen,
    number_lines,
    pages,
)
from bot.messages.reply import Option, options_of
from bot.texts.directions import units
from tests.conversation.test_gallery import faults_of


@given(count=st.integers(0, 200), first=st.integers(1, 3), later=st.integers(0, 2))
def test_pages_hold_every_row_once_and_never_more_than_ten(
    count: int, first: int, later: int
) -> None:
    """Navigation is counted first; only the last page may have room to spare."""
    spans = pages(count, first, later)

    assert [at for span in spans for at in span] == list(range(count))
    for number, span in enumerate(spans):
        fixed = later if number else first
        turning = (number > 0) + (number < len(spans) - 1)
        assert len(span) + fixed + turning <= 10
        assert len(span) + fixed + turning == 10 or number == len(spans) - 1


def test_agencies_and_services_are_paged_as_the_models_are() -> None:
    """17 agencies: 8 and 9. An agency of 11: 8 and 3. Nine rows and a main menu: one page."""
    assert pages(17, 1, 0) == (range(8), range(8, 17))
    assert pages(11, 1, 1) == (range(8), range(8, 11))
    assert pages(9, 1, 1) == (range(9),)


def test_numbers_stay_when_one_line_is_left_out() -> None:
    """The open question's number is skipped, not given to the next."""
    entries = [entry(f"a/{name}", name.upper()) for name in "xyz"]

    assert number_lines(entries, range(3), without="a/y") == "1- X\n3- Z"


def test_the_first_candidate_that_fits_is_taken_and_the_last_is_cut() -> None:
    """Longest first; nothing ever passes the room."""
    assert fit(["x" * 30, "y" * 20, "z"], "en", 20) == "y" * 20
    assert units(fit(["word " * 30], "en", 20)) <= 20


def test_the_digest_names_what_numbers_mean() -> None:
    """Order, labels and targets count; where the whole branch stands does not."""
    old = [entry("a/b/x", "X"), entry("a/b/y", "Y")]
    heir = [entry("a/c/x", "X"), entry("a/c/y", "Y")]

    assert digest_of(old, "a/b") == digest_of(heir, "a/c")
    assert digest_of(old, "a/b") != digest_of(old[::-1], "a/b")
    assert digest_of(old, "a/b") != digest_of([entry("a/b/x", "Z"), old[1]], "a/b")
    assert digest_of([], "a/b") == ""


_OPTIONS = st.lists(
    st.builds(
        Option,
        st.text("abc/", min_size=1, max_size=5),
        st.text(min_size=1, max_size=40).filter(str.strip),
        st.text(max_size=90),
    ),
    max_size=14,
)


@given(first=_OPTIONS, second=_OPTIONS)
def test_a_list_never_breaks_the_limits_whatever_authors_wrote(
    first: list[Option], second: list[Option]
) -> None:
    """Doubled ids and labels, over-long ones and an eleventh row would lose the whole reply."""
    way_out = Option("@main", "Main menu")
    sections = (("One", first), ("A title that is far too long", second), ("Out", [way_out]))
    reply = list_screen("Body", "Open the list of choices", "", sections, [], "").reply

    faults = [fault for fault in faults_of(reply) if not fault.startswith("label ")]
    assert faults == []
    assert all(units(option.label) <= 24 for option in options_of(reply))
