"""What is installed is exactly what was looked at."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(\[[^]]*\])?==(\S+)", re.MULTILINE)


def blocks_of(lock: str) -> dict[str, str]:
    """Each locked package and all that stands with it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    parts = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    return {_normal(part): part for part in parts if part.strip() and not part.startswith("#")}


def _normal(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_t16_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    """Nothing from an address, nothing without a hash: a changed file is refused by pip."""
    for name, block in blocks_of(lock).items():
        assert _PINNED.match(block), name
        assert block.count("--hash=sha256:") >= 1, name
        assert "://" not in block.split("# via")[0], name


def test_t16_the_locks_hold_what_the_project_asks_for() -> None:
    """Each dependency of the project is in its lock, and both locks agree on the version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, dev = blocks_of("requirements.lock"), blocks_of("requirements-dev.lock")

    assert {_normal(wanted) for wanted in project["dependencies"]} <= run.keys()
    assert run.keys() <= dev.keys()
    for name, block in run.items():
        ours, theirs = _PINNED.match(block), _PINNED.match(dev[name])
        assert ours
        assert theirs
        assert ours[3] == theirs[3], name


def test_t16_few_packages_are_installed_to_serve() -> None:
    """Each more is somebody more to trust; the figure is raised on purpose or not at all."""
    assert len(blocks_of("requirements.lock")) <= 45
