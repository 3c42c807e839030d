"""What citizens type, as text: numbers, folding, direction marks and search take anything."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.release import Release
from bot.texts.directions import (
    CLOSE,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    cut,
    isolate,
    strip_controls,
    units,
)
from bot.texts.folding import fold
from bot.texts.languages import Language
from bot.texts.numerals import looks_numeric, read_number
from tests.fuzz.effort import fuzzed
from tests.fuzz.strategies import any_text

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a release
_LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["ar", "en"])


@fuzzed(8)
@given(any_text)
def test_any_text_is_a_menu_number_or_none(text: str) -> None:
    """One to three ASCII digits without a leading zero, or `0`, or `00`."""
    number = read_number(text)
    looks_numeric(text)

    if number is not None:
        assert number.isascii()
        assert number.isdigit()
        assert number in ("0", "00") or (number[0] != "0" and len(number) <= 3)


@fuzzed(4)
@given(st.integers(1, 999), st.sampled_from("0٠۰०０𝟎"), any_text)
def test_digits_of_every_family_are_the_same_number(at: int, zero: str, around: str) -> None:
    """Written in its digits, as a menu prints it too, a number is that number.

    Between other words, with a sign before it or another number behind it, it is none.
    """
    digits = "".join(chr(ord(zero) + int(digit)) for digit in str(at))

    assert read_number(digits) == str(at)
    assert read_number(f"{digits}x{around}") is None
    assert read_number(f"{digits}-") == read_number(f"{digits})") == str(at)
    assert read_number(f"-{digits}") is None
    assert read_number(f"{digits}-{digits}") is None


@fuzzed(8)
@given(any_text)
def test_any_text_is_folded_once_and_for_all(text: str) -> None:
    """Folding what is folded changes nothing."""
    folded = fold(text)

    assert fold(folded) == folded


@fuzzed(8)
@given(any_text, _LANGUAGES)
def test_isolates_come_in_pairs_in_every_line(text: str, language: Language) -> None:
    """Opened once, closed once, on the same line; isolating twice changes nothing."""
    isolated = isolate(text, language)

    assert isolate(isolated, language) == isolated
    for line in isolated.split("\n"):
        depth = 0
        for letter in line:
            depth += (letter in (LEFT_TO_RIGHT, RIGHT_TO_LEFT)) - (letter == CLOSE)
            assert 0 <= depth <= 1
        assert depth == 0
    assert not any(mark in isolated for mark in "\u202a\u202b\u202d\u202e\u2068")


@fuzzed(8)
@given(any_text, st.integers(2, 80), _LANGUAGES)
def test_a_cut_text_fits_and_its_isolates_are_closed(
    text: str, limit: int, language: Language
) -> None:
    """Within the limit in UTF-16 units, whatever is cut through."""
    shown = cut(isolate(text, language), limit)

    assert units(shown) <= limit
    opened = shown.count(LEFT_TO_RIGHT) + shown.count(RIGHT_TO_LEFT)
    assert shown.count(CLOSE) >= opened


@fuzzed(8)
@given(any_text)
def test_cleaned_texts_hold_no_control_and_no_direction_mark(text: str) -> None:
    """What is left can be shown to anybody and written as UTF-8."""
    cleaned = strip_controls(text)

    cleaned.encode()
    assert not [ch for ch in cleaned if unicodedata.category(ch) == "Cc" and ch not in "\t\n"]
    assert not any(mark in cleaned for mark in "\u200e\u200f\u061c\u202e\u2066\u2069\ufeff")


@fuzzed(3)
@given(query=any_text, near=st.sampled_from(["", "cspd", "moj", "nowhere"]))
def test_any_question_finds_living_places_or_nothing(
    release: Release, query: str, near: str
) -> None:
    """Never raises, never more than six, and the same question is answered the same."""
    found = release.index.find(query, near)

    assert len(found.hits) <= 6
    assert all(release.library.is_living(hit.address) for hit in found.hits)
    assert release.index.find(query, near) == found
    release.index.kind_alone(query)
