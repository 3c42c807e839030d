"""A link to be printed: a poster with a QR code as SVG, or the QR code alone as PNG."""

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

import segno

from bot.authoring.links.link import Link
from bot.texts.phrases import Phrases

_WIDTH, _HEIGHT = 210, 297  # millimetres: A4
_CODE_MM = 118  # of the QR code with its quiet zone: read from two metres away
_QUIET = 4  # modules around the code. ISO/IEC 18004
_LINE_MM = 182  # of a line of text
_PNG_SCALE = 12  # points a module: a code of ours is 800 to 900 wide
_LETTER = 0.6  # of a letter's height is its width, on average and at most, in bold
_FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Tahoma, Arial, sans-serif"


def as_png(link: Link) -> bytes:
    """The QR code with its quiet zone, black on white; no words: those need fonts."""
    drawn = io.BytesIO()
    _encoded(link).save(drawn, kind="png", scale=_PNG_SCALE, border=_QUIET)
    return drawn.getvalue()


def as_poster(link: Link, phrases: Phrases, number: str) -> bytes:
    """An A4 page: what it is about and whose, the QR code, and the code to type instead.

    The words are text, so that whoever prints it shapes the Arabic; any browser does.
    """
    say = phrases.say
    rows = list(_rows(link.title, 40, 15, 2, is_bold=True))
    rows += _rows(link.agency, rows[-1][1] + 13, 7.5, 2)
    rows += _rows(say(link.language, "poster-scan"), 214, 10, 1, is_bold=True)
    rows += _rows(say(link.language, "poster-send"), 231, 7.5, 1)
    rows += _rows(f"{link.code[:3]} {link.code[3:6]} {link.code[6:]}", 254, 20, 1, is_bold=True)
    body = "\n".join(_text(*row) for row in rows)
    direction = "rtl" if link.language == "ar" else "ltr"
    x, y = (_WIDTH - _CODE_MM) / 2, 84
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}mm" height="{_HEIGHT}mm" \
viewBox="0 0 {_WIDTH} {_HEIGHT}" xml:lang="{link.language}" role="img">
<title>{escape(link.text)}</title>
<desc>{escape(link.url)}</desc>
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>
{_squares(link, x, y)}
<g direction="{direction}" text-anchor="middle" font-family="{_FONTS}" fill="#111">
{body}
</g>
<text x="{_WIDTH / 2}" y="272" font-size="9" direction="ltr" text-anchor="middle" \
font-family="{_FONTS}" fill="#111">+{escape(number)}</text>
</svg>
""".encode()


_Row = tuple[str, float, float, bool]  # words, y of their line, size, whether bold


def _rows(words: str, y: float, size: float, most: int, *, is_bold: bool = False) -> Iterator[_Row]:
    """A text in at most so many lines, the later ones below `y`, as large as they fit."""
    lines = _lines(words, most, int(_LINE_MM / (size * _LETTER)))
    longest = max(map(len, lines))
    fitting = min(size, _LINE_MM / (longest * _LETTER))
    for number, line in enumerate(lines):
        yield line, y + number * fitting * 1.35, fitting, is_bold


def _lines(words: str, most: int, room: int) -> list[str]:
    """One line where there is room; else two, broken after a colon or near the middle."""
    if len(words) <= room or most == 1 or " " not in words:
        return [words]
    ends = [at for at, sign in enumerate(words) if sign == " "]
    colon = words.find(": ") + 1
    end = colon or min(ends, key=lambda at: abs(at - len(words) / 2))
    return [words[:end].strip(), words[end:].strip()]


def _text(words: str, y: float, size: float, is_bold: bool) -> str:
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{_WIDTH / 2}" y="{y:.1f}" font-size="{size:.2f}"{weight}>{escape(words)}</text>'
    )


def _squares(link: Link, x: float, y: float) -> str:
    """The dark modules, each run of a row as one rectangle of a path."""
    rows = [bytes(row) for row in _encoded(link).matrix_iter(border=_QUIET)]
    runs = "".join(
        f"M{begin} {at}h{end - begin}v1h-{end - begin}z"
        for at, row in enumerate(rows)
        for begin, end in _runs(row)
    )
    scale = _CODE_MM / len(rows)
    place = f"translate({x:.2f} {y:.2f}) scale({scale:.5f})"
    return f'<path transform="{place}" shape-rendering="crispEdges" d="{runs}"/>'


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules begin and end."""
    begin = None
    for at, is_dark in enumerate((*row, 0)):
        if is_dark and begin is None:
            begin = at
        elif not is_dark and begin is not None:
            yield begin, at
            begin = None


def _encoded(link: Link) -> segno.QRCode:
    """A code that is read although a seventh of it is torn or dirty."""
    return segno.make(link.url, error="m", micro=False)
