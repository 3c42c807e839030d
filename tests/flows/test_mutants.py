"""Whatever a hurried author breaks in the real flows is told, by its code, at its line."""

from pathlib import Path

import pytest

from tests.flows.mutants import Mutant, is_found, mutants, told_of


def test_the_mutants_are_many_and_of_many_kinds() -> None:
    """Sixty at least, of 25 kinds at least: fewer would prove little."""
    made = mutants()

    assert len(made) >= 60
    assert len({mutant.kind.code for mutant in made}) >= 25


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: str(mutant.name))
def test_a_mistake_in_the_real_flows_is_told_at_its_line(tmp_path: Path, mutant: Mutant) -> None:
    """Each kind in turn, at a place drawn by a fixed seed."""
    faults = told_of(mutant, tmp_path / "flows")

    assert is_found(mutant, faults), list(map(str, faults))
