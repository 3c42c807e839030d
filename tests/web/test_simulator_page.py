"""Rules of the simulator's page, in a real browser: keyboard, both directions, nothing executed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.scripts.reading.reader import read_script
from bot.authoring.scripts.script import Says
from bot.messages.inbound import Location, Tap, Text
from tests.support.browsers import CHROMIUM, FLAGS
from tests.web.echo import Simulated, a_simulator

playwright = pytest.importorskip("playwright.async_api", reason="needs the browser extra")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs {CHROMIUM}"),
]


@dataclass
class Phone:
    """The page in a browser. `page` is Playwright's; `complaints` are what its console said."""

    simulated: Simulated
    page: Any
    complaints: list[str]

    async def type(self, words: str, replies: int) -> None:
        """Type words, send them with Enter and wait for so many replies in all."""
        await self.page.fill("#words", words)
        await self.page.keyboard.press("Enter")
        await self.replies(replies)

    async def replies(self, number: int) -> Any:
        """The latest of so many replies, once it is there."""
        latest = self.page.locator("li.bot").nth(number - 1)
        await latest.wait_for()
        return latest


@asynccontextmanager
async def a_phone() -> AsyncIterator[Phone]:
    """A new browser that looks at a new simulator."""
    async with a_simulator() as simulated, playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = await browser.new_page(viewport={"width": 400, "height": 800})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(10_000)
        await page.goto(f"{simulated.url}/simulator")
        await page.locator("#citizen bdi").wait_for()
        try:
            yield Phone(simulated, page, complaints)
        finally:
            await browser.close()


async def test_a_list_is_opened_chosen_and_sent_with_the_keyboard_alone() -> None:
    """Enter opens the sheet, arrows choose a row, Enter sends it as a list reply."""
    async with a_phone() as phone:
        await phone.type("menu", replies=1)
        await phone.page.locator("li.bot .opens").press("Enter")
        await phone.page.keyboard.press("ArrowDown")
        await phone.page.keyboard.press("Enter")
        await phone.replies(2)
        await phone.page.locator('.tick[data-tick="read"]').nth(1).wait_for()

    assert phone.simulated.door.heard[1].said == Tap("cspd/lost-id", "بدل فاقد هوية")
    assert phone.complaints == []


async def test_a_list_shows_its_sections_and_its_rows() -> None:
    """What the sheet shows is what the bot sent; closing it sends nothing."""
    async with a_phone() as phone:
        await phone.type("menu", replies=1)
        await phone.page.click("li.bot .opens")
        legends = await phone.page.locator("dialog legend").all_inner_texts()
        titles = await phone.page.locator("dialog .title").all_inner_texts()
        await phone.page.keyboard.press("Escape")

    assert legends == ["الخدمات", "التنقل"]
    assert titles == ["تجديد جواز السفر", "بدل فاقد هوية", "شهادة ميلاد", "القائمة الرئيسية"]
    assert len(phone.simulated.door.heard) == 1


async def test_a_reply_button_is_tapped() -> None:
    """The button's id comes back."""
    async with a_phone() as phone:
        await phone.type("answer", replies=1)
        await phone.page.click("text=Yes, thank you")
        await phone.replies(2)

    assert phone.simulated.door.heard[1].said == Tap("@yes", "Yes, thank you")


async def test_a_location_is_shared_when_it_is_asked_for() -> None:
    """A place of the list, or coordinates of one's own."""
    async with a_phone() as phone:
        await phone.type("where", replies=1)
        await phone.page.click("li.bot .opens")
        await phone.page.click("dialog >> text=إربد")
        await phone.page.click("#sheet-send")
        await phone.replies(2)
        await phone.page.click("#attach")
        await phone.page.check("#custom-place")
        await phone.page.fill("#latitude", "30.3285")
        await phone.page.fill("#longitude", "35.4444")
        await phone.page.click("#sheet-send")
        await phone.replies(3)

    said = [message.said for message in phone.simulated.door.heard[1:]]
    assert said == [Location(32.5556, 35.85), Location(30.3285, 35.4444)]


async def test_arabic_runs_from_the_right_and_english_from_the_left() -> None:
    """Each bubble has the direction of its own words, whatever the page's."""
    async with a_phone() as phone:
        await phone.type("menu", replies=1)
        await phone.type("answer", replies=2)
        words = phone.page.locator("li.bot .words")
        directions = [
            await words.nth(index).evaluate("part => getComputedStyle(part).direction")
            for index in range(2)
        ]
        before = await phone.page.locator("html").get_attribute("dir")
        await phone.page.click("#language")
        after = await phone.page.locator("html").get_attribute("dir")

    assert directions == ["rtl", "ltr"]
    assert (before, after) == ("rtl", "ltr")


async def test_bold_links_and_phones_are_drawn_and_markup_is_not() -> None:
    """What the bot or a citizen says is never run as markup."""
    async with a_phone() as phone:
        await phone.type("nasty", replies=1)
        bold = await phone.page.locator("li.bot strong").inner_text()
        links = await phone.page.locator("li.bot a").evaluate_all("all => all.map(a => a.href)")
        await phone.type("<img src=x onerror=alert(1)>", replies=2)
        images = await phone.page.locator("li img, li b, li i").count()

    assert bold == "<b>bold</b>"
    assert [link.split(":")[0] for link in links] == ["https"]
    assert images == 0
    assert phone.complaints == []


async def test_the_chat_survives_a_reload_and_another_citizen_begins_anew() -> None:
    """History is the server's; a new citizen sees an empty phone."""
    async with a_phone() as phone:
        await phone.type("menu", replies=1)
        await phone.page.reload()
        await phone.replies(1)
        await phone.page.click("#citizen")
        await phone.page.click("dialog >> text=بمعرّف مستخدم فقط")
        await phone.page.click("#sheet-send")
        await phone.page.locator("li").first.wait_for(state="detached")
        await phone.type("hello", replies=1)

    heard = phone.simulated.door.heard
    assert heard[1].said == Text("hello")
    assert heard[1].identity.phone is None


@pytest.mark.parametrize("width", [320, 400, 900])
async def test_nothing_runs_off_the_screen(width: int) -> None:
    """No width of phone or desktop cuts a bubble or a button."""
    async with a_phone() as phone:
        await phone.page.set_viewport_size({"width": width, "height": 700})
        await phone.type("menu", replies=1)
        await phone.type("answer", replies=2)
        frame = await phone.page.locator(".phone").bounding_box()
        boxes = [
            await phone.page.locator(part).first.bounding_box()
            for part in ("li.citizen .bubble", "li.bot .bubble", "#language", ".replies", ".round")
        ]

    assert all(frame["x"] <= box["x"] for box in boxes)
    assert all(box["x"] + box["width"] <= frame["x"] + frame["width"] for box in boxes)


async def test_a_button_saves_the_conversation_as_a_script(tmp_path: Path) -> None:
    """The browser gets a file; before anything was said the page tells so in its language."""
    async with a_phone() as phone:
        await phone.page.click("#record")
        await phone.page.locator('#state[data-word="nothingSaid"]').wait_for()
        await phone.type("English", replies=1)
        async with phone.page.expect_download() as download:
            await phone.page.click("#record")
        file = await download.value
        await file.save_as(tmp_path / file.suggested_filename)
        await phone.page.locator('#state[data-word="online"]').wait_for()

    assert file.suggested_filename == "conversation.yaml"
    script = read_script(tmp_path / "conversation.yaml")
    assert script.faults == ()
    assert [step.act for step in script.conversations[0].steps] == [Says("English")]
    assert phone.complaints == []
