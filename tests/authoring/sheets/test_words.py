"""A list of texts in a file becomes another list, however it is laid out."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.authoring.sheets.editing.edits import Edits
from bot.authoring.sheets.editing.spans import EditRefused, SpannedText
from bot.authoring.sheets.editing.writing import scalar
from bot.flows.reading.source import parse_source
from bot.flows.reading.tree import plain

LAYOUTS = {  # what stands around the words, and what parts them
    "a line": ("list: [{}]\n", ", "),
    "a line with a comma at its end": ("list: [{},]\n", ", "),
    "a line for each": ("list: [\n  {},\n]\nmore: x\n", ",\n  "),
    "dashes": ("list:\n  - {}\nmore: x\n", "\n  - "),
    "a mapping in brackets": ("{{list: [{}], more: x}}\n", ", "),
}
WORDS = some.lists(some.sampled_from("abcdefgh"), min_size=1, max_size=9)
AFTER = some.lists(some.sampled_from("abcdefgh") | some.just("w, w" * 30))


@pytest.mark.parametrize("layout", LAYOUTS)
@given(before=WORDS, after=AFTER)
def test_a_list_becomes_another(layout: str, before: list[str], after: list[str]) -> None:
    """And the file is sound, with all that stands around it."""
    around, comma = LAYOUTS[layout]
    text = around.format(comma.join(before))
    assert becomes(text, before, after) == {"list": after} | (
        {"more": "x"} if "more" in text else {}
    )


@given(before=WORDS, after=AFTER, ends=some.sets(some.integers(0, 7)))
def test_lines_of_several_words_do(before: list[str], after: list[str], ends: set[int]) -> None:
    """Wherever they end."""
    commas = [",\n  " if at in ends else ", " for at in range(len(before) - 1)]
    words = "".join(map("".join, zip(before, [*commas, ""], strict=True)))

    assert becomes(f"list: [\n  {words}\n]\n", before, after) == {"list": after}


def test_a_comment_on_a_line_of_its_own_stays_where_words_on_both_its_sides_go() -> None:
    """Behind a word that stays on the line before; at the end of a list it is refused."""
    text = "list: [\n  a, b,\n  # these are rare\n  c,\n  d,\n]\n"
    edits = Edits(SpannedText(text))
    edits.set_words(("list",), ["a", "b", "c", "d"], ["a", "d"])

    assert "# these are rare\n" in edits.result()
    assert becomes(text, ["a", "b", "c", "d"], ["a", "d"]) == {"list": ["a", "d"]}
    with pytest.raises(EditRefused):
        becomes(text, ["a", "b", "c", "d"], ["a"])


def becomes(text: str, before: list[str], after: list[str]) -> object:
    """What a file holds once its list was made another."""
    edits = Edits(SpannedText(text))
    edits.set_words(("list",), before, after)

    source = parse_source(edits.result().encode(), "x.yaml")

    assert source.faults == ()
    assert source.tree is not None
    return plain(source.tree)


@pytest.mark.parametrize("is_flow", [True, False])
def test_curly_quotes_of_a_cell_are_written_as_meant(*, is_flow: bool) -> None:
    """Inside straight ones, or `check` would take them for quotes that went wrong."""
    assert scalar("“نص”", is_flow=is_flow) == '"“نص”"'
    assert scalar("“نص” أول", is_flow=is_flow) == "“نص” أول"
