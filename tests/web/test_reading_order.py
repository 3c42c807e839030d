"""Measured in Chromium: phones, links, dates, spans of time and amounts read from left to right.

For each sign of such a piece the place on the screen is asked for (`Range.getClientRects`); on one
line every sign must stand to the right of the one before it, whatever stands around the piece.
"""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.conversation.gallery import every_reply
from bot.conversation.release import Release
from bot.conversation.screens.layout import make_safe
from bot.messages.reply import TextReply, options_of
from tests.conversation.conftest import release as _release
from tests.support.browsers import CHROMIUM, FLAGS
from tests.web.echo import REPLIES, a_simulator

playwright = pytest.importorskip("playwright.async_api", reason="needs the browser extra")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs {CHROMIUM}"),
]
release = _release

PIECES = {
    "phone": "+962 6 500 8080",
    "short phone": "065008080",
    "service code": "*123#",
    "link": "https://www.cspd.gov.jo/EN/Pages/a-1?b=2",
    "date": "23/11/2026",
    "day of the year": "2026-11-23",
    "hours": "8:00-15:00",
    "hours apart": "9 - 17",
    "amount": "1,250.50 JOD",
    "discount": "-5%",
    "size": "4×6",
    "application": "Sanad Jo",
}

# Pieces of a paragraph whose signs do not stand in the order in which they are read. A piece is a
# run of Latin letters, digits and what joins them; the number of a menu's line is none.
_TURNED = r"""
(paragraphs) => {
  const BEFORE = "(?<=^|[\\s\\u0600-\\u06ff«»()\\u2066\\u2069])[+#*−-]?";
  const INSIDE = "[^\\u0600-\\u06ff\\n\\u2066-\\u2069«»]";
  const PIECE = new RegExp(`${BEFORE}[A-Za-z0-9](?:${INSIDE}*[A-Za-z0-9%#])?`, "gmu");
  const MENU = /^\d+- /;
  const signsOf = (part) => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const signs = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < node.length; at++) signs.push([node, at]);
    return signs;
  };
  const turned = [];
  for (const part of paragraphs) {
    const signs = signsOf(part), text = signs.map(([node, at]) => node.data[at]).join("");
    for (const found of text.matchAll(PIECE)) {
      const start = text.lastIndexOf("\n", found.index) + 1;
      const menu = text.slice(start).match(MENU)?.[0].length ?? 0;
      const from = Math.max(found.index, start + menu), to = found.index + found[0].length;
      let before = null;
      for (let at = from; at < to; at++) {
        if (/\s/.test(text[at])) continue;
        const range = document.createRange();
        range.setStart(...signs[at]);
        range.setEnd(signs[at][0], signs[at][1] + 1);
        const [here] = range.getClientRects();
        if (!here || here.width === 0) continue;
        const isSameLine = before && Math.abs(here.top - before.top) < here.height / 2;
        if (isSameLine && here.left < before.right - 1) {
          turned.push(text.slice(from, to));
          break;
        }
        before = here;
      }
    }
  }
  return turned;
}
"""


@asynccontextmanager
async def a_page() -> AsyncIterator[Any]:
    """An empty page, as wide as a small phone."""
    async with playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = await browser.new_page(viewport={"width": 320, "height": 640})
        try:
            yield page
        finally:
            await browser.close()


async def turned(page: Any, lines: Sequence[str], direction: str = "rtl") -> list[str]:
    """The pieces of these lines that display in another order, in a bubble of plain text."""
    await page.set_content("<body></body>")
    await page.evaluate(
        """([lines, direction]) => document.body.append(...lines.map(line => {
          const part = document.createElement("p");
          part.dir = direction;
          part.textContent = line;
          return part;
        }))""",
        [list(lines), direction],
    )
    found: list[str] = await page.evaluate(f"({_TURNED})([...document.querySelectorAll('p')])")
    return found


async def test_the_measurement_sees_what_is_reversed() -> None:
    """Without isolates most of these turn round; otherwise the tests below would prove nothing."""
    async with a_page() as page:
        bare = [f"الرقم {piece} كما ترى" for piece in PIECES.values()]
        found = await turned(page, bare)

    assert {"+962 6 500 8080", "2026-11-23", "8:00-15:00", "9 - 17", "4×6"} <= set(found)


async def test_each_kind_of_piece_reads_from_left_to_right_inside_arabic() -> None:
    """At the beginning, in the middle and at the end of a line, and within brackets."""
    frames = ("الرقم {} كما ترى", "{} هو الرقم", "الرقم: {}", "الرقم ({})، وغيره", "*الرقم {}*")
    texts = [
        make_safe(frame.format(piece), "ar")
        for piece in PIECES.values()
        for frame in frames
        if not (piece.startswith("http") and not frame.endswith("{}"))  # a link ends its line
    ]
    async with a_page() as page:
        assert await turned(page, texts) == []


async def test_no_screen_of_the_catalogue_shows_anything_reversed(release: Release) -> None:
    """Every line of Arabic and every row that citizens can be shown, as plain text, once each."""
    lines = {line for body in _arabic_bodies(release) for line in body.split("\n")}
    telling = sorted(line for line in lines if re.search(r"[A-Za-z0-9]", line))
    async with a_page() as page:
        assert len(telling) > 500
        assert await turned(page, telling) == []


def _arabic_bodies(release: Release) -> Iterator[str]:
    for _, name, reply in every_reply(release):
        if " ar" in name:
            yield reply.body
            for option in options_of(reply):
                yield from (option.label, option.description)


async def test_the_simulator_shows_them_as_a_phone_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """In its own bubbles, where phones and links can be tapped."""
    lines = [make_safe(f"{name}، أي: {piece}", "ar") for name, piece in PIECES.items()]
    monkeypatch.setitem(REPLIES, "pieces", TextReply("أهلًا\n" + "\n".join(lines)))
    async with a_simulator() as simulated, a_page() as page:
        await page.goto(f"{simulated.url}/simulator")
        await page.locator("#citizen bdi").wait_for()
        await page.fill("#words", "pieces")
        await page.keyboard.press("Enter")
        await page.locator("li.bot .words").wait_for()
        script = f"({_TURNED})([...document.querySelectorAll('li.bot .words')])"

        assert await page.evaluate(script) == []
