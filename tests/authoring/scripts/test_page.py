"""The HTML report as a file: whole, closed, and small however often a screen comes again."""

import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.authoring.scripts.playing import remarks
from bot.authoring.scripts.playing.results import Report
from bot.authoring.scripts.reading.seeing import CHECKS
from bot.authoring.scripts.script import UNWRITTEN
from bot.authoring.scripts.telling.page import document
from bot.authoring.scripts.telling.page.document import as_html
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from tests.authoring.scripts.conftest import GREETED, Play

AMMAN = ZoneInfo("Asia/Amman")
SILENT_FOR = (  # as docs/scripts.md lists them
    *("duplicate", "reaction", "edit", "revoke", "system"),
    *("media-burst", "flood", "too-old", "superseded", "skipped"),
)
EVIL = "</script><script>alert(1)</script><!--\u2028"


def page_of(report: Report) -> str:
    """The page as text."""
    return as_html(report, AMMAN).decode()


def told_in(page: str) -> Any:
    """The report that stands in a page."""
    found = re.search(
        r'<script type="application/json" id="report">(.*?)</script>', page, re.DOTALL
    )
    assert found
    return json.loads(found[1])


def test_the_page_needs_nothing_else_and_may_ask_for_nothing(play: Play) -> None:
    """No address of any other file stands in it, and its policy forbids to fetch one."""
    page = page_of(Report(play("conversation: A\nsteps: [{says: hello}]\n")))

    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)\s*=\s*[\"']|url\(|@import|https?://", page)


def test_what_was_said_cannot_end_the_script_it_stands_in(play: Play) -> None:
    """Signs of markup are escaped and come back as they were."""
    text = json.dumps(EVIL, ensure_ascii=False).replace("\u2028", "\\u2028")
    page = page_of(Report(play(f"conversation: {text}\nsteps: [{{says: {text}}}]\n")))

    assert page.count("<script") == 2
    told = told_in(page)["conversations"][0]
    assert told["title"] == told["steps"][0]["text"] == EVIL


def test_a_screen_that_comes_again_stands_in_the_page_once(play: Play) -> None:
    """A hundred looks at one screen cost hardly more than one."""
    text = f"conversation: A\nsteps:\n{GREETED}" + "  - says: menu\n" * 100
    told = told_in(page_of(Report(play(text))))

    assert len(told["messages"]) == 3
    assert len(told["conversations"][0]["steps"]) == 102


def test_marks_that_keep_words_in_order_stay(play: Play) -> None:
    """The browser shows what a phone shows."""
    told = told_in(
        page_of(Report(play("conversation: A\nsteps:\n  - says: hi\n  - says: مساعدة\n")))
    )

    assert any(set("\u2066\u2067\u2068") & set(each["text"]) for each in told["messages"])


def test_time_that_passed_and_silence_are_told(play: Play) -> None:
    """Between steps stands how long; where no reply came, why."""
    text = "conversation: A\nsteps:\n  - says: hi\n  - waits: 25h\n  - sends: {reaction: 👍}\n"
    steps = told_in(page_of(Report(play(text))))["conversations"][0]["steps"]

    assert steps[1] == {"apart": {"seconds": 90000.0, "at": "2026-11-24 11:00"}}
    assert steps[2]["replies"] == [{"silence": "reaction"}]


def test_differences_stand_at_their_step_with_expected_and_seen(play: Play) -> None:
    """By sign and line, as in the terminal."""
    text = "conversation: A\nsteps:\n  - says: hi\n    sees: {screen: main, offers: [No such]}\n"
    told = told_in(page_of(Report(play(text))))["conversations"][0]

    assert told["verdict"] == "failed"
    assert told["steps"][0]["differences"] == [
        {"name": "screen", "lines": [["-", "main"], ["+", "start"]]},
        {"name": "offers", "lines": [["-", "No such"]]},
    ]


def test_the_page_says_every_remark_in_arabic_as_well() -> None:
    """Each sentence that the player may say, and each reason why nothing is seen."""
    script = Path(document.__file__).with_name("report.js").read_text(encoding="utf-8")
    sentences = [words for name, words in vars(remarks).items() if name.isupper()]

    assert len(sentences) > 15
    for sentence in sentences:
        assert f'{json.dumps(sentence, ensure_ascii=False)}: "' in script
    for reason in SILENT_FOR:
        assert re.search(rf'"?{reason}"?: "', script), reason


def test_the_page_has_a_heading_for_every_expectation_in_both_languages() -> None:
    """Or its reader would be shown the bare key of a script."""
    script = Path(document.__file__).with_name("report.js").read_text(encoding="utf-8")
    headings = re.findall(r"differ: \{(.*)\}", script)

    assert len(headings) == 2
    for name in (*CHECKS, UNWRITTEN, "limits", "turn"):
        assert all(f' {name}: "' in each for each in headings), name


def test_files_that_cannot_be_read_are_told() -> None:
    """With their mistakes."""
    fault = Fault(Place("a.yaml", 1, 2), "syntax", "is no script")

    told = told_in(page_of(Report((), (fault,))))

    assert told["unreadable"] == 1
    assert told["faults"] == [str(fault)]
