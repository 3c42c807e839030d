"""Every reachable screen with every class of message: the project's own flows, 738 services, and a
few with every construct of the flow language, in a dozen worlds.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.enlarged import enlarge_flows
from bench.programs import ROOT

SERVICES = 738
LANGUAGE = ROOT / "tests" / "samples" / "language"
LIMITS_S = {"own": 30.0, "enlarged": 60.0, "language": 60.0}


def report() -> None:
    """Print seconds on the wall, beside what a walk may take on two processors."""
    with TemporaryDirectory() as name:
        enlarged = Path(name)
        enlarge_flows(ROOT / "flows", enlarged, SERVICES)
        _walk("the project's own flows", ROOT / "flows", LIMITS_S["own"])
        _walk(f"{SERVICES} services", enlarged, LIMITS_S["enlarged"])
        _walk("every construct", LANGUAGE, LIMITS_S["language"])


def _walk(name: str, flows: Path, limit_s: float) -> None:
    start, before = time.perf_counter(), os.times()
    command = (sys.executable, "main.py", "walk", "--flows", str(flows))
    walked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took, after = time.perf_counter() - start, os.times()
    used = after.children_user - before.children_user
    print(f"  {name}: {took:.1f} s, {used:.1f} s of processors; {limit_s:.0f} s are allowed")
    print("    " + walked.stdout.partition("\n")[0])
    print("    " + walked.stdout.strip().rpartition("\n")[2])
