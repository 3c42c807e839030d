"""Pictures of the flows say what citizens meet, in each diagram language."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.authoring.pictures.dot import as_dot
from bot.authoring.pictures.mermaid import as_mermaid
from bot.authoring.pictures.picture import Box, Picture, picture_agency, picture_map
from bot.conversation.release import read_library
from bot.flows.library import Library, frozen
from bot.flows.nodes import Menu
from bot.texts.phrases import Phrases
from tests.flows.authored import load_sound, spoiled, write_flows

ROOT = Path(__file__).parents[3]
_AWKWARD = 'a "b" <i>c</i> & d # e; `f` \\n [g] {h} |i| (j) end -->'


def boxes_of(picture: Picture) -> dict[str, Box]:
    """The boxes by key; every arrow must join two of them."""
    boxes = {box.key: box for box in picture.boxes}
    assert {end for arrow in picture.arrows for end in (arrow.source, arrow.target)} <= set(boxes)
    return boxes


def test_an_agency_is_a_box_a_menu_with_its_answers_as_lines(tmp_path: Path) -> None:
    """Answers are lines numbered as citizens see them; a jump is an arrow to a box elsewhere."""
    picture = picture_agency(load_sound(write_flows(tmp_path)), "moj")
    boxes = boxes_of(picture)
    jumps = [(arrow.source, arrow.target) for arrow in picture.arrows if arrow.is_jump]

    assert boxes["moj/non-conviction"].heading == (
        "عدم محكومية", "Non-conviction", "moj/non-conviction",
    )  # fmt: skip
    assert boxes["moj/non-conviction"].lines[1] == "2. Where and when? · أين ومتى؟"
    assert boxes["gam/building"].look == "elsewhere"
    assert jumps == [("moj/deed", "gam/building")]
    assert "moj/offices" in boxes


def test_what_follows_an_answer_is_told_apart_by_its_id(tmp_path: Path) -> None:
    """Without a title of its own it goes by that of the question, which says nothing; no number."""
    ask = (
        "ask: {name: age, type: number, text: {ar: كم عمرك؟, en: Age?}}\n"
        "        then:\n"
        "          - {id: child, when: {answer: {age: ..17}}, answer: {ar: لا, en: 'No'}}\n"
        "          - {id: adult, title: {ar: راشد, en: Adult}, answer: {ar: نعم, en: 'Yes'}}"
    )
    changed = spoiled("moj.yaml", "answer: {ar: خمسة دنانير., en: Five dinars.}", ask)

    boxes = boxes_of(picture_agency(load_sound(write_flows(tmp_path, changed)), "moj"))

    assert boxes["moj/deed/fees"].lines == ("→ child", "→ adult: Adult · راشد")


def test_the_map_shows_who_sends_citizens_to_whom(tmp_path: Path) -> None:
    """One box an agency with what it holds; an arrow between agencies counts the jumps."""
    picture = picture_map(load_sound(write_flows(tmp_path)))
    jumps = {(arrow.source, arrow.target): arrow.label for arrow in picture.arrows if arrow.is_jump}

    assert list(boxes_of(picture)) == ["@main", "moj", "gam"]
    assert boxes_of(picture)["moj"].lines == ("2 menus · 4 answers",)
    assert jumps == {("moj", "gam"): "1", ("gam", "moj"): "1"}


def test_a_pilot_and_a_draft_look_different_and_have_a_box_of_their_own(tmp_path: Path) -> None:
    """What citizens do not see as they see the rest is no mere line."""
    changed = spoiled(
        "moj.yaml", "      - kind: online\n", "      - kind: online\n        stage: draft\n"
    )
    library = load_sound(write_flows(tmp_path, changed))

    assert boxes_of(picture_agency(library, "gam"))["gam"].look == "pilot"
    assert boxes_of(picture_agency(library, "moj"))["moj/non-conviction/online"].look == "draft"


def test_what_no_tap_leads_to_is_marked(tmp_path: Path) -> None:
    """A living node below a menu that does not offer it is unreachable, and not a draft."""
    library = load_sound(write_flows(tmp_path))
    main = library.node("@main")
    assert isinstance(main.content, Menu)
    choices = tuple(at for at in main.content.choices if at.target != "moj")
    emptied = dataclasses.replace(main, content=Menu(choices, "agencies"))
    cut: Library = dataclasses.replace(library, nodes=frozen({**library.nodes, "@main": emptied}))

    assert boxes_of(picture_map(cut))["moj"].look == "unreachable"
    assert boxes_of(picture_map(library))["moj"].look == "menu"


def test_dot_is_taken_by_graphviz(tmp_path: Path) -> None:
    """Whatever labels hold, the program draws it."""
    if not shutil.which("dot"):
        pytest.skip("needs Graphviz: apt install graphviz")
    awkward = Picture(_AWKWARD, (Box(_AWKWARD, (_AWKWARD, "عربي"), (_AWKWARD,)),), ())
    for picture in (awkward, picture_agency(load_sound(write_flows(tmp_path)), "moj")):
        assert "<svg" in _drawn(as_dot(picture))
    assert "[g]" in as_dot(awkward)


def _drawn(dot: str) -> str:
    """What Graphviz makes of it, without a complaint."""
    drawn = subprocess.run(
        ["dot", "-Tsvg"], input=dot, capture_output=True, encoding="utf-8"  # noqa: S607
    )  # fmt: skip
    assert (drawn.returncode, drawn.stderr) == (0, "")
    return drawn.stdout


def test_the_map_of_many_agencies_is_a_page_in_the_order_of_the_menu(tmp_path: Path) -> None:
    """Seventeen stand in five rows, none of them wider than the first; each box is seen."""
    library = read_library(ROOT / "flows", Phrases.load(ROOT / "locales"))
    picture = picture_map(library)
    assert [len(row) for row in picture.rows] == [4, 4, 4, 4, 1]
    assert [key for row in picture.rows for key in row] == list(library.agencies)
    assert "n1 ~~~ n2 ~~~ n3 ~~~ n4\n" in as_mermaid(picture)

    if not shutil.which("dot"):
        pytest.skip("needs Graphviz: apt install graphviz")
    for each in (picture, picture_map(load_sound(write_flows(tmp_path)))):
        drawn = _drawn(as_dot(each))
        _, _, width, height = map(float, drawn.partition('viewBox="')[2].partition('"')[0].split())
        assert all(f">{box.heading[-1]}</text>" in drawn for box in each.boxes)
        assert height < 1.5 * width


def test_mermaid_escapes_what_would_end_a_label() -> None:
    """No quote, bracket or angle of an author's text is left as such inside a label."""
    written = as_mermaid(Picture("t", (Box("k", (_AWKWARD,)),), ()))
    label = written.partition('n0["')[2].partition('"]')[0]

    assert not set('"`') & set(label)
    assert "<i>" not in label
