"""The schema of scripts knows every key of the language and takes every script there is."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.authoring.scripts.reading.acting import ActReader
from bot.authoring.scripts.reading.fields import KEYS, Faults
from bot.authoring.scripts.reading.folder import find_scripts
from bot.authoring.scripts.reading.seeing import CHECKS
from bot.authoring.scripts.writing.schema import script_schema
from tests.support.bots import ROOT

SCRIPTS = ROOT / "tests" / "conversations"
SCHEMA = SCRIPTS / "_schema.json"


def test_the_file_beside_the_scripts_is_up_to_date() -> None:
    """Written by `main.py schema --scripts -o tests/conversations/_schema.json`."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == script_schema()


def test_every_key_of_the_language_is_in_it() -> None:
    """And none that the reader does not know."""
    schema = script_schema()
    step = set(schema["definitions"]["step"]["properties"])
    sees = schema["definitions"]["sees"]["anyOf"][-1]["properties"]
    verbs = {*ActReader(Faults(), Path()).verbs, "together", "does"}

    assert set(schema["properties"]) == set(KEYS)
    assert step == verbs | {"sees", "as", "after", "sent", "with"}
    assert set(sees) == set(CHECKS)


WRITTEN = [file for file in find_scripts(SCRIPTS) if "generated" not in file.parts]


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_it_takes_every_script(file: Path) -> None:
    """As an editor reads them: numbers, days and truths of YAML are texts to us."""
    script = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506

    jsonschema.validate(script, script_schema())


WRONG = [
    {"conversation": "x"},
    {"conversation": "x", "steps": []},
    {"conversation": "x", "steps": [{"say": "a"}]},
    {"conversation": "x", "steps": [{"sees": "a"}]},
    {"conversation": "x", "steps": [{"says": "a", "sees": {"screne": "main"}}]},
    {"conversation": "x", "steps": [{"sends": "picture"}]},
    {"conversation": "x", "steps": [{"shares": ["31.95"]}]},
    {"conversation": "x", "languages": ["fr"], "steps": [{"says": "a"}]},
]


@pytest.mark.parametrize("script", WRONG, ids=json.dumps)
def test_it_refuses_what_the_reader_refuses(script: object) -> None:
    """While it is being typed."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(script, script_schema())
