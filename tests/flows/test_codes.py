"""Codes of addresses: the same for ever, read however they are typed, never taken for else."""

import pytest

from bot.flows.codes import CodeRead, Codes, code_of, written
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES

RENEW = "cspd/passport-renew"
CODES = Codes.of([RENEW, "cspd/passport-renew/fees"])


def read(text: str) -> CodeRead | None:
    """What a text as typed holds."""
    return CODES.read(fold(text))


def test_a_code_never_changes() -> None:
    """Posters hang for years: whoever changes how codes are made breaks every one of them."""
    assert code_of(RENEW) == "LYM802716"
    assert code_of("cspd/passport-renew/fees") == "LYF237791"
    assert written(code_of(RENEW), "ar") == "ليم802716"


@pytest.mark.parametrize(
    "typed",
    [
        "LYM802716",
        "lym802716",
        "LYM 802 716",
        "L Y M 8 0 2 7 1 6",
        "lym-802716.",
        "LYM8O2716",
        "ليم802716",
        "ليم٨٠٢٧١٦",
        "ل ي م 802716",
        "ل ی م ۸۰۲۷۱۶",
        "Lيم802716",
        "Renew a passport · code LYM802716",
        "hello, please: Renew a passport (code:LYM802716) thank you",
        "تجديد جواز السفر · رمز ليم802716",
        "رمزليم802716",
        "الرمز ليم 802716 لو سمحت",
        "\u2067تجديد\u2069 \u200eLYM802716\u200f",
        f"{'قصة طويلة ' * 80} LYM802716",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    """Case, digits of any family, letters of either script, spaces, words around it."""
    assert read(typed) == CodeRead(RENEW)


@pytest.mark.parametrize(
    "typed", ["LYM802717", "code LYM80271", "رمز ليم8027166", "code ABC123", "BBB 111111 LYM802717"]
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
        "802716",
        "L 802716",
        "menu",
        "رجوع",
        "رسم 250000",
        "ملف 250000",
        "رسوم 2000 دينار",
        "هل 100000 دينار",
        "يوم 250000 دينار",
        "my 250000",
        "رمز التحقق 123456",
        "promo code",
        "code 12345",
        "الرمز البريدي 11118",
        "N123456",
        "+962790000101",
        "XLYM802716",
        "LYM802716X",
    ],
)
def test_nothing_else_is_a_code(typed: str) -> None:
    """Numbers, words of the bot, questions with a sum in them, numbers of documents."""
    assert read(typed) is None


def test_a_known_code_is_found_beside_an_unknown_one() -> None:
    """Two codes in one text: that which stands for something."""
    assert read("LYM802717 LYM802716") == CodeRead(RENEW)


def test_no_code_has_one_letter_thrice() -> None:
    """A letter drawn out is read as one: such a code would open nothing."""
    addresses = [
        "cspd/id-lost/documents",
        "mol/transfer/documents",
        *(f"a/n{n}" for n in range(999)),
    ]
    codes = Codes.of(addresses)

    for address in addresses:
        for language in LANGUAGES:
            typed = written(code_of(address), language)
            assert codes.read(fold(typed)) == CodeRead(address)
