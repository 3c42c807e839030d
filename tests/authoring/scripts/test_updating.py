"""Updating rewrites what differs and nothing else, so that a diff shows what changed."""

import json
from pathlib import Path

import pytest
import yaml

from bot.authoring.scripts.reading.reader import read_script
from bot.authoring.scripts.writing.updating import Updates, update
from bot.service.direct.stage import Stage

HEAD = "conversation: x\nsteps:\n  - {says: hi}\n  - {says: English}\n"


def updated(stage: Stage, file: Path, text: str) -> tuple[str, Updates]:
    """What becomes of a script, and what is told of it; written, it is as scripted."""
    file.write_bytes(text.encode())
    updates = update(stage.play(each) for each in read_script(file).conversations)
    for new in updates.files:
        assert new.before == new.path.read_bytes()
        new.path.write_bytes(new.content)
    script = read_script(file)
    assert script.faults == ()
    if not updates.refused:
        assert all(stage.play(each).is_as_scripted for each in script.conversations)
    return file.read_bytes().decode(), updates


CASES = {
    "a screen": (
        "  - types: '2'   # by number\n    sees: {screen: alpha, has: Service bravo}  # the list\n",
        "  - types: '2'   # by number\n    sees: {screen: bravo, has: Service bravo}  # the list\n",
    ),
    "quotes stay quotes": (
        "  - types: '2'\n    sees:\n      screen: 'alpha'   # here\n",
        "  - types: '2'\n    sees:\n      screen: 'bravo'   # here\n",
    ),
    "a text over lines": (
        "  - types: '2'\n    sees:\n      text: |\n        Old.\n\n      # why\n      kind: text\n",
        "  - types: '2'\n    sees:\n      text: |\n        *Agency bravo*\n"
        "        Choose a service or type its number:\n\n        1- Service bravo\n\n"
        "      # why\n      kind: list\n",
    ),
    "a text on one line": (
        "  - types: '2'\n    sees:\n      text: Old.\n",
        "  - types: '2'\n    sees:\n      text: |\n        *Agency bravo*\n"
        "        Choose a service or type its number:\n\n        1- Service bravo\n",
    ),
    "options in brackets": (
        "  - types: '2'\n    sees: {options: [Service alpha, Main menu]}\n",
        "  - types: '2'\n    sees: {options: [Service bravo, Main menu]}\n",
    ),
    "options on lines": (
        "  - types: '2'\n    sees:\n      options:\n        - Service alpha\n        # and home\n"
        "        - Main menu   # always\n        - Offices\n",
        "  - types: '2'\n    sees:\n      options:\n        - Service bravo\n        # and home\n"
        "        - Main menu   # always\n",
    ),
    "options in brackets, one to a line": (
        "  - types: '2'\n    sees:\n      options: [\n        Offices,   # to go\n"
        "        Service alpha,\n        # and home\n        Main menu,   # always\n      ]\n",
        "  - types: '2'\n    sees:\n      options: [\n        Service bravo,   # to go\n"
        "        # and home\n        Main menu,   # always\n      ]\n",
    ),
    "options in brackets over lines": (
        "  - types: '2'\n    sees:\n      options: [\n        Service alpha, Offices,\n"
        "        Main menu\n      ]   # two\n",
        "  - types: '2'\n    sees:\n      options: [\n        Service bravo,\n"
        "        Main menu\n      ]   # two\n",
    ),
    "options that are more": (
        "  - types: '2'\n    sees: {options: ['Service bravo']}\n",
        "  - types: '2'\n    sees: {options: ['Service bravo', Main menu]}\n",
    ),
    "options that do not fit the line any more": (
        "  - types: '0'\n    sees:\n      options: [Agency alpha]\n",
        "  - types: '0'\n    sees:\n      options:\n        - Agency alpha\n"
        "        - Agency bravo\n        - Agency charlie\n"
        "        - Agency delta\n        - Agency echo\n"
        "        - Agency foxtrot\n        - العربية\n",
    ),
    "braces that outgrow their line": (
        "  - types: '0'\n    sees: {screen: 'alpha', options: [Agency alpha], kind: list}  # all\n",
        "  - types: '0'\n    sees:  # all\n      screen: 'main'\n      options:\n"
        "        - Agency alpha\n        - Agency bravo\n        - Agency charlie\n"
        "        - Agency delta\n        - Agency echo\n"
        "        - Agency foxtrot\n        - العربية\n      kind: list\n",
    ),
    "a text over lines in braces": (
        "  - types: '2'\n    sees: {has: Service bravo, text: Old.}\n  - types: '1'\n",
        "  - types: '2'\n    sees:\n      has: Service bravo\n      text: |\n"
        "        *Agency bravo*\n        Choose a service or type its number:\n\n"
        "        1- Service bravo\n"
        "  - types: '1'\n",
    ),
    "a step all in braces": (
        "  - {types: '2', sees: {text: Old.}}\n",
        "  - {types: '2', sees: {text: \"*Agency bravo*\\nChoose a service or type its number:\\n"
        '\\n1- Service bravo"}}\n',
    ),
    "a list that gets lines, and its comment": (
        "  - types: '0'\n    sees:\n      options: [Agency alpha]   # all\n      kind: list\n",
        "  - types: '0'\n    sees:\n      options:   # all\n        - Agency alpha\n"
        "        - Agency bravo\n        - Agency charlie\n"
        "        - Agency delta\n        - Agency echo\n"
        "        - Agency foxtrot\n        - العربية\n      kind: list\n",
    ),
    "options in full lines": (
        "  - types: '0'\n    sees:\n      options: [\n        Agency alpha, Agency bravo,\n"
        "        Agency echo, Agency foxtrot, 'Nothing', # none\n        العربية\n      ]\n",
        "  - types: '0'\n    sees:\n      options: [\n        Agency alpha, Agency bravo,\n"
        "        Agency charlie, Agency delta, Agency echo, Agency foxtrot, # none\n"
        "        العربية\n      ]\n",
    ),
    "the last one": (
        "  - types: '2'\n    sees: {options: [Service bravo, Main menu, Offices]}\n",
        "  - types: '2'\n    sees: {options: [Service bravo, Main menu]}\n",
    ),
    "options at the end, one to a line": (
        "  - types: '2'\n    sees:\n      options: [\n        Service bravo,\n"
        "        Offices, # x\n      ]\n",
        "  - types: '2'\n    sees:\n      options: [\n        Service bravo,\n"
        "        Main menu, # x\n      ]\n",
    ),
    "nothing, where something is": (
        "  - types: '2'\n    sees: nothing\n",
        "  - types: '2'\n    sees:\n      screen: bravo\n      text: |\n        *Agency bravo*\n"
        "        Choose a service or type its number:\n\n        1- Service bravo\n"
        "      options: [Service bravo, Main menu]\n",
    ),
    "another reason for nothing": (
        "  - sends: {reaction: 👍}\n    sees: {nothing: edit}\n",
        "  - sends: {reaction: 👍}\n    sees: {nothing: reaction}\n",
    ),
    "not written yet": (
        "  - types: '2'\n    sees:\n  - sends: deletion\n    sees:\n",
        "  - types: '2'\n    sees:\n      screen: bravo\n      text: |\n        *Agency bravo*\n"
        "        Choose a service or type its number:\n\n        1- Service bravo\n"
        "      options: [Service bravo, Main menu]\n  - sends: deletion\n    sees: nothing\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_only_the_value_changes(stage: Stage, tmp_path: Path, name: str) -> None:
    """Comments, quotes, order and every other line stay as they are."""
    before, after = CASES[name]

    text, updates = updated(stage, tmp_path / "script.yaml", HEAD + before)

    assert text == HEAD + after
    assert updates.refused == ()
    assert updates.count > 0


def test_a_text_by_language_changes_in_its_language(stage: Stage, tmp_path: Path) -> None:
    """Also where only one of them differs."""
    script = (
        "conversation: x\nlanguages: [ar, en]\nsteps:\n"
        "  - says: {ar: السلام عليكم, en: good morning}\n  - says: {ar: العربية, en: English}\n"
        "    sees: {language: {ar: ar, en: ar}, button: {ar: خطأ, en: wrong}}\n"
    )

    text, updates = updated(stage, tmp_path / "script.yaml", script)

    assert "language: {ar: ar, en: en}, button: {ar: اختر جهة, en: Choose an agency}" in text
    assert updates.count == 2


REFUSED = {
    "part of a text": (
        HEAD + "  - types: '2'\n    sees: {has: nowhere}\n",
        'only its author can say what "has" shall be',
    ),
    "a variable": (
        "values: {at: alpha}\n" + HEAD + "  - types: '2'\n    sees: {screen: $at}\n",
        "it holds a variable; change the variable's value",
    ),
    "rows that do not agree": (
        "rows: [{n: '1'}, {n: '2'}]\n" + HEAD + "  - types: $n\n    sees: {screen: alpha}\n",
        "the runs of the script see different things",
    ),
    "a comment in the way": (
        HEAD + "  - types: '2'\n    sees:\n      text: Old.   # note\n",
        "a comment stands behind it; write it by hand",
    ),
    "a link that is not there": (
        HEAD + "  - types: '2'\n    sees: {link: https://example.org}\n",
        'only its author can say what "link" shall be',
    ),
    "rows that see nothing alike": (
        "rows: [{n: '1'}, {n: '2'}]\n" + HEAD + "  - types: $n\n    sees:\n",
        "the runs of the script see different things",
    ),
    "a repeat that is answered": (
        HEAD + "  - becomes: {phone: '962790000002'}\n  - repeats: 1\n",
        "",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_said_faithfully_is_left(stage: Stage, tmp_path: Path, name: str) -> None:
    """With the place and the reason."""
    script, reason = REFUSED[name]

    text, updates = updated(stage, tmp_path / "script.yaml", script)

    assert text == script
    assert [told for _, told in updates.refused] == ([reason] if reason else [])


def test_what_is_left_is_told_where_it_stands_now(stage: Stage, tmp_path: Path) -> None:
    """Lines above it have become more."""
    left = "  - types: '2'\n    sees: {has: nowhere, kind: list}\n"
    file = tmp_path / "script.yaml"

    text, updates = updated(stage, file, HEAD + "  - types: '0'\n    sees:\n" + left)

    ((place, _),) = updates.refused
    assert text.split("\n")[place.line - 1] == "    sees: {has: nowhere, kind: list}"
    assert place.column == len("    sees: {") + 1


PAYLOADS = {
    "in braces": "    sees: {payload: {type: text}}   # whole\n",
    "on lines": "    sees:\n      payload:\n        type: text\n",
    "of other rows": "    sees:\n      payload:\n        type: interactive\n"
    "        interactive: {action: {sections: [{title: a, rows: [{id: a}]}]}}\n",
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_is_written_on_lines(stage: Stage, tmp_path: Path, name: str) -> None:
    """One label of an otherwise equal payload is then one line of a diff."""
    file = tmp_path / "script.yaml"
    whole, _ = updated(stage, file, HEAD + "  - types: '2'\n" + PAYLOADS[name])
    assert "Service bravo" in whole
    assert all(len(line) <= 100 for line in whole.split("\n"))
    spoiled = whole.replace("Choose a service\n", "Choose\n", 1).replace("\n          1- ", " 1- ")
    assert spoiled != whole

    again, _ = updated(stage, file, spoiled)

    assert again == whole


def test_a_payload_in_braces_changes_in_place(stage: Stage, tmp_path: Path) -> None:
    """Where nothing but texts of it differs, the line stays a line."""
    file = tmp_path / "script.yaml"
    step = "  - types: '2'\n    sees: {payload: {type: text}}\n"
    whole, _ = updated(stage, file, HEAD + step)
    payload = yaml.safe_load(whole)["steps"][-1]["sees"]["payload"]
    line = json.dumps(payload, ensure_ascii=False).replace('\\n"', '"')
    braces = HEAD + f"  - types: '2'\n    sees: {{payload: {line}}}\n"

    text, _ = updated(stage, file, braces.replace("Service bravo", "Service alpha"))

    assert text == braces


def test_what_languages_see_is_written_for_each(stage: Stage, tmp_path: Path) -> None:
    """What is the same in each of them stands there once."""
    script = (
        "conversation: x\nlanguages: [ar, en]\nsteps:\n"
        "  - says: {ar: السلام عليكم, en: good morning}\n  - says: {ar: العربية, en: English}\n"
        "  - types: '2'\n    sees:\n"
    )

    text, updates = updated(stage, tmp_path / "script.yaml", script)

    assert updates.refused == ()
    assert text == script + (
        "      screen: bravo\n      text:\n        ar: |\n          *جهة 2*\n"
        "          اختر الخدمة أو اكتب رقمها:\n\n          1- خدمة 2\n        en: |\n"
        "          *Agency bravo*\n          Choose a service or type its number:\n\n"
        "          1- Service bravo\n      options:\n        ar: [خدمة 2, القائمة الرئيسية]\n"
        "        en: [Service bravo, Main menu]\n"
    )


def test_what_rows_see_alike_is_written(stage: Stage, tmp_path: Path) -> None:
    """The rest is left out; its author may tell it by variables."""
    script = "rows: [{word: menu}, {word: help}]\n" + HEAD + "  - says: $word\n    sees:\n"

    text, updates = updated(stage, tmp_path / "script.yaml", script)

    assert updates.refused == ()
    assert text.startswith(script + "      screen: main\n      options:\n        - Agency alpha\n")
    assert "text:" not in text


def test_beginnings_are_updated_in_their_own_file(stage: Stage, tmp_path: Path) -> None:
    """And line ends and byte order marks stay what they were."""
    beginning = tmp_path / "_begin.yaml"
    lines = "\ufeff" + HEAD.replace("English}", "English, sees: {screen: alpha}}")
    beginning.write_bytes(lines.replace("\n", "\r\n").encode())

    _, updates = updated(
        stage, tmp_path / "script.yaml", "conversation: y\nsteps: [{does: _begin.yaml}]\n"
    )

    assert [file.path for file in updates.files] == [beginning]
    expected = lines.replace("alpha", "main").replace("\n", "\r\n")
    assert beginning.read_bytes().decode() == expected
