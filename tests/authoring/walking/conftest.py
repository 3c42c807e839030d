"""Releases to walk through: of every construct of the flow language, and of hardly any."""

import pytest

from bot.conversation.release import Release
from tests.authoring.walking.walks import load
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows


@pytest.fixture(scope="package")
def constructs() -> Release:
    """Loaded once."""
    return load(ROOT / "tests" / "samples" / "language")


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """One agency of one service with two questions."""
    return load(write_small_flows(tmp_path_factory.mktemp("flows"), ["alpha"]))


@pytest.fixture(scope="package")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Two agencies that differ in their words alone."""
    return load(write_small_flows(tmp_path_factory.mktemp("flows"), ["alpha", "bravo"]))


@pytest.fixture(scope="package")
def seasonal(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """One agency, of whose two questions the first is there in late summer alone."""
    flows = write_small_flows(tmp_path_factory.mktemp("flows"), ["alpha"])
    file = flows / "alpha.yaml"
    fees = "      - kind: fees\n"
    text = file.read_text(encoding="utf-8")
    text = text.replace(fees, f"{fees}        when: {{season: 08-15..09-30}}\n")
    file.write_text(text, encoding="utf-8")
    return load(flows)
