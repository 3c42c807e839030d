"""What isolates cannot put right is told; all else shows in the order it is read."""

import re

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.directions import isolate
from bot.texts.turning import turned

ARABIC = st.sampled_from(["رسوم", "القانون", "من", "تطبيق", "«الدفع»", "(أو أكثر)", "دينار"])
VALUES = st.sampled_from(
    [
        *("4×6", "4*6", "$5-$10", "12%-15%", "10..20", "10-20", "8:00-15:00", "24/7", "-5", "5+3"),
        *("1,000.50", "06 500 8080", "+962 6 5008080", "23/11/2026", "5~10", "€5", "99%"),
        *("Sanad", "Google Play", "C/O", "A&B", "a@b.co", "key=value", "C:\\Users", "Form (A)"),
        *(
            "GPT-4",
            "Windows 10",
            "JOD 5 – JOD 10",
            "f(x)",
            "f(x)/2",
            "5×(3+2)",
            "Read. Go",
            "A → B",
        ),
        *("https://a.jo/b-1?c=2", "https://a.jo/"),
    ]
)
GAPS = st.sampled_from([" ", "، ", ": ", " (", ") ", ". ", "؟ ", " - ", " / ", "؛ ", " «", "» "])
PIECES = st.lists(st.tuples(ARABIC, GAPS, VALUES, GAPS), min_size=1, max_size=3)
MARKS = re.compile("[\u2066-\u2069]")


def as_displayed(line: str) -> str:
    """The signs of a line from left to right, as the Unicode algorithm places them."""
    return MARKS.sub("", str(get_display(line)))


@given(PIECES, st.booleans())
def test_what_is_not_told_shows_as_it_is_read(
    pieces: list[tuple[str, str, str, str]], value_first: bool
) -> None:
    """Held to the bidirectional algorithm itself: values whole, the line from right to left."""
    line = "".join("".join(piece) for piece in pieces) + "الختام"
    if value_first:
        line = f"{pieces[0][2]} {line}"
    if list(turned(line, "ar")):
        return

    displayed = as_displayed(isolate(line, "ar"))

    for _, _, value, _ in pieces:
        assert value in displayed, (line, displayed)
    assert displayed.startswith("الختام"[::-1]), (line, displayed)


@pytest.mark.parametrize(
    ("line", "position", "word"),
    [
        ("https://a.jo للتقديم", 0, "begins with a link"),
        ("- www.a.jo للتقديم", 0, "begins with a link"),
        ("انظر https://a.jo/ للتقديم", 5, "link jumps"),
        ("انظر: https://a.jo/", 6, "link jumps"),
        ("انظر https://a.jo/، ثم", 5, "link jumps"),
        ("اتصل ٠٦ ٥٠٠ ٨٠٨٠", 5, "digits 0-9"),
        ("من ١٠-٢٠ دينار", 3, "digits 0-9"),
        ("دالة f(x)/2 هنا", 8, "change places"),
        ("حساب 5×(3+2)", 5, "change places"),
        ("اكتب Read this. Then sign هنا", 13, "English parts"),
        ("اضغط Settings → Privacy", 12, "English parts"),
    ],
)
def test_what_turns_in_arabic_is_told_at_its_place(line: str, position: int, word: str) -> None:
    """And each is real: by the algorithm it shows in another order."""
    (fault,) = turned(f"سطر\n{line}", "ar")

    assert fault.position == position + 4
    assert word in fault.message
    ltr = re.findall(r"[!-~٠-٩→×]+(?: [!-~٠-٩→×]+)*", line)
    displayed = as_displayed(isolate(line, "ar"))
    assert ltr[0] not in displayed or not displayed.endswith(line[:2][::-1])


@pytest.mark.parametrize(
    "line", ["انظر https://a.jo/x. ثم عُد.", "انظر: https://a.jo/x", "https://a.jo/"]
)
def test_a_link_that_ends_in_a_letter_is_not_told(line: str) -> None:
    """What closes the sentence behind it shows where it belongs; a link alone never turns."""
    assert list(turned(line, "ar")) == []


@pytest.mark.parametrize(
    ("line", "position"),
    [("See المادة 5 now", 4), ("كوفيد-19 is", 0), ("Law قانون/5", 4)],
)
def test_a_number_behind_arabic_in_english_is_told(line: str, position: int) -> None:
    """Whether it belongs to the Arabic or to the English, its author knows alone."""
    (fault,) = turned(line, "en")

    assert fault.position == position


@pytest.mark.parametrize(
    "line",
    [
        "See «المادة 5» now",
        "Under (قانون رقم 5 لسنة 2020) it is",
        "Pay 5 دنانير now",
        "العربية",
        "See https://a.jo/عربي/5 here",
        "Room 5(2), 10-20, f(x)/2",
    ],
)
def test_what_shows_right_in_english_is_not_told(line: str) -> None:
    """Arabic in quotes holds its numbers together; English alone never turns."""
    assert list(turned(line, "en")) == []


def test_a_text_with_direction_marks_is_told_at_its_own_place() -> None:
    """Marks that an editor put in are counted where they stand."""
    (fault,) = turned("انظر\u200f \u200ehttps://a.jo/ للتقديم", "ar")

    assert fault.position == 7
