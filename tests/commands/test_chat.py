"""`chat` is the same conversation in a terminal."""

import asyncio
import io
import os
import pty
import shutil
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

import pytest

from bot.commands.authors import chat
from tests.flows.authored import spoiled, write_flows

ROOT = Path(__file__).parents[2]


def _chat(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *lines: str,
    lang: str | None = None,
    at: datetime | None = None,
    flows: Path | None = None,
) -> str:
    """What is printed for these lines."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert chat.run(Namespace(lang=lang, at=at, flows=flows, record=None, yes=False)) == 0
    return capsys.readouterr().out


def test_a_whole_way_to_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers, taps and words lead where they lead citizens; the end of the input ends it well."""
    shown = _chat(monkeypatch, capsys, "2", "/tap 2", "3", lang="ar")

    assert "*تجديد جواز السفر: الرسوم والمدة*" in shown
    assert "  § هل أفادتك الإجابة؟\n  [6] نعم، أفادتني\n" in shown
    assert "cspd/" not in shown


def test_commands_that_do_not_fit_are_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tap on nothing and a pin of nowhere are no messages; `/quit` leaves."""
    lines = ("/tap 99", f"/tap {'9' * 4400}", "/pin north", "/quit", "menu")
    shown = _chat(monkeypatch, capsys, *lines, lang="en")

    assert shown.count("/tap N taps an option") == 3
    assert shown.count("1- Sanad & shared services") == 1


def test_a_pin_and_a_new_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pin in an agency's menu finds its office; `/new` is a citizen never seen."""
    shown = _chat(monkeypatch, capsys, "5", "/pin 32.548 35.856", "/new", lang="en")

    assert "The office nearest to you, less than 1 km away." in shown
    assert shown.rstrip().endswith("[1] العربية\n  [2] English")


def test_an_author_sees_a_season_on_its_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`--at` and `/at` set the calendar: what is shown in summer alone is there in summer alone."""
    changes = spoiled(
        "gam.yaml",
        "  - goto: moj/deed/fees\n",
        "  - id: club\n    title: {ar: النادي الصيفي, en: Summer club}\n"
        "    when: {season: 06-01..08-31}\n    answer: {ar: أهلًا., en: Welcome.}\n",
    )
    flows = write_flows(tmp_path / "flows", changes)
    lines = ("2", "/at 2027-08-31 23:30", "English", "2", "/at yesterday")

    shown = _chat(monkeypatch, capsys, *lines, lang="en", at=datetime(2027, 9, 1), flows=flows)

    before, _, after = shown.partition("[2] English")
    assert "*Amman*" in before
    assert "Summer club" not in before
    assert "Summer club" in after
    assert after.rstrip().endswith("/quit ends.")


async def test_a_saved_change_is_shown_where_the_author_is(tmp_path: Path) -> None:
    """At a terminal the flows are followed: the place in view as saved, or the mistakes."""
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    ours, theirs = pty.openpty()
    started = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "main.py"), "chat", "--lang", "en", "--flows", str(flows),
        cwd=ROOT, stdin=theirs, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    assert started.stdout is not None

    async def read_until(words: str) -> None:
        async with asyncio.timeout(30):
            await started.stdout.readuntil(words.encode())  # type: ignore[union-attr]

    def rewrite(old: str, new: str) -> None:
        written = (flows / "cspd.yaml").read_text(encoding="utf-8")
        assert old in written
        (flows / "cspd.yaml").write_text(written.replace(old, new, 1), encoding="utf-8")

    try:
        await read_until("Sanad")
        os.write(ours, b"cspd\n")
        await read_until("not")
        os.write(ours, b"/tap 2\n")
        await read_until("Civil status & passports")
        await read_until("Passport renewal")
        rewrite("en: Passport renewal}", "en: Passports anew}")
        await read_until("Passports anew")
        rewrite("menu:", "menuu:")
        await read_until("have mistakes")
        await read_until('Did you mean "menu"?')
        os.write(ours, b"/quit\n")
        async with asyncio.timeout(30):
            assert await started.wait() == 0
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()
        os.close(ours)
