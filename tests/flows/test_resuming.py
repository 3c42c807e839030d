"""A file that is no YAML is mended in one go: its other mistakes are told too, and no others."""

from pathlib import Path

import pytest

from bot.flows.reading.source import parse_source
from tests.flows.authored import FILES, spoiled, told, write_flows


def places(text: str) -> list[tuple[int, str]]:
    """The lines of the faults of a text, with their codes."""
    return [
        (fault.place.line, fault.code) for fault in parse_source(text.encode(), "f.yaml").faults
    ]


def test_every_broken_value_of_a_file_is_told() -> None:
    """A placeholder without quotes here, a quote left open there, a colon in a text below."""
    text = (
        "menu:\n"
        "  - id: a\n"
        "    answer: {ar: x {hours}, en: y}\n"
        "  - id: b\n"
        '    answer: {ar: "x., en: "y"}\n'
        "    title: {ar: x, en: y}\n"
        "  - id: c\n"
        "    answer:\n"
        "      ar: x\n"
        "      en: Note: y\n"
        "    source: *here*\n"
    )

    assert places(text) == [(3, "syntax"), (5, "syntax"), (10, "syntax"), (11, "syntax")]


@pytest.mark.parametrize(
    "text",
    [
        "menu:\n  - id: a\n    title: {ar: x, en: y}\n   answer: x\n  - id: b\n    title: z\n",
        "menu:\n  - id: a\n  id: b\n    title: z\n  - id: c\n",
        "menu:\n  - id: a\n    keywords:\n      ar: x, y\n      ]\n      en: [z]\n  - id: b\n",
    ],
    ids=["a line askew", "a lost dash", "a bracket too many"],
)
def test_what_follows_from_a_line_that_stands_askew_is_not_told(text: str) -> None:
    """Nobody knows what belongs where below it."""
    assert len(places(text)) == 1


def test_a_broken_value_hides_no_other_mistake_of_its_file(tmp_path: Path) -> None:
    """Labels too long, days and phones are told; what may have stood in the broken piece is not."""
    text = spoiled("moj.yaml", "en: Five dinars.}", "en: Five {hours}}")["moj.yaml"]
    text = text.replace("en: Deed}", "en: A deed with far too long a title}")
    text = text.replace("reviewed: 2026-11-01", "reviewed: 1/11/2026")
    folder = write_flows(tmp_path / "flows", FILES | {"moj.yaml": text})

    codes = [line.partition(" ")[2].partition(" ")[0] for line in told(folder)]

    assert sorted(codes) == ["bad-date", "syntax", "too-long"]


@pytest.mark.parametrize("broken", ["b: {c: 5 {x}}\n", 'b: {c: "x "y" z"}\n', "b: c: d\n"])
@pytest.mark.parametrize("sign", ["\x01", "\ufffe"])
def test_a_sign_that_no_file_may_hold_far_below_a_mistake_is_told_and_never_raised(
    broken: str, sign: str
) -> None:
    """The parser meets it only where the reading goes on: it reads a file in pieces."""
    faults = places(f"{broken}{'# far' * 40_000}\nd: {sign}\n")

    assert faults
