"""Slips of the hand are told where they were made, not where the parser noticed them."""

import pytest

from bot.flows.reading.source import parse_source

SLIPS = {
    "a quote that another below closes": (
        'a: "b\nc: d\ne: "f"\n',
        "1:4: syntax this quote is not closed: the text runs on to line 3",
    ),
    "a quote that another beside closes": (
        'a: {ar: "x., en: "y"}\n',
        "1:9: syntax this quote is not closed where its text ends",
    ),
    "a quote that an apostrophe closes": (
        "a: {ar: 'x., en: \"y's\"}\n",
        "1:9: syntax this quote is not closed where its text ends",
    ),
    "quotes within quotes": (
        'a: {ar: "x", en: "say "yes" to it"}\n',
        "1:23: syntax a quote inside the text ends it here; write «…» for it, or quotes of the",
    ),
    "an apostrophe within quotes": (
        "a: {ar: x, en: 'Master's degree'}\n",
        "1:23: syntax a quote inside the text ends it here",
    ),
    "curly quotes beside an Arabic comma": (
        'a: {ar: "x، y", en: “Bring {b}, please.”}\n',
        "1:21: syntax a text in “ with a comma, a colon or { } must stand in quotes: the straight",
    ),
    "guillemets": (
        'a: {ar: «x {b}», en: "c"}\n',
        '1:9: syntax a text in « with a comma, a colon or { } must stand in quotes, as in "«…» …"',
    ),
    "a placeholder": (
        "a: {ar: 5 {fee}, en: b}\n",
        "1:11: syntax a text with {…} in it must stand in quotes",
    ),
    "no space after the colon of the line above": (
        "- id:a\n  b: c\n",
        '1:5: syntax a space is missing after the first ":"',
    ),
    "a full-width colon": ("a：{ar: x, en: y}\n", '1:2: syntax write ":" and a space after'),
    "a small colon": ("- id: b\n  a﹕ {ar: x, en: y}\n", '2:4: syntax write ":" and a space after'),
    "an equals sign": ("a = {ar: x, en: y}\n", '1:3: syntax write ":" and a space after'),
    "full-width braces": (
        "a: ｛ar: x, en: y｝\n",
        "1:4: syntax write the { } and [ ] of the keyboard, not ｛",
    ),
    "an Arabic comma between keys": (
        "a: {ar: نعم، en: yes}\n",
        "1:12: syntax the Arabic comma ، parts nothing here; write the Latin comma",
    ),
    "an Arabic semicolon between keys": (
        "a: {ar: نعم؛ en: yes}\n",
        "1:12: syntax the sign ؛ parts nothing here; write the Latin comma",
    ),
    "nothing after a key": (
        'a: {ar: "x", en:}\n',
        '1:16: syntax a text is missing after the ":"',
    ),
    "a text that goes on below": (
        "a:\n  ar: x\n  y.\n  en: z\n",
        '3:3: syntax a key needs ":" and a space after it; a text that goes on from the line above',
    ),
    "a list that is open": (
        "a: {b: [c, d, e: [f], g: [h]}\n",
        '; the "[" of column 8 is still open',
    ),
    "an item without its dash": (
        "a:\n  - b\n  c\n",
        '3:3: syntax an item of a list begins with "- ", as the one above does',
    ),
    "a bracket without its fellow": (
        'a: "b"]\n',
        '1:7: syntax this "]" closes nothing: what it ends begins with "["',
    ),
    "no space before a list of lines": (
        "k:\n  ar:[\n    a, b,\n    c\n  ]\n  en: [d]\n",
        '2:5: syntax write ":" and a space after the key',
    ),
    "no-break spaces above lines of text": (
        "- a:\n\u00a0\u00a0\u00a0 ar: |\n      x\n      y\n    en: z\n",
        "2:1: syntax remove the invisible U+00A0; a plain space belongs here",
    ),
    "no-break spaces on the line above": (
        "- a: b\n\u00a0\u00a0c: d\n  e: f\n",
        "2:1: syntax remove the invisible U+00A0; a plain space belongs here",
    ),
    "marks of a merge": ("a: b\n<<<<<<< HEAD\nc: d\n", "2:1: syntax two versions of the file"),
    "the fence of an example": ("```yaml\na: b\n", "1:1: syntax this line marks an example"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_where_it_was_made(name: str) -> None:
    """Line, column and mend are those of the slip, however late the parser gave up."""
    text, expected = SLIPS[name]

    faults = [str(fault) for fault in parse_source(text.encode(), "f.yaml").faults]

    assert len(faults) == 1, faults
    assert expected in faults[0]
