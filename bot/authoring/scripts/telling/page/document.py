"""The report as one HTML file that stands alone: style, script and all that was said are in it.

The conversations are JSON that the page's script draws as text: nothing said ever becomes markup.
A screen that comes again stands in it once, so that thousands of conversations stay readable.
"""

import json
import re
from datetime import tzinfo
from pathlib import Path

from bot.authoring.scripts.playing.results import Report
from bot.authoring.scripts.telling.page.transcript import transcribe

_PARTS = Path(__file__).parent
_OUTSIDE_SCRIPTS = re.compile("[<>&\u2028\u2029]")  # would end the element, or a line of a script


def as_html(report: Report, timezone: tzinfo) -> bytes:
    """The document, in UTF-8; times are those of a wall clock there."""
    told = json.dumps(transcribe(report, timezone), ensure_ascii=False, separators=(",", ":"))
    told = _OUTSIDE_SCRIPTS.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
    page = _part("report.html").replace("%STYLE%", _part("report.css"))
    page = page.replace("%SCRIPT%", _part("report.js"))
    head, tail = page.split("%REPORT%")
    return f"{head}{told}{tail}".encode("utf-8", "replace")


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")
