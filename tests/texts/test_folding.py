"""Folding: every way of writing the same words becomes one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.folding import fold

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("القَائِمَــــة الرَّئيسيّة", "القايمه الرييسيه"),
        ("إلى أيِّ آخرٍ", "الي اي اخر"),
        ("مسؤول، شيءٌ! هٰذا", "مسوول شي هذا"),
        ("کارت ملی ۱۲۳ ھ", "كارت ملي 123 ه"),
        ("٠٩ ۰۹ ०९", "09 09 09"),
        ("  Driving   LICENCE?\n", "driving licence"),
        ("Ｍｅｎｕ", "menu"),
        ("Straße é", "strasse e"),
        ("👍🏽 تمام 🙏", "تمام"),
        ("ا\u200fل\u2066ق\u200dائمة\u2069\ufeff", "القايمه"),
        ("كلمة\u200bأخرى", "كلمه اخري"),
        ("ﻻﻷ", "لالا"),
        ("رخصةةةة helpppp", "رخصه help"),
        ("طططط III 111", "طططط iii 111"),
        ("한글 हिंदी", "한글 हद"),
        ("", ""),
        ("\ud800x\udfff", "x"),
    ],
)
def test_spelling_case_marks_and_digits_do_not_matter(written: str, folded: str) -> None:
    """Hamza, tashkeel, tatweel, case, digit families, marks and emoji make no difference."""
    assert fold(written) == folded


@given(ANYTHING)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text stays as it is, whatever came in."""
    assert fold(fold(text)) == fold(text)


def test_every_sign_alone_folds_once() -> None:
    """No code point of Unicode folds to something that folds further."""
    unstable = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if (folded := fold(f"a{chr(code)}b")) != fold(folded)
    ]

    assert unstable == []


@given(st.text(st.sampled_from("".join(map(chr, [*range(128), *range(0x60C, 0x66A)])) + "«»“”–—…")))
def test_everyday_arabic_folds_as_any_text_does(text: str) -> None:
    """The short way for common signs gives what the long way gives, which a joiner forces."""
    assert fold(text) == fold(f"{text}\u200d")


@given(ANYTHING)
def test_only_words_and_single_spaces_are_left(text: str) -> None:
    """The result holds letters and ASCII digits, one space between words, none around."""
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(sign == " " or sign.isalnum() for sign in folded)
    assert not any(sign.isdecimal() and not sign.isascii() for sign in folded)


@given(st.text(st.characters(categories=["Lo"], exclude_characters="ءۥۦ"), min_size=1, max_size=9))
def test_letters_of_every_script_stay(text: str) -> None:
    """No letter but the bare hamza vanishes."""
    assert fold(text) != "" or not any(
        unicodedata.category(sign)[0] == "L" for sign in unicodedata.normalize("NFKD", text)
    )


@pytest.mark.parametrize("sign", ["ﷺ", "e\u0301", "😀", "\ud800", "ا\u064e", "x", "\u202e"])
def test_the_longest_message_folds(sign: str) -> None:
    """4,096 characters of anything fold to something of bounded size."""
    assert len(fold(sign * (4096 // len(sign)))) <= 4096 * 18
