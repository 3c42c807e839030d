"""How long to look: a fixed number of the same inputs in every run of the tests, more on request.

`make fuzz N=20000 SEED=7` sets `FUZZ_RUNS` and a seed of pytest's own; without a seed the inputs
are the same each time.
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

RUNS = int(os.environ.get("FUZZ_RUNS", "60"))

_Test = TypeVar("_Test", bound=Callable[..., Any])


def fuzzed(share: float = 1.0) -> Callable[[_Test], _Test]:
    """Try `share` of the wanted number of inputs, at least ten; slow tests take a smaller share."""
    return effort(share)


def effort(share: float) -> settings:
    """The same as settings, for what is no function of its inputs."""
    return settings(
        max_examples=max(10, int(RUNS * share)),
        derandomize="FUZZ_SEEDED" not in os.environ,
        database=None,  # what was found once is kept as an example in the test itself
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
