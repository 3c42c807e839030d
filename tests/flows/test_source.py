"""Reading YAML: places, plain texts, and nothing that makes a small file explode."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.reading.source import MOST_BYTES, Source, parse_source, read_source
from bot.flows.reading.tree import Mapping, find, plain

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)

BAD_FILES = {
    "bomb": (BOMB, "1:4: anchor"),
    "alias alone": ("a: *b\n", "1:4: anchor"),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", "1:4: anchor"),
    "own tag": ("a: !secret x\n", "1:4: anchor"),
    "merge key": ("<<: {a: 1}\n", "1:1: anchor"),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", '3:1: duplicate-key "a" is given twice; the first'),
    "duplicate quoted key": ("a: 1\n'a': 3\n", "2:1: duplicate-key"),
    "tab to indent": ("a:\n\tb: 1\n", "2:1: tab"),
    "tab within": ("a: x\ty\n", "1:5: tab"),
    "tab in a block": ("a: |\n  x\ty\n", "2:4: tab"),
    "override in a comment": ("a: b # \u202e c\n", "1:8: hidden-character remove the invisible U"),
    "isolate in a text": ("a: \u2067b\n", "1:4: hidden-character"),
    "escaped override": ('a: "\\u202e"\n', "1:4: hidden-character"),
    "escaped control": ('a: "\\e[31m"\n', "1:4: hidden-character"),
    "NUL": ("a: \x00\n", "1:4: not-utf8"),
    "Korean filler": ("a: b\u3164c\n", "1:5: hidden-character remove the invisible U+3164"),
    "line separator": ("a: b\u2028c\n", "1:5: hidden-character"),
    "deep lists": ("[" * 100_000, "1:21: too-large nested more than 20 levels"),
    "deep keys": ("{a: " * 100_000, "too-large nested more than 20 levels"),
    "many values": ("[" + "1," * 60_000 + "]", "too-large more than 50000 values"),
    "colon in a text": ("a: b: c\n", "1:5: syntax"),
    "open quote": ("a: 'b\n", "1:4: syntax a quote or bracket is never closed (YAML"),
    "placeholder first": ("a: {fee} dinars\n", "1:10: syntax the text was over before this"),
    "quotes first": ("a: 'ten' dinars\n", "1:10: syntax the text was over before this"),
    "star first": ("a: *ten* dinars\n", "syntax a text that begins with * or & must"),
    "exclamation mark first": ("a: !مهم ten\n", "1:5: syntax a text that begins with ! must"),
    "dash first": ("a: - ten\n", '1:4: syntax a text that begins with "- " must stand in quotes'),
    "no space after a colon": ("x: y\na:b\nc: d\n", "2:2: syntax a space is missing after"),
    "no space after a dash": ("a:\n  - b: c\n  -d: e\n", '3:3: syntax a "-" needs a space'),
    "dash of another kind": ("a:\n  - b: c\n  – d: e\n", '3:3: syntax an item of a list begins'),
    "item far from its list": ("a:\n  - b: c\n  d: e\n", '3:3: syntax the line is indented other'),
    "no space before a brace": ("a:{ar: x, en: y}\n", "1:2: syntax a space is missing after"),
    "keys in a row": (
        "a: ar: x\n",
        '1:6: syntax a text with ": " in it must stand in quotes, keys behind a key in {',
    ),
    "Arabic semicolon": ("a؛ {ar: x, en: y}\n", '1:2: syntax write ":" and a space after the key'),
    "no-break space to indent": ("a:\n  b: c\n \u00a0d: e\n", "remove the invisible U+00A0;"),
    "no-break space after a colon": ("a:\u00a0{b: c, d: e}\n", "remove the invisible U+00A0;"),
    "address in a line": ("a: b\nhttps://x.jo: c: d\n", "2:16: syntax a text with"),
    "sixteen bits a letter": ("a\0:\0 \0b\0\n\0", "1:2: not-utf8 letters of another encoding"),
    "backslash": ('a: "C:\\dir"\n', "syntax inside \"quotes\" a \\ begins a sign of its own"),
    "Arabic comma": ("a: {ar: نعم، en: yes}\n", "syntax the Arabic comma ، parts nothing here"),
    "open brace": ("a: {b: c\nd: e\n", 'quotes; the "{" of line 1, column 4 is still open'),
    "lost dash": (
        "- a: 1\n  a: 2\n",
        'the first is on line 1. Another item of the list would begin with "- "',
    ),
    "open bracket": ("a: [b, c\n", "syntax"),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1: syntax a second document"),
    "list as key": ("? [a]\n: b\n", "1:3: syntax a key must be a word"),
    "empty": ("", "1:1: empty-file"),
    "comment alone": ("# nothing\n", "1:1: empty-file"),
}  # fmt: skip


def parse(text: str) -> Source:
    """Parse a text as the file f.yaml."""
    return parse_source(text.encode(), "f.yaml")


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_fault_with_its_place(name: str) -> None:
    """The corpus of hostile and careless files: each is told, none raises or explodes."""
    text, expected = BAD_FILES[name]

    faults = [str(fault) for fault in parse(text).faults]

    assert len(faults) == 1, faults
    assert expected in faults[0]


def test_scalars_stay_the_text_they_look_like() -> None:
    """YAML would make booleans, octals, sexagesimals, dates and nulls of these."""
    source = parse("a: no\nb: 0123\nc: 1:30\non: 2026-11-01\nd: ~\ne: 1e3\nf:\ng: 'x'\n")

    assert source.tree is not None
    written = {
        "a": "no", "b": "0123", "c": "1:30", "on": "2026-11-01",
        "d": "~", "e": "1e3", "f": "", "g": "x",
    }  # fmt: skip
    assert plain(source.tree) == written


def test_places_count_lines_and_columns_from_one() -> None:
    """Also of values on further lines, in lists, and after Arabic letters."""
    tree = parse("a: {ar: خدمة, en: x}\nb:\n  - c: 1\n    d:\n      |\n      text\n").tree

    assert tree is not None
    assert [str(place) for place in find(tree, ("a", "en"))] == ["f.yaml:1:15", "f.yaml:1:19"]
    assert [str(place) for place in find(tree, ("b", 0, "d"))] == ["f.yaml:4:5", "f.yaml:5:7"]
    assert str(find(tree, ("b", 7, "x"))[1]) == "f.yaml:3:3"


def test_the_first_of_two_values_is_kept() -> None:
    """So that the rest of the file can still be checked."""
    tree = parse("a: 1\na: 2\nb: 3\n").tree

    assert isinstance(tree, Mapping)
    assert plain(tree) == {"a": "1", "b": "3"}


def test_windows_lines_and_a_byte_order_mark_are_taken() -> None:
    """Editors on Windows write both; they change neither texts nor places."""
    source = parse_source(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", "f.yaml")

    assert source.faults == ()
    assert source.tree is not None
    assert plain(source.tree) == {"a": "1", "b": "x\ny\n"}


def test_tabs_everywhere_are_twenty_faults_at_most() -> None:
    """A file of tabs does not drown what else is wrong."""
    assert len(parse("\t\n" * 5000).faults) == 20


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    """An old Arabic encoding is the usual cause."""
    source = parse_source("a: 1\nb: خدمة\n".encode("cp1256"), "f.yaml")

    assert [str(fault) for fault in source.faults] == [
        "f.yaml:2:4: not-utf8 letters of another encoding stand here; save the file as UTF-8"
    ]


def test_links_folders_missing_and_huge_files_are_refused(tmp_path: Path) -> None:
    """Only plain files of the folder are read, and of those no more than one MiB.

    Also through links that stay in it, as those of a mounted volume do.
    """
    outside = tmp_path / "outside.yaml"
    tmp_path = tmp_path / "flows"
    (tmp_path / "..data").mkdir(parents=True)
    for file in (outside, tmp_path / "real.yaml", tmp_path / "..data" / "inside.yaml"):
        file.write_text("a: 1\n")
    (tmp_path / "link.yaml").symlink_to(outside)
    (tmp_path / "inside.yaml").symlink_to("..data/inside.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "huge.yaml").write_bytes(b"#" * (MOST_BYTES + 1))

    codes = {
        name: [fault.code for fault in read_source(tmp_path / f"{name}.yaml").faults]
        for name in ("real", "inside", "link", "folder", "missing", "huge")
    }

    assert codes == {
        "real": [],
        "inside": [],
        "link": ["wrong-file"],
        "folder": ["wrong-file"],
        "missing": ["wrong-file"],
        "huge": ["too-large"],
    }


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    """Anything is a tree or a fault."""
    source = parse_source(content, "f.yaml")

    assert source.tree is not None or source.faults


@given(
    st.text(
        st.sampled_from(list("ab:-[]{},&*!|>'\"%@#? \n\\u0x<.~\t\r\u202e\u0627\U0001f600\x00")),
        max_size=120,
    )
)
def test_no_text_of_yaml_signs_makes_the_reader_raise(text: str) -> None:
    """Anything that looks like YAML is a tree or a fault, and its places lie within the file."""
    source = parse(text)

    assert source.tree is not None or source.faults
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= fault.place.line <= lines + 1 for fault in source.faults)
