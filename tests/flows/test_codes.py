"""Codes of addresses: the same for ever, read however they are typed, never taken for else."""

import pytest

from bot.flows.codes import CodeRead, Codes, code_of, written
from bot.texts.folding import fold

RENEW = "cspd/passport-renew"
CODES = Codes.of([RENEW, "cspd/passport-renew/fees"])


def read(text: str) -> CodeRead | None:
    """What a text as typed holds."""
    return CODES.read(fold(text))


def test_a_code_never_changes() -> None:
    """Posters hang for years: whoever changes how codes are made breaks every one of them."""
    assert code_of(RENEW) == "LK02716"
    assert code_of("cspd/passport-renew/fees") == "KR37791"
    assert written(code_of(RENEW), "ar") == "لك02716"


@pytest.mark.parametrize(
    "typed",
    [
        "LK02716",
        "lk02716",
        "LK 02716",
        "L K 0 2 7 1 6",
        "lk-02716.",
        "LKO2716",
        "لك02716",
        "لك٠٢٧١٦",
        "ل ك 02716",
        "ل ک ۰۲۷۱۶",
        "Lك02716",
        "Renew a passport · code LK02716",
        "hello, please: Renew a passport (code:LK02716) thank you",
        "تجديد جواز السفر · رمز لك02716",
        "رمزلك02716",
        "الرمز لك 02716 لو سمحت",
        "\u2067تجديد\u2069 \u200eLK02716\u200f",
        f"{'قصة طويلة ' * 80} LK02716",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    """Case, digits of any family, letters of either script, spaces, words around it."""
    assert read(typed) == CodeRead(RENEW)


@pytest.mark.parametrize(
    "typed", ["LK02717", "code LK0271", "رمز لك027166", "code ABC123", "BB 11111 LK02717"]
)
def test_what_was_meant_for_a_code_and_is_none_is_told_apart(typed: str) -> None:
    """A sign wrong, one too few, one too many after the word."""
    assert read(typed) == CodeRead(None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "3",
        "٠٠",
        "123",
        "02716",
        "L 2716",
        "menu",
        "رجوع",
        "رسم 25000",
        "رسوم 2000 دينار",
        "هل 10000 دينار",
        "my 25000",
        "رمز التحقق 123456",
        "promo code",
        "code 12345",
        "الرمز البريدي 11118",
        "N123456",
        "+962790000101",
        "XLK02716",
        "LK02716X",
    ],
)
def test_nothing_else_is_a_code(typed: str) -> None:
    """Numbers, words of the bot, questions with a sum in them, numbers of documents."""
    assert read(typed) is None


def test_a_known_code_is_found_beside_an_unknown_one() -> None:
    """Two codes in one text: that which stands for something."""
    assert read("LK02717 LK02716") == CodeRead(RENEW)
