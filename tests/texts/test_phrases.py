"""The bot's own messages, read from Fluent files."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.errors import FlowError
from bot.texts.dates import say_clock, say_date, say_weekday
from bot.texts.phrases import Phrases

ARABIC = """
hello = أهلًا
count = { $count ->
    [zero] لا خدمات
    [one] خدمة واحدة
    [two] خدمتان
    [few] { $count } خدمات
    [many] { $count } خدمةً
   *[other] { $count } خدمة
}
month-11 = تشرين الثاني
words-menu = القائمة | الرئيسية
"""
ENGLISH = """
hello = Hello
count = { $count ->
    [one] one service
   *[other] { $count } services
}
month-11 = November
words-menu = Menu | main menu |
"""


def folder_with(tmp_path: Path, *, ar: str = ARABIC, en: str = ENGLISH) -> Path:
    """A folder of two locale files."""
    (tmp_path / "ar.ftl").write_text(ar, encoding="utf-8")
    (tmp_path / "en.ftl").write_text(en, encoding="utf-8")
    return tmp_path


def test_a_message_is_said_in_either_language(tmp_path: Path) -> None:
    """A message has a text in each language and no direction marks of the formatter's."""
    phrases = Phrases.load(folder_with(tmp_path))

    assert [phrases.say("ar", "hello"), phrases.say("en", "hello")] == ["أهلًا", "Hello"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا خدمات"),
        (1, "خدمة واحدة"),
        (2, "خدمتان"),
        (3, "3 خدمات"),
        (11, "11 خدمةً"),
        (100, "100 خدمة"),
        (2000, "2,000 خدمة"),
    ],
)
def test_arabic_has_all_its_plurals_in_western_digits(
    tmp_path: Path, count: int, said: str
) -> None:
    """A whole number chooses among six forms and is written in Western digits."""
    assert Phrases.load(folder_with(tmp_path)).say("ar", "count", count=count) == said


def test_variables_do_not_mix(tmp_path: Path) -> None:
    """The same message with other variables is another text, the same ones give it again."""
    phrases = Phrases.load(folder_with(tmp_path))

    said = [phrases.say("en", "count", count=count) for count in (2, 5, 2)]

    assert said == ["2 services", "5 services", "2 services"]


def test_words_of_both_languages_count_together(tmp_path: Path) -> None:
    """A word list is the union over both files, folded; empty words do not count."""
    words = Phrases.load(folder_with(tmp_path)).words("words-menu")

    assert words == {"القايمه", "الرييسيه", "menu", "main menu"}


@pytest.mark.parametrize(
    ("message_id", "named"), [("helo", "en.ftl: message 'helo'"), ("count", "'count' cannot be")]
)
def test_a_message_that_cannot_be_said_is_named(
    tmp_path: Path, message_id: str, named: str
) -> None:
    """A missing message or variable raises FlowError with file and id."""
    phrases = Phrases.load(folder_with(tmp_path))

    with pytest.raises(FlowError, match=named):
        phrases.say("en", message_id)


def test_all_faults_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    """Broken and doubled messages are told with file and line, a line each."""
    folder = folder_with(tmp_path, ar="a = { $x\n", en="a = 1\na = 2\n")

    with pytest.raises(FlowError) as refused:
        Phrases.load(folder)

    lines = str(refused.value).splitlines()
    assert len(lines) == 2
    assert "ar.ftl:1: broken message 'a = { $x'" in lines[0]
    assert lines[1].endswith("en.ftl:2: message 'a' stands twice")


def test_a_missing_folder_is_told_in_one_line_a_file(tmp_path: Path) -> None:
    """Without locales there is an error that names both files."""
    with pytest.raises(FlowError) as refused:
        Phrases.load(tmp_path / "nowhere")

    assert [line.partition(": ")[0][-6:] for line in str(refused.value).splitlines()] == [
        "ar.ftl",
        "en.ftl",
    ]


def test_dates_are_said_in_words(tmp_path: Path) -> None:
    """Day, month's name and year, the year without a separator."""
    phrases = Phrases.load(folder_with(tmp_path))
    day = date(2026, 11, 23)

    assert say_date("ar", day, phrases) == "23 تشرين الثاني 2026"
    assert say_date("en", day, phrases) == "23 November 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "arabic", "english"),
    [
        (0, 0, "12:00 ليلًا", "12:00 midnight"),
        (0, 30, "12:30 صباحًا", "12:30 am"),
        (8, 0, "8:00 صباحًا", "8:00 am"),
        (12, 0, "12:00 ظهرًا", "12:00 pm"),
        (15, 5, "3:05 بعد الظهر", "3:05 pm"),
        (18, 0, "6:00 مساءً", "6:00 pm"),
    ],
)
def test_a_time_of_day_is_said_with_its_part_of_the_day(
    hour: int, minute: int, arabic: str, english: str
) -> None:
    """By twelve hours in Western digits, as Jordan reads clocks."""
    phrases = Phrases.load(Path(__file__).parents[2] / "locales")
    at = datetime(2026, 11, 29, hour, minute)

    assert (say_clock("ar", at, phrases), say_clock("en", at, phrases)) == (arabic, english)
    assert say_weekday("ar", at.date(), phrases) == "الأحد 29 تشرين الثاني"
    assert say_weekday("en", at.date(), phrases) == "Sunday 29 November"
