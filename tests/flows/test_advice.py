"""What is hardly meant is told as a warning: at its place, and the flows serve all the same."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows.loader import load_library
from tests.flows.authored import FILES, OFFICE_WORDS, load, spoiled, write_flows


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "moj.yaml",
            "    title: {ar: سند وكالة, en: Deed}\n",
            "    title: {ar: سند وكالة, en: Deed}\n    keywords: {ar: [شَهادة, رقم]}\n",
            'moj.yaml:30:21: claimed-keyword warning: "شَهادة" is a keyword of moj/non-',
        ),
        (
            "moj.yaml",
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "answer: {ar: Five dinars., en: Five dinars.}",
            "moj.yaml:31:40: same-text warning: the Arabic and the English are the same text",
        ),
        (
            "moj.yaml",
            "    title: {ar: سند وكالة, en: Deed}\n",
            "    title: {ar: سند وكالة, en: Deed}\n    keywords: {ar: [وكالة، توكيل]}\n",
            "moj.yaml:30:26: joined-keywords warning: the ، makes one keyword of this",
        ),
        (
            "moj.yaml",
            "hotline:",
            "keywords: {ar: [المحكمة، القاضي]}\nhotline:",
            "moj.yaml:5:24: joined-keywords warning: the ، makes one keyword of this",
        ),
        (
            "_kinds.yaml",
            "keywords: {ar: [رسوم]",
            "keywords: {ar: [رسوم، سعر]",
            "_kinds.yaml:4:25: joined-keywords warning: the ، makes one keyword of this",
        ),
        (
            "moj.yaml",
            "          en: Two dinars. {confirm_fee}",
            "          en: Two dinars. {confirm_fee} # 7",
            "moj.yaml:22:41: cut-text warning: what follows # is a remark that nobody is shown",
        ),
        (
            "moj.yaml",
            "          en: Two dinars. {confirm_fee}",
            "          en: “Two dinars. {confirm_fee}”",
            'moj.yaml:22:15: curly-quotes warning: the “ ” are shown as they stand; write "',
        ),
        (
            "moj.yaml",
            "title: {ar: سند وكالة, en: Deed}",
            "title: {ar: ”سند وكالة“, en: Deed}",
            "moj.yaml:28:17: curly-quotes warning: the ” “ are shown as they stand",
        ),
        (
            "moj.yaml",
            "    title: {ar: سند وكالة, en: Deed}\n",
            "    title: {ar: سند وكالة, en: Deed}\n    keywords: {en: [power, ‘attorney’]}\n",
            "moj.yaml:29:28: curly-quotes warning: the ‘ ’ are shown as they stand",
        ),
        (
            "moj.yaml",
            "      - goto: gam/building\n",
            "",
            "moj.yaml:29:5: single-choice warning: a menu of one choice",
        ),
        (
            "gam.yaml",
            "ar: اكتب طلبًا.",
            "ar: 'اكتب http://a.jo/ طلبًا.'",
            "gam.yaml:13:22: turned-text warning: the sign at the end of this link jumps",
        ),
        (
            "moj.yaml",
            "          en: Two dinars. {confirm_fee}",
            "          en: |\n            {confirm_fee}\n            Article المادة 5 it is",
            "moj.yaml:24:21: turned-text warning: the number shows away from its Arabic",
        ),
    ],
)
def test_what_is_hardly_meant_is_a_warning(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    """It stands at its place and forbids nothing."""
    keyed = FILES["moj.yaml"].replace(
        "    reviewed: 2026-11-01\n", "    reviewed: 2026-11-01\n    keywords: {ar: [شهادة]}\n"
    )
    base = {**FILES, "moj.yaml": keyed if "keyword" in told else FILES["moj.yaml"]}
    assert old in base[name]
    loaded = load(write_flows(tmp_path, {**base, name: base[name].replace(old, new, 1)}))

    assert loaded.library is not None
    assert [f.code for f in loaded.faults if f.severity == "error"] == []
    assert any(told in str(fault) for fault in loaded.faults), list(map(str, loaded.faults))


def test_a_name_that_is_the_same_in_both_languages_is_no_mistake(tmp_path: Path) -> None:
    """An app's name of one word is."""
    changes = spoiled("moj.yaml", "{ar: سند وكالة, en: Deed}", "{ar: CliQ, en: CliQ}")

    assert load(write_flows(tmp_path, changes)).faults == ()


@pytest.mark.parametrize("text", ["'“Five dinars.”'", "“Five” dinars", "“Five” or “ten”", "«Five»"])
def test_quotes_that_belong_to_a_text_are_not_told(tmp_path: Path, text: str) -> None:
    """Those around a part of it, those inside straight ones, and those of an Arabic keyboard."""
    changes = spoiled("moj.yaml", "en: Five dinars.", f"en: {text}")

    assert load(write_flows(tmp_path, changes)).faults == ()


@pytest.mark.parametrize(("today", "is_told"), [("2027-05-01", False), ("2027-05-02", True)])
def test_a_condition_whose_last_day_is_past_is_told(
    tmp_path: Path, today: str, is_told: bool
) -> None:
    """It hides a node for good, which its author may have forgotten."""
    changes = spoiled(
        "moj.yaml", "reviewed: 2026-11-01", "when: {from: 2026-11-01, to: 2027-05-01}"
    )

    loaded = load_library(write_flows(tmp_path, changes), OFFICE_WORDS, date.fromisoformat(today))

    told = [str(fault).rpartition("/")[2] for fault in loaded.faults]
    assert [line[:43] for line in told] == ["moj.yaml:16:34: past-condition warning: hid"] * is_told


@pytest.mark.parametrize(("today", "is_told"), [("2026-10-31", True), ("2026-11-01", False)])
def test_a_text_confirmed_on_a_day_to_come_is_told(
    tmp_path: Path, today: str, is_told: bool
) -> None:
    """Citizens would read of a day that has not been."""
    loaded = load_library(write_flows(tmp_path, FILES), OFFICE_WORDS, date.fromisoformat(today))

    told = [str(fault).rpartition("/")[2] for fault in loaded.faults]
    assert [line[:36] for line in told] == ["moj.yaml:16:15: reviewed-ahead warni"] * is_told


@pytest.mark.parametrize("line", ["    reviewed: 2026-11-01\n", "    at: [31.96, 35.91]\n"])
@pytest.mark.parametrize(("today", "is_told"), [("2027-05-01", False), ("2027-05-02", True)])
def test_a_text_past_its_day_of_review_is_told(
    tmp_path: Path, today: str, is_told: bool, line: str
) -> None:
    """From the day after, of a service as of an office; without a day, time plays no part."""
    changes = spoiled("moj.yaml", line, f"{line}    review_by: 2027-05-01\n")
    folder = write_flows(tmp_path, changes)

    loaded = load_library(folder, OFFICE_WORDS, date.fromisoformat(today))

    assert [fault.code for fault in loaded.faults] == ["review-overdue"] * is_told
    assert load(folder).faults == ()
