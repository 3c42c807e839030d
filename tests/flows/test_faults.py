"""Each mistake an author can make is told with its place, its code and the likely mend."""

from pathlib import Path

import pytest

from bot.flows.faults import CODES
from bot.flows.reading.source import read_source
from bot.flows.reading.tree import plain
from tests.flows.authored import FILES, load, spoiled, told, write_flows


def mistakes() -> list[dict[str, str]]:
    """The entries of mistakes.yaml, read by the reader under test: it keeps every text as it is."""
    source = read_source(Path(__file__).with_name("mistakes.yaml"))
    assert source.faults == ()
    assert source.tree is not None
    entries = plain(source.tree)
    assert isinstance(entries, list)
    return entries


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: str(mistake["told"]))
def test_a_mistake_is_told_at_its_place(tmp_path: Path, mistake: dict[str, str]) -> None:
    """The fault stands among those told, and no library comes of it."""
    changes = spoiled(mistake["file"], mistake["was"], mistake["now"])
    folder = write_flows(tmp_path / "flows", changes)

    assert any(mistake["told"] in line for line in told(folder)), told(folder)
    assert load(folder).library is None


def test_the_unspoiled_catalogue_has_no_fault(tmp_path: Path) -> None:
    """Otherwise the tests above would prove nothing."""
    assert told(write_flows(tmp_path / "flows")) == []


def test_every_fault_bears_a_code_of_the_list(tmp_path: Path) -> None:
    """Codes are for ever, so they stand in one place."""
    for number, mistake in enumerate(mistakes()):
        changes = spoiled(mistake["file"], mistake["was"], mistake["now"])
        folder = write_flows(tmp_path / str(number), changes)
        assert {fault.code for fault in load(folder).faults} <= CODES.keys()


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Neither a wrong value nor a file that is no YAML hides what is wrong elsewhere."""
    moj = FILES["moj.yaml"].replace("about:", "abuot:").replace("gam/building", "moj/nothing")
    gam = FILES["gam.yaml"].replace("stage: pilot", "stage: [")

    folder = write_flows(tmp_path / "flows", {"moj.yaml": moj, "gam.yaml": gam})

    codes = {line.partition(" ")[2].partition(" ")[0] for line in told(folder)}
    assert codes == {"unknown-key", "unknown-goto", "syntax"}


@pytest.mark.parametrize(
    ("old", "new", "told_once"),
    [
        (
            "title: {ar: سند",
            "titel: {ar: سند",
            '"titel" has no meaning here. Did you mean "title"?',
        ),
        ("hotline:", "Hotline:", '"Hotline" has no meaning here. Did you mean "hotline"?'),
        ("en: Justice}", "En: Justice}", '"En" has no meaning here. Did you mean "en"?'),
        ("{ar: العدل,", "{ar:العدل,", 'has no meaning here. Write a space after the ":"'),
        ("answer: {ar: خمسة", "anwser: {ar: خمسة", 'Did you mean "answer"?'),
        ("en: Deed}", "en: سند وكالة}", "wrong-language this is Arabic; write the English here"),
        ("en: Two dinars. {confirm", "en: Two dinars. {confrim", "unknown-placeholder"),
        (
            "        answer: {ar: خمسة دنانير., en: Five dinars.}",
            "        then: [{id: five, answer: {ar: خمسة., en: Five.}}]",
            '"then" follows the answer to a question; "ask" is missing',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "answer: {ar: خمسة., en: Five.}\n        link: https://a.jo\n"
            "        link_stile: button\n        link_label: {ar: قدّم, en: Apply}",
            'Did you mean "link_style"?',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "ask: {name: age, type: numbers, min: 0, max: 120, text: {ar: كم عمرك؟, en: Age?}}\n"
            "        then:\n"
            "          - {id: child, when: {answer: {age: old}}, answer: {ar: نعم, en: Yes}}\n"
            "          - {id: adult, answer: {ar: لا, en: No}}",
            '"numbers" is none of: choice, number, date, text. Did you mean "number"?',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "ask: {name: age, typ: number, min: 0, max: 9, text: {ar: كم عمرك؟, en: Age?}}\n"
            "        then: [{id: adult, answer: {ar: لا, en: No}}]",
            '"typ" has no meaning here. Did you mean "type"?',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "ask: {name: age, min: 0, text: {ar: كم عمرك؟, en: Age?}}\n"
            "        then: [{id: adult, answer: {ar: لا, en: No}}]",
            '"type" is missing',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "answer: {ar: خمسة., en: Five.}\n        document: http://a.jo/form.pdf",
            'a link begins with "https://"',
        ),
        (
            "reviewed: 2026-11-01",
            "reviewed: 2026-11-01\n    review_by: 01/02/2027",
            "write a day as YYYY-MM-DD, here 2027-02-01",
        ),
        (
            "reviewed: 2026-11-01",
            "when: {from: 31/12/2026, to: 2027-02-01}",
            "write a day as YYYY-MM-DD, here 2026-12-31",
        ),
        ("en: Two dinars. {confirm_fee}", 'en: ""', "empty-text write a text here"),
        ("reviewed: 2026-11-01", "when: open", "expected conditions, such as {open: true}, found"),
        ("reviewed: 2026-11-01", "when: {age: 18..}", 'is asked by "answer: {age: …}"'),
        ("id: non-conviction", "id: شهادة", 'begins with a letter, such as "name-change"'),
        (
            "website:",
            "closed: [25/05/2027]\nwebsite:",
            "write a day as YYYY-MM-DD, here 2027-05-25",
        ),
        ("flow: moj", "flow: Moj", 'begins with a letter; write "moj"'),
        ("goto: gam/building", "goto: Building permit", 'the title of "gam/building"'),
        ("goto: gam/building", "goto: https://wa.me/1", 'Write an address, such as "moj/non-'),
        ("en: Two dinars. {confirm_fee}", "en: Two {x}. {confirm_fee}", "Known are: agency, hours"),
        ("en: Two dinars. {confirm_fee}", "en: Two dinars. {confirm_fee", "stray-brace"),
        ("en: Two dinars. {confirm_fee}", "en: Two dinars. confirm_fee}", "stray-brace"),
        (
            "en: Five dinars.}",
            "en: “Five, and no more”}",
            'A text with a comma inside { } must stand in quotes: the straight " of the keyboard',
        ),
        (
            "answer: {ar: خمسة دنانير., en: Five dinars.}",
            "answer:\n          ar: خمسة.\n          en: “Fee: five.”",
            'the straight " of the keyboard, not “ ”',
        ),
    ],
)
def test_one_mistake_is_told_once(tmp_path: Path, old: str, new: str, told_once: str) -> None:
    """What follows from it, such as a key that is missing because it is misspelt, is not told."""
    (line,) = told(write_flows(tmp_path / "flows", spoiled("moj.yaml", old, new)))

    assert told_once in line


def test_a_misspelt_agency_of_the_main_menu_is_told_once(tmp_path: Path) -> None:
    """Its file is not told as unlisted besides; another that is, is."""
    misspelt = spoiled("_main.yaml", "[moj, gam]", "[moj, gan]")
    left_out = spoiled("_main.yaml", "[moj, gam]", "[moj, x]")

    (line,) = told(write_flows(tmp_path / "misspelt", misspelt))
    lines = told(write_flows(tmp_path / "out", left_out))

    assert 'there is no file gan.yaml. Did you mean "gam"?' in line
    assert [each.split()[1] for each in lines] == ["unknown-agency", "unlisted-agency"]


ASKS = """\
ask: {name: age, type: number, text: {ar: كم عمرك؟, en: How old are you?}}
        then:
          - {id: child, when: {answer: {age: ..17}}, answer: {ar: "عمرك {age}", en: "{age} years"}}
          - {id: adult, answer: {ar: كبير, en: Grown up}}"""


@pytest.mark.parametrize(
    ("old", "new", "told_once"),
    [
        ("then:", "thn:", '"thn" has no meaning here. Did you mean "then"?'),
        ("ask:", "aks:", '"aks" has no meaning here. Did you mean "ask"?'),
        ("name: age, ", "", '"name" is missing'),
        ("name: age, ", "naem: age, ", '"naem" has no meaning here. Did you mean "name"?'),
        (ASKS.partition("\n")[0], "about: {ar: عمر, en: Age}", '"ask" is missing'),
    ],
)
def test_one_mistake_of_a_question_is_told_once(
    tmp_path: Path, old: str, new: str, told_once: str
) -> None:
    """What hangs on its answer is not told: nobody knows what it would be."""
    answer = "answer: {ar: خمسة دنانير., en: Five dinars.}"
    assert told(write_flows(tmp_path / "sound", spoiled("moj.yaml", answer, ASKS))) == []

    changes = spoiled("moj.yaml", answer, ASKS.replace(old, new))
    (line,) = told(write_flows(tmp_path / "flows", changes))

    assert told_once in line


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Grown up}", '"Grown up {hours"}', "stray-brace"),
        ("Grown up}", '"Grown up {hours}"}', "placeholders-differ"),
    ],
)
def test_a_question_without_a_name_hides_no_mistake_of_another_kind(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    """A brace that is left open below it is told all the same."""
    asks = ASKS.replace("name: age, ", "").replace(old, new)
    answer = "answer: {ar: خمسة دنانير., en: Five dinars.}"

    lines = told(write_flows(tmp_path / "flows", spoiled("moj.yaml", answer, asks)))

    assert {line.partition(" ")[2].partition(" ")[0] for line in lines} == {"missing-key", code}


def test_what_an_unreadable_file_holds_is_not_called_missing(tmp_path: Path) -> None:
    """A goto into a file that cannot be read is not told, the file is."""
    folder = write_flows(tmp_path / "flows", {"gam.yaml": "flow: [\n"})

    assert [line.partition(":")[0] for line in told(folder)] == ["gam.yaml"]


def test_too_many_levels_and_too_long_addresses_are_told(tmp_path: Path) -> None:
    """Five ids make the deepest address, 120 signs the longest."""
    name = "a-very-long-name-for-a-level-of-the-menu"
    lines = []
    for level in range(5):
        lines.append(f"{'    ' * level}  - id: {name}")
        lines.append(f"{'    ' * level}    title: {{ar: مستوى {level}, en: Level {level}}}")
        lines.append(f"{'    ' * level}    menu:")
    lines[-1] = lines[-1].replace("menu:", "answer: {ar: نعم, en: Yes}")
    text = FILES["gam.yaml"].replace("  - goto: moj/deed/fees\n", "\n".join(lines))

    codes = [line.split()[1] for line in told(write_flows(tmp_path / "f", {"gam.yaml": text}))]

    assert codes.count("too-deep") == 1
    assert codes.count("long-address") == 3
