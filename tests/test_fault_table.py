"""The page of faults and the tests of faults tell the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "faults.md"
FAULTS = 67

_ROW = re.compile(r"\| (\d\d) \| (.+?) \| (.+?) \| (.+?) \|")
_NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
_NUMBERS = re.compile(r"test_fault((?:_\d\d)+)_")


def rows() -> list[tuple[int, str]]:
    """Number and last cell of each row of the page."""
    found = map(_ROW.fullmatch, PAGE.read_text(encoding="utf-8").splitlines())
    return [(int(row[1]), row[4]) for row in found if row]


def numbers_of(name: str) -> set[int]:
    """The rows that a test's name says it tries."""
    found = _NUMBERS.match(name)
    return {int(number) for number in found[1].strip("_").split("_")} if found else set()


def numbered_tests() -> Iterator[tuple[int, str, str]]:
    """Row, file and name of every test that bears a number."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for number in numbers_of(node.name):
                    yield number, path.relative_to(ROOT / "tests").as_posix(), node.name


def told() -> list[tuple[int, str, str]]:
    """Row, file and name of every test that the page names."""
    return [
        (number, found[1], found[2]) for number, cell in rows() for found in _NAMED.finditer(cell)
    ]


def test_every_fault_has_one_row() -> None:
    """In order, so that nobody looks for one in vain."""
    assert [number for number, _ in rows()] == list(range(1, FAULTS + 1))


def test_every_row_has_a_test_or_says_why_not() -> None:
    """A row that is empty promises what nobody tried."""
    assert [number for number, cell in rows() if not cell.strip(" –")] == []


def test_every_test_that_the_page_names_is_there_and_bears_the_number() -> None:
    """Renamed or removed tests leave no promise behind."""
    assert sorted(set(told()) - set(numbered_tests())) == []


def test_every_test_with_a_number_is_on_the_page() -> None:
    """Add it to the last cell of its row in docs/faults.md."""
    assert sorted(set(numbered_tests()) - set(told())) == []


def test_numbers_are_read_from_names() -> None:
    """One or several, two digits each."""
    assert numbers_of("test_fault_01_02_killed") == {1, 2}
    assert numbers_of("test_fault_table") == numbers_of("test_a_fault_01_x") == set()
