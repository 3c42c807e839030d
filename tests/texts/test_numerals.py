"""Numbers as citizens type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.numerals import looks_numeric, read_number

FAMILIES = "0٠۰०০๐０𝟎"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", "3"),
        ("٣", "3"),
        ("۳", "3"),
        ("３", "3"),
        ("3.", "3"),
        ("3-", "3"),
        ("٢-", "2"),
        ("٢ -", "2"),
        ("3–", "3"),
        ("3)", "3"),
        ("رقم 3", "3"),
        ("رقم٣", "3"),
        ("الرقم 3", "3"),
        (" ٣ ", "3"),
        ("\u200f ۲ .", "2"),
        ("\u2066١٢\u2069", "12"),
        ("\u061c7\ufeff\u200d", "7"),
        ("No. 5", "5"),
        ("number 5", "5"),
        ("999", "999"),
        ("0", "0"),
        ("٠٠", "00"),
    ],
)
def test_a_menu_number_is_read_in_every_dress(typed: str, number: str) -> None:
    """Digits of any family, with رقم, dots, spaces and direction marks, are the number itself."""
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "²",
        "-1",
        "-3-",
        "3-5",
        "3--",
        ")3",
        "1e3",
        "٣٫٥",
        "1.5",
        "3 4",
        "1٢",
        "٣3",
        "1000",
        "1" * 20,
        "007",
        "01",
        "000",
        "½",
        "①",
        "",
        " ",
        "رقم",
        "3 دنانير",
        "٪5",
        "+3",
        "3/4",
        "no",
        "x3",
        "\ud800",
    ],
)
def test_what_is_no_menu_number_is_none(typed: str) -> None:
    """Signs, fractions, powers, mixed families, leading zeros and long numbers choose nothing."""
    assert read_number(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "-1",
        "1e3",
        "٣٫٥",
        "1" * 20,
        "²",
        "3 4",
        "12/5/2026",
        "+962 79 000",
        "½",
        "3\ufe0f\u20e3",
        "50%",
    ],
)
def test_numbers_of_all_sorts_look_numeric(typed: str) -> None:
    """What holds digits and signs alone is never searched."""
    assert looks_numeric(typed)


@pytest.mark.parametrize("typed", ["", "رقم", "-", "👍", "911 شرطة", "4x4 car", "e3", "ab", "..."])
def test_words_do_not_look_numeric(typed: str) -> None:
    """A text with a word in it, or without a digit, is no number."""
    assert not looks_numeric(typed)


@given(
    st.integers(1, 999),
    st.sampled_from(FAMILIES),
    st.sampled_from(["{}", "رقم {}", " {}. ", "{}-", "{}) "]),
)
def test_every_family_of_digits_counts(number: int, zero: str, dress: str) -> None:
    """Any decimal family of Unicode gives the same number."""
    typed = "".join(chr(ord(zero) + int(digit)) for digit in str(number))

    assert read_number(dress.format(typed)) == str(number)


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_no_text_raises_and_numbers_are_ascii(text: str) -> None:
    """Whatever is typed, the answer is None or one to three ASCII digits."""
    number = read_number(text)

    assert number is None or (number.isascii() and number.isdecimal() and len(number) <= 3)
    assert number is None or looks_numeric(text)
