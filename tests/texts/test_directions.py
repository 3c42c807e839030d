"""Right-to-left safety, lengths and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.directions import cut, isolate, strip_controls, units
from bot.texts.languages import Language

PIECES = st.lists(
    st.sampled_from(
        [
            "صورة ",
            "4×6",
            "8:00",
            " ",
            "\n",
            "Sanad",
            "https://a.jo/b-1?c=2",
            "06 500",
            "-5",
            "1- ",
            "«",
            "(",
            ")",
            "،",
            ". ",
            "العربية",
            "\u2066",
            "\u2069",
            "+962",
            "50%",
            "e-mail",
            "*",
        ]
    ),
    max_size=12,
).map("".join)
LANGUAGES = st.sampled_from(["ar", "en"])


def shown(text: str) -> str:
    """Isolates made visible: ⟨left to right⟩, ⟪right to left⟫ ends with ⟩ as well."""
    return text.replace("\u2066", "⟨").replace("\u2067", "⟪").replace("\u2069", "⟩")


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("صورة 4×6، وشهادة", "صورة ⟨4×6⟩، وشهادة"),
        ("صورة 4 × 6 سم", "صورة ⟨4 × 6⟩ سم"),
        ("اتصل 06 500 8080 الآن", "اتصل ⟨06 500 8080⟩ الآن"),
        ("الرقم +962650 والخصم 5%", "الرقم ⟨+962650⟩ والخصم ⟨5%⟩"),
        ("من 9-17 أو -5 درجات", "من ⟨9-17⟩ أو ⟨-5⟩ درجات"),
        ("في 23/11/2026 تمامًا", "في ⟨23/11/2026⟩ تمامًا"),
        ("تطبيق Sanad Jo وبريد a@b.co", "تطبيق ⟨Sanad Jo⟩ وبريد ⟨a@b.co⟩"),
        ("نموذج Form (A) جديد", "نموذج ⟨Form (A)⟩ جديد"),
        ("صورة 4*6 وبين 10..20", "صورة ⟨4*6⟩ وبين ⟨10..20⟩"),
        ("من 5~10 إلى 12%-15%", "من ⟨5~10⟩ إلى ⟨12%-15%⟩"),
        ("السعر $5-$10 تقريبًا", "السعر ⟨$5-$10⟩ تقريبًا"),
        ("مسار C:\\Users أو a=b", "مسار ⟨C:\\Users⟩ أو ⟨a=b⟩"),
        ("*Sanad* تطبيق 3 MB", "*⟨Sanad⟩* تطبيق ⟨3 MB⟩"),
    ],
)
def test_what_would_display_reversed_in_arabic_is_isolated(line: str, safe: str) -> None:
    """Latin phrases whole, and numbers with signs, ×, /, - or spaces."""
    assert shown(isolate(line, "ar")) == safe


@pytest.mark.parametrize(
    "line",
    [
        "من 8:00 صباحًا إلى 3:00 بعد الظهر",
        "الهاتف: 065008080",
        "رسوم 1,000.50 دينار، صفحة 2 من 3",
        "1- سند والخدمات المشتركة",
        "2- English",
        "For English, type: English",
        "الرابط: https://www.cspd.gov.jo/a-b?c=1",
        "كوفيد-19 والعام 2026",
        "للقائمة الرئيسية 0، وللرجوع 00.",
    ],
)
def test_what_displays_right_stays_bare_in_arabic(line: str) -> None:
    """Plain numbers, times, URLs, a menu's numbers and lines wholly Latin get no isolate."""
    assert isolate(line, "ar") == line


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("Type العربية to switch", "Type ⟪العربية⟩ to switch"),
        ("Say «تجديد 2 الجواز» now", "Say «⟪تجديد 2 الجواز⟩» now"),
        ("للعربية اكتب: العربية", "للعربية اكتب: العربية"),
        ("1- العربية", "1- العربية"),
        ("See https://a.jo/عربي", "See https://a.jo/عربي"),
        ("Phone: 06 500-80, 4x6", "Phone: 06 500-80, 4x6"),
    ],
)
def test_arabic_inside_english_lines_is_isolated(line: str, safe: str) -> None:
    """Runs of Arabic in an English line; a line wholly Arabic is left alone."""
    assert shown(isolate(line, "en")) == safe


@given(PIECES, LANGUAGES)
def test_isolating_twice_is_isolating_once_and_pairs_close(text: str, language: Language) -> None:
    """Isolates are balanced on every line, never nested, and adding them again changes nothing."""
    safe = isolate(text, language)

    assert isolate(safe, language) == safe
    assert strip_controls(safe) == strip_controls(text)
    for line in safe.split("\n"):
        depth = 0
        for sign in line:
            depth += (sign in "\u2066\u2067") - (sign == "\u2069")
            assert depth in (0, 1)
        assert depth == 0


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_units_count_utf_16(text: str) -> None:
    """A length is what the text takes in UTF-16, lone surrogates included."""
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("تجديد رخصة القيادة", 24, "تجديد رخصة القيادة"),
        ("تجديد رخصة القيادة المنتهية للمركبات", 24, "تجديد رخصة القيادة…"),
        ("hello big world", 12, "hello big…"),
        ("abcdefgh", 5, "abcd…"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "👨‍👩‍👧‍👦…"),
        ("🇯🇴🇯🇴🇯🇴", 8, "🇯🇴…"),
        ("مُحَمَّد", 6, "مُحَ…"),
        ("ab \u2066Latin run here\u2069", 14, "ab \u2066Latin…\u2069"),
    ],
)
def test_a_text_is_cut_at_a_word_end(text: str, limit: int, short: str) -> None:
    """Words end whole, joined signs stay joined, an opened isolate is closed."""
    assert cut(text, limit) == short


@given(st.text(st.characters(exclude_categories=()), max_size=60), st.integers(2, 70))
def test_a_cut_text_fits(text: str, limit: int) -> None:
    """The result never passes the limit, and a text that fits is untouched."""
    short = cut(text, limit)

    assert units(short) <= limit
    assert short == text or (units(text) > limit and "…" in short)


def test_a_limit_too_small_is_refused() -> None:
    """Two units are the least that can hold a letter and its "…"."""
    with pytest.raises(ValueError, match="2 at least"):
        cut("abc", 1)


def test_controls_from_outside_are_stripped() -> None:
    """Direction marks, control characters and lone surrogates go; line feeds and emoji stay."""
    assert strip_controls("a\u202eb\x00c\ud800\n\u2066d\u2069 👨‍👩‍👧\t") == "abc\nd 👨‍👩‍👧\t"


def test_a_name_before_a_link_is_isolated_without_it() -> None:
    """The end of an isolate would stand right behind the link, and be taken for a part of it."""
    assert isolate("على SANAD https://a.jo/b", "ar") == "على \u2066SANAD\u2069 https://a.jo/b"
    assert isolate("على SANAD - www.a.jo", "ar") == "على \u2066SANAD\u2069 - www.a.jo"
