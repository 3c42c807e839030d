"""Examples of mistakes as folders, and what `check` says of them."""

import os
import re
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path

from bot.authoring.checking.check import check_flows
from bot.authoring.mistakes.examples import Example, flow_files, phrase_files

TODAY = date(2026, 12, 1)
_LOCALES = Path(__file__).parents[3] / "locales"
_NAME = re.compile(r"^([a-z-]+) =", re.MULTILINE)


def told_of(example: Example, folder: Path, *, is_bad: bool) -> list[str]:
    """All that is said of one side of an example, as it is printed."""
    lay(example, folder, is_bad=is_bad)
    with chdir(folder):
        faults = check_flows([Path("flows")], Path("locales"), TODAY)
    return [str(fault) for fault in faults]


def lay(example: Example, folder: Path, *, is_bad: bool) -> None:
    """Write the flows of one side of an example, and the bot's own texts beside them."""
    (folder / "flows").mkdir()
    for name, content in flow_files(example, is_bad=is_bad).items():
        (folder / "flows" / name).write_bytes(content)
    heads = phrase_files(example, is_bad=is_bad)
    if not heads:
        os.symlink(_LOCALES, folder / "locales")
        return
    (folder / "locales").mkdir()
    for file in _LOCALES.glob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        (folder / "locales" / file.name).write_text(_headed(heads, file.name, text), "utf-8")


def _headed(heads: Mapping[str, str], name: str, text: str) -> str:
    """The texts of a language with those of an example ahead of them, or in their place."""
    head = heads.get(f"locales/{name}", "")
    for given in _NAME.findall(head):
        text = re.sub(rf"^{given} = .*\n", "", text, flags=re.MULTILINE)
    return head + text
