"""The table of threats and the tests agree."""

import re

from tests.support.bots import ROOT

_DEFINED = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)
_ROW = re.compile(r"^\| T(\d+) \|(.*)\|$", re.MULTILINE)


def existing_tests() -> set[str]:
    """The name of every test."""
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for file in files for name in _DEFINED.findall(file.read_text(encoding="utf-8"))}


def rows() -> dict[int, str]:
    """What the table says of each threat."""
    text = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    return {int(number): said for number, said in _ROW.findall(text)}


def test_every_threat_has_a_row_with_tests_that_exist() -> None:
    """All 24, none twice, and no name that was changed or dropped."""
    assert list(rows()) == list(range(1, 25))
    for number, said in rows().items():
        named = re.findall(r"`(test_\w+)`", said)
        assert named, number
        assert set(named) <= existing_tests(), number


def test_every_test_of_a_threat_stands_in_its_row() -> None:
    """`test_t07_…` is named in the row of T7."""
    for name in sorted(existing_tests()):
        if found := re.match(r"test_t(\d\d)_", name):
            assert f"`{name}`" in rows()[int(found[1])], name
