"""What `check` lets pass is read whole: the longest texts there may be leave each other room."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.authoring.checking.check import check_flows
from bot.conversation.gallery import every_reply
from bot.conversation.release import load_release
from tests.conversation.talking import Talk
from tests.flows.authored import spoiled, told, write_flows

LOCALES = Path(__file__).parents[3] / "locales"
LINK = "https://www.moj.gov.jo/" + 377 * "w"


def texts(limit: int, end: str = "", arabic: str = "كلمة", english: str = "word") -> dict[str, str]:
    """A text in both languages, as long as it may be, with an end that tells it from others."""
    kept = limit - len(end)
    words = {"ar": f"{arabic} " * limit, "en": f"{english} " * limit}
    return {language: text[:kept].rstrip() + end for language, text in words.items()}


def longest() -> dict[str, Any]:
    """An agency all of whose texts are as long as they may be."""
    offices = [
        {
            "id": f"office-{n}",
            "name": texts(120, f" {n}"),
            "title": texts(24, f" {n}"),
            "address": texts(200),
            "at": [31.96, 35.91],
            "verified": True,
        }
        for n in range(10, 22)
    ]
    choices = [{"id": f"c{n}", "title": texts(24, f" {n}")} for n in range(8)]
    rest = [{"id": "rest", "answer": texts(4000, arabic="5-3", english="ك5-3 word")}]
    number = {"name": "a", "type": "number", "min": -9, "max": 10**12 - 1, "text": texts(400)}
    choice = {"name": "b", "type": "choice", "choices": choices, "text": texts(400)}
    return {
        "flow": "moj",
        "stage": "pilot",
        "title": texts(24),
        "name": texts(120),
        "about": texts(72),
        "hotline": "+123456789012345",
        "website": LINK,
        "hours": texts(200),
        "opening": ["sun-thu 08:00-15:00"],
        "offices": offices,
        "menu": [
            {"id": "number", "title": texts(24, " 1"), "ask": number, "then": rest},
            {"id": "choice", "title": texts(24, " 2"), "ask": choice, "then": rest},
            {"id": "long", "title": texts(24, " 3"), "answer": texts(4000), "link": LINK},
            {"id": "short", "title": texts(24, " 4"), "answer": texts(500), "link": LINK},
            {"id": "turned", "title": texts(24, " 5"), "answer": texts(500, arabic="ك5-3")},
        ],
    }


def test_nothing_is_cut_off_the_longest_texts(tmp_path: Path) -> None:
    """Offices, links and questions that `check` lets pass stand whole on every screen."""
    main = "agencies: [moj]\ncontact_phone: '+123456789012345'\nsample: true\nfeedback: true\n"
    files = {"moj.yaml": json.dumps(longest(), ensure_ascii=False), "_main.yaml": main}
    flows = write_flows(tmp_path / "flows", {**files, "gam.yaml": "", "_emergencies.yaml": ""})
    assert [at for at in check_flows([flows], LOCALES) if at.severity == "error"] == []

    release = load_release(flows, LOCALES, session_timeout_s=1800.0, timezone=ZoneInfo("UTC"))

    assert [name for _, name, reply in every_reply(release) if "…" in reply.body] == []


BOOK = "{agency}" * 500


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("https://www.amman.jo/permits", f"{LINK}w", "14:15: too-long 401 of 400 characters"),
        (
            "{ar: اكتب طلبًا., en: Write a request.}",
            f'{{ar: "{BOOK}", en: "{BOOK}"}}',
            "11:9: too-long 5000 of 4000 characters with all that is filled in",
        ),
    ],
)
def test_a_text_that_would_not_be_read_whole_is_told(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    """A link longer than a message has room for; an answer whose {words} make it a book."""
    (line,) = told(write_flows(tmp_path / "flows", spoiled("gam.yaml", old, new)))

    assert line.startswith(f"gam.yaml:{fault}")


def test_a_part_that_fills_its_screen_has_room_for_a_word(tmp_path: Path) -> None:
    """Who asks for a part before the first loses nothing of it."""
    long = spoiled("moj.yaml", "ديناران. {confirm_fee}", "نعم. " * 700)
    long["moj.yaml"] = long["moj.yaml"].replace("Two dinars. {confirm_fee}", "Yes. " * 700)
    flows = write_flows(tmp_path / "flows", long)
    talk = Talk(load_release(flows, LOCALES, session_timeout_s=1800.0, timezone=ZoneInfo("UTC")))
    talk.says("السلام عليكم")
    talk.taps_id("moj/non-conviction/fees")

    assert "…" not in talk.says("السابق").body
