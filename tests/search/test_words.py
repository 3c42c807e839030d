"""One word: its stem, its group, its sound, its keys."""

import pytest

from bot.search.words.arabizi import arabic_skeletons, latin_skeletons
from bot.search.words.groups import term_of
from bot.search.words.keyboard import typed_on_the_other_keyboard
from bot.search.words.splitting import is_filler, words_of
from bot.search.words.vocabulary import Vocabulary
from bot.texts.folding import fold

VOCABULARY = Vocabulary(map(fold, ("تجديد", "رخصة", "مهن", "تصريح", "passport", "renewal")), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("السيارة", "مركبة"),
        ("سواقه", "القيادة"),
        ("renew", "اجدد"),
        ("licenses", "رخصة"),
        ("الشهادات", "شهادة"),
        ("registration", "registered"),
        ("العيلة", "عائلة"),
        ("passports", "جواز"),
    ],
)
def test_words_of_one_meaning_are_one_term(one: str, other: str) -> None:
    """Dialect and office words, plurals and the two languages come together."""
    assert term_of(fold(one)) == term_of(fold(other))


@pytest.mark.parametrize(("one", "other"), [("تجديد", "جديد"), ("رخصة", "تصريح"), ("بيع", "شراء")])
def test_words_of_different_meaning_stay_apart(one: str, other: str) -> None:
    """Light stemming does not run words together that citizens keep apart."""
    assert term_of(fold(one)) != term_of(fold(other))


@pytest.mark.parametrize(
    ("arabizi", "arabic"),
    [
        ("jawaz", "جواز"),
        ("ro5sa", "رخصة"),
        ("rukhsah", "رخصة"),
        ("ma7komeye", "محكومية"),
        ("3adam", "عدم"),
        ("shahadet", "شهادة"),
        ("sewa2a", "سواقة"),
        ("hawiyeh", "هوية"),
        ("bara2et", "براءة"),
        ("da3", "ضاع"),
        ("elsayara", "سيارة"),
    ],
)
def test_arabizi_sounds_like_its_arabic_word(arabizi: str, arabic: str) -> None:
    """However its vowels are written, a word in Latin letters meets its word in Arabic ones."""
    assert latin_skeletons(arabizi) & arabic_skeletons(fold(arabic))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("j[]d] [,h. hgstv", "تجديد جواز السفر"),
        ("بثثس", "fees"),
        ("لاعس", "bus"),
        ("HogdJ", "أخليت"),
    ],
)
def test_keys_of_the_other_keyboard_are_read(typed: str, meant: str) -> None:
    """The same keys on the other layout give what was meant."""
    assert typed_on_the_other_keyboard(typed) == meant


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("وبجددها", "تجديد"),
        ("لرخصتي", "رخصة"),
        ("عالرخصه", "رخصة"),
        ("للتصريح", "تصريح"),
        ("تصربح", "تصريح"),
        ("pasport", "passport"),
        ("renewing", "renewal"),
        ("tajdid", "تجديد"),
    ],
)
def test_a_word_is_read_in_other_forms(typed: str, term: str) -> None:
    """Prepositions, pronouns, verb prefixes, one wrong letter, or the sound alone."""
    assert term_of(fold(term)) in VOCABULARY.read(fold(typed)).terms


@pytest.mark.parametrize("word", ["طططط", "مهم", "qwrtp", "x" * 4000, "نكته"])
def test_an_unknown_word_means_nothing(word: str) -> None:
    """What is like no indexed word is not made into one."""
    assert VOCABULARY.read(word).terms == {}


def test_scripts_that_are_glued_come_apart() -> None:
    """Words end where the script changes; digits stay with Latin letters, as Arabizi needs."""
    assert words_of("تجديدpassport7 2026م") == ("تجديد", "passport7", "2026", "م")


@pytest.mark.parametrize("word", ["بدي", "وبدها", "please", "shu", "x"])
def test_small_words_are_fillers(word: str) -> None:
    """Words that tell how somebody asks, an "and" before them or not, are left out."""
    assert is_filler(fold(word))
