"""The report of scripts in a real browser: failed first, filtered, escaped, in two languages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.authoring.scripts.playing.results import Report
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.telling.page.document import as_html
from bot.commands.testers.stages import open_stage
from bot.settings import load_settings
from tests.support.bots import ROOT
from tests.support.browsers import CHROMIUM, FLAGS
from tests.support.small_flows import write_small_flows

playwright = pytest.importorskip("playwright.async_api", reason="needs the browser extra")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs {CHROMIUM}"),
]

GOOD = "conversation: Good\ntags: [fees]\nsteps: [{says: hello, sees: {screen: start}}]\n"
BAD = """
conversation: Bad <img src=x onerror=document.title=1>
steps:
  - says: <b>hello</b>
    sees: {screen: main}
  - waits: 25h
  - sends: {reaction: 👍}
    sees: {screen: mani}
  - taps: Agency alfa
"""


LONG = "a" * 3000
ENDLESS = f"""
conversation: {LONG}
tags: [{LONG}]
fails: {LONG}
steps:
  - says: {LONG}
    sees: {{text: {LONG}, options: [{LONG}]}}
"""


@asynccontextmanager
async def a_report(
    folder: Path, locale: str = "en", texts: tuple[str, ...] = (GOOD, BAD)
) -> AsyncIterator[tuple[Any, list[str]]]:
    """The page of a good and a bad conversation, and what the browser complained of."""
    flows = write_small_flows(folder / "flows", ("alpha",))
    locales = str(ROOT / "locales")
    stage = open_stage(load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": locales}))
    scripts = [parse_script(text, folder / "a.yaml") for text in texts]
    played = [stage.play(each) for script in scripts for each in script.conversations]
    file = folder / "report.html"
    file.write_bytes(as_html(Report(played), ZoneInfo("Asia/Amman")))
    async with playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = await browser.new_page(locale=locale)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(10_000)
        await page.goto(file.as_uri())
        try:
            yield page, complaints
        finally:
            await browser.close()


async def test_what_differs_comes_first_open_and_marked(tmp_path: Path) -> None:
    """Bubbles of both, time that passed, silence, expected and seen; markup is text."""
    async with a_report(tmp_path) as (page, complaints):
        first = page.locator("details.failed, details.passed").first

        assert await first.get_attribute("class") == "failed"
        assert await first.locator(".citizen .words").first.inner_text() == "<b>hello</b>"
        assert await first.locator(".minus").first.text_content() == "expected: - main"
        assert await first.locator(".plus").first.text_content() == "seen: + start"
        apart = await first.locator(".apart").all_inner_texts()
        assert apart == ["later: 1 day and 1 hour · 2026-11-24 11:00", "No reply (reaction)"]
        trouble = await first.locator(".differs").last.locator(".minus").first.inner_text()
        assert "there is no" in trouble
        assert await page.title() == "Daleel · دليل"
        assert complaints == []


async def test_filters_work_without_a_server(tmp_path: Path) -> None:
    """By verdict, words and tag; how many are shown is told."""
    async with a_report(tmp_path) as (page, _):
        shown = page.locator("#conversations > details:visible")
        await page.click("[data-verdict=passed]")
        assert await shown.count() == 1
        assert (await page.inner_text("#summary")).endswith("Shown: 1")
        await page.fill("#words", "no such words")
        assert await shown.count() == 0
        assert await page.is_visible("#none")
        await page.fill("#words", "GOOD")
        await page.select_option("#tag", "fees")
        assert await shown.count() == 1
        await page.click("#open")
        await shown.locator(".bot .words").wait_for()


async def test_endless_words_break_instead_of_widening_the_page(tmp_path: Path) -> None:
    """In title, tags, reason, bubbles and differences, on a phone."""
    async with a_report(tmp_path, texts=(ENDLESS,)) as (page, _):
        await page.set_viewport_size({"width": 400, "height": 800})
        await page.click("#open")
        await page.locator(".differs").first.wait_for()

        assert await page.evaluate("document.documentElement.scrollWidth") == 400


async def test_the_page_speaks_arabic_from_right_to_left(tmp_path: Path) -> None:
    """Unless the browser is an English one, and at a button's press the other."""
    async with a_report(tmp_path, "ar") as (page, _):
        assert await page.locator("html").get_attribute("dir") == "rtl"
        assert await page.inner_text("h1") == "محادثات الفحص"
        differs = page.locator(".differs")
        assert (
            await differs.nth(1).locator(".plus").inner_text()
            == "ما ظهر:\n+ لا رد (\u2068reaction\u2069)"
        )
        assert "ليست في الخدمات شاشة" in await differs.nth(1).locator(".same").inner_text()
        assert "ليس «" in await differs.nth(2).locator(".minus").first.inner_text()
        apart = await page.locator(".apart").all_inner_texts()
        assert apart[:2] == ["مضى: يوم وساعة · 2026-11-24 11:00", "لا رد: تفاعل (reaction)"]
        await page.click("#language")
        assert await page.locator("html").get_attribute("dir") == "ltr"
