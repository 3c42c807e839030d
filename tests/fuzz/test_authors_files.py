"""Files of authors: whatever they hold, it is a fault with a place, and nothing is raised."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.authoring.checking.check import check_flows
from bot.errors import FlowError
from bot.flows.faults import Fault
from bot.flows.reading.source import parse_source
from bot.texts.phrases import Phrases
from tests.flows.authored import FILES, load, write_flows
from tests.fuzz.effort import fuzzed
from tests.fuzz.strategies import any_text

LOCALES = Path(__file__).parents[2] / "locales"
_PIECES = st.one_of(
    any_text,
    st.sampled_from(
        [
            *(
                "&a",
                "*a",
                "!!python/object:os.system",
                "<<: *a",
                "? ",
                "- ",
                "{",
                "}",
                "[",
                "]",
                ": ",
            ),
            *(
                "---\n",
                "...\n",
                "%YAML 9.9\n",
                "|",
                ">",
                "'",
                '"',
                "#",
                "\t",
                "null",
                "~",
                "9" * 400,
            ),
            *(
                "{agency}",
                "{nothing}",
                "{0.__class__}",
                "when: x",
                "goto: moj",
                "menu:",
                "offices:",
            ),
            *(
                "goto: moj/deed/fees",
                "moved_from: [moj]",
                "link: javascript:x",
                "2026-13-45",
                "{ $x }",
            ),
            *(
                "{ $",
                "-term = x\n",
                "key = { NUMBER($x) }\n",
                "    .attr = y\n",
                "{ -term }",
                "*[other]",
            ),
        ]
    ),
)


@st.composite
def spoiled_text(draw: st.DrawFn, text: str) -> str:
    """A text in which some lines or stretches are dropped, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 3, 12, 80])))
        part = draw(st.one_of(_PIECES, st.just(""), st.just(text[start:end] * 2)))
        text = text[:start] + part + text[end:]
    return text


@st.composite
def spoiled_lines(draw: st.DrawFn, text: str) -> str:
    """A text with whole lines dropped, doubled, swapped or indented otherwise."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "indent", "dedent"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                lines[at], lines[-1] = lines[-1], lines[at]
            case "indent":
                lines[at] = "  " + lines[at]
            case _:
                lines[at] = lines[at].removeprefix("  ")
    return "".join(lines)


def spoilt(text: str) -> st.SearchStrategy[str]:
    """A text spoiled in either way."""
    return st.one_of(spoiled_text(text), spoiled_lines(text))


def check_faults(faults: list[Fault]) -> None:
    """Each has a place, a code and a message, all of them fit for a terminal."""
    for fault in faults:
        assert fault.place.line >= 1
        assert str(fault).count("\n") == 0, fault
        str(fault).encode()


@fuzzed(8)
@given(
    st.one_of(st.binary(max_size=300), any_text.map(lambda text: text.encode("utf-8", "replace")))
)
@example(b"a: &x [1]\nb: *x\n")
@example(b"[" * 500)
@example(b"- " * 60_000)
@example(b"\xef\xbb\xbf")
@example(b"? [a]\n: b")
@example(b"a: 1\n---\nb: 2\n")
@example(b'"\\ud800": "\\u202e"')
def test_any_bytes_are_a_tree_or_faults(content: bytes) -> None:
    """A file without a tree has a fault that says why."""
    source = parse_source(content, "f.yaml")

    assert source.tree is not None or source.faults
    check_faults(list(source.faults))


@fuzzed(0.5)
@given(data=st.data())
def test_any_spoiled_flow_is_loaded_or_refused_with_places(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Loading and checking never raise; what is refused says where; what passes can be drawn."""
    folder = tmp_path_factory.mktemp("flows")
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = data.draw(spoilt(FILES[name]))
    write_flows(folder)
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))

    loaded = load(folder)
    faults = check_flows([folder], LOCALES)

    assert loaded.library is not None or loaded.faults
    check_faults([*loaded.faults, *faults])
    shutil.rmtree(folder)


@fuzzed(0.2)
@given(data=st.data())
def test_any_spoiled_locale_is_loaded_or_refused_with_places(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Loading raises FlowError alone, checking raises nothing."""
    folder = tmp_path_factory.mktemp("locales")
    shutil.copytree(LOCALES, folder, dirs_exist_ok=True)
    name = data.draw(st.sampled_from(["ar.ftl", "en.ftl"]))
    text = data.draw(spoilt((LOCALES / name).read_text(encoding="utf-8")))
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))

    _allow(FlowError, lambda: Phrases.load(folder))
    faults = check_flows([folder], folder)

    check_faults(faults)
    shutil.rmtree(folder)


def _allow(kind: type[Exception], act: Callable[[], object]) -> None:
    try:
        act()
    except kind as error:
        str(error).encode()
