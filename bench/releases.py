"""Flows that benches measure: released under the project's own texts, and the floor of reading."""

from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import yaml

from bench.programs import ROOT
from bot.conversation.release import Release, load_release


def release_of(flows: Path = ROOT / "flows") -> Release:
    """A folder's release; unless told, the project's own."""
    return load_release(
        flows, ROOT / "locales", session_timeout_s=1800.0, timezone=ZoneInfo("Asia/Amman")
    )


def yaml_events_s(flows: Path) -> float:
    """Processor seconds of the bare YAML events of a folder: nobody reads its files in less."""
    start = process_time()
    for file in flows.glob("*.yaml"):
        for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
            pass
    return process_time() - start
