"""Cells of CSV files that no spreadsheet takes for a formula, and their way back.

A cell that begins with = + - @, a tab or a line end, or with a full-width twin, may be run by the
program that opens the file. An apostrophe in front makes it a text. Where the program parts cells
by semicolons or tabs (Arabic and European settings do), a cell begins after one, quoted or not;
so the same holds inside a text. Source: OWASP, "CSV Injection" (read November 2026).
"""

import re

_BEGIN = "((?:^|[;\t\r\n]) *)"
_SIGN = "(?='*[=+\\-@\t\r＝＋－＠])"  # looked at and not taken: a tab may begin the next cell
_RISKY = re.compile(_BEGIN + _SIGN)
_GUARDED = re.compile(f"{_BEGIN}'{_SIGN}")


def guard(text: str) -> str:
    """The text with an apostrophe wherever a formula could begin; `unguard` takes it off."""
    return _RISKY.sub(r"\1'", text)


def unguard(text: str) -> str:
    """The text that was guarded; one that never was, but for such apostrophes, is unchanged."""
    return _GUARDED.sub(r"\1", text)
