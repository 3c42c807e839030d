"""The real Mermaid draws what we write: its own program, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from bot.authoring.coverage.telling.record import Covered
from bot.authoring.pictures.colours import COLOURS
from bot.authoring.pictures.mermaid import as_mermaid
from bot.authoring.pictures.painting import painted
from bot.authoring.pictures.picture import Arrow, Box, Picture, picture_agency, picture_map
from bot.conversation.release import read_library
from bot.texts.phrases import Phrases
from tests.support.browsers import CHROMIUM, FLAGS, NO_NPM, npm_file

ROOT = Path(__file__).parents[3]
MERMAID = npm_file("mermaid/dist/mermaid.min.js")
playwright = pytest.importorskip("playwright.async_api", reason="needs the browser extra")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs {CHROMIUM}"),
    pytest.mark.skipif(not MERMAID.exists(), reason=NO_NPM),
]
_AWKWARD = 'a "b" <i>c</i> & d # e; `f` \\n [g] {h} |i| (j) end --> %% subgraph 7. x'
_DRAW = "async text => (await mermaid.render('drawn', text)).svg"


async def drawn(texts: list[str]) -> list[str]:
    """Each text as an SVG; raises where Mermaid does not take it."""
    async with playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        page: Any = await browser.new_page()
        await page.add_script_tag(path=str(MERMAID))
        await page.evaluate("mermaid.initialize({startOnLoad: false, maxEdges: 5000})")
        return [await page.evaluate(_DRAW, text) for text in texts]


async def test_every_real_agency_and_the_map_are_drawn() -> None:
    """Nothing in the flows of the repository is refused, and no words are lost."""
    library = read_library(ROOT / "flows", Phrases.load(ROOT / "locales"))
    pictures = [picture_map(library), *(picture_agency(library, name) for name in library.agencies)]

    for picture, svg in zip(pictures, await drawn(list(map(as_mermaid, pictures))), strict=True):
        for box in picture.boxes:
            assert box.heading[-1] in svg


async def test_awkward_labels_are_drawn_as_they_are_written() -> None:
    """What means something to Mermaid means nothing inside a label."""
    boxes = (Box("a", (_AWKWARD,), (_AWKWARD,)), Box("b", ("end",), look="draft"))
    [svg] = await drawn([as_mermaid(Picture(_AWKWARD, boxes, (Arrow("a", "b", True, "2"),)))])

    assert "&lt;i&gt;c&lt;/i&gt; &amp; d # e; `f`" in svg
    assert "Syntax error" not in svg


async def test_colours_of_coverage_are_taken() -> None:
    """Of boxes, of arrows, and of the legend that tells what they mean."""
    seen = {"a": {"ar": True, "en": False}, "b": {"ar": True, "en": True}}
    covered = Covered("", seen, {"a -> b": {"ar": False}})
    picture = Picture("t", (Box("a", ("a",)), Box("b", ("b",))), (Arrow("a", "b"),))

    [svg] = await drawn([as_mermaid(painted(picture, covered))])

    for shade in ("covered", "half-covered", "uncovered"):
        assert f" {shade}" in svg
        assert COLOURS[shade].fill in svg
    assert "stroke:#cf1124" in svg
