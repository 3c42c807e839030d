"""The editor's schema fits the flows, and the real YAML language server explains mistakes by it."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.authoring.editor_schema import editor_schema
from bot.commands.line import run
from tests.support.browsers import NO_NPM
from tests.support.language_server import SERVER, editing

FLOWS = Path(__file__).parents[2] / "flows"
needs_server = pytest.mark.skipif(not SERVER.exists() or not shutil.which("node"), reason=NO_NPM)


def as_data(text: str) -> Any:
    """What a plain YAML reader makes of a file, dates as texts."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str, ensure_ascii=False))


def test_the_schema_in_the_flows_folder_is_the_one_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every flow file names it in its first line; after a change: `main.py schema -o FILE`."""
    assert run(["schema"]) == 0
    printed = capsys.readouterr().out

    assert printed == (FLOWS / "_schema.json").read_text(encoding="utf-8")
    assert json.loads(printed) == editor_schema()


def test_a_schema_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and exit code 2."""
    assert run(["schema", "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("file", sorted(FLOWS.glob("*.yaml")), ids=lambda file: file.name)
def test_the_real_flows_fit_the_schema(file: Path) -> None:
    """No editor underlines what `check` takes."""
    schema = editor_schema()
    jsonschema.Draft7Validator.check_schema(schema)

    jsonschema.Draft7Validator(schema).validate(as_data(file.read_text(encoding="utf-8")))


@needs_server
async def test_the_real_flows_are_not_underlined_in_an_editor(tmp_path: Path) -> None:
    """By the language server that editors use, for each kind of file."""
    shutil.copytree(FLOWS, tmp_path, dirs_exist_ok=True)
    for name in ("moj.yaml", "_main.yaml", "_kinds.yaml", "_emergencies.yaml"):
        async with editing(tmp_path / name) as editor:
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert await editor.show(text) == []
            assert await editor.show(text + "\nnonsense: 1\n") != []


@needs_server
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("menu:\n", "menuu:\n", "Property menuu is not allowed"),
        ("hotline:", "# hotline:", 'Missing property "hotline"'),
        ("title: {ar:", "title: {arr:", "Property arr is not allowed"),
        ("offices:\n", "offices: none\nmoved:\n", "Incorrect type"),
        ("        offices: nearest\n", "        offices: near\n", "nearest"),
        ("flow: moj\n", "flow: moj\nstage: live!\n", "Value is not accepted"),
    ],
)
async def test_a_mistake_is_underlined_while_it_is_typed(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    """Keys and words that do not exist, what is missing, and values of another shape."""
    shutil.copy(FLOWS / "_schema.json", tmp_path)
    text = (FLOWS / "moj.yaml").read_text(encoding="utf-8")
    assert old in text
    async with editing(tmp_path / "moj.yaml") as editor:
        await editor.show(text)
        found = await editor.show(text.replace(old, new, 1))

    assert any(told in line for line in found), found


@needs_server
async def test_keys_are_offered_and_explained(tmp_path: Path) -> None:
    """On an empty line the keys that may stand there, each with what it means."""
    shutil.copy(FLOWS / "_schema.json", tmp_path)
    lines = (FLOWS / "moj.yaml").read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("hotline:"))
    lines.insert(at + 1, "")
    async with editing(tmp_path / "moj.yaml") as editor:
        await editor.show("\n".join(lines))
        offered = await editor.completions(at + 2, 1)

    assert {"stage", "moved_from", "owner"} <= offered.keys()
    assert offered["owner"]
    assert not {"hotline", "keywords"} & offered.keys()  # they are there already
