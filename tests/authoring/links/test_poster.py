"""Posters and codes to scan: what a phone reads from them is the link itself."""

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest
import zxingcpp

from bot.authoring.links.link import Link, make_link
from bot.authoring.links.poster import as_png, as_poster
from bot.conversation.release import read_library
from bot.flows.library import Library
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases

ROOT = Path(__file__).parents[3]
NUMBER = "962790000000"
SVG = "{http://www.w3.org/2000/svg}"
SCALE = 4


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    """The bot's own texts."""
    return Phrases.load(ROOT / "locales")


@pytest.fixture(scope="module")
def library(phrases: Phrases) -> Library:
    """The repository's own flows."""
    return read_library(ROOT / "flows", phrases)


def a_link(library: Library, phrases: Phrases, language: Language = "ar") -> Link:
    """The link of one question."""
    return make_link(library, phrases, "cspd/passport-renew/fees", language, NUMBER)


def scanned(rows: list[bytes]) -> list[str]:
    """What a scanner reads from rows of grey points."""
    image = memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))
    return [found.text for found in zxingcpp.read_barcodes(image)]


def points_of(poster: ET.Element) -> list[bytes]:
    """The poster's squares as points, the quiet zone white around them."""
    path = next(poster.iter(f"{SVG}path"))
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path.attrib["d"])
    size = max(int(begin) + int(width) for begin, _, width in runs) + 4
    points = [bytearray(b"\xff" * size * SCALE) for _ in range(size * SCALE)]
    for begin, row, width in ((int(x), int(y), int(w)) for x, y, w in runs):
        for line in points[row * SCALE : (row + 1) * SCALE]:
            line[begin * SCALE : (begin + width) * SCALE] = b"\0" * (width * SCALE)
    return [bytes(line) for line in points]


def points_of_png(png: bytes) -> list[bytes]:
    """The points of a black and white PNG, as far as our encoder uses the format."""
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", content[:10])
        packed += content if kind == b"IDAT" else b""
        at += 12 + length
    assert (depth, colours) == (1, 0)
    raw, step = zlib.decompress(packed), (width + 7) // 8 + 1
    lines: list[bytes] = []
    for row in range(height):
        is_difference, line = raw[row * step], raw[row * step + 1 : (row + 1) * step]
        assert is_difference in (0, 2)  # filter types: none, and the difference from the line above
        above = lines[-1] if is_difference else bytes(step)
        lines.append(bytes((a + b) % 256 for a, b in zip(line, above, strict=False)))
    return [
        bytes(255 if line[at // 8] >> (7 - at % 8) & 1 else 0 for at in range(width))
        for line in lines
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scanned_poster_is_the_link(
    library: Library, phrases: Phrases, language: Language
) -> None:
    """Whatever stands around the squares."""
    link = a_link(library, phrases, language)
    poster = ET.fromstring(as_poster(link, phrases, NUMBER))  # noqa: S314 - our own

    assert scanned(points_of(poster)) == [link.url]


def test_a_scanned_png_is_the_link(library: Library, phrases: Phrases) -> None:
    """With its quiet zone of four modules, without which scanners fail."""
    link = a_link(library, phrases)
    points = points_of_png(as_png(link))

    assert scanned(points) == [link.url]
    assert all(not line.strip(b"\xff") for line in points[:48])


def test_a_poster_says_what_whose_and_how(library: Library, phrases: Phrases) -> None:
    """Title, agency, the call to scan, the code to type, the number; right to left in Arabic."""
    link = a_link(library, phrases)
    poster = ET.fromstring(as_poster(link, phrases, NUMBER))  # noqa: S314 - our own
    words = [text.text for text in poster.iter(f"{SVG}text")]
    (group,) = poster.iter(f"{SVG}g")

    assert words == [
        "تجديد جواز السفر:",
        "الرسوم والمدة",
        "دائرة الأحوال المدنية والجوازات",
        "امسح المربّع بالكاميرا واسأل عبر واتساب",
        "أو أرسل هذا الرمز إلى رقمنا في واتساب:",
        f"{link.code[:3]} {link.code[3:6]} {link.code[6:]}",
        "+962790000000",
    ]
    assert group.attrib["direction"] == "rtl"


def test_every_poster_keeps_within_its_page(library: Library, phrases: Phrases) -> None:
    """No line is wider than the paper, by a wide letter's measure; nothing overlaps the code."""
    links = [
        make_link(library, phrases, address, language, NUMBER)
        for address in library.nodes
        if address != "@main"
        for language in LANGUAGES
    ]
    widest = {max(links, key=lambda at: len(at.title)), max(links, key=lambda at: len(at.agency))}
    for link in widest:
        poster = ET.fromstring(as_poster(link, phrases, NUMBER))  # noqa: S314 - our own
        for text in poster.iter(f"{SVG}text"):
            size, y = float(text.attrib["font-size"]), float(text.attrib["y"])
            assert len(text.text or "") * size * 0.6 <= 190
            assert not 84 < y < 202
