"""The files of `flows/` and `locales/` as they stand, for the tests of their content."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from fluent.syntax import FluentParser, ast

from bot.texts.phrases import Phrases

PROJECT = Path(__file__).parents[2]
FLOWS = PROJECT / "flows"
LOCALES = PROJECT / "locales"


@pytest.fixture(scope="session")
def documents() -> Mapping[str, Any]:
    """Every flow file by the stem of its name; all scalars are strings, as authors see them."""
    files = sorted(FLOWS.glob("*.yaml"))
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    return {name: yaml.load(text, yaml.CBaseLoader) for name, text in texts.items()}  # noqa: S506


@pytest.fixture(scope="session")
def agencies(documents: Mapping[str, Any]) -> Mapping[str, Any]:
    """The agencies' files alone."""
    return {name: document for name, document in documents.items() if not name.startswith("_")}


@pytest.fixture(scope="session")
def questions(agencies: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every question by its address."""
    return {
        f"{agency}/{service['id']}/{question.get('kind') or question['id']}": question
        for agency, document in agencies.items()
        for service in document["menu"]
        for question in service["menu"]
    }


@pytest.fixture(scope="session")
def resources() -> Mapping[str, ast.Resource]:
    """The syntax trees of the two locale files."""
    parser = FluentParser()
    return {
        language: parser.parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8"))
        for language in ("ar", "en")
    }


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    """The bot's own texts, ready to be said."""
    return Phrases.load(LOCALES)
